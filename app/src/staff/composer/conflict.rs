//! What others did to a case while somebody was writing on it: beside what was typed, so that nothing is lost.

use crate::{
    lang::{lang, t},
    staff::composer::words::Words,
    ui::{
        banner::{Banner, Tone},
        happened::happened,
        plain,
        when::When,
    },
};
use clearway::{case::CaseFile, reply::DraftPart};
use jiff::Timestamp;
use leptos::prelude::*;

/// The part of the page; nothing where nobody else did anything.
#[component]
pub fn Meanwhile(file: CaseFile, now: Timestamp, words: Words) -> impl IntoView {
    let lang = lang();
    let version = file.head.version;
    let base = words.base.get_untracked().filter(|base| *base < version);
    let typed = [DraftPart::Reply, DraftPart::Note].into_iter().any(|part| !words.of(part).read_untracked().is_empty());
    let (Some(base), true) = (base, typed) else { return ().into_any() };
    let newer = usize::try_from(version - base).unwrap_or_default();
    let line = |entry: clearway::event::Entry| {
        let what = happened(lang, &entry, now);
        let by = entry.staff.map(|staff| plain::span("timeline__by", t::event_by(lang, staff)));
        let when = view! { <When at=entry.at now/> }.into_any();
        let text = entry.words.map(|words| plain::text("words", words));
        let head = plain::line("timeline__when", [plain::span("", what), when].into_iter().chain(by).collect());
        plain::item("", [head].into_iter().chain(text).collect())
    };
    let lines = file.entries.into_iter().take(newer).map(line).collect();
    let reply = file.reply.filter(|_| file.acts.iter().all(|act| *act != clearway::case::Act::Reply));
    let reply = reply
        .map(|reply| view! { <p class="banner__title">{t::meanwhile_reply(lang)}</p><p class="words">{reply}</p> });
    view! {
        <Banner tone=Tone::Quiet>
            <p class="banner__title">{t::meanwhile_title(lang)}</p>
            {plain::list("composer__meanwhile", lines)}
            {reply}
            <p class="banner__text">{t::meanwhile_text(lang)}</p>
        </Banner>
    }
    .into_any()
}
