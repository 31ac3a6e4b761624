//! The office's record of the matter, and the table of its moves.

use crate::{
    calendar::Due,
    department::Department,
    event::{Actor, Entry, Event, Happened},
    id::{CaseId, ReplyId, StaffId, WorkOrderId},
    identifiers::case_number::CaseNumber,
    queue::Scope,
    refusal::Refusal,
    region::RegionCode,
    report::Kind,
    staff::Staff,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已收到: waits for a dispatcher.
    Filed,
    /// 已转交: waits for the department to accept.
    Dispatched,
    /// 办理中: an officer works on it.
    Accepted,
    /// 答复审核中: waits for a reviewer.
    Replied,
    /// 已答复: the citizen can read the answer.
    Answered,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 5] = [Self::Filed, Self::Dispatched, Self::Accepted, Self::Replied, Self::Answered];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Dispatched => "dispatched",
            Self::Accepted => "accepted",
            Self::Replied => "replied",
            Self::Answered => "answered",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

/// What staff can do to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Give it to a department.
    Dispatch,
    /// Take it on.
    Accept,
    /// Write the words to the citizen.
    Reply,
    /// Let the words go out.
    Release,
}

impl Act {
    /// All acts, in the order of a case's life.
    pub const ALL: [Self; 4] = [Self::Dispatch, Self::Accept, Self::Reply, Self::Release];

    /// The table of moves: from where, to where.
    pub const fn moves(self) -> (Stage, Stage) {
        match self {
            Self::Dispatch => (Stage::Filed, Stage::Dispatched),
            Self::Accept => (Stage::Dispatched, Stage::Accepted),
            Self::Reply => (Stage::Accepted, Stage::Replied),
            Self::Release => (Stage::Replied, Stage::Answered),
        }
    }
}

/// A case as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The number people say.
    pub number: CaseNumber,
    /// The county it is about.
    pub region: RegionCode,
    /// What the person wants.
    pub kind: Kind,
    /// How far it has come.
    pub stage: Stage,
    /// How many events it has seen.
    pub version: i64,
    /// When the person submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
    /// Every region and department upward that it stands under.
    pub scopes: Vec<Scope>,
    /// The main department's task, once dispatched.
    pub work_order: Option<WorkOrderId>,
    /// The reply that waits or has gone out, and who wrote it.
    pub reply: Option<(ReplyId, StaffId)>,
}

impl Case {
    /// Gives it to a department of the same region tree.
    ///
    /// # Errors
    /// When the person may not, the case is elsewhere by now, or the department answers for another region.
    pub fn dispatch(
        &self,
        who: &Staff,
        seen: i64,
        to: &Department,
        task: WorkOrderId,
        now: Timestamp,
    ) -> Result<Event, Refusal> {
        self.check(Act::Dispatch, who, seen)?;
        if !self.scopes.contains(&Scope::Region(to.region.clone())) {
            return Err(Refusal::OtherRegion);
        }
        Ok(self.event(who, now, Happened::Dispatched { department_id: to.id, work_order_id: task }))
    }

    /// Takes it on for the department.
    ///
    /// # Errors
    /// When the person may not, or the case is elsewhere by now.
    pub fn accept(&self, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Accept, who, seen)?;
        let work_order_id = self.work_order.ok_or(Refusal::WrongStage)?;
        Ok(self.event(who, now, Happened::Accepted { work_order_id }))
    }

    /// Hands in the words to the citizen.
    ///
    /// # Errors
    /// When the person may not, or the case is elsewhere by now.
    pub fn reply(&self, who: &Staff, seen: i64, reply_id: ReplyId, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Reply, who, seen)?;
        let work_order_id = self.work_order.ok_or(Refusal::WrongStage)?;
        Ok(self.event(who, now, Happened::Replied { work_order_id, reply_id }))
    }

    /// Lets the words go out.
    ///
    /// # Errors
    /// When the person may not or wrote them, or the case is elsewhere by now.
    pub fn release(&self, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Release, who, seen)?;
        let (reply_id, author) = self.reply.ok_or(Refusal::WrongStage)?;
        if author == who.id {
            return Err(Refusal::SameHand);
        }
        Ok(self.event(who, now, Happened::Released { reply_id }))
    }

    /// The deadline after a calendar year was loaded; nothing when it stands as it was.
    pub fn recompute(&self, to: Due, now: Timestamp) -> Option<Event> {
        let happened = Happened::DeadlineRecomputed { from: self.due, to };
        (self.due != to).then(|| Event {
            case_id: self.id,
            version: self.version + 1,
            at: now,
            by: Actor::System,
            happened,
        })
    }

    /// The acts a person can do now: what the page offers.
    pub fn acts(&self, who: &Staff) -> Vec<Act> {
        let wrote = self.reply.is_some_and(|(_, author)| author == who.id);
        let can = |act: &Act| self.check(*act, who, self.version).is_ok() && !(wrote && *act == Act::Release);
        Act::ALL.into_iter().filter(can).collect()
    }

    /// The case once an event has happened to it; scopes are the store's to add, since it knows the trees.
    #[must_use]
    pub fn after(self, event: &Event) -> Self {
        let case = Self { version: event.version, ..self };
        match event.happened {
            Happened::Filed { .. } => Self { stage: Stage::Filed, ..case },
            Happened::Dispatched { work_order_id, .. } => {
                Self { stage: Stage::Dispatched, work_order: Some(work_order_id), ..case }
            }
            Happened::Accepted { .. } => Self { stage: Stage::Accepted, ..case },
            Happened::Replied { reply_id, .. } => {
                Self { stage: Stage::Replied, reply: event.by.staff().map(|author| (reply_id, author)), ..case }
            }
            Happened::Released { .. } => Self { stage: Stage::Answered, ..case },
            Happened::DeadlineRecomputed { to, .. } => Self { due: to, ..case },
        }
    }

    fn check(&self, act: Act, who: &Staff, seen: i64) -> Result<(), Refusal> {
        who.may(act, self)?;
        match (self.stage == act.moves().0, self.version == seen) {
            (true, true) => Ok(()),
            (_, false) => Err(Refusal::Changed),
            (false, true) => Err(Refusal::WrongStage),
        }
    }

    fn event(&self, who: &Staff, at: Timestamp, happened: Happened) -> Event {
        Event { case_id: self.id, version: self.version + 1, at, by: Actor::Staff(who.id), happened }
    }
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseHead {
    /// Its id.
    pub id: CaseId,
    /// The number people say.
    pub number: CaseNumber,
    /// Changes whenever the row does.
    pub version: i64,
    /// How far it has come.
    pub stage: Stage,
    /// What the person wants.
    pub kind: Kind,
    /// The first characters of the report.
    pub opening: String,
    /// The county's name.
    pub region_name: String,
    /// The main department's name, once dispatched.
    pub department_name: Option<String>,
    /// When the person submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
}

/// A case as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// What a list shows of it.
    pub head: CaseHead,
    /// The report in the person's words.
    pub what: String,
    /// How the person wants to be addressed, masked.
    pub name: Option<String>,
    /// Where the person can be called, masked.
    pub phone: String,
    /// The words to the citizen, once written.
    pub reply: Option<String>,
    /// The history, newest first.
    pub entries: Vec<Entry>,
    /// What the reader can do now.
    pub acts: Vec<Act>,
    /// Where it can be sent, when the reader can dispatch it.
    pub departments: Vec<Department>,
}

/// A case as the person who reported it reads it: no internal note, no name of staff, no scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCase {
    /// The number.
    pub number: CaseNumber,
    /// How far it has come.
    pub stage: Stage,
    /// The county's name.
    pub region_name: String,
    /// The report in their own words.
    pub what: String,
    /// Their telephone number, masked.
    pub phone: String,
    /// When they submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
    /// Working days left until then, counted by the calendar; none once it is late or answered.
    pub days_left: Option<u32>,
    /// The department, once there is one.
    pub department_name: Option<String>,
    /// The answer, once released.
    pub answer: Option<String>,
    /// The history, newest first.
    pub entries: Vec<Entry>,
}
