//! `/report/done/{number}`: number and code, what happens next, on one sheet of paper.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{lang, t},
    routes,
    ui::{
        deadline::Provisional,
        facts::{Fact, Facts},
        heading::Heading,
        trouble::Trouble,
        when::{self, When},
    },
};
use clearway::{calendar::Due, identifiers::case_number::CaseNumber, policy::CODE_SHOWN_HOURS};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// What the browser that filed it may see for [`CODE_SHOWN_HOURS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// The number, in groups.
    pub number: String,
    /// The code, in groups.
    pub code: String,
    /// When it was submitted.
    pub filed_at: Timestamp,
    /// By when it is answered.
    pub due: Due,
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
        filed_at: receipt.filed_at,
        due: receipt.due,
    }))
}

/// The page.
#[component]
pub fn Done() -> impl IntoView {
    let params = use_params_map();
    let receipt = Resource::new(move || params.read().get("number").unwrap_or_default(), read_receipt);
    let number = move || params.read().get("number").unwrap_or_default();
    view! {
        <Transition>
            {move || receipt.get().map(|receipt| match receipt {
                Ok(Some(filed)) => view! { <Receipt filed path=routes::tracked(&number())/> }.into_any(),
                Ok(None) => view! { <Hidden number=number()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Receipt(filed: Filed, path: String) -> impl IntoView {
    let lang = lang();
    let Filed { number, code, filed_at, due } = filed;
    view! {
        <div class="receipt">
            <Heading text=t::done_title(lang)/>
            <p class="receipt__keep">{t::done_keep(lang)}</p>
            <dl class="receipt__codes">
                <div class="receipt__pair"><dt class="receipt__name">{t::number(lang)}</dt><dd class="receipt__code">{number}</dd></div>
                <div class="receipt__pair"><dt class="receipt__name">{t::code(lang)}</dt><dd class="receipt__code">{code}</dd></div>
            </dl>
            <p class="receipt__note">{t::done_code_note(lang, CODE_SHOWN_HOURS)}</p>
        </div>
        <Next filed_at due/>
        <p class="actions">
            <a class="button" href=path>{t::next_track(lang)}</a>
            <Print/>
        </p>
    }
}

/// What happens next, with dates.
#[component]
fn Next(filed_at: Timestamp, due: Due) -> impl IntoView {
    let lang = lang();
    view! {
        <section class="section" aria-labelledby="next">
            <h2 class="section__title" id="next">{t::next_title(lang)}</h2>
            <ol class="steps steps--down">
                <li class="steps__item steps__item--done">
                    <h3 class="steps__name">{t::next_received(lang)}</h3>
                    <p class="steps__text"><When at=filed_at now=filed_at/></p>
                </li>
                <li class="steps__item">
                    <h3 class="steps__name">{t::next_passed(lang)}</h3>
                    <p class="steps__text">{t::next_passed_text(lang)}</p>
                </li>
                <li class="steps__item">
                    <h3 class="steps__name">{t::next_answered(lang)}</h3>
                    <p class="steps__text">{t::next_answered_by(lang, when::date_time(lang, due.at, filed_at))}</p>
                    <Provisional due/>
                </li>
            </ol>
        </section>
    }
}

/// Printing needs script: until there is some, the button keeps its place and cannot be seen or reached.
#[component]
fn Print() -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let class = move || if ready.get() { "button button--quiet" } else { "button button--quiet button--waiting" };
    let print = move |_| drop(window().print());
    view! { <button class=class type="button" on:click=print>{t::done_print(lang())}</button> }
}

/// For other browsers and later: the number alone opens nothing.
#[component]
fn Hidden(number: String) -> impl IntoView {
    let lang = lang();
    let number = CaseNumber::parse(&number).ok();
    let path = number.as_ref().map_or_else(|| routes::TRACK.to_owned(), |number| routes::look_up(number.as_str()));
    let shown = number.map(|number| view! { <Facts><Fact name=t::number(lang)>{number.grouped()}</Fact></Facts> });
    view! {
        <Heading text=t::done_hidden_title(lang)/>
        <p class="lead">{t::done_hidden(lang, CODE_SHOWN_HOURS)}</p>
        {shown}
        <p>{t::track_lost(lang)}</p>
        <p class="actions"><a class="button" href=path>{t::next_track(lang)}</a></p>
    }
}
