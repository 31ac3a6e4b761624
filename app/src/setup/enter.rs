//! The first page of the set-up: the code that was told on the terminal.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::sign_in::why,
    ui::{
        error_summary::ErrorSummary,
        field::{Help, TextField},
        heading::Heading,
        plain,
        send::Send,
        trouble::Refused,
        words,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, enter_setup},
    routes,
};
use clearway::refusal::Refusal;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

const CODE: Help = Help {
    kind: None,
    autocomplete: Some("off"),
    inputmode: None,
    autocapitalize: Some("characters"),
    spellcheck: Some("false"),
};

/// Opens the set-up for this browser, or goes back to the page.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "setup/enter")]
pub async fn give_code(#[server(default)] code: String) -> Result<(), Denied> {
    match enter_setup(&code).await {
        Ok(()) => desk::go(routes::SETUP),
        Err(Denied::Refused(Refusal::Wait(minutes))) => desk::go(&format!("{}?e={minutes}m", routes::SETUP)),
        Err(Denied::Refused(_)) => desk::go(&format!("{}?e=1", routes::SETUP)),
        Err(denied) => Err(denied),
    }
}

/// The page.
#[component]
pub fn Enter() -> impl IntoView {
    let (lang, query) = (lang(), use_query_map());
    let action = ServerAction::<GiveCode>::new();
    let wrong = query.read_untracked().get("e").map(|mark| match why(&mark) {
        Refusal::WrongPassword => t::setup_code_wrong(lang).to_owned(),
        wait => words::denied(lang, &Denied::Refused(wait)),
    });
    let summary = wrong.clone().map(|words| view! { <ErrorSummary problems=vec![("code", words)]/> });
    view! {
        {summary}
        <Heading text=t::setup_title(lang) wrong=wrong.is_some()/>
        {plain::text("lead", t::setup_lead(lang))}
        {plain::ordered("setup-ways", [t::setup_plan_region(lang), t::setup_plan_admin(lang), t::setup_plan_lists(lang)]
            .map(|text| plain::item("", vec![plain::span("", text)])).into())}
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action attr:novalidate=true>
                <TextField name="code" label=t::setup_code(lang) hint=t::setup_code_hint(lang) error=wrong help=CODE short=true/>
                <Send text=t::setup_begin(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
