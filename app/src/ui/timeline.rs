//! What has happened to a case, newest first, with the words and files that came with it.

use crate::{
    lang::{lang, t},
    ui::{file_list::FileList, when::When, words},
};
use clearway::event::{Entry, Happened};
use jiff::Timestamp;
use leptos::prelude::*;

/// The history. Names of staff stand only in what staff are sent.
#[component]
pub fn Timeline(
    /// What happened.
    entries: Vec<Entry>,
    /// When the page was read.
    now: Timestamp,
    /// The folder under which its files are read.
    files: String,
) -> impl IntoView {
    let lang = lang();
    let line = |(index, entry): (usize, Entry)| {
        let class = if index == 0 { "timeline__item timeline__item--now" } else { "timeline__item" };
        let what = words::happened(lang, &entry, now);
        let Entry { at, happened, words, files: handed_in, staff, .. } = entry;
        let by = staff.map(|staff| view! { <span class="timeline__by">{t::event_by(lang, staff)}</span> });
        let words = words.map(|words| match happened {
            // an answer that was not the last is there for whoever wants to compare
            Happened::Released { .. } => view! {
                <details class="why"><summary class="why__summary">{t::earlier_answer(lang)}</summary><p class="words">{words}</p></details>
            }
            .into_any(),
            _ => view! { <p class="words timeline__words">{words}</p> }.into_any(),
        });
        let handed_in = (!handed_in.is_empty()).then(|| view! { <FileList files=handed_in folder=files.clone()/> });
        view! {
            <li class=class>
                <p class="timeline__what">{what}</p>
                <p class="timeline__when"><When at now/>{by}</p>
                {words}
                {handed_in}
            </li>
        }
    };
    view! { <ol class="timeline">{entries.into_iter().enumerate().map(line).collect_view()}</ol> }
}
