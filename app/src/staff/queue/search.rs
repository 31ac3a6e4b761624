//! Words that are looked for in a list: sent by POST and kept in this tab, never in an address, for they may name somebody.
//! A number opens its case.

use crate::{
    lang::{lang, t},
    routes,
    staff::{
        queue::{keys::KeyHint, shortcut::Shortcut},
        tab,
    },
};
use clearway::identifiers::case_number::CaseNumber;
use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Under which name the tab keeps them.
const KEPT: &str = "clearway-words";

/// What this tab looks for.
pub fn words() -> RwSignal<String> {
    tab::kept(KEPT)
}

/// Looks for these words from now on.
pub fn look_for(words: RwSignal<String>, text: &str) {
    tab::keep(KEPT, words, text);
}

/// The field.
#[component]
pub fn Search(
    /// What is looked for.
    words: RwSignal<String>,
) -> impl IntoView {
    let lang = lang();
    let field = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let search = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        match CaseNumber::parse(&typed) {
            Ok(number) => navigate(&routes::case(number.as_str()), NavigateOptions::default()),
            Err(_) => look_for(words, &typed),
        }
    };
    // what is looked for stands in the field, also when it was taken from the tab or taken away by its chip
    Effect::new(move |_| {
        let words = words.get();
        field.get().into_iter().for_each(|field| field.set_value(&words));
    });
    view! {
        <form class="search" role="search" on:submit=search>
            <label class="unseen" for="search">{t::search_label(lang)}</label>
            <input class="input search__field" id="search" type="search" maxlength="100" autocomplete="off" placeholder=t::search_label(lang) node_ref=field/>
            <button class="button button--quiet">{t::search_send(lang)}<KeyHint shortcut=Shortcut::Search/></button>
        </form>
    }
}
