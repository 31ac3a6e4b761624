//! `/s/inbox`: what happened to the cases of whoever reads it while they did something else.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    live::Live,
    read::read,
    routes,
    ui::{
        happened::happened_kind,
        heading::Heading,
        plain,
        send::{Send as SendButton, successes},
        trouble::{Refused, Trouble},
        when::When,
        words,
    },
};
use clearway::{
    inbox::{InboxPage, InboxRow},
    refusal::Refusal,
};
use jiff::Timestamp;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// A page of it as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxNow {
    /// The page.
    pub page: InboxPage,
    /// Now.
    pub now: Timestamp,
}

/// Reads a page of the inbox: the first, or the one that the page before it named.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "inbox/read")]
pub async fn read_inbox(#[server(default)] before: String) -> Result<InboxNow, Denied> {
    let Desk { staff, store, at } = desk::desk_unasked().await?;
    Ok(InboxNow { page: store.list_inbox(&staff, &before, at.now).await?, now: at.now })
}

/// Marks all that happened until now as read.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "inbox/mark-read")]
pub async fn mark_inbox_read() -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.read_inbox(&staff, at.now).await?;
    desk::go(routes::INBOX)
}

/// The page.
#[component]
pub fn Inbox() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let before = Memo::new(move |_| query.read().get("before").unwrap_or_default());
    let action = ServerAction::<MarkInboxRead>::new();
    let (done, live) = (successes(action), use_context::<Live>());
    let tick = move || live.map(|live| live.tick.get()).unwrap_or_default();
    let last = StoredValue::new(None::<InboxNow>);
    let rows = read(move || (before.get(), done.get(), tick()), move |(before, ..)| read_inbox(before));
    view! {
        <Heading text=t::inbox_title(lang)/>
        <Refused answer=action.value()/>
        <Transition>
            {move || rows.get().map(|rows| shown(rows, last, action))}
        </Transition>
    }
}

/// The page as it was read; while it cannot be read again the old rows stay, below what is wrong.
fn shown(
    rows: Result<InboxNow, Denied>,
    last: StoredValue<Option<InboxNow>>,
    action: ServerAction<MarkInboxRead>,
) -> Vec<AnyView> {
    let (trouble, rows) = match rows {
        Ok(rows) => {
            last.set_value(Some(rows.clone()));
            (None, Some(rows))
        }
        // the frame says where to sign in
        Err(Denied::Refused(Refusal::SignedOut)) if last.with_value(Option::is_some) => (None, last.get_value()),
        Err(denied) => (Some(denied), last.get_value()),
    };
    let trouble = trouble.map(|denied| view! { <Trouble denied/> }.into_any());
    let rows = rows.map(|rows| view! { <Listed rows action/> }.into_any());
    trouble.into_iter().chain(rows).collect()
}

#[component]
fn Listed(rows: InboxNow, action: ServerAction<MarkInboxRead>) -> impl IntoView {
    let lang = lang();
    let InboxNow { page: InboxPage { rows, next }, now } = rows;
    if rows.is_empty() {
        return view! { <p class="empty">{t::inbox_empty(lang)}</p> }.into_any();
    }
    let unread = rows.iter().any(|row| row.unread).then(|| {
        view! { <ActionForm action><SendButton text=t::inbox_read_all(lang) pending=action.pending()/></ActionForm> }
    });
    let next = next.map(|before| {
        let href = format!("{}?before={before}", routes::INBOX);
        view! { <p class="actions"><a class="button button--quiet" href=href>{t::inbox_next(lang)}</a></p> }
    });
    let items = rows.into_iter().map(|row| item(lang, row, now)).collect();
    view! { {unread}{plain::list("inbox", items)}{next} }.into_any()
}

fn item(lang: Lang, row: InboxRow, now: Timestamp) -> AnyView {
    let InboxRow { number, opening, stage, at, kind, unread, .. } = row;
    let mark = unread.then(|| plain::span("tag tag--warn", t::inbox_unread(lang)));
    let what = plain::span("inbox__what", happened_kind(lang, &kind));
    let when = view! { <When at now/> }.into_any();
    let head = plain::line("inbox__head", [what].into_iter().chain(mark).chain([when]).collect());
    let link = plain::link("inbox__case", routes::case(number.as_str()), opening);
    let line =
        plain::line("inbox__line", vec![plain::span("", number.grouped()), plain::span("", words::stage(lang, stage))]);
    plain::item(if unread { "inbox__item inbox__item--unread" } else { "inbox__item" }, vec![head, link, line])
}
