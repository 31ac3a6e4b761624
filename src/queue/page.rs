//! A page of a list, and what can be chosen to filter it.

use super::{QueueCount, Sort};
use crate::{
    case::CaseHead,
    id::{CaseId, DepartmentId, StaffId},
    region::RegionCode,
    service::ServiceCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How much stands in a list with its filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewCount {
    /// Cases in it, at most [`COUNTED`](super::COUNTED) + 1.
    pub open: i64,
    /// Those past their deadline, at most [`COUNTED`](super::COUNTED) + 1.
    pub overdue: i64,
}

/// Where a page of a list ended: the key of its last row under the order it was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The order.
    pub sort: Sort,
    /// Whether the last row was among those that are first because somebody asked to hurry.
    pub urged: bool,
    /// Its deadline, or when it was filed.
    pub at: Timestamp,
    /// Its case.
    pub case_id: CaseId,
}

/// As the next page's address says it.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sort, urged, at, case_id } = self;
        write!(out, "{}.{}.{}.{case_id}", sort.as_str(), u8::from(*urged), at.as_microsecond())
    }
}

impl FromStr for Place {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "no place in a list";
        let parts: Vec<_> = text.split('.').collect();
        let [sort, urged, at, case_id] = parts.as_slice() else { return Err(WRONG) };
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or(WRONG)?;
        Ok(Self {
            sort: Sort::parse(sort).ok_or(WRONG)?,
            urged: *urged == "1",
            at,
            case_id: case_id.parse().map_err(|_| WRONG)?,
        })
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    /// The rows.
    pub rows: Vec<CaseHead>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
    /// How much stands in this list altogether.
    pub count: ViewCount,
}

/// A row that was read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// The case as it is now.
    pub head: CaseHead,
    /// Whether it still stands in the list with its filter.
    pub stands: bool,
}

/// What a screen with a list is told at a tick: the rows it asked for, and what waits elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsNow {
    /// The rows; none where a case is no longer for the reader's eyes.
    pub rows: Vec<(CaseId, Option<QueueRow>)>,
    /// How much waits in each of the reader's queues.
    pub counts: Vec<QueueCount>,
    /// How much of their inbox they have not read, at most 100.
    pub unread: i64,
    /// How many came into the list since the page was read, at most [`COUNTED`](super::COUNTED) + 1.
    pub fresh: i64,
    /// The last notice before this was read.
    pub notice: i64,
    /// Now.
    pub now: Timestamp,
}

/// Something to filter by, with the name people know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice<Id> {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// What occurs in the open work that the reader sees, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterChoices {
    /// Counties, and townships where some were named.
    pub regions: Vec<Choice<RegionCode>>,
    /// Departments whose task something is.
    pub departments: Vec<Choice<DepartmentId>>,
    /// Services concerned.
    pub services: Vec<Choice<ServiceCode>>,
    /// Colleagues who hold something.
    pub holders: Vec<Choice<StaffId>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_begins_where_this_one_ended() {
        let place = Place {
            sort: Sort::Urged,
            urged: true,
            at: Timestamp::from_microsecond(1_795_771_800_000_000).unwrap(),
            case_id: "019aa0c0-1111-7000-8000-000000000001".parse().unwrap(),
        };
        assert_eq!(place.to_string().parse(), Ok(place));
        assert!("nonsense".parse::<Place>().is_err());
    }
}
