//! Working days, holidays and office hours: from a moment of receipt to the moment by which.
//!
//! [`CalendarYear`] is one year of holidays as an admin loads it, [`Calendar`] all loaded years,
//! [`Due`] its answer. Counting follows Civil Code arts. 201 and 203 [memory]: the day of receipt does
//! not count, a last day that is no working day moves to the next, and it ends at close of business.

mod changes;
mod counting;
mod office_hours;
#[cfg(test)]
mod reference_data;
mod year;

use std::collections::BTreeMap;

use jiff::{
    Span, Timestamp,
    civil::{Date, Weekday},
    tz::Offset,
};
use serde::{Deserialize, Serialize};

pub use changes::{DayChange, compare};
pub use counting::DayCount;
pub use office_hours::OfficeHours;
pub use year::{CalendarFileProblem, CalendarProblem, CalendarYear, DayKind};

/// The only clock of the country, Asia/Shanghai: UTC+8 without summer time since 1992, and the
/// product knows no earlier moments. A constant needs no time zone database in the browser.
pub const OFFICE_TIME: Offset = Offset::constant(8);

/// The day on the office's wall calendar at a moment.
pub fn office_day(at: Timestamp) -> Date {
    OFFICE_TIME.to_datetime(at).date()
}

/// A moment by which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last moment that is in time.
    pub at: Timestamp,
    /// A counted day lies in a year whose holidays are not loaded, so only weekends were left out
    /// and loading the year may move the moment. To be said wherever it is shown.
    pub provisional: bool,
}

/// The loaded years and the office hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    hours: OfficeHours,
    years: BTreeMap<i16, CalendarYear>,
}

impl Calendar {
    /// A calendar of these office hours without any year.
    pub fn new(hours: OfficeHours) -> Self {
        Self { hours, years: BTreeMap::new() }
    }

    /// This calendar and one year more, in place of the same year loaded before.
    #[must_use]
    pub fn with(&self, year: CalendarYear) -> Self {
        let mut with = self.clone();
        with.years.insert(year.year, year);
        with
    }

    /// A loaded year.
    pub fn year(&self, year: i16) -> Option<&CalendarYear> {
        self.years.get(&year)
    }

    /// Whether the holidays of a year are known.
    pub fn is_loaded(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// Whether the office works on a day. In a year not loaded that is Monday to Friday.
    pub fn is_working_day(&self, date: Date) -> bool {
        let listed = self.years.get(&date.year()).and_then(|year| year.kind(date));
        listed.map_or(!is_weekend(date), |kind| kind == DayKind::Workday)
    }

    /// Close of business on the `working_days`-th working day after the day of receipt. With 0 it is
    /// the day of receipt itself or, if that is not worked, the next working day.
    pub fn deadline(&self, from: Timestamp, working_days: u32) -> Due {
        let first = usize::from(working_days > 0);
        let wanted = working_days.max(1);
        let (mut worked, mut provisional) = (0, false);
        for day in office_day(from).series(Span::new().days(1)).skip(first) {
            provisional |= !self.is_loaded(day.year());
            worked += u32::from(self.is_working_day(day));
            if worked == wanted {
                return Due { at: self.close_of_business(day), provisional };
            }
        }
        // Days end with the year 9999.
        Due { at: self.close_of_business(Date::MAX), provisional: true }
    }

    /// The end of the `count`-th morning or afternoon after the one of receipt, which does not count; what comes outside
    /// office hours waits for the next to begin. An even number is so many working days to the hour of the half.
    pub fn half_days(&self, from: Timestamp, count: u32) -> Due {
        if count.is_multiple_of(2) && count > 2 {
            return self.deadline(from, count / 2);
        }
        let (mut left, mut provisional) = (count.max(1), false);
        for day in office_day(from).series(Span::new().days(1)) {
            provisional |= !self.is_loaded(day.year());
            if !self.is_working_day(day) {
                continue;
            }
            for (begins, ends) in self.hours.halves() {
                let (begins, ends) = (self.moment(day, begins), self.moment(day, ends));
                if begins > from {
                    left -= 1;
                }
                if left == 0 {
                    return Due { at: ends, provisional };
                }
            }
        }
        Due { at: self.close_of_business(Date::MAX), provisional: true }
    }

    /// The same hour on the `working_days`-th working day before a moment.
    pub fn before(&self, at: Timestamp, working_days: u32) -> Timestamp {
        let (mut day, mut left) = (office_day(at), working_days);
        while left > 0 {
            let Ok(earlier) = day.yesterday() else { break };
            day = earlier;
            left -= u32::from(self.is_working_day(day));
        }
        self.moment(day, OFFICE_TIME.to_datetime(at).time())
    }

    /// How many working days lie after `from`, up to and including `until`: what “3 working days
    /// left” counts. None when `until` is not later.
    pub fn working_days_between(&self, from: Date, until: Date) -> u32 {
        let days = from.series(Span::new().days(1)).skip(1).take_while(|day| *day <= until);
        let count = days.filter(|day| self.is_working_day(*day)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn close_of_business(&self, day: Date) -> Timestamp {
        self.moment(day, self.hours.closes())
    }

    fn moment(&self, day: Date, time: jiff::civil::Time) -> Timestamp {
        OFFICE_TIME.to_timestamp(day.to_datetime(time)).unwrap_or(Timestamp::MAX)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const HOLIDAYS: &str = include_str!("../../data/holidays.csv");

    fn calendar() -> Calendar {
        let years = CalendarYear::parse_all(HOLIDAYS).unwrap();
        years.into_iter().fold(Calendar::default(), |calendar, year| calendar.with(year))
    }

    fn local(text: &str) -> Timestamp {
        format!("{text}+08:00").parse().unwrap()
    }

    fn due(text: &str, provisional: bool) -> Due {
        Due { at: local(text), provisional }
    }

    fn working_days_of(year: i16) -> u32 {
        calendar().working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
    }

    #[test]
    fn the_year_2026_has_248_working_days() {
        assert_eq!(working_days_of(2026), 248);
    }

    #[test]
    fn weekends_that_make_up_for_holidays_are_worked() {
        let calendar = calendar();
        for (month, day) in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)] {
            assert!(calendar.is_working_day(date(2026, month, day)), "{month}-{day}");
        }
        let worked_weekends = date(2026, 1, 1).series(Span::new().days(1)).take(365);
        assert_eq!(worked_weekends.filter(|day| is_weekend(*day) && calendar.is_working_day(*day)).count(), 6);
    }

    #[test]
    fn the_day_of_receipt_is_not_counted_and_the_last_day_ends_with_business() {
        assert_eq!(calendar().deadline(local("2026-11-23T09:10:00"), 5), due("2026-11-30T17:30:00", false));
    }

    #[test]
    fn a_case_filed_on_a_sunday_counts_from_monday() {
        assert_eq!(calendar().deadline(local("2026-11-22T10:00:00"), 1), due("2026-11-23T17:30:00", false));
    }

    #[test]
    fn the_day_of_receipt_is_the_day_in_china_to_its_last_second() {
        let calendar = calendar();
        assert_eq!(calendar.deadline(local("2026-11-23T23:59:59"), 1), due("2026-11-24T17:30:00", false));
        assert_eq!(calendar.deadline(local("2026-11-24T00:00:00"), 1), due("2026-11-25T17:30:00", false));
    }

    #[test]
    fn the_national_day_week_is_skipped_and_the_saturday_after_it_worked() {
        let calendar = calendar();
        assert_eq!(calendar.deadline(local("2026-09-30T16:00:00"), 1), due("2026-10-08T17:30:00", false));
        assert_eq!(calendar.deadline(local("2026-09-30T16:00:00"), 3), due("2026-10-10T17:30:00", false));
        assert_eq!(calendar.deadline(local("2026-09-30T16:00:00"), 4), due("2026-10-12T17:30:00", false));
    }

    #[test]
    fn no_days_is_the_same_day_or_the_next_that_is_worked() {
        let calendar = calendar();
        assert_eq!(calendar.deadline(local("2026-11-23T09:00:00"), 0), due("2026-11-23T17:30:00", false));
        assert_eq!(calendar.deadline(local("2026-11-22T09:00:00"), 0), due("2026-11-23T17:30:00", false));
        assert!(calendar.deadline(local("2027-01-04T09:00:00"), 0).provisional);
    }

    #[test]
    fn a_deadline_in_a_year_not_loaded_is_provisional_and_moves_when_the_year_comes() {
        let filed_at = local("2026-12-28T11:00:00");
        assert_eq!(calendar().deadline(filed_at, 3), due("2026-12-31T17:30:00", false));
        assert_eq!(calendar().deadline(filed_at, 5), due("2027-01-04T17:30:00", true));
        let made_up = CalendarYear::parse("date,kind,name\n2027-01-01,holiday,New Year's Day\n").unwrap();
        let calendar = calendar().with(made_up);
        assert_eq!(calendar.deadline(filed_at, 5), due("2027-01-05T17:30:00", false));
    }

    #[test]
    fn half_a_day_is_the_next_morning_or_afternoon_of_work() {
        let calendar = calendar();
        for (from, count, until) in [
            ("2026-11-23T10:00:00", 1, "2026-11-23T17:30:00"),
            ("2026-11-23T08:00:00", 1, "2026-11-23T12:00:00"),
            ("2026-11-23T15:00:00", 1, "2026-11-24T12:00:00"),
            ("2026-11-23T15:00:00", 2, "2026-11-24T17:30:00"),
            ("2026-11-23T10:00:00", 2, "2026-11-24T12:00:00"),
            ("2026-11-22T10:00:00", 1, "2026-11-23T12:00:00"),
            ("2026-09-30T16:00:00", 1, "2026-10-08T12:00:00"),
        ] {
            assert_eq!(calendar.half_days(local(from), count), due(until, false), "{from} {count}");
        }
        assert_eq!(
            calendar.half_days(local("2026-11-23T10:00:00"), 10),
            calendar.deadline(local("2026-11-23T10:00:00"), 5)
        );
    }

    #[test]
    fn an_absurd_number_of_days_ends_at_the_end_of_time() {
        assert!(calendar().deadline(local("9999-12-01T00:00:00"), u32::MAX).provisional);
    }

    #[test]
    fn working_days_left_leave_out_today_and_count_the_last_day() {
        let calendar = calendar();
        assert_eq!(calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 26)), 3);
        assert_eq!(calendar.working_days_between(date(2026, 11, 27), date(2026, 11, 30)), 1);
        assert_eq!(calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 23)), 0);
        assert_eq!(calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 20)), 0);
    }

    #[test]
    fn other_office_hours_move_the_end_of_the_day() {
        let hours = OfficeHours { afternoon_until: jiff::civil::time(17, 0, 0, 0), ..OfficeHours::STANDARD };
        let due = Calendar::new(hours).deadline(local("2026-11-23T09:00:00"), 1);
        assert_eq!(due, Due { at: local("2026-11-24T17:00:00"), provisional: true });
    }
}
