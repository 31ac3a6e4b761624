//! `/admin/history`: who changed what of the office, newest first.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    admin::{changes::changes, words},
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    ui::{heading::Heading, plain, trouble::Trouble, when::When},
};
use clearway::office::OfficeEntry;
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// A page of it as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryNow {
    /// The lines.
    pub entries: Vec<OfficeEntry>,
    /// Whether there is another page.
    pub more: bool,
    /// Now.
    pub now: Timestamp,
}

/// Reads a page of the history, counted from 0.
///
/// # Errors
/// For whoever is no admin, or a fault.
#[server(endpoint = "admin/history")]
pub async fn read_history(#[server(default)] page: u32) -> Result<HistoryNow, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let (entries, more) = store.list_office_events(&staff, page).await?;
    Ok(HistoryNow { entries, more, now: at.now })
}

/// The page.
#[component]
pub fn History() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let page = Memo::new(move |_| query.read().get("page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(0));
    let history = read(move || page.get(), read_history);
    view! {
        <p class="admin__back"><a href=routes::ADMIN>{t::admin_title(lang)}</a></p>
        <Heading text=t::admin_history(lang)/>
        <Transition>
            {move || history.get().map(|history| match history {
                Ok(history) => listed(lang, history, page.get_untracked()),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

fn listed(lang: Lang, history: HistoryNow, page: u32) -> AnyView {
    let HistoryNow { entries, more, now } = history;
    if entries.is_empty() {
        return plain::text("empty", t::admin_history_empty(lang));
    }
    let items = entries.into_iter().map(|entry| item(lang, entry, now)).collect();
    let older = more.then(|| {
        let href = format!("{}?page={}", routes::ADMIN_HISTORY, page + 1);
        plain::line("actions", vec![plain::link("button button--quiet", href, t::admin_older(lang))])
    });
    view! { {plain::list("admin-list", items)}{older} }.into_any()
}

fn item(lang: Lang, entry: OfficeEntry, now: Timestamp) -> AnyView {
    let OfficeEntry { at, who, event } = entry;
    let head = vec![
        plain::span("admin-list__name", words::kind(lang, event.kind)),
        plain::span("admin-list__fact", event.subject),
        plain::span("admin-list__fact", who.unwrap_or_else(|| t::admin_machine(lang).into())),
        view! { <When at now/> }.into_any(),
    ];
    let parts = vec![plain::line("admin-list__facts", head), changes(lang, &event.change)];
    plain::item("admin-list__item", parts)
}
