//! Facts of the past. History is made of nothing else, and nothing in it is ever changed or taken out.
//!
//! An event never holds the words of a person, only (beside it, in the store) their digest: deleting the words leaves the
//! chain of seals whole.

mod entry;

pub use entry::{Entry, What};

use crate::{
    calendar::Due,
    case::{ContactWay, UnmaskReason, UrgeReason, WithdrawReason},
    id::{CaseId, DepartmentId, DutyRuleId, FileId, ReplyId, ReportId, StaffId, WorkOrderId},
    region::RegionCode,
    report::{Channel, Kind},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Which case.
    pub case_id: CaseId,
    /// The case's version once it has happened; the first is 1.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// What.
    pub happened: Happened,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The person who reported.
    Citizen,
    /// Somebody at work.
    Staff(StaffId),
    /// The installation itself, by a rule.
    System,
}

impl Actor {
    /// The staff member, if it was one.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(id) => Some(id),
            Self::Citizen | Self::System => None,
        }
    }

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Staff(_) => "staff",
            Self::System => "system",
        }
    }
}

/// What happened, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Happened {
    /// A person submitted a report and it became a case.
    Filed {
        /// Their report.
        report_id: ReportId,
        /// How it came.
        channel: Channel,
        /// What they want.
        kind: Kind,
        /// Where.
        region: RegionCode,
        /// By when it must be answered.
        due: Due,
    },
    /// A dispatcher, or a rule, gave it to a department.
    Dispatched {
        /// The department.
        department_id: DepartmentId,
        /// Its task.
        work_order_id: WorkOrderId,
        /// The rule that says so, where one does.
        #[serde(default)]
        duty_rule_id: Option<DutyRuleId>,
    },
    /// Whoever gave it to a department took that back at once: it waits again for a department to be named.
    TakenBack {
        /// The department that has it no more.
        department_id: DepartmentId,
    },
    /// An officer of the department took it on.
    Accepted {
        /// The task.
        work_order_id: WorkOrderId,
    },
    /// An officer spoke to the person for the first time, or tried to.
    Contacted {
        /// How.
        way: ContactWay,
        /// Whether the person was reached.
        reached: bool,
    },
    /// The officer wrote the words to the citizen.
    Replied {
        /// The task.
        work_order_id: WorkOrderId,
        /// The words.
        reply_id: ReplyId,
        /// Whether the department's leader has to sign them.
        to_sign: bool,
    },
    /// The leader signed the words for the department.
    Signed {
        /// The words.
        reply_id: ReplyId,
    },
    /// The leader or a reviewer gave the words back to be written anew.
    Returned {
        /// The words.
        reply_id: ReplyId,
    },
    /// A reviewer let the words go out: the case is answered.
    Released {
        /// The words.
        reply_id: ReplyId,
    },
    /// Somebody else reported the same matter and follows what was published of it.
    Followed {
        /// Their report.
        report_id: ReportId,
        /// How it came.
        #[serde(default = "by_web")]
        channel: Channel,
    },
    /// A reviewer let everybody read question and answer, in the office's words.
    Published,
    /// Somebody said point by point what the person asks.
    Split {
        /// How many points.
        points: u32,
    },
    /// Somebody wrote down something for colleagues.
    Noted,
    /// Somebody looked at how the person can be reached, in full.
    Unmasked {
        /// Why.
        why: UnmaskReason,
    },
    /// Somebody took it as theirs to work on.
    Claimed,
    /// Whoever held it gave it back to all.
    LetGo,
    /// The code was lost: a new one was read out to the person, and the old one opens nothing more.
    CodeRenewed {
        /// Whose.
        report_id: ReportId,
    },
    /// An operator wrote down what the person added by telephone or at a window.
    AddedFor {
        /// Whose.
        report_id: ReportId,
    },
    /// Nobody said whether it is solved: closed, and never counted as satisfied.
    ClosedUnjudged,
    /// A calendar year was loaded, and the deadline was computed again.
    DeadlineRecomputed {
        /// The deadline before.
        from: Due,
        /// The deadline now.
        to: Due,
    },
    /// A reporter added words, files or both.
    Supplemented {
        /// Whose.
        report_id: ReportId,
        /// The files.
        files: Vec<FileId>,
    },
    /// The reporter asked to hurry.
    Urged {
        /// Whose.
        report_id: ReportId,
        /// Why.
        why: UrgeReason,
    },
    /// The reporter says that it is solved: the case is closed.
    Solved {
        /// Whose.
        report_id: ReportId,
    },
    /// The reporter says that it is not solved: the department works on it again.
    Reopened {
        /// Whose.
        report_id: ReportId,
        /// By when it must be answered again.
        due: Due,
    },
    /// The reporter took it back.
    Withdrawn {
        /// Whose.
        report_id: ReportId,
        /// Why.
        why: WithdrawReason,
    },
    /// The reporter wants nobody else to read it; what was published is no longer.
    MadePrivate {
        /// Whose.
        report_id: ReportId,
    },
    /// Somebody who followed the case does so no longer.
    Unfollowed {
        /// Whose.
        report_id: ReportId,
    },
}

/// How a report came where history does not say.
const fn by_web() -> Channel {
    Channel::Web
}

impl Happened {
    /// The report of whoever did it, where somebody did who reports or follows.
    pub const fn report(&self) -> Option<ReportId> {
        match self {
            Self::Filed { report_id, .. }
            | Self::Followed { report_id, .. }
            | Self::Supplemented { report_id, .. }
            | Self::Urged { report_id, .. }
            | Self::Solved { report_id }
            | Self::Reopened { report_id, .. }
            | Self::Withdrawn { report_id, .. }
            | Self::MadePrivate { report_id }
            | Self::CodeRenewed { report_id }
            | Self::AddedFor { report_id }
            | Self::Unfollowed { report_id } => Some(*report_id),
            Self::Dispatched { .. }
            | Self::TakenBack { .. }
            | Self::Accepted { .. }
            | Self::Contacted { .. }
            | Self::Replied { .. }
            | Self::Signed { .. }
            | Self::Returned { .. }
            | Self::Released { .. }
            | Self::Published
            | Self::Split { .. }
            | Self::Noted
            | Self::Unmasked { .. }
            | Self::Claimed
            | Self::LetGo
            | Self::ClosedUnjudged
            | Self::DeadlineRecomputed { .. } => None,
        }
    }

    /// The word in the database and in notices.
    pub const fn kind(&self) -> &'static str {
        self.what().as_str()
    }

    /// What happened, without any of it.
    pub const fn what(&self) -> What {
        match self {
            Self::Filed { .. } => What::Filed,
            Self::Dispatched { .. } => What::Dispatched,
            Self::TakenBack { .. } => What::TakenBack,
            Self::Accepted { .. } => What::Accepted,
            Self::Replied { .. } => What::Replied,
            Self::Signed { .. } => What::Signed,
            Self::Contacted { .. } => What::Contacted,
            Self::Returned { .. } => What::Returned,
            Self::Split { .. } => What::Split,
            Self::Noted => What::Noted,
            Self::Unmasked { .. } => What::Unmasked,
            Self::Claimed => What::Claimed,
            Self::LetGo => What::LetGo,
            Self::CodeRenewed { .. } => What::CodeRenewed,
            Self::AddedFor { .. } => What::AddedFor,
            Self::ClosedUnjudged => What::ClosedUnjudged,
            Self::Released { .. } => What::Released,
            Self::Followed { .. } => What::Followed,
            Self::Published => What::Published,
            Self::DeadlineRecomputed { .. } => What::DeadlineRecomputed,
            Self::Supplemented { .. } => What::Supplemented,
            Self::Urged { .. } => What::Urged,
            Self::Solved { .. } => What::Solved,
            Self::Reopened { .. } => What::Reopened,
            Self::Withdrawn { .. } => What::Withdrawn,
            Self::MadePrivate { .. } => What::MadePrivate,
            Self::Unfollowed { .. } => What::Unfollowed,
        }
    }
}
