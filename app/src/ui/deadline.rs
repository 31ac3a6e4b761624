//! By when the person is answered: the words first, the bar second, and how the day was counted for whoever asks.

use crate::{
    lang::{Lang, lang, t},
    ui::when,
};
use clearway::{
    calendar::{DayCount, Due},
    case::{PublicCase, Stage},
    policy::REPLY_WORKING_DAYS,
};
use jiff::{Timestamp, civil::Date};
use leptos::prelude::*;

/// The panel.
#[component]
pub fn Deadline(
    /// The case.
    case: PublicCase,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let PublicCase { stage, due, days_left, counted, .. } = case;
    let date = when::date_time(lang, due.at, now);
    let words = match (stage, days_left) {
        (Stage::Withdrawn, _) => view! { <p class="deadline__text">{t::due_withdrawn(lang)}</p> }.into_any(),
        (Stage::Answered | Stage::Closed, _) => {
            view! { <p class="deadline__text">{t::due_was(lang, date)}</p> }.into_any()
        }
        (_, None) => late(lang, date).into_any(),
        (_, Some(left)) => running(lang, left, due, now).into_any(),
    };
    let why = (stage != Stage::Withdrawn).then(|| why(lang, counted, now));
    view! {
        <section class="deadline" aria-labelledby="deadline-title">
            <h2 class="deadline__title" id="deadline-title">{t::deadline_title(lang)}</h2>
            {words}
            <Provisional due/>
            {why}
        </section>
    }
}

/// What must be said of a deadline in a year whose holidays are not announced.
#[component]
pub fn Provisional(
    /// The deadline.
    due: Due,
) -> impl IntoView {
    due.provisional.then(|| view! { <p class="provisional">{t::provisional(lang())}</p> })
}

fn late(lang: Lang, date: String) -> impl IntoView {
    view! {
        <p class="deadline__lead deadline__lead--late">{t::due_late(lang)}</p>
        <p class="deadline__text">{t::due_late_text(lang, date)}</p>
    }
}

fn running(lang: Lang, left: u32, due: Due, now: Timestamp) -> impl IntoView {
    let total = left.max(REPLY_WORKING_DAYS);
    let lead = match left {
        0 => t::due_today_by(lang, when::time(due.at)),
        _ => t::left_days(lang, left as usize),
    };
    let by = (left > 0)
        .then(|| view! { <p class="deadline__text">{t::due_by(lang, when::date_time(lang, due.at, now))}</p> });
    let words = t::used_days(lang, left, total);
    let used = (total - left).to_string();
    view! {
        <p class="deadline__lead">{lead}</p>
        {by}
        <progress class="deadline__bar" max=total.to_string() value=used aria-label=words.clone()></progress>
        <p class="deadline__note">{words}</p>
    }
}

/// Each day, and what it counts for.
fn why(lang: Lang, counted: Vec<(Date, DayCount)>, now: Timestamp) -> impl IntoView {
    let days = counted.iter().filter(|(_, day)| day.counts()).count();
    let received = counted.first().map(|(day, _)| when::day(lang, *day, now)).unwrap_or_default();
    let mut number = 0;
    let line = |(date, day): (Date, DayCount)| {
        number += usize::from(day.counts());
        let words = counts(lang, &day, number);
        let class = if day.counts() { "why__day why__day--worked" } else { "why__day" };
        view! { <li class=class><span class="why__date">{when::day(lang, date, now)}</span><span>{words}</span></li> }
    };
    view! {
        <details class="why">
            <summary class="why__summary">{t::why_title(lang)}</summary>
            <p>{t::why_text(lang, received, days)}</p>
            <ol class="why__days">{counted.into_iter().map(line).collect_view()}</ol>
        </details>
    }
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
