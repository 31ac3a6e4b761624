//! What staff do to a case: each act is checked, and becomes an event or is refused.

use super::{Act, Case, ContactWay, ReplyHands, Stage, UnmaskReason};
use crate::{
    calendar::{Due, office_day},
    deadline::{Clock, Deadline},
    department::Department,
    event::{Actor, Event, Happened},
    id::{DutyRuleId, ReplyId, ReportId, WorkOrderId},
    policy::TAKE_BACK_MINUTES,
    publication::PublicText,
    queue::Scope,
    refusal::Refusal,
    reply::Points,
    report::{Channel, Visibility, Who},
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};

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
        order: WorkOrderId,
        rule: Option<DutyRuleId>,
        now: Timestamp,
    ) -> Result<Event, Refusal> {
        self.check(Act::Dispatch, who, seen)?;
        if !self.scopes.contains(&Scope::Region(to.region.clone())) {
            return Err(Refusal::OtherRegion);
        }
        let (department_id, work_order_id) = (to.id, order);
        Ok(self.event(who, now, Happened::Dispatched { department_id, work_order_id, duty_rule_id: rule }))
    }

    /// A rule gives it to a department, and nobody had to look.
    pub fn dispatch_by_rule(&self, to: &Department, order: WorkOrderId, rule: DutyRuleId, now: Timestamp) -> Event {
        let (department_id, work_order_id) = (to.id, order);
        self.event_by(
            Actor::System,
            now,
            Happened::Dispatched { department_id, work_order_id, duty_rule_id: Some(rule) },
        )
    }

    /// Takes back a dispatch that was a slip: whoever did it, within minutes, and before anything else happened.
    ///
    /// # Errors
    /// When the person may not or did not do it, it is too long ago, or the case is elsewhere by now.
    pub fn take_back(&self, who: &Staff, seen: i64, newest: &Event, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::TakeBack, who, seen)?;
        let Happened::Dispatched { department_id, .. } = newest.happened else { return Err(Refusal::Changed) };
        if newest.by != Actor::Staff(who.id) {
            return Err(Refusal::NotYours);
        }
        if now.duration_since(newest.at) > SignedDuration::from_mins(TAKE_BACK_MINUTES) {
            return Err(Refusal::TooLate);
        }
        Ok(self.event(who, now, Happened::TakenBack { department_id }))
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

    /// Writes down that somebody spoke to the person, or tried to. The first time ends the clock.
    ///
    /// # Errors
    /// When the person may not, the case is elsewhere by now, or there is no way to speak to whoever wrote.
    pub fn contact(
        &self,
        who: &Staff,
        seen: i64,
        way: ContactWay,
        reached: bool,
        now: Timestamp,
    ) -> Result<Event, Refusal> {
        self.check(Act::Contact, who, seen)?;
        if !self.is_reachable() {
            return Err(Refusal::NoContact);
        }
        Ok(self.event(who, now, Happened::Contacted { way, reached }))
    }

    /// Hands in the words to the citizen.
    ///
    /// # Errors
    /// When the person may not, a point of the request is not answered, or the case is elsewhere by now.
    pub fn reply(&self, who: &Staff, seen: i64, reply_id: ReplyId, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Reply, who, seen)?;
        if self.points_open > 0 {
            return Err(Refusal::PointsOpen);
        }
        let work_order_id = self.work_order.ok_or(Refusal::WrongStage)?;
        Ok(self.event(who, now, Happened::Replied { work_order_id, reply_id, to_sign: self.leader_signs }))
    }

    /// Says point by point what the person asks; an answer goes out when each is answered.
    ///
    /// # Errors
    /// When the person may not, or the case is elsewhere by now.
    pub fn split(&self, who: &Staff, seen: i64, points: &Points, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Split, who, seen)?;
        let points = u32::try_from(points.as_slice().len()).unwrap_or(u32::MAX);
        Ok(self.event(who, now, Happened::Split { points }))
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

    /// Gives the words back to whoever wrote them.
    ///
    /// # Errors
    /// When the person may not, or the case is elsewhere by now.
    pub fn give_back(&self, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Return, who, seen)?;
        let ReplyHands { id: reply_id, .. } = self.reply.ok_or(Refusal::WrongStage)?;
        Ok(self.event(who, now, Happened::Returned { reply_id }))
    }

    /// Writes down something for colleagues; whoever reads the page may, whatever happened meanwhile.
    ///
    /// # Errors
    /// When the person may not.
    pub fn note(&self, who: &Staff, now: Timestamp) -> Result<Event, Refusal> {
        who.may(Act::Note, self)?;
        Ok(self.event(who, now, Happened::Noted))
    }

    /// Looks at how the person can be reached.
    ///
    /// # Errors
    /// When the person may not, or there is nothing to be looked at.
    pub fn unmask(&self, who: &Staff, why: UnmaskReason, now: Timestamp) -> Result<Event, Refusal> {
        who.may(Act::Unmask, self)?;
        if self.who == Who::Anonymous || !who.may_know(self.identity, self) {
            return Err(Refusal::NoContact);
        }
        Ok(self.event(who, now, Happened::Unmasked { why }))
    }

    /// Takes it as one's own; from somebody else only where `over` says that it is meant.
    ///
    /// # Errors
    /// When the person may not, holds it already, the case is elsewhere by now, or somebody else holds it.
    pub fn claim(&self, who: &Staff, seen: i64, over: bool, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::Claim, who, seen)?;
        match self.holder {
            Some(holder) if holder == who.id => Err(Refusal::WrongStage),
            Some(_) if !over => Err(Refusal::Held),
            _ => Ok(self.event(who, now, Happened::Claimed)),
        }
    }

    /// Gives it back to all who could work on it.
    ///
    /// # Errors
    /// When the person does not hold it, or the case is elsewhere by now.
    pub fn let_go(&self, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::LetGo, who, seen)?;
        if self.holder != Some(who.id) {
            return Err(Refusal::NotHeld);
        }
        Ok(self.event(who, now, Happened::LetGo))
    }

    /// Gives it back to all for somebody who did not come to it.
    pub fn let_go_idle(&self, now: Timestamp) -> Option<Event> {
        self.holder.map(|_| self.event_by(Actor::System, now, Happened::LetGo))
    }

    /// Writes down what the person adds by telephone or at a window.
    ///
    /// # Errors
    /// When the person may not, or nothing can be added any more.
    pub fn add_for(&self, who: &Staff, report_id: ReportId, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::AddFor, who, self.version)?;
        Ok(self.event(who, now, Happened::AddedFor { report_id }))
    }

    /// Gives the person a new code in place of a lost one.
    ///
    /// # Errors
    /// When the person may not, nobody can be called back, or nobody was `called`.
    pub fn renew_code(&self, who: &Staff, report_id: ReportId, called: bool, now: Timestamp) -> Result<Event, Refusal> {
        self.check(Act::RenewCode, who, self.version)?;
        match (self.who, called) {
            (Who::Anonymous, _) => return Err(Refusal::NoContact),
            (_, false) => return Err(Refusal::NotCalled),
            (_, true) => {}
        }
        Ok(self.event(who, now, Happened::CodeRenewed { report_id }))
    }

    /// Closes it without a verdict once the time for one is over.
    pub fn close_unjudged(&self, now: Timestamp) -> Option<Event> {
        let over = |line: &Deadline| line.clock == Clock::Verdict && line.runs() && line.due.at < now;
        let closes = self.stage == Stage::Answered && self.ledger.iter().any(over);
        closes.then(|| self.event_by(Actor::System, now, Happened::ClosedUnjudged))
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
    pub fn follow(&self, report_id: ReportId, channel: Channel, by: Actor, now: Timestamp) -> Event {
        self.event_by(by, now, Happened::Followed { report_id, channel })
    }

    /// The deadline after a calendar year was loaded; nothing when it stands as it was.
    pub fn recompute(&self, to: Due, now: Timestamp) -> Option<Event> {
        let happened = Happened::DeadlineRecomputed { from: self.due, to };
        (self.due != to).then(|| self.event_by(Actor::System, now, happened))
    }
}
