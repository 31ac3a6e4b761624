//! `/demo/outbox`: every message that would have gone out, newest first.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{Lang, lang, office, t},
    read::read,
    routes,
    ui::{
        heading::Heading,
        not_found::Nowhere,
        trouble::Trouble,
        when::{When, date},
    },
};
use clearway::{case::SentOut, event::What, refusal::Refusal};
use jiff::Timestamp;
use leptos::prelude::*;

/// How many messages the page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 100;

/// Reads what would have been sent, and the time.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no demonstration.
#[server(endpoint = "demo/outbox")]
pub async fn read_outbox() -> Result<(Vec<SentOut>, Timestamp), Denied> {
    let counter = counter()?;
    counter.stage()?;
    Ok((counter.store.sent_out(SHOWN).await?, counter.at.now))
}

/// The page.
#[component]
pub fn Outbox() -> impl IntoView {
    let sent = read(|| (), |()| read_outbox());
    view! {
        <Transition>
            {move || sent.get().map(|sent| match sent {
                Ok((sent, now)) => view! { <Sent sent now/> }.into_any(),
                Err(Denied::Refused(Refusal::NotFound)) => view! { <Nowhere/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Sent(sent: Vec<SentOut>, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let empty = sent.is_empty();
    let message = move |sent: SentOut| {
        view! {
            <li class="outbox__message">
                <p class="outbox__head"><When at=sent.at now/>" "<span class="outbox__to">{sent.phone.clone()}</span></p>
                <p class="outbox__text">{words(lang, &sent, now)}</p>
            </li>
        }
    };
    view! {
        <Heading text=t::outbox_title(lang)/>
        <p class="lead">{t::outbox_text(lang)}</p>
        {empty.then(|| view! { <p>{t::outbox_empty(lang)}</p> })}
        <ol class="outbox">{sent.into_iter().map(message).collect_view()}</ol>
        <p class="actions"><a class="button button--quiet" href=routes::DEMO>{t::outbox_back(lang)}</a></p>
    }
}

/// The words of a message.
fn words(lang: Lang, sent: &SentOut, now: Timestamp) -> String {
    let (number, day) = (sent.number.as_str(), date(lang, sent.due.at, now));
    let department = sent.department.as_deref().unwrap_or_default();
    match sent.what {
        What::Filed => t::sms_filed(lang, day, number),
        What::Dispatched => t::sms_dispatched(lang, department, number),
        What::TakenBack => t::sms_taken_back(lang, number),
        What::Accepted => t::sms_accepted(lang, department, number),
        What::Released => t::sms_released(lang, number),
        What::Reopened => t::sms_reopened(lang, day, number),
        What::Withdrawn => t::sms_withdrawn(lang, office().phone(), number),
        _ => t::sms_closed(lang, number),
    }
}
