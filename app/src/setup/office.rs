//! `/admin/office`: what the office says of itself, for later changes.

use crate::{
    denied::Denied,
    lang::{Lang, lang, office, t},
    setup::{facts::FactFields, frame::AdminFrame},
    ui::{error_summary::ErrorSummary, field::Errors, heading::Heading, plain, send::Send, trouble::Refused},
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
use clearway::office::{Fact, LINE_MAX, OfficeFacts};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

/// Says something else of the office from now on, or goes back to the first that is wrong.
///
/// # Errors
/// For whoever does not run the whole installation, or a fault.
#[server(endpoint = "office/keep-facts")]
pub async fn keep_office(#[server(default)] facts: OfficeFacts) -> Result<(), Denied> {
    let (Desk { staff, store, at }, facts) = (desk::desk().await?, facts.tidied());
    if let Some((fact, _)) = facts.problems().first() {
        store.read_checklist(&staff).await?;
        return desk::go(&format!("{}?e={}", routes::ADMIN_OFFICE, fact.as_str()));
    }
    store.keep_office_facts(Some(&staff), &facts, at).await?;
    desk::look_again();
    desk::go(&format!("{}?kept=1", routes::ADMIN_OFFICE))
}

fn errors(lang: Lang, mark: Option<String>) -> Errors {
    let wrong = mark.and_then(|mark| Fact::parse(&mark)).map(|fact| {
        let words = match fact {
            Fact::Name => t::setup_fact_missing(lang).to_owned(),
            Fact::Hotline => t::setup_fact_number(lang).to_owned(),
            _ => t::setup_fact_long(lang, LINE_MAX),
        };
        (fact.as_str(), words)
    });
    Errors::new(wrong.into_iter().collect())
}

/// The page.
#[component]
pub fn OfficePage() -> impl IntoView {
    let (lang, query) = (lang(), use_query_map());
    let action = ServerAction::<KeepOffice>::new();
    let errors = errors(lang, query.read_untracked().get("e"));
    let summary = errors.any().then(|| view! { <ErrorSummary problems=errors.all()/> });
    let kept = query.read_untracked().get("kept").map(|_| view! { <p role="status">{t::admin_kept(lang)}</p> });
    let facts = OfficeFacts::clone(&office());
    view! {
        <AdminFrame>
            {summary}
            {kept}
            <Heading text=t::setup_facts_title(lang) wrong=errors.any()/>
            {plain::text("lead", t::setup_facts_lead(lang))}
            <Refused answer=action.value()/>
            <div class="form">
                <ActionForm action attr:novalidate=true>
                    <FactFields facts errors/>
                    <Send text=t::admin_keep(lang) pending=action.pending()/>
                </ActionForm>
            </div>
        </AdminFrame>
    }
}
