//! How a deadline came about, day by day, for whoever asks “why this date?”.

use super::{Calendar, CalendarYear, DayKind, is_weekend, office_day};
use jiff::{Span, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Most days that are told one by one.
const MOST: usize = 100;

/// What a day counts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// The day of receipt: not counted.
    Received,
    /// A working day.
    Worked,
    /// A day of a weekend that is worked to make up for this holiday.
    MadeUp(String),
    /// A Saturday or Sunday.
    Weekend,
    /// A weekday off for this holiday.
    Holiday(String),
}

impl DayCount {
    /// Whether it is one of the working days of the deadline.
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Worked | Self::MadeUp(_))
    }
}

impl Calendar {
    /// The days from the day of receipt to the last one.
    pub fn count(&self, from: Timestamp, until: Timestamp) -> Vec<(Date, DayCount)> {
        let (first, last) = (office_day(from), office_day(until));
        let days = first.series(Span::new().days(1)).take_while(|day| *day <= last).take(MOST);
        days.map(|day| (day, if day == first { DayCount::Received } else { self.day(day) })).collect()
    }

    fn day(&self, date: Date) -> DayCount {
        let listed = self.year(date.year()).and_then(|year: &CalendarYear| year.days.get(&date));
        match listed {
            Some((DayKind::Holiday, name)) => DayCount::Holiday(name.clone()),
            Some((DayKind::Workday, name)) => DayCount::MadeUp(name.clone()),
            None if is_weekend(date) => DayCount::Weekend,
            None => DayCount::Worked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_of_the_national_week_is_told_and_the_count_is_the_deadline() {
        let years = CalendarYear::parse_all(include_str!("../../data/holidays.csv")).unwrap();
        let calendar = years.into_iter().fold(Calendar::default(), |calendar, year| calendar.with(year));
        let from: Timestamp = "2026-09-30T10:00:00+08:00".parse().unwrap();
        let days = calendar.count(from, calendar.deadline(from, 3).at);
        assert_eq!(days.first().unwrap().1, DayCount::Received);
        assert_eq!(days.iter().filter(|(_, day)| day.counts()).count(), 3);
        assert_eq!(days[1].1, DayCount::Holiday("国庆节".into()));
        assert_eq!(days[3].1, DayCount::Weekend, "a listed Saturday changes nothing");
        assert_eq!(days.last().unwrap(), &(jiff::civil::date(2026, 10, 10), DayCount::MadeUp("国庆节".into())));
    }

    #[test]
    fn nobody_is_told_more_than_a_hundred_days() {
        let from: Timestamp = "2026-01-01T10:00:00+08:00".parse().unwrap();
        assert_eq!(Calendar::default().count(from, Calendar::default().deadline(from, 500).at).len(), MOST);
    }
}
