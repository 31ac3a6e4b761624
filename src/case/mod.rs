//! The office's record of the matter, and what can happen to it.

mod acts;
mod after;
mod citizen;
#[cfg(test)]
mod citizen_tests;
mod moves;
mod own_form;
mod reading;
mod sent_out;

pub use citizen::{Absent, OwnCase, Past};
pub use moves::{Act, ContactWay, Stage, UnmaskReason};
pub use own_form::{ADDED, OwnAct, OwnForm, OwnProblem, UrgeReason, Wanted, WithdrawReason, added};
pub use reading::{CaseFile, CaseHead, Holder, PublicCase, ShownContact};
pub use sent_out::SentOut;

use crate::{
    calendar::Due,
    deadline::{self, Clock, Deadline},
    event::{Actor, Event, Happened},
    id::{CaseId, ReplyId, StaffId, WorkOrderId},
    identifiers::case_number::CaseNumber,
    queue::Scope,
    refusal::Refusal,
    region::RegionCode,
    report::{Channel, Identity, Kind, Visibility, Who},
    service::ServiceCode,
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
    /// How it came first.
    pub channel: Channel,
    /// The service concerned.
    pub service: Option<ServiceCode>,
    /// Whether words in it tell of danger.
    pub danger: bool,
    /// For whom the first report was written.
    pub who: Who,
    /// Who learns who wrote it.
    pub identity: Identity,
    /// How far it has come.
    pub stage: Stage,
    /// How many events it has seen.
    pub version: i64,
    /// When the person submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
    /// Its clocks.
    pub ledger: Vec<Deadline>,
    /// Whoever works on it now, as far as somebody took it.
    pub holder: Option<StaffId>,
    /// Whether the reporter asked to hurry.
    pub urged: bool,
    /// Whether an answer did not solve it.
    pub reopened: bool,
    /// Points of the request that are not marked as answered.
    pub points_open: i64,
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
    /// The acts a person can do now: what the page offers.
    pub fn acts(&self, who: &Staff) -> Vec<Act> {
        let others = !self.is_answered_by(who);
        let can = |act: &Act| match act {
            Act::Release => others,
            Act::Publish => others && self.visibility == Visibility::Public && !self.published,
            Act::Contact => self.is_reachable(),
            Act::Claim => self.holder != Some(who.id),
            Act::LetGo => self.holder == Some(who.id),
            Act::Unmask => self.who != Who::Anonymous && who.may_know(self.identity, self),
            Act::RenewCode => self.who != Who::Anonymous,
            // offered for minutes, where it was given away: the page of the case cannot know
            Act::TakeBack => false,
            _ => true,
        };
        let can = |act: &Act| self.check(*act, who, self.version).is_ok() && can(act);
        Act::ALL.into_iter().filter(can).collect()
    }

    /// Whether the department knows how to speak to whoever wrote.
    pub fn is_reachable(&self) -> bool {
        self.who != Who::Anonymous && self.identity == Identity::Named
    }

    /// Which clock runs out first, and when; nothing once it is answered.
    pub fn next(&self) -> Option<(Clock, Due)> {
        deadline::next(&self.ledger)
    }

    /// Whether the words to the citizen went through this person's hands: then another lets them go out.
    pub(super) fn is_answered_by(&self, who: &Staff) -> bool {
        self.reply.is_some_and(|reply| reply.author == who.id || reply.signer == Some(who.id))
    }

    pub(super) fn check(&self, act: Act, who: &Staff, seen: i64) -> Result<(), Refusal> {
        who.may(act, self)?;
        let held = act.is_work() && self.holder.is_some_and(|holder| holder != who.id);
        match (act.is_legal_at(self.stage), self.version == seen) {
            (true, true) if held => Err(Refusal::Held),
            (true, true) => Ok(()),
            (_, false) => Err(Refusal::Changed),
            (false, true) => Err(Refusal::WrongStage),
        }
    }

    pub(super) fn event(&self, who: &Staff, at: Timestamp, happened: Happened) -> Event {
        self.event_by(Actor::Staff(who.id), at, happened)
    }

    pub(super) fn event_by(&self, by: Actor, at: Timestamp, happened: Happened) -> Event {
        Event { case_id: self.id, version: self.version + 1, at, by, happened }
    }
}

#[cfg(test)]
mod tests;
