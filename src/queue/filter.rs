//! What of a list is shown, and in which order: as the address of the page says it.

use crate::{
    calendar::{Calendar, OFFICE_TIME, office_day},
    id::{DepartmentId, StaffId},
    region::RegionCode,
    report::{Channel, Kind},
    service::ServiceCode,
    word::choices,
};
use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

choices! {
    /// How much time is left.
    DueFilter {
        /// 已超期: none.
        Overdue = "overdue",
        /// 今天到期: until the end of today.
        Today = "today",
        /// 临期: until the end of the next working day.
        Soon = "soon",
        /// 正常: more.
        Later = "later",
    }

    /// What a row is marked with.
    Mark {
        /// 催办: the reporter asked to hurry.
        Urged = "urged",
        /// 重办: an answer did not solve it.
        Reopened = "reopened",
        /// 涉险: words tell of danger.
        Danger = "danger",
    }

    /// In which order.
    Sort {
        /// Soonest deadline first.
        Due = "due",
        /// Longest there first.
        Filed = "filed",
        /// What the reporter asked to hurry first, by deadline.
        Urged = "urged",
    }
}

/// Who works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HolderFilter {
    /// Whoever reads the list.
    Me,
    /// Nobody yet.
    None,
    /// A colleague.
    Staff(StaffId),
}

/// What of a list is shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// With so much time left.
    pub due: Option<DueFilter>,
    /// In this region and below.
    pub region: Option<RegionCode>,
    /// At this department and below.
    pub department: Option<DepartmentId>,
    /// In these hands.
    pub holder: Option<HolderFilter>,
    /// About this service.
    pub service: Option<ServiceCode>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// That came this way.
    pub channel: Option<Channel>,
    /// With this mark.
    pub mark: Option<Mark>,
    /// In this order.
    pub sort: Sort,
    /// With these words, or with this number. They are what somebody looks for, and stand in no address.
    #[serde(skip)]
    pub words: String,
}

#[expect(clippy::derivable_impls, reason = "the macro makes the enum")]
impl Default for Sort {
    fn default() -> Self {
        Self::Due
    }
}

impl HolderFilter {
    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "me" => Some(Self::Me),
            "none" => Some(Self::None),
            id => id.parse().ok().map(Self::Staff),
        }
    }

    /// The word in an address.
    pub fn to_word(self) -> String {
        match self {
            Self::Me => "me".into(),
            Self::None => "none".into(),
            Self::Staff(id) => id.to_string(),
        }
    }
}

impl DueFilter {
    /// The deadlines meant, from the first until before the second; open where there is no end.
    pub fn bounds(self, now: Timestamp, calendar: &Calendar) -> (Option<Timestamp>, Option<Timestamp>) {
        let today = office_day(now);
        let works = |day: &Date| calendar.is_working_day(*day);
        let next = today.series(1.day()).skip(1).take(30).find(works).unwrap_or(today);
        let (tonight, then) = (end_of(today), end_of(next));
        match self {
            Self::Overdue => (None, Some(now)),
            Self::Today => (Some(now), Some(tonight)),
            Self::Soon => (Some(tonight), Some(then)),
            Self::Later => (Some(then), None),
        }
    }
}

/// Midnight after a day.
fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    OFFICE_TIME.to_timestamp(next.to_datetime(jiff::civil::Time::midnight())).unwrap_or(Timestamp::MAX)
}

impl Filter {
    /// Reads the query of an address; words that mean nothing are left out.
    pub fn parse_query(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in query.trim_start_matches('?').split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "due" => filter.due = DueFilter::parse(value),
                "region" => filter.region = value.parse().ok(),
                "department" => filter.department = value.parse().ok(),
                "holder" => filter.holder = HolderFilter::parse(value),
                "service" => filter.service = value.parse().ok(),
                "kind" => filter.kind = Kind::parse(value),
                "channel" => filter.channel = Channel::parse(value),
                "mark" => filter.mark = Mark::parse(value),
                "sort" => filter.sort = Sort::parse(value).unwrap_or_default(),
                _ => {}
            }
        }
        filter
    }

    /// The query of an address: always in the same order, so that one list has one address.
    pub fn to_query(&self) -> String {
        let Self { due, region, department, holder, service, kind, channel, mark, sort, words: _ } = self;
        let parts = [
            ("due", due.map(|due| due.as_str().to_owned())),
            ("region", region.as_ref().map(ToString::to_string)),
            ("department", department.map(|id| id.to_string())),
            ("holder", holder.map(HolderFilter::to_word)),
            ("service", service.as_ref().map(ToString::to_string)),
            ("kind", kind.map(|kind| kind.as_str().to_owned())),
            ("channel", channel.map(|channel| channel.as_str().to_owned())),
            ("mark", mark.map(|mark| mark.as_str().to_owned())),
            ("sort", (*sort != Sort::Due).then(|| sort.as_str().to_owned())),
        ];
        let mut query = String::new();
        for (name, value) in parts.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            let and = if query.is_empty() { "" } else { "&" };
            // writing to a string cannot fail
            let _written = write!(query, "{and}{name}={value}");
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_address_whatever_order_was_typed() {
        let typed = "mark=urged&nonsense=1&due=soon&sort=filed&kind=wrong&region=990101&holder=none&service=A-1";
        let filter = Filter::parse_query(typed);
        let query = filter.to_query();
        assert_eq!(query, "due=soon&region=990101&holder=none&service=A-1&mark=urged&sort=filed");
        assert_eq!(Filter::parse_query(&query), filter);
        assert_eq!(Filter::parse_query("?sort=due&x&=").to_query(), "");
    }

    #[test]
    fn every_moment_is_overdue_today_soon_or_later_and_a_friday_looks_at_monday() {
        let calendar = Calendar::default();
        let friday: Timestamp = "2026-11-27T04:00:00Z".parse().unwrap();
        let ends = DueFilter::ALL.map(|due| due.bounds(friday, &calendar));
        assert_eq!((ends[0].0, ends[3].1), (None, None));
        assert!(ends.windows(2).all(|pair| pair[0].1 == pair[1].0 && pair[0].1.is_some()));
        assert_eq!(ends[2].1, Some("2026-11-30T16:00:00Z".parse().unwrap()), "until Monday night");
    }
}
