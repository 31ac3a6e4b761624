//! What loading a year changes, for the admin to see before it counts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CalendarYear, DayKind};

/// A day that is worked before and not after loading a year, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayChange {
    /// The day.
    pub date: Date,
    /// What it becomes: a day off or a day worked.
    pub becomes: DayKind,
    /// The holiday it belongs to, in the new file or, for a day that file no longer lists, in the old.
    pub name: String,
}

/// The days that change when `new` replaces `old`; without `old`, compared with “Monday to Friday”.
pub fn compare(old: Option<&CalendarYear>, new: &CalendarYear) -> Vec<DayChange> {
    let old = old.filter(|old| old.year == new.year);
    let old_kind = |date| old.and_then(|old| old.kind(date));
    let dates: BTreeSet<Date> = old.into_iter().chain([new]).flat_map(|year| year.days.keys().copied()).collect();
    let changed = dates.into_iter().filter(|date| old_kind(*date) != new.kind(*date));
    changed.filter_map(|date| change(date, old, new)).collect()
}

fn change(date: Date, old: Option<&CalendarYear>, new: &CalendarYear) -> Option<DayChange> {
    if let Some((becomes, name)) = new.days.get(&date) {
        return Some(DayChange { date, becomes: *becomes, name: name.clone() });
    }
    // No longer listed: what was off is worked again, and the other way round.
    let (was, name) = old?.days.get(&date)?;
    let becomes = match was {
        DayKind::Holiday => DayKind::Workday,
        DayKind::Workday => DayKind::Holiday,
    };
    Some(DayChange { date, becomes, name: name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(lines: &str) -> CalendarYear {
        let read = CalendarYear::parse(&format!("date,kind,name\n{lines}"));
        read.unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn changes(old: Option<&CalendarYear>, new: &CalendarYear) -> Vec<String> {
        let told = |change: DayChange| format!("{} {} {}", change.date, change.becomes.as_str(), change.name);
        compare(old, new).into_iter().map(told).collect()
    }

    #[test]
    fn the_first_file_of_a_year_changes_every_day_it_lists() {
        let new = year("2027-01-01,holiday,A\n2027-01-03,workday,A\n");
        assert_eq!(changes(None, &new), ["2027-01-01 holiday A", "2027-01-03 workday A"]);
    }

    #[test]
    fn a_corrected_file_shows_what_is_new_and_what_is_taken_back() {
        let old = year("2027-01-01,holiday,A\n2027-01-03,workday,A\n2027-02-08,holiday,B\n");
        let new = year("2027-01-01,holiday,A renamed\n2027-02-09,holiday,B\n");
        let expected = ["2027-01-03 holiday A", "2027-02-08 workday B", "2027-02-09 holiday B"];
        assert_eq!(changes(Some(&old), &new), expected);
    }

    #[test]
    fn the_same_file_again_changes_nothing() {
        let same = year("2027-01-01,holiday,A\n");
        assert!(compare(Some(&same), &same).is_empty());
    }

    #[test]
    fn a_file_of_another_year_is_no_older_file() {
        let (old, new) = (year("2026-01-01,holiday,A\n"), year("2027-01-01,holiday,A\n"));
        assert_eq!(changes(Some(&old), &new), ["2027-01-01 holiday A"]);
    }
}
