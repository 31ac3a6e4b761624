//! Days and times on the office's wall clock.

use crate::lang::{Lang, lang, t};
use clearway::calendar::OFFICE_TIME;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use leptos::prelude::*;

/// A moment, for people and for programs.
#[component]
pub fn When(
    /// The moment.
    at: Timestamp,
    /// When the page was read: the year is said when it is another one.
    now: Timestamp,
) -> impl IntoView {
    view! { <time class="when" datetime=format!("{at:.0}")>{date_time(lang(), at, now)}</time> }
}

/// The day and the minute.
pub fn date_time(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    t::date_time(lang, date(lang, at, now), time(at))
}

/// The day, with its year when that is not this one.
pub fn date(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    day(lang, local(at).date(), now)
}

/// A day of the calendar, with its year when that is not this one.
pub fn day(lang: Lang, at: Date, now: Timestamp) -> String {
    let (day, month, weekday) = (at.day(), month(lang, at.month()), weekday(lang, at.weekday().to_monday_one_offset()));
    if at.year() == local(now).year() {
        t::date(lang, day, month, weekday)
    } else {
        t::date_year(lang, day, month, weekday, at.year())
    }
}

/// The minute.
pub fn time(at: Timestamp) -> String {
    let at = local(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// What the wall clock of the office shows.
pub fn local(at: Timestamp) -> DateTime {
    OFFICE_TIME.to_datetime(at)
}

const fn month(lang: Lang, month: i8) -> &'static str {
    match month {
        1 => t::month_1(lang),
        2 => t::month_2(lang),
        3 => t::month_3(lang),
        4 => t::month_4(lang),
        5 => t::month_5(lang),
        6 => t::month_6(lang),
        7 => t::month_7(lang),
        8 => t::month_8(lang),
        9 => t::month_9(lang),
        10 => t::month_10(lang),
        11 => t::month_11(lang),
        _ => t::month_12(lang),
    }
}

const fn weekday(lang: Lang, from_monday: i8) -> &'static str {
    match from_monday {
        1 => t::weekday_1(lang),
        2 => t::weekday_2(lang),
        3 => t::weekday_3(lang),
        4 => t::weekday_4(lang),
        5 => t::weekday_5(lang),
        6 => t::weekday_6(lang),
        _ => t::weekday_7(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_is_shown_on_the_wall_clock_of_the_office() {
        let now = at("2026-11-22T02:00:00Z");
        assert_eq!(date_time(Lang::En, at("2026-11-26T17:30:00Z"), now), "Friday 27 November, 01:30");
    }

    #[test]
    fn the_year_is_said_when_it_is_another_one() {
        let now = at("2026-12-30T02:00:00Z");
        assert_eq!(date(Lang::En, at("2027-01-05T09:30:00Z"), now), "Tuesday 5 January 2027");
        assert_eq!(date(Lang::En, at("2026-12-31T15:59:00Z"), now), "Thursday 31 December");
    }
}
