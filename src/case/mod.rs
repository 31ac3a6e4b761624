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
pub use reading::{CaseFile, CaseHead, PublicCase};

use crate::{
    calendar::Due,
    department::Department,
    event::{Actor, Event, Happened},
    id::{CaseId, ReplyId, StaffId, WorkOrderId},
    identifiers::case_number::CaseNumber,
    queue::Scope,
    refusal::Refusal,
    region::RegionCode,
    report::Kind,
    staff::Staff,
};
use jiff::Timestamp;

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
            Happened::Solved { .. } => Self { stage: Stage::Closed, ..case },
            Happened::Withdrawn { .. } => Self { stage: Stage::Withdrawn, ..case },
            Happened::Reopened { due, .. } => Self { stage: Stage::Accepted, due, ..case },
            Happened::Supplemented { .. }
            | Happened::Urged { .. }
            | Happened::MadePrivate { .. }
            | Happened::Unfollowed { .. } => case,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::DepartmentId,
        staff::{Role, Staff},
    };
    use uuid::Uuid;

    fn department(n: u128, region: &str) -> Department {
        Department {
            id: DepartmentId(Uuid::from_u128(n)),
            name: n.to_string(),
            region: region.parse().unwrap(),
            parent: None,
        }
    }

    fn staff(n: u128, role: Role, department: &Department) -> Staff {
        Staff {
            id: StaffId(Uuid::from_u128(n)),
            name: n.to_string(),
            roles: vec![role],
            department: department.clone(),
        }
    }

    fn case(stage: Stage, registry: &Department) -> Case {
        let region: RegionCode = "990101".parse().unwrap();
        Case {
            id: CaseId(Uuid::from_u128(1)),
            number: CaseNumber::new(&region, jiff::civil::date(2026, 11, 23), 1).unwrap(),
            region: region.clone(),
            kind: Kind::Help,
            stage,
            version: 7,
            filed_at: Timestamp::UNIX_EPOCH,
            due: Due { at: Timestamp::UNIX_EPOCH, provisional: false },
            scopes: vec![Scope::Region(region), Scope::Department(registry.id)],
            work_order: Some(WorkOrderId(Uuid::from_u128(2))),
            reply: Some((ReplyId(Uuid::from_u128(3)), StaffId(Uuid::from_u128(42)))),
        }
    }

    #[test]
    fn each_act_is_legal_at_one_stage_for_one_role() {
        let registry = department(5, "990101");
        for stage in Stage::ALL {
            for role in Role::ALL {
                let acts = case(stage, &registry).acts(&staff(9, role, &registry));
                let legal = match (stage, role) {
                    (Stage::Filed, Role::Dispatcher) => vec![Act::Dispatch],
                    (Stage::Dispatched, Role::Officer) => vec![Act::Accept],
                    (Stage::Accepted, Role::Officer) => vec![Act::Reply],
                    (Stage::Replied, Role::Reviewer) => vec![Act::Release],
                    _ => vec![],
                };
                assert_eq!(acts, legal, "{role:?} at {stage:?}");
            }
        }
    }

    #[test]
    fn a_page_that_is_out_of_date_is_told_so_before_anything_else() {
        let registry = department(5, "990101");
        let officer = staff(9, Role::Officer, &registry);
        let case = case(Stage::Replied, &registry);
        assert_eq!(case.accept(&officer, 6, Timestamp::UNIX_EPOCH).err(), Some(Refusal::Changed));
        assert_eq!(case.accept(&officer, 7, Timestamp::UNIX_EPOCH).err(), Some(Refusal::WrongStage));
    }

    #[test]
    fn a_department_of_another_region_cannot_be_given_the_case() {
        let registry = department(5, "990101");
        let dispatcher = staff(9, Role::Dispatcher, &registry);
        let task = WorkOrderId(Uuid::from_u128(8));
        let case = case(Stage::Filed, &registry);
        let far = case.dispatch(&dispatcher, 7, &department(6, "990102"), task, Timestamp::UNIX_EPOCH);
        assert_eq!(far.err(), Some(Refusal::OtherRegion));
        let event = case.dispatch(&dispatcher, 7, &registry, task, Timestamp::UNIX_EPOCH).unwrap();
        let after = case.after(&event);
        assert_eq!((after.stage, after.version, after.work_order), (Stage::Dispatched, 8, Some(task)));
    }

    #[test]
    fn a_deadline_that_stands_as_it_was_makes_no_event() {
        let case = case(Stage::Accepted, &department(5, "990101"));
        assert!(case.recompute(case.due, Timestamp::UNIX_EPOCH).is_none());
    }
}
