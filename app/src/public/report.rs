//! `/report`: what went wrong, where, and how to reach the person, on one page.

use crate::{denied::Denied, public::report_form::ReportForms, ui::trouble::Trouble};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, counter},
    routes,
};
use clearway::{
    id::DraftId,
    region::Region,
    report::{Problem, ReportForm},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    /// The draft that holds what is typed.
    pub draft: DraftId,
    /// What was typed.
    pub form: ReportForm,
    /// What is wrong with it, in the order of the page.
    pub problems: Vec<Problem>,
    /// Whether it was sent and something broke.
    pub failed: bool,
    /// The counties to choose from.
    pub counties: Vec<Region>,
}

#[cfg(feature = "ssr")]
impl ReportPage {
    fn new(draft: DraftId, kept: Option<ReportForm>, counties: Vec<Region>, wrong: bool) -> Self {
        let codes: Vec<_> = counties.iter().map(|county| county.code.clone()).collect();
        let sent = kept.as_ref().filter(|_| wrong).map(|form| form.check(&codes));
        let failed = matches!(sent, Some(Ok(_)));
        let problems = sent.and_then(Result::err).unwrap_or_default();
        Self { draft, form: kept.unwrap_or_default(), problems, failed, counties }
    }
}

/// Keeps what was typed, and files it when nothing is wrong with it.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "report/file")]
pub async fn file_report(
    #[server(default)] draft: String,
    #[server(default)] what: String,
    #[server(default)] region: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
) -> Result<(), Denied> {
    let (counter, form) = (counter()?, ReportForm { what, region, name, phone });
    let (browser, draft, at) = (counter.browser(), counter.draft(&draft), counter.at);
    counter.store.keep_draft(&browser, draft, &form, at).await?;
    // where a problem leads, and a fault: everything typed stands there again
    desk::go(&routes::report_again(&draft.to_string(), true))?;
    let Ok(report) = form.check(&counter.county_codes().await?) else { return Ok(()) };
    desk::go(&routes::done(counter.store.file(&browser, draft, &report, at).await?.number.as_str()))
}

/// Reads the draft, and what is wrong with it when that is asked.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/read")]
pub async fn read_report(draft: String, wrong: bool) -> Result<ReportPage, Denied> {
    let counter = counter()?;
    let (draft, kept) = counter.open_draft(&draft).await?;
    Ok(ReportPage::new(draft, kept, counter.store.counties().await?, wrong))
}

/// The page.
#[component]
pub fn Report() -> impl IntoView {
    let query = use_query_map();
    let action = ServerAction::<FileReport>::new();
    let answered = answered(action);
    let asked = move || (query.read().get("d").unwrap_or_default(), query.read().get("e").is_some(), answered.get());
    let page = Resource::new(asked, |(draft, wrong, _)| read_report(draft, wrong));
    view! {
        <Transition>
            {move || page.get().map(|page| match page {
                Ok(page) => view! { <ReportForms page action/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

/// How often the server has answered without a fault: only then is the page read again, and what is typed replaced.
fn answered(action: ServerAction<FileReport>) -> Memo<usize> {
    Memo::new(move |before: Option<&usize>| match action.value().get() {
        Some(Ok(())) => action.version().get(),
        _ => before.copied().unwrap_or_default(),
    })
}
