//! How a date was counted: each day, and what it counts for.

use crate::{
    lang::{Lang, t},
    ui::{plain, when},
};
use clearway::calendar::DayCount;
use jiff::{Timestamp, civil::Date};
use leptos::prelude::*;

/// The days, in order.
pub fn days(lang: Lang, counted: Vec<(Date, DayCount)>, now: Timestamp) -> AnyView {
    let mut number = 0;
    let line = |(date, day): (Date, DayCount)| {
        number += usize::from(day.counts());
        let words = counts(lang, &day, number);
        let class = if day.counts() { "why__day why__day--worked" } else { "why__day" };
        plain::item(class, vec![plain::span("", when::day(lang, date, now)), plain::span("", words)])
    };
    plain::ordered("why__days", counted.into_iter().map(line).collect())
}

/// Holidays have a name in the calendar of the country; elsewhere it is enough that they are one.
fn counts(lang: Lang, day: &DayCount, number: usize) -> String {
    let named = |name: &str, words: String| if lang == Lang::Zh { format!("{name}{words}") } else { words };
    match day {
        DayCount::Received => t::why_received(lang).into(),
        DayCount::Worked => t::why_worked(lang, number),
        DayCount::MadeUp(_) => t::why_made_up(lang, number),
        DayCount::Weekend => t::why_weekend(lang).into(),
        DayCount::Holiday(name) => named(name, t::why_holiday(lang).into()),
    }
}
