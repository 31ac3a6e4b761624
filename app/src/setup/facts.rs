//! What the office says of itself: a page of the set-up, and the same form for later.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    ui::{
        error_summary::ErrorSummary,
        field::{Errors, Field, TextField, described_by},
        heading::Heading,
        plain,
        send::Send,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, setup_desk},
    routes,
};
#[cfg(feature = "ssr")]
use clearway::office::SetupStep;
use clearway::office::{Fact, FactProblem, OfficeFacts};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

/// Keeps what was typed, right or not, and goes on when it is right.
///
/// # Errors
/// For a browser that gave no code, or a fault.
#[server(endpoint = "setup/facts")]
pub async fn keep_facts(facts: OfficeFacts) -> Result<(), Denied> {
    let (desk, facts) = (setup_desk().await?, facts.tidied());
    desk.store.keep_setup_facts(&desk.pass, &facts).await?;
    match facts.problems().is_empty() {
        true => desk::go(&routes::setup_step(SetupStep::Admin)),
        false => desk::go(&format!("{}&e=1", routes::setup_step(SetupStep::Facts))),
    }
}

/// The page.
#[component]
pub fn Facts(
    /// What was said before.
    facts: OfficeFacts,
) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<KeepFacts>::new();
    let errors = match use_query_map().read_untracked().get("e") {
        Some(_) => errors(lang, &facts),
        None => Errors::default(),
    };
    let summary = errors.any().then(|| view! { <ErrorSummary problems=errors.all()/> });
    view! {
        {summary}
        <Heading text=t::setup_facts_title(lang) wrong=errors.any()/>
        {plain::text("lead", t::setup_facts_lead(lang))}
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action attr:novalidate=true>
                <FactFields facts errors/>
                <Send text=t::setup_on(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

/// The name of a field, as server functions read a struct from a form.
const fn field(fact: Fact) -> &'static str {
    match fact {
        Fact::Name => "facts[name]",
        Fact::Hotline => "facts[hotline]",
        Fact::Hours => "facts[hours]",
        Fact::Windows => "facts[windows]",
        Fact::Organiser => "facts[organiser]",
        Fact::IcpRecord => "facts[icp_record]",
        Fact::PoliceRecord => "facts[police_record]",
        Fact::SiteMark => "facts[site_mark]",
    }
}

/// What is wrong, in words.
pub fn errors(lang: Lang, facts: &OfficeFacts) -> Errors {
    let words = |problem| match problem {
        FactProblem::Missing => t::setup_fact_missing(lang).to_owned(),
        FactProblem::Long(most) => t::setup_fact_long(lang, most),
        FactProblem::NoNumber => t::setup_fact_number(lang).to_owned(),
    };
    Errors::new(facts.problems().into_iter().map(|(fact, problem)| (fact.as_str(), words(problem))).collect())
}

const fn asked(lang: Lang, fact: Fact) -> (&'static str, &'static str) {
    match fact {
        Fact::Name => (t::setup_fact_name(lang), t::setup_fact_name_hint(lang)),
        Fact::Hotline => (t::setup_fact_hotline(lang), t::setup_fact_hotline_hint(lang)),
        Fact::Hours => (t::setup_fact_hours(lang), t::setup_fact_hours_hint(lang)),
        Fact::Windows => (t::setup_fact_windows(lang), t::setup_fact_windows_hint(lang)),
        Fact::Organiser => (t::setup_fact_organiser(lang), t::setup_fact_organiser_hint(lang)),
        Fact::IcpRecord => (t::setup_fact_icp(lang), t::setup_fact_optional(lang)),
        Fact::PoliceRecord => (t::setup_fact_police(lang), t::setup_fact_optional(lang)),
        Fact::SiteMark => (t::setup_fact_mark(lang), t::setup_fact_optional(lang)),
    }
}

/// A field for each fact.
#[component]
pub fn FactFields(
    /// What was said before.
    facts: OfficeFacts,
    /// What is wrong with it.
    errors: Errors,
) -> impl IntoView {
    let lang = lang();
    let one = move |fact: Fact| {
        let ((label, hint), value) = (asked(lang, fact), facts.of(fact).to_owned());
        let (id, name, error) = (fact.as_str(), field(fact), errors.of(fact.as_str()));
        match fact {
            Fact::Windows => {
                let (described, wrong) = (described_by(id, true, error.is_some()), error.is_some().then_some("true"));
                view! {
                    <Field name=id label hint=Some(hint.to_owned()) error>
                        <textarea class="input" id=id name=name rows="3" aria-invalid=wrong aria-describedby=described>{value}</textarea>
                    </Field>
                }
                .into_any()
            }
            _ => view! { <TextField name id=id label hint=hint value error/> }.into_any(),
        }
    };
    Fact::ALL.map(one).into_iter().collect_view()
}
