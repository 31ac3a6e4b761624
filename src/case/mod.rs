//! The office's record of the matter, and what can happen to it.

mod citizen;
#[cfg(test)]
mod citizen_tests;
mod moves;
mod own_form;
mod reading;

pub use citizen::{Absent, OwnCase, Past};
pub use moves::{Act, Stage};
pub use own_form::{OwnAct, OwnForm, OwnProblem, UrgeReason, Wanted, WithdrawReason};
pub use reading::{CaseFile, CaseHead, PublicCase, ShownContact};

use crate::{
    calendar::{Due, office_day},
    department::Department,
    event::{Actor, Event, Happened},
    id::{CaseId, ReplyId, ReportId, StaffId, WorkOrderId},
    identifiers::case_number::CaseNumber,
    publication::PublicText,
    queue::Scope,
    refusal::Refusal,
    region::RegionCode,
    report::{Kind, Visibility},
    staff::Staff,
};
use jiff::Timestamp;

/// A reply, and whose hands it went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyHands {
    /// Which.
    pub id: ReplyId,
    /// Who wrote it.
    pub author: StaffId,
    /// Who signed it for the department.
    pub signer: Option<StaffId>,
}

/// A case as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The number people say.
    pub number: CaseNumber,
    /// The township it is about, or the county where none was named.
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
    /// Whether the department's leader signs before the reviewer reads.
    pub leader_signs: bool,
    /// The reply that waits or has gone out.
    pub reply: Option<ReplyHands>,
    /// Who can read it, as the person who reported chose.
    pub visibility: Visibility,
    /// Whether it is published.
    pub published: bool,
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
        Ok(self.event(who, now, Happened::Replied { work_order_id, reply_id, to_sign: self.leader_signs }))
    }

    /// Signs the words for the department. A leader may sign what they wrote themselves: the second pair of eyes is the
    /// reviewer's.
    ///
    /// # Errors
    /// When the person may not, or the case is elsewhere by now.
    pub fn sign(&self, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Sign, who, seen)?;
        let ReplyHands { id: reply_id, .. } = self.reply.ok_or(Refusal::WrongStage)?;
        Ok(self.event(who, now, Happened::Signed { reply_id }))
    }

    /// Lets the words go out.
    ///
    /// # Errors
    /// When the person may not, wrote or signed them, or the case is elsewhere by now.
    pub fn release(&self, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Release, who, seen)?;
        let ReplyHands { id: reply_id, .. } = self.reply.ok_or(Refusal::WrongStage)?;
        if self.is_answered_by(who) {
            return Err(Refusal::SameHand);
        }
        Ok(self.event(who, now, Happened::Released { reply_id }))
    }

    /// Lets everybody read question and answer.
    ///
    /// # Errors
    /// When the person may not, wrote or signed the answer, nobody agreed to it, it is published already, or a number of a person
    /// stands in the text.
    pub fn publish(&self, who: &Staff, seen: i64, text: &PublicText, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Publish, who, seen)?;
        if self.visibility != Visibility::Public {
            return Err(Refusal::NotPublic);
        }
        if self.published {
            return Err(Refusal::WrongStage);
        }
        if self.is_answered_by(who) {
            return Err(Refusal::SameHand);
        }
        if text.tells_of_a_person(office_day(now)) {
            return Err(Refusal::PersonalData);
        }
        Ok(self.event(who, now, Happened::Published))
    }

    /// Somebody else reports the same matter and reads on here.
    pub fn follow(&self, report_id: ReportId, now: Timestamp) -> Event {
        let happened = Happened::Followed { report_id };
        Event { case_id: self.id, version: self.version + 1, at: now, by: Actor::Citizen, happened }
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
        let others = !self.is_answered_by(who);
        let can = |act: &Act| match act {
            Act::Release => others,
            Act::Publish => others && self.visibility == Visibility::Public && !self.published,
            Act::Dispatch | Act::Accept | Act::Reply | Act::Sign => true,
        };
        let can = |act: &Act| self.check(*act, who, self.version).is_ok() && can(act);
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
            Happened::Replied { reply_id, to_sign, .. } => {
                let hands = |author| ReplyHands { id: reply_id, author, signer: None };
                let stage = if to_sign { Stage::Written } else { Stage::Replied };
                Self { stage, reply: event.by.staff().map(hands), ..case }
            }
            Happened::Signed { .. } => {
                let signed = |reply| ReplyHands { signer: event.by.staff(), ..reply };
                Self { stage: Stage::Replied, reply: case.reply.map(signed), ..case }
            }
            Happened::Released { .. } => Self { stage: Stage::Answered, ..case },
            Happened::Published => Self { published: true, ..case },
            Happened::DeadlineRecomputed { to, .. } => Self { due: to, ..case },
            Happened::Solved { .. } => Self { stage: Stage::Closed, ..case },
            Happened::Withdrawn { .. } => Self { stage: Stage::Withdrawn, ..case.hidden() },
            Happened::MadePrivate { .. } => case.hidden(),
            Happened::Reopened { due, .. } => Self { stage: Stage::Accepted, due, ..case },
            Happened::Followed { .. }
            | Happened::Supplemented { .. }
            | Happened::Urged { .. }
            | Happened::Unfollowed { .. } => case,
        }
    }

    /// The case when nobody but those who deal with it may read it.
    fn hidden(self) -> Self {
        Self { visibility: Visibility::Private, published: false, ..self }
    }

    /// Whether the words to the citizen went through this person's hands: then another lets them go out.
    fn is_answered_by(&self, who: &Staff) -> bool {
        self.reply.is_some_and(|reply| reply.author == who.id || reply.signer == Some(who.id))
    }

    fn check(&self, act: Act, who: &Staff, seen: i64) -> Result<(), Refusal> {
        who.may(act, self)?;
        match (act.is_legal_at(self.stage), self.version == seen) {
            (true, true) => Ok(()),
            (_, false) => Err(Refusal::Changed),
            (false, true) => Err(Refusal::WrongStage),
        }
    }

    fn event(&self, who: &Staff, at: Timestamp, happened: Happened) -> Event {
        Event { case_id: self.id, version: self.version + 1, at, by: Actor::Staff(who.id), happened }
    }
}

#[cfg(test)]
mod tests;
