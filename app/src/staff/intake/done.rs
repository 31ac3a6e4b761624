//! `/s/new/done/{number}`: what is read out to the person, number and code large, and the way to the next one.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{Lang, lang, office, t},
    read::read,
    routes,
    ui::{
        choices, focus,
        heading::Heading,
        plain,
        receipt::{Codes, Print, next},
        send::Send,
        trouble::{Refused, Trouble},
        when,
    },
};
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use clearway::{
    calendar::Due,
    identifiers::case_number::CaseNumber,
    policy::READ_OUT_MINUTES,
    report::{Channel, Kind},
};
use jiff::Timestamp;
use leptos::{form::ActionForm, html, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// What is read out, for a quarter of an hour and to whoever wrote it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOut {
    /// The number, in groups.
    pub number: String,
    /// The code, in groups.
    pub code: String,
    /// How the person came.
    pub channel: Channel,
    /// What they want.
    pub kind: Kind,
    /// What they said.
    pub what: String,
    /// How they want it solved.
    pub wish: Option<String>,
    /// The service concerned.
    pub service_name: Option<String>,
    /// Where.
    pub region_name: String,
    /// Where they can be called, masked.
    pub phone: Option<String>,
    /// When it was written down.
    pub filed_at: Timestamp,
    /// By when it is answered.
    pub due: Due,
    /// Whether it follows what somebody else reported.
    pub follows: bool,
}

/// Reads what is to be read out; nothing for others, later, and after the next caller.
///
/// # Errors
/// When nobody is signed in, it is not for them, or a fault.
#[server(endpoint = "intake/done")]
pub async fn read_taken(number: String) -> Result<Option<ReadOut>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let Ok(number) = CaseNumber::parse(&number) else { return Ok(None) };
    Ok(store.read_taken(&staff, &number, at.now).await?.map(ReadOut::from))
}

/// The next caller: the code of the one before is not shown again.
///
/// # Errors
/// When nobody is signed in, it is not for them, or a fault.
#[server(endpoint = "intake/next")]
pub async fn next_caller(number: String, #[server(default)] channel: String) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    let number = CaseNumber::parse(&number).map_err(|_| Refusal::NotFound)?;
    store.end_taken(&staff, &number).await?;
    desk::go(&format!("{}?ch={}", routes::INTAKE, desk::in_query(&channel)))
}

#[cfg(feature = "ssr")]
impl From<clearway::store::Taken> for ReadOut {
    fn from(taken: clearway::store::Taken) -> Self {
        let clearway::store::Taken { receipt, channel, kind, what, wish, service_name, region_name, phone } = taken;
        Self {
            number: receipt.number.grouped(),
            code: receipt.code.grouped(),
            channel,
            kind,
            what,
            wish,
            service_name,
            region_name,
            phone,
            filed_at: receipt.filed_at,
            due: receipt.due,
            follows: receipt.follows,
        }
    }
}

/// The page.
#[component]
pub fn TakenPage() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.read().get("number").unwrap_or_default();
    let taken = read(number, read_taken);
    view! {
        <Transition>
            {move || taken.get().map(|taken| match taken {
                Ok(Some(taken)) => view! { <Told taken number=number()/> }.into_any(),
                Ok(None) => view! { <Past number=number()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Told(taken: ReadOut, number: String) -> impl IntoView {
    let lang = lang();
    let title = if taken.follows { t::intake_done_follow(lang) } else { t::intake_done(lang) };
    let words: Vec<_> = read_back(lang, &taken).into_iter().map(|line| plain::text("read-back__line", line)).collect();
    let ReadOut { number: shown, code, channel, filed_at, due, follows, .. } = taken;
    view! {
        <Heading text=title/>
        <div class="actions taken__next">
            <Onward number=number.clone() channel/>
            <Print/>
            <a class="button button--quiet" href=routes::case(&number)>{t::intake_to_case(lang)}</a>
        </div>
        <section class="read-back" aria-labelledby="read-back">
            <h2 class="section__title" id="read-back">{t::intake_read_back(lang)}</h2>
            {words}
        </section>
        <div class="receipt taken__receipt">
            <Codes number=shown code picture=routes::intake_qr(&number)/>
            <p class="receipt__note">{t::intake_code_note(lang, READ_OUT_MINUTES)}</p>
        </div>
        {next(filed_at, due, follows)}
    }
}

/// What to say, made of what was written down.
fn read_back(lang: Lang, taken: &ReadOut) -> Vec<String> {
    let about = taken.service_name.as_deref().unwrap_or_else(|| t::service_unsure(lang));
    let kind = choices::kind(lang, taken.kind);
    let first = t::back_about(lang, about, kind, &taken.region_name);
    let wish = taken.wish.as_ref().map(|wish| t::back_wish(lang, wish));
    let phone =
        taken.phone.as_ref().map_or_else(|| t::back_anonymous(lang).to_owned(), |phone| t::back_phone(lang, phone));
    let due = when::date_time(lang, taken.due.at, taken.filed_at);
    let last = if taken.follows { t::back_follows(lang).to_owned() } else { t::back_due(lang, due) };
    let keep = t::back_keep(lang, office().phone());
    let told = t::back_what(lang, &taken.what);
    [Some(first), Some(told), wish, Some(phone), Some(last), Some(keep)].into_iter().flatten().collect()
}

/// On to the next one, by the key that is pressed most.
#[component]
fn Onward(number: String, channel: Channel) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<NextCaller>::new();
    let place = NodeRef::<html::Div>::new();
    focus::arrive_in(place, "next-caller");
    let text = match channel {
        Channel::Window => t::intake_next_window(lang),
        _ => t::intake_next_hotline(lang),
    };
    view! {
        <div class="taken__on" node_ref=place>
            <Refused answer=action.value()/>
            <ActionForm action>
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="channel" value=channel.as_str()/>
                <Send id="next-caller" text pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

/// The code is not shown again.
#[component]
fn Past(number: String) -> impl IntoView {
    let lang = lang();
    let shown = CaseNumber::parse(&number).map_or_else(|_| number.clone(), |number| number.grouped());
    view! {
        <Heading text=t::intake_past_title(lang)/>
        <p class="lead">{t::intake_past(lang, READ_OUT_MINUTES, shown)}</p>
        <p class="actions">
            <a class="button" href=routes::INTAKE>{t::intake_next_hotline(lang)}</a>
            <a class="button button--quiet" href=routes::case(&number)>{t::intake_to_case(lang)}</a>
        </p>
    }
}
