//! `/report/done/{number}`: number and code, what happens next, on one sheet of paper.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{lang, office, t},
    public::lookup::OpenTracking,
    read::read,
    routes,
    ui::{
        copy::Copy,
        heading::Heading,
        plain,
        receipt::{Codes, Print, next},
        trouble::Trouble,
        when,
    },
};
use clearway::{calendar::Due, identifiers::case_number::CaseNumber, policy::CODE_SHOWN_HOURS};
use jiff::{SignedDuration, Timestamp};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// What the browser that filed it may see for [`CODE_SHOWN_HOURS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// The number, in groups.
    pub number: String,
    /// The code, in groups.
    pub code: String,
    /// The link that opens the case with both.
    pub link: String,
    /// When it was submitted.
    pub filed_at: Timestamp,
    /// By when it is answered.
    pub due: Due,
    /// Whether it follows what somebody else reported.
    pub follows: bool,
}

/// Reads the receipt again; nothing for other browsers and later.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/receipt")]
pub async fn read_receipt(number: String) -> Result<Option<Filed>, Denied> {
    let counter = counter()?;
    let Ok(number) = CaseNumber::parse(&number) else { return Ok(None) };
    let receipt = counter.store.read_receipt(&counter.browser(), &number, counter.at.now).await?;
    Ok(receipt.map(|receipt| Filed {
        number: receipt.number.grouped(),
        code: receipt.code.grouped(),
        link: counter.link_to(&routes::opened(receipt.number.as_str(), receipt.code.as_str())),
        filed_at: receipt.filed_at,
        due: receipt.due,
        follows: receipt.follows,
    }))
}

/// The page.
#[component]
pub fn Done() -> impl IntoView {
    let params = use_params_map();
    let receipt = read(move || params.read().get("number").unwrap_or_default(), read_receipt);
    let number = move || params.read().get("number").unwrap_or_default();
    view! {
        <Transition>
            {move || receipt.get().map(|receipt| match receipt {
                Ok(Some(filed)) => view! { <Receipt filed number=number()/> }.into_any(),
                Ok(None) => view! { <Hidden number=number()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Receipt(filed: Filed, number: String) -> impl IntoView {
    let lang = lang();
    let Filed { number: shown, code, link, filed_at, due, follows } = filed;
    let until = filed_at.saturating_add(SignedDuration::from_hours(CODE_SHOWN_HOURS)).unwrap_or(filed_at);
    let title = if follows { t::done_follow_title(lang) } else { t::done_title(lang) };
    let (shown_number, shown_code) = (shown.clone(), code.clone());
    view! {
        <div class="receipt">
            <Heading text=title/>
            {plain::text("receipt__keep", t::done_keep(lang))}
            <Codes number=shown code picture=routes::qr(&number)/>
            {plain::text("receipt__note", t::done_code_note(lang, when::date_time(lang, until, filed_at)))}
        </div>
        {next(filed_at, due, follows)}
        <div class="actions">
            <ToTheCase number=shown_number code=shown_code/>
            <Print/>
            <Copy text=link/>
        </div>
        {plain::text("receipt__link", t::done_link(lang))}
    }
}

/// On to the case, with the code that stands on this page: nobody types what they have just been given.
#[component]
fn ToTheCase(number: String, code: String) -> impl IntoView {
    let action = ServerAction::<OpenTracking>::new();
    view! {
        <ActionForm action>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="code" value=code/>
            <button class="button">{t::next_track(lang())}</button>
        </ActionForm>
    }
}

/// For other browsers and later: the number alone opens nothing.
#[component]
fn Hidden(number: String) -> impl IntoView {
    let lang = lang();
    let number = CaseNumber::parse(&number).ok();
    let path = number.as_ref().map_or_else(|| routes::TRACK.to_owned(), |number| routes::look_up(number.as_str()));
    let shown = number.map(|number| plain::facts(vec![(t::number(lang).to_owned(), number.grouped().into_any())]));
    view! {
        <Heading text=t::done_hidden_title(lang)/>
        {plain::text("lead", t::done_hidden(lang, CODE_SHOWN_HOURS))}
        {shown}
        {plain::text("", t::track_lost(lang, office().phone()))}
        {plain::line("actions", vec![plain::link("button", path, t::next_track(lang))])}
    }
}
