//! Facts of the past. History is made of nothing else, and nothing in it is ever changed or taken out.
//!
//! An event never holds the words of a person, only (beside it, in the store) their digest: deleting the words leaves the
//! chain of seals whole.

use crate::{
    calendar::Due,
    case::{UrgeReason, WithdrawReason},
    evidence::FileHead,
    id::{CaseId, DepartmentId, FileId, ReplyId, ReportId, StaffId, WorkOrderId},
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
    /// A dispatcher gave it to a department.
    Dispatched {
        /// The department.
        department_id: DepartmentId,
        /// Its task.
        work_order_id: WorkOrderId,
    },
    /// An officer of the department took it on.
    Accepted {
        /// The task.
        work_order_id: WorkOrderId,
    },
    /// The officer wrote the words to the citizen.
    Replied {
        /// The task.
        work_order_id: WorkOrderId,
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
    },
    /// A reviewer let everybody read question and answer, in the office's words.
    Published,
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

impl Happened {
    /// The report of whoever did it, where somebody did who reports or follows.
    pub const fn report(&self) -> Option<ReportId> {
        match self {
            Self::Filed { report_id, .. }
            | Self::Followed { report_id }
            | Self::Supplemented { report_id, .. }
            | Self::Urged { report_id, .. }
            | Self::Solved { report_id }
            | Self::Reopened { report_id, .. }
            | Self::Withdrawn { report_id, .. }
            | Self::MadePrivate { report_id }
            | Self::Unfollowed { report_id } => Some(*report_id),
            Self::Dispatched { .. }
            | Self::Accepted { .. }
            | Self::Replied { .. }
            | Self::Released { .. }
            | Self::Published
            | Self::DeadlineRecomputed { .. } => None,
        }
    }

    /// The word in the database and in notices.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Filed { .. } => "filed",
            Self::Dispatched { .. } => "dispatched",
            Self::Accepted { .. } => "accepted",
            Self::Replied { .. } => "replied",
            Self::Released { .. } => "released",
            Self::Followed { .. } => "followed",
            Self::Published => "published",
            Self::DeadlineRecomputed { .. } => "deadline_recomputed",
            Self::Supplemented { .. } => "supplemented",
            Self::Urged { .. } => "urged",
            Self::Solved { .. } => "solved",
            Self::Reopened { .. } => "reopened",
            Self::Withdrawn { .. } => "withdrawn",
            Self::MadePrivate { .. } => "made_private",
            Self::Unfollowed { .. } => "unfollowed",
        }
    }
}

/// One line of the history as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub happened: Happened,
    /// The department it concerns.
    pub department: Option<String>,
    /// The words that came with it, as far as the reader may read them.
    pub words: Option<String>,
    /// The files that came with it.
    pub files: Vec<FileHead>,
    /// Who did it: for staff only, never sent to the citizen.
    pub staff: Option<String>,
}

impl Entry {
    /// The line as one of the reporters reads it: never who did it at the office, and nothing that another of them wrote, nor
    /// that another of them follows, adds or hurries. Those who follow read what is published in place of the answers.
    pub fn for_reporter(self, own: ReportId, follows: bool) -> Option<Self> {
        let entry = Self { staff: None, ..self };
        match (&entry.happened, entry.happened.report()) {
            (Happened::Released { .. }, _) if follows => Some(Self { words: None, ..entry }),
            (_, None) => Some(entry),
            (_, Some(report)) if report == own => Some(entry),
            (
                Happened::Followed { .. }
                | Happened::Unfollowed { .. }
                | Happened::Supplemented { .. }
                | Happened::Urged { .. },
                _,
            ) => None,
            (Happened::Withdrawn { report_id, .. }, _) => {
                let happened = Happened::Withdrawn { report_id: *report_id, why: WithdrawReason::Other };
                Some(Self { happened, words: None, ..entry })
            }
            _ => Some(Self { words: None, files: Vec::new(), ..entry }),
        }
    }
}
