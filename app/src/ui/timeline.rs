//! What has happened to a case, newest first.

use crate::{
    lang::{lang, t},
    ui::{when::When, words},
};
use clearway::event::Entry;
use jiff::Timestamp;
use leptos::prelude::*;

/// The history. Names of staff stand only in what staff are sent.
#[component]
pub fn Timeline(
    /// What happened.
    entries: Vec<Entry>,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let line = |(index, entry): (usize, Entry)| {
        let class = if index == 0 { "timeline__item timeline__item--now" } else { "timeline__item" };
        let by =
            entry.staff.as_ref().map(|staff| view! { <span class="timeline__by">{t::event_by(lang, staff)}</span> });
        view! {
            <li class=class>
                <p class="timeline__what">{words::happened(lang, &entry, now)}</p>
                <p class="timeline__when"><When at=entry.at now/>{by}</p>
            </li>
        }
    };
    view! { <ol class="timeline">{entries.into_iter().enumerate().map(line).collect_view()}</ol> }
}
