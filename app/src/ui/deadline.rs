//! By when the person is answered: the words first, the bar second.

use crate::{
    lang::{Lang, lang, t},
    ui::when,
};
use clearway::{calendar::Due, case::Stage, policy::REPLY_WORKING_DAYS};
use jiff::Timestamp;
use leptos::prelude::*;

/// The panel.
#[component]
pub fn Deadline(
    /// How far the case has come.
    stage: Stage,
    /// The deadline.
    due: Due,
    /// Working days left until then.
    days_left: Option<u32>,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let date = when::date_time(lang, due.at, now);
    let words = match (stage, days_left) {
        (Stage::Answered, _) => view! { <p class="deadline__text">{t::due_was(lang, date)}</p> }.into_any(),
        (_, None) => late(lang, date).into_any(),
        (_, Some(left)) => running(lang, left, due, now).into_any(),
    };
    view! {
        <section class="deadline" aria-labelledby="deadline-title">
            <h2 class="deadline__title" id="deadline-title">{t::deadline_title(lang)}</h2>
            {words}
            <Provisional due/>
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
