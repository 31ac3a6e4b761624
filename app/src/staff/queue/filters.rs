//! What of a list is shown: chosen in a panel, kept in the address, shown as chips that each can be taken away.

use crate::{
    lang::{Lang, lang, t},
    staff::queue::{address, filter_words::Named, follow::Followed, search},
    ui::plain,
};
use clearway::queue::{Filter, FilterChoices};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use web_sys::{FormData, HtmlFormElement};

/// The panel.
#[component]
pub fn Filters(
    /// The list.
    followed: Followed,
) -> impl IntoView {
    let lang = lang();
    let Followed { view, query, sheet, .. } = followed;
    let navigate = use_navigate();
    let panel = NodeRef::<html::Details>::new();
    let choose = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let sort = Filter::parse_query(&query.read_untracked()).sort;
        let chosen = Filter { sort, ..read_form(&event) };
        panel.get_untracked().into_iter().for_each(|panel| panel.set_open(false));
        navigate(&address::of(view.get_untracked(), &chosen.to_query(), ""), NavigateOptions::default());
    };
    let fields = move || fields(lang, &Filter::parse_query(&query.read()), &sheet.choices.read());
    view! {
        <details class="filters" node_ref=panel>
            <summary class="filters__summary button button--quiet">{t::filters(lang)}</summary>
            <form class="filters__form" on:submit=choose>
                {plain::live_list(fields)}
                <p class="filters__send"><button class="button">{t::filters_send(lang)}</button></p>
            </form>
        </details>
    }
}

fn read_form(event: &ev::SubmitEvent) -> Filter {
    let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return Filter::default() };
    let part = |name: &str| Some(format!("{name}={}", data.get(name).as_string().filter(|value| !value.is_empty())?));
    Filter::parse_query(&NAMES.into_iter().filter_map(part).collect::<Vec<_>>().join("&"))
}

/// The names of what can be chosen, in the order of the panel.
const NAMES: [&str; 8] = ["due", "mark", "holder", "department", "service", "region", "kind", "channel"];

fn fields(lang: Lang, filter: &Filter, choices: &FilterChoices) -> Vec<AnyView> {
    let select = |name: &'static str| {
        let chosen = Named::of(name, filter);
        let option = |(value, text): (String, String)| {
            let selected = chosen.as_deref() == Some(value.as_str());
            view! { <option value=value selected=selected>{text}</option> }.into_any()
        };
        let options: Vec<_> = Named::all(lang, name, choices).into_iter().map(option).collect();
        view! {
            <label class="filters__field">
                <span class="filters__label">{Named::label(lang, name)}</span>
                <select class="input" name=name><option value="">{t::filter_any(lang)}</option>{options}</select>
            </label>
        }
        .into_any()
    };
    NAMES.into_iter().map(select).collect()
}

/// What is chosen, each with a way to take it away.
#[component]
pub fn Chips(
    /// The list.
    followed: Followed,
    /// What is looked for.
    words: RwSignal<String>,
) -> impl IntoView {
    let lang = lang();
    let Followed { view, query, sheet, .. } = followed;
    let sought = move || {
        let text = words.get();
        (!text.is_empty()).then(|| {
            let label = plain::span("unseen", t::filter_remove(lang, t::search_label(lang), ""));
            let inner = vec![label, plain::span("", text), plain::span("chip__x", "×")];
            plain::button("chip", inner, move || search::look_for(words, ""))
        })
    };
    let chips = move || {
        let filter = Filter::parse_query(&query.read());
        let choices = sheet.choices.read();
        let chip = |name: &'static str| {
            let value = Named::of(name, &filter)?;
            let text = Named::all(lang, name, &choices).into_iter().find(|(known, _)| *known == value);
            let text = text.map_or(value, |(_, text)| text);
            let href = address::of(view.get(), &Named::without(name, &filter).to_query(), "");
            Some(chip(lang, Named::label(lang, name), text, href))
        };
        NAMES.into_iter().filter_map(chip).collect::<Vec<_>>()
    };
    view! { <div class="chips">{plain::live_list(chips)}{plain::live(sought)}</div> }
}

fn chip(lang: Lang, label: &'static str, text: String, href: String) -> AnyView {
    let name = t::filter_remove(lang, label, &text);
    let x = plain::span("chip__x", "×");
    view! { <a class="chip" href=href aria-label=name>{label}" "<strong>{text}</strong>{x}</a> }.into_any()
}
