//! What has happened to a case, newest first, with the words and files that came with it.

use crate::{
    lang::{lang, t},
    ui::{file_list::FileList, happened::happened, plain, when::When},
};
use clearway::event::{Entry, What};
use jiff::Timestamp;
use leptos::prelude::*;
use std::iter::once;

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
        let what = happened(lang, &entry, now);
        let Entry { at, what: kind, words, files: handed_in, staff, .. } = entry;
        let by = staff.map(|staff| plain::span("timeline__by", t::event_by(lang, staff)));
        let when = view! { <When at now/> }.into_any();
        let words = words.map(|words| match kind {
            // an answer that was not the last is there for whoever wants to compare
            What::Released => plain::details(t::earlier_answer(lang), vec![plain::text("words", words)]),
            _ => plain::text("words timeline__words", words),
        });
        let folder = files.clone();
        let handed_in = (!handed_in.is_empty()).then(|| view! { <FileList files=handed_in folder/> }.into_any());
        let first =
            [plain::text("timeline__what", what), plain::line("timeline__when", once(when).chain(by).collect())];
        plain::item(class, first.into_iter().chain(words).chain(handed_in).collect())
    };
    plain::ordered("timeline", entries.into_iter().enumerate().map(line).collect())
}
