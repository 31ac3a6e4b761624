//! Words to begin a reply with: found by name, filled from the case, put in at the cursor.

use crate::{
    lang::{Lang, lang, t},
    staff::composer::words::Words,
    ui::when,
};
use clearway::{
    case::CaseFile,
    reply::{DraftPart, Template},
};
use jiff::Timestamp;
use leptos::{html, prelude::*};

/// The part above the words; nothing where the office has no templates.
#[component]
pub fn Templates(file: CaseFile, area: NodeRef<html::Textarea>, words: Words, version: i64) -> impl IntoView {
    let lang = lang();
    if file.templates.is_empty() {
        return ().into_any();
    }
    let (sought, values) = (RwSignal::new(String::new()), values(lang, &file));
    let templates = StoredValue::new(file.templates);
    let found = move || matching(templates.get_value(), &sought.read());
    let values = StoredValue::new(values);
    let put = move |template: Template| {
        let Some(area) = area.get_untracked() else { return };
        let body = template.filled(&values.get_value());
        insert(&area, &body);
        words.typed(DraftPart::Reply, area.value(), version);
    };
    let first = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            found().into_iter().next().into_iter().for_each(put);
        }
    };
    let item = move |template: Template| {
        let name = template.name.clone();
        view! { <li><button class="button button--quiet" type="button" on:click=move |_| put(template.clone())>{name}</button></li> }
    };
    view! {
        <details class="why templates">
            <summary class="why__summary">{t::templates_title(lang)}</summary>
            <label class="field__label" for="template">{t::templates_find(lang)}</label>
            <input class="input" id="template" type="text" autocomplete="off" on:keydown=first on:input=move |event| sought.set(event_target_value(&event))/>
            <ul class="templates__list">{move || found().into_iter().map(item).collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// The first whose names hold what is sought.
fn matching(templates: Vec<Template>, sought: &str) -> Vec<Template> {
    let sought = sought.trim().to_lowercase();
    templates.into_iter().filter(|found| found.name.to_lowercase().contains(&sought)).take(8).collect()
}

/// Puts words in at the cursor: what is typed already stays around them.
fn insert(area: &web_sys::HtmlTextAreaElement, words: &str) {
    let place = |place: Result<Option<u32>, _>| place.ok().flatten();
    let (start, end) = (place(area.selection_start()), place(area.selection_end()));
    match (start, end) {
        (Some(start), Some(end)) => drop(area.set_range_text_with_start_and_end(words, start, end)),
        _ => area.set_value(&format!("{}{words}", area.value())),
    }
    drop(area.focus());
}

/// What stands for the words in braces.
fn values(lang: Lang, file: &CaseFile) -> Vec<(String, String)> {
    let head = &file.head;
    let now = file.entries.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at);
    let name = file.contact.name.as_ref().and_then(|name| name.chars().next());
    let name = name.map_or_else(|| t::value_nobody(lang).to_owned(), |first| t::value_name(lang, first));
    vec![
        (t::blank_name(lang).to_owned(), name),
        (t::blank_number(lang).to_owned(), head.number.grouped()),
        (t::blank_service(lang).to_owned(), head.service_name.clone().unwrap_or_default()),
        (t::blank_department(lang).to_owned(), head.department_name.clone().unwrap_or_default()),
        (t::blank_deadline(lang).to_owned(), when::date(lang, head.due.at, now)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .collect()
}
