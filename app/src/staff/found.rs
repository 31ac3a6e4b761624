//! A case that was found: how far it is, the words of the person, and what sets it apart.

use crate::{
    lang::{Lang, t},
    routes,
    staff::{due_tag::DueTag, marks::marks},
    ui::{choices, plain, when, words},
};
use clearway::{case::CaseHead, search::marked};
use jiff::Timestamp;
use leptos::prelude::*;

/// Cases one below the other; the words that were looked for are marked.
pub fn cases(lang: Lang, cases: &[CaseHead], words: &[String], now: Timestamp) -> AnyView {
    plain::list("found", cases.iter().map(|case| item(lang, case, words, now)).collect())
}

fn item(lang: Lang, head: &CaseHead, words: &[String], now: Timestamp) -> AnyView {
    let due = head.stage.is_open().then(|| view! { <DueTag head=head.clone() now/> }.into_any());
    let stage = plain::span("tag", words::stage(lang, head.stage));
    let top = [stage].into_iter().chain(due).chain([marks(head).into_any()]).collect();
    let pieces = marked(&head.opening, words).into_iter().map(|(found, piece)| match found {
        true => view! { <mark class="found__mark">{piece}</mark> }.into_any(),
        false => piece.into_any(),
    });
    let pieces: Vec<_> = pieces.collect();
    let link = view! { <a class="found__link" href=routes::case(head.number.as_str())>{pieces}</a> }.into_any();
    let facts = [
        Some(head.number.grouped()),
        head.service_name.clone(),
        head.department_name.clone(),
        Some(head.region_name.clone()),
        Some(choices::channel(lang, head.channel).to_owned()),
        Some(when::date_time(lang, head.filed_at, now)),
    ];
    let facts = facts.into_iter().flatten().map(|fact| plain::span("", fact)).collect();
    plain::item("found__item", vec![plain::line("found__top", top), link, plain::line("found__facts", facts)])
}

/// Cases like the one on the page.
pub fn alike(lang: Lang, alike: &[CaseHead], now: Timestamp) -> AnyView {
    let shown = match alike.is_empty() {
        true => plain::text("empty", t::alike_none(lang)),
        false => cases(lang, alike, &[], now),
    };
    plain::section("case-page__alike", "alike", vec![plain::title("alike", t::alike_title(lang)), shown])
}
