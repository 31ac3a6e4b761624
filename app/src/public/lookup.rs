//! `/track`: number and code open a case for a while.

use crate::{
    denied::Denied,
    lang::{Lang, lang, office, t},
    ui::{
        error_summary::ErrorSummary,
        field::{Help, TextField},
        heading::Heading,
        send::Send,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Tried, Wait, counter},
    routes,
};
use clearway::identifiers::case_number::CaseNumber;
#[cfg(feature = "ssr")]
use clearway::identifiers::query_code::QueryCode;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

const NUMBER: Help = Help {
    kind: None,
    autocomplete: Some("off"),
    inputmode: None,
    autocapitalize: Some("characters"),
    spellcheck: Some("false"),
};
const CODE: Help = NUMBER;

/// What is wrong with a look-up; the word stands in the address, the code never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Miss {
    Number,
    Code,
    Pair,
    /// So many minutes have to pass.
    Wait(u32),
}

impl Miss {
    fn parse(word: &str, minutes: Option<String>) -> Self {
        match word {
            "number" => Self::Number,
            "code" => Self::Code,
            "wait" => Self::Wait(minutes.and_then(|minutes| minutes.parse().ok()).unwrap_or(1)),
            _ => Self::Pair,
        }
    }

    const fn field(self) -> &'static str {
        match self {
            Self::Number | Self::Pair => "number",
            Self::Code | Self::Wait(_) => "code",
        }
    }

    fn text(self, lang: Lang) -> String {
        match self {
            Self::Number => t::track_number_bad(lang).to_owned(),
            Self::Code => t::track_code_bad(lang).to_owned(),
            Self::Pair => t::track_pair_bad(lang).to_owned(),
            Self::Wait(minutes) => t::track_wait(lang, office().phone(), minutes),
        }
    }
}

/// Opens a case with its code, or says what is wrong; which of the two is wrong is never said.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "track/open")]
pub async fn open_tracking(#[server(default)] number: String, #[server(default)] code: String) -> Result<(), Denied> {
    let counter = counter()?;
    let again = |number: &str, miss: &str| desk::go(&format!("{}&e={miss}", routes::look_up(number)));
    let Ok(number) = CaseNumber::parse(&number) else { return again(&desk::in_query(&number), "number") };
    let Ok(code) = QueryCode::parse(&code) else { return again(number.as_str(), "code") };
    match counter.open(&number, &code).await? {
        Tried::Opened(_) => desk::go(&routes::tracked(number.as_str())),
        Tried::Wrong => again(number.as_str(), "1"),
        Tried::TooOften(Wait(minutes)) => again(number.as_str(), &format!("wait&min={minutes}")),
    }
}

/// The page.
#[component]
pub fn Lookup() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let miss = Signal::derive(move || {
        let query = query.read();
        query.get("e").map(|word| Miss::parse(&word, query.get("min")))
    });
    let action = ServerAction::<OpenTracking>::new();
    let code = RwSignal::new(String::new());
    view! {
        {move || {
            action.version().track();
            let miss = miss.get();
            let summary = miss.map(|miss| view! { <ErrorSummary problems=vec![(miss.field(), miss.text(lang))]/> });
            let number = query.read().get("number").unwrap_or_default();
            view! {
                {summary}
                <Heading text=t::track_title(lang) wrong=miss.is_some()/>
                <p class="lead">{t::track_lead(lang)}</p>
                <Fields action number code miss/>
            }
        }}
        <p class="form__after">{t::track_lost(lang, office().phone())}</p>
    }
}

/// The form alone, on the front page and where a case wants its code again.
#[component]
pub fn LookupForm(
    /// The number, when it is known.
    #[prop(optional)]
    number: String,
) -> impl IntoView {
    view! { <Fields action=ServerAction::new() number code=RwSignal::new(String::new()) miss=None/> }
}

#[component]
fn Fields(
    action: ServerAction<OpenTracking>,
    number: String,
    code: RwSignal<String>,
    miss: Option<Miss>,
) -> impl IntoView {
    let lang = lang();
    let error = move |field| miss.filter(|miss| miss.field() == field).map(|miss| miss.text(lang));
    let number = CaseNumber::parse(&number).map_or(number, |number| number.grouped());
    let typed = code.get_untracked();
    view! {
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action attr:novalidate=true>
                <TextField name="number" label=t::number(lang) hint=t::track_number_hint(lang) value=number error=error("number") help=NUMBER/>
                <TextField name="code" label=t::code(lang) hint=t::track_code_hint(lang) value=typed error=error("code") help=CODE typed=code/>
                <Send text=t::track_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
