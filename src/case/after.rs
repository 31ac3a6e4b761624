//! The case once an event has happened to it: the other half of the table of moves.

use super::{Case, ReplyHands, Stage};
use crate::{
    calendar::Calendar,
    deadline,
    event::{Event, Happened},
    id::WorkOrderId,
    queue::Scope,
    report::Visibility,
};

impl Case {
    /// The case once an event has happened to it; scopes of a department are the store's to add, since it knows the trees.
    #[must_use]
    pub fn after(self, event: &Event, calendar: &Calendar) -> Self {
        let reachable = self.is_reachable();
        let ledger = deadline::follow(self.ledger.clone(), event, reachable, calendar);
        Self { ledger, ..self.moved(event) }
    }

    /// The case as it stands then; its clocks as before.
    fn moved(self, event: &Event) -> Self {
        let case = Self { version: event.version, ..self };
        let free = |case: Self| Self { holder: None, ..case };
        match event.happened {
            Happened::Filed { .. } => Self { stage: Stage::Filed, ..case },
            Happened::Dispatched { work_order_id, .. } => case.given_to(work_order_id),
            Happened::TakenBack { .. } => case.taken_back(),
            Happened::Accepted { .. } => Self { stage: Stage::Accepted, holder: event.by.staff(), ..case },
            Happened::Replied { reply_id, to_sign, .. } => {
                let hands = |author| ReplyHands { id: reply_id, author, signer: None };
                let stage = if to_sign { Stage::Written } else { Stage::Replied };
                Self { stage, reply: event.by.staff().map(hands), ..free(case) }
            }
            Happened::Signed { .. } => {
                let signed = |reply| ReplyHands { signer: event.by.staff(), ..reply };
                Self { stage: Stage::Replied, reply: case.reply.map(signed), ..free(case) }
            }
            Happened::Returned { .. } => {
                Self { stage: Stage::Accepted, holder: case.reply.map(|reply| reply.author), ..case }
            }
            Happened::Released { .. } => Self { stage: Stage::Answered, ..free(case) },
            Happened::Published => Self { published: true, ..case },
            Happened::Claimed => Self { holder: event.by.staff(), ..case },
            Happened::LetGo => free(case),
            Happened::DeadlineRecomputed { to, .. } => Self { due: to, ..case },
            Happened::Solved { .. } | Happened::ClosedUnjudged => Self { stage: Stage::Closed, ..case },
            Happened::Withdrawn { .. } => Self { stage: Stage::Withdrawn, ..free(case.hidden()) },
            Happened::MadePrivate { .. } => case.hidden(),
            Happened::Reopened { due, .. } => Self { stage: Stage::Accepted, due, reopened: true, ..free(case) },
            Happened::Urged { .. } => Self { urged: true, ..case },
            Happened::Contacted { .. }
            | Happened::Split { .. }
            | Happened::Noted
            | Happened::Unmasked { .. }
            | Happened::CodeRenewed { .. }
            | Happened::AddedFor { .. }
            | Happened::Followed { .. }
            | Happened::Supplemented { .. }
            | Happened::Unfollowed { .. } => case,
        }
    }

    /// The case when a department has it.
    fn given_to(self, order: WorkOrderId) -> Self {
        Self { stage: Stage::Dispatched, work_order: Some(order), holder: None, ..self }
    }

    /// The case when it is where it was before: under no department, and in nobody's hands.
    fn taken_back(self) -> Self {
        let scopes = self.scopes.into_iter().filter(|scope| matches!(scope, Scope::Region(_))).collect();
        Self { stage: Stage::Filed, work_order: None, holder: None, scopes, ..self }
    }

    /// The case when nobody but those who deal with it may read it.
    fn hidden(self) -> Self {
        Self { visibility: Visibility::Private, published: false, ..self }
    }
}
