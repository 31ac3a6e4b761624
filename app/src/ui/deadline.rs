//! By when the person is answered: the words first, the bar second, and how the day was counted for whoever asks.

use crate::{
    lang::{Lang, lang, office, t},
    ui::{count, plain, when},
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
        (Stage::Withdrawn, _) => vec![plain::text("deadline__text", t::due_withdrawn(lang))],
        (Stage::Answered | Stage::Closed, _) => vec![plain::text("deadline__text", t::due_was(lang, date))],
        (_, None) => late(lang, date),
        (_, Some(left)) => running(lang, left, due, now),
    };
    let why = (stage != Stage::Withdrawn).then(|| why(lang, counted, now));
    view! {
        <div class="deadline">
            <h2 class="deadline__title">{t::deadline_title(lang)}</h2>
            {words}
            <Provisional due/>
            {why}
        </div>
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

fn late(lang: Lang, date: String) -> Vec<AnyView> {
    vec![
        plain::text("deadline__lead deadline__lead--late", t::due_late(lang)),
        plain::text("deadline__text", t::due_late_text(lang, date, office().phone())),
    ]
}

fn running(lang: Lang, left: u32, due: Due, now: Timestamp) -> Vec<AnyView> {
    let total = left.max(REPLY_WORKING_DAYS);
    let lead = match left {
        0 => t::due_today_by(lang, when::time(due.at)),
        _ => t::left_days(lang, left as usize),
    };
    let by = (left > 0).then(|| plain::text("deadline__text", t::due_by(lang, when::date_time(lang, due.at, now))));
    let words = t::used_days(lang, left, total);
    let used = (total - left).to_string();
    let bar =
        view! { <progress class="deadline__bar" max=total.to_string() value=used aria-label=words.clone()></progress> };
    let rest = [bar.into_any(), plain::text("deadline__note", words)];
    [plain::text("deadline__lead", lead)].into_iter().chain(by).chain(rest).collect()
}

/// Each day, and what it counts for.
fn why(lang: Lang, counted: Vec<(Date, DayCount)>, now: Timestamp) -> AnyView {
    let days = counted.iter().filter(|(_, day)| day.counts()).count();
    let received = counted.first().map(|(day, _)| when::day(lang, *day, now)).unwrap_or_default();
    let text = plain::text("", t::why_text(lang, received, days));
    plain::details(t::why_title(lang), vec![text, count::days(lang, counted, now)])
}
