//! Opens a case by its number, as somebody says it on the telephone.

use crate::{
    lang::{lang, t},
    routes,
    staff::queue::{keys::KeyHint, shortcut::Shortcut},
};
use clearway::identifiers::case_number::CaseNumber;
use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// The field.
#[component]
pub fn OpenNumber() -> impl IntoView {
    let lang = lang();
    let field = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(false);
    let navigate = use_navigate();
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        match CaseNumber::parse(&typed) {
            Ok(number) => navigate(&routes::case(number.as_str()), NavigateOptions::default()),
            Err(_) => wrong.set(true),
        }
    };
    let says = move || wrong.get().then(|| t::number_wrong(lang));
    view! {
        <form class="search" role="search" on:submit=open>
            <label class="unseen" for="search">{t::col_number(lang)}</label>
            <input class="input search__field" id="search" inputmode="text" maxlength="40" autocomplete="off" placeholder=t::col_number(lang)
                aria-invalid=move || wrong.get().then_some("true") aria-describedby="search-error" on:input=move |_| wrong.set(false) node_ref=field/>
            <button class="button button--quiet">{t::number_open(lang)}<KeyHint shortcut=Shortcut::Search/></button>
            <span class="claim__refused" id="search-error" role="status">{says}</span>
        </form>
    }
}
