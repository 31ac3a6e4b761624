//! Ordered lists of open work, and who sees which.
//!
//! A queue is a range of rows `(scope, bucket, due_at, case)`: one row for each department and region upward. A case is never
//! written under a scope it is hidden from, so no count can betray it.

mod alert;
mod bulk;
mod filter;
mod page;
mod saved;
mod settings;
mod view;

pub use alert::{Alert, Alerts, Looked, Minute, Quiet, Telling, Untold, filled_by};
pub use bulk::{BULK_MAX, BulkAct, BulkLine, Picked, SkipReason};
pub use filter::{DueFilter, Filter, HolderFilter, Mark, Sort};
pub use page::{Choice, FilterChoices, Place, QueuePage, QueueRow, RowsNow, ViewCount};
pub use saved::{SavedView, UsualView, VIEWS_MAX, ViewName};
pub use settings::{Column, Density, DeskSettings};
pub use view::{Range, View};

use crate::{
    case::{Case, Stage},
    id::DepartmentId,
    region::RegionCode,
    staff::Role,
};
use serde::{Deserialize, Serialize};

/// Whose work: a region with all below it, or a department with all below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// A region and its subtree.
    Region(RegionCode),
    /// A department and its subtree.
    Department(DepartmentId),
}

impl Scope {
    /// The word in the database.
    pub fn id(&self) -> String {
        match self {
            Self::Region(code) => format!("region:{code}"),
            Self::Department(id) => format!("department:{id}"),
        }
    }
}

/// What the work is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// A dispatcher names the department.
    ToDispatch,
    /// The department accepts.
    ToAccept,
    /// The officer replies.
    ToReply,
    /// The leader signs the reply.
    ToSign,
    /// A reviewer releases the reply.
    ToRelease,
}

impl Bucket {
    /// All buckets, in the order of a case's life.
    pub const ALL: [Self; 5] = [Self::ToDispatch, Self::ToAccept, Self::ToReply, Self::ToSign, Self::ToRelease];

    /// The word in the database and in page addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ToDispatch => "to-dispatch",
            Self::ToAccept => "to-accept",
            Self::ToReply => "to-reply",
            Self::ToSign => "to-sign",
            Self::ToRelease => "to-release",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bucket| bucket.as_str() == word)
    }

    /// Who works this list.
    pub const fn role(self) -> Role {
        match self {
            Self::ToDispatch => Role::Dispatcher,
            Self::ToAccept | Self::ToReply => Role::Officer,
            Self::ToSign => Role::Leader,
            Self::ToRelease => Role::Reviewer,
        }
    }

    /// The same as a list.
    pub const fn roles(self) -> &'static [Role] {
        match self.role() {
            Role::Dispatcher => &[Role::Dispatcher],
            Role::Officer => &[Role::Officer],
            Role::Leader => &[Role::Leader],
            _ => &[Role::Reviewer],
        }
    }

    /// Where a case at this stage waits; nowhere once it is answered.
    pub const fn of(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Filed => Some(Self::ToDispatch),
            Stage::Dispatched => Some(Self::ToAccept),
            Stage::Accepted => Some(Self::ToReply),
            Stage::Written => Some(Self::ToSign),
            Stage::Replied => Some(Self::ToRelease),
            Stage::Answered | Stage::Closed | Stage::Withdrawn => None,
        }
    }
}

/// The rows an open case stands in; none once it is answered.
pub fn rows(case: &Case) -> Vec<(Scope, Bucket)> {
    let Some(bucket) = Bucket::of(case.stage) else { return Vec::new() };
    case.scopes.iter().map(|scope| (scope.clone(), bucket)).collect()
}

/// The department whose task it is: the first of the scopes, which those above it follow.
pub fn department(case: &Case) -> Option<DepartmentId> {
    let id = |scope: &Scope| match scope {
        Scope::Department(id) => Some(*id),
        Scope::Region(_) => None,
    };
    case.scopes.iter().find_map(id)
}

/// How many are counted exactly; beyond it the screen says "1000+".
pub const COUNTED: i64 = 1_000;

/// How much work waits in one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueCount {
    /// Which list.
    pub bucket: Bucket,
    /// Cases in it, at most [`COUNTED`] + 1.
    pub open: i64,
    /// Those past their deadline, at most [`COUNTED`] + 1.
    pub overdue: i64,
}
