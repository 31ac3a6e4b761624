//! `/s/new`: a call or a visit, written down on one page while the person speaks.

mod beside;
mod caller;
pub mod done;
mod form;
mod matter;
mod person;
mod typed;

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    typed::Typed,
    ui::{
        banner::{Banner, Tone},
        heading::Heading,
        send::successes,
        trouble::Trouble,
        turns::Turns,
        words,
    },
};
#[cfg(feature = "ssr")]
use clearway::identifiers::phone::Phone;
use clearway::{
    id::DraftId,
    intake::{EarlierCase, KeptCall},
    publication::Similar,
    region::Region,
    report::{Channel, Problem, ReportForm},
    service::ServiceItem,
};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// The page as it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct IntakeNow {
    /// What holds it once it is kept; with it the report is filed once.
    pub draft: DraftId,
    /// How the person came.
    pub channel: Channel,
    /// How people come to whoever writes it down.
    pub channels: Vec<Channel>,
    /// Who writes it down.
    pub staff: String,
    /// Where they work.
    pub department: String,
    /// What was typed.
    pub form: ReportForm,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The counties to choose from.
    pub counties: Vec<Region>,
    /// Whether there is a list of services.
    pub has_services: bool,
    /// What belongs to what was typed.
    pub beside: Beside,
    /// What the person reported before.
    pub earlier: Vec<EarlierCase>,
    /// Calls that were kept.
    pub kept: Vec<KeptCall>,
    /// Now.
    pub now: Timestamp,
}

/// What belongs to a form while it is typed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// The townships of the county.
    pub townships: Vec<Region>,
    /// The services that were found.
    pub services: Vec<ServiceItem>,
    /// Published cases that could be the same.
    pub similar: Vec<Similar>,
}

/// Reads the page.
///
/// # Errors
/// When nobody is signed in, it is not for them, or a fault.
#[server(endpoint = "intake/read")]
pub async fn read_intake(draft: String, channel: String, wrong: bool) -> Result<IntakeNow, Denied> {
    let desk = desk::desk().await?;
    Box::pin(desk.reads_intake(&draft, &channel, wrong)).await
}

/// Files the report, or keeps what was typed: when the call dropped, or when something is wrong.
///
/// # Errors
/// When a rule refuses it, or a fault; never what a person typed.
#[server(endpoint = "intake/file")]
pub async fn file_intake(
    #[server(default)] draft: String,
    #[server(default)] channel: String,
    #[server(default)] act: String,
    #[server(flatten)] form: Typed,
) -> Result<(), Denied> {
    let desk = desk::desk().await?;
    desk::go(&Box::pin(desk.takes_call(&draft, &channel, &act, form.form())).await?)
}

/// Forgets what was kept of a call.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "intake/forget")]
pub async fn forget_call(draft: DraftId) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    store.leave_call(&staff, draft).await?;
    Ok(())
}

/// What was reported from a telephone before; nothing while it is no number yet.
///
/// # Errors
/// When nobody is signed in, it is not for them, or a fault.
#[server(endpoint = "intake/caller")]
pub async fn read_caller(#[server(default)] phone: String) -> Result<Vec<EarlierCase>, Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    match Phone::parse(&phone) {
        Ok(phone) => Ok(store.earlier_cases(&staff, &phone).await?),
        Err(_) => Ok(Vec::new()),
    }
}

/// What belongs to a form while it is typed.
///
/// # Errors
/// When nobody is signed in, it is not for them, or a fault.
#[server(endpoint = "intake/beside")]
pub async fn read_beside(#[server(flatten)] form: Typed) -> Result<Beside, Denied> {
    desk::desk().await?.reads_beside(&form.form()).await
}

/// The page.
#[component]
pub fn Intake() -> impl IntoView {
    let query = use_query_map();
    let word = move |name: &str| query.read().get(name).unwrap_or_default();
    let action = ServerAction::<FileIntake>::new();
    let sent = successes(action);
    let turns = StoredValue::new(Turns::default());
    let page = read(
        move || (word("draft"), word("ch"), !word("e").is_empty(), sent.get()),
        |(draft, channel, wrong, _)| read_intake(draft, channel, wrong),
    );
    let kept = move || (!word("kept").is_empty()).then(|| view! { <Kept/> });
    view! {
        <Transition>
            {move || page.get().map(|page| {
                let draft = page.as_ref().ok().map(|page| page.draft);
                let view = match page {
                    Ok(page) => view! { <Opened page action/> }.into_any(),
                    Err(denied) => view! { <Trouble denied/> }.into_any(),
                };
                turns.write_value().turn(draft, view)
            })}
            {kept}
        </Transition>
    }
}

#[component]
fn Kept() -> impl IntoView {
    view! { <Banner tone=Tone::Quiet><p class="banner__text" role="status">{t::intake_kept(lang())}</p></Banner> }
}

#[component]
fn Opened(page: IntakeNow, action: ServerAction<FileIntake>) -> impl IntoView {
    let lang = lang();
    let title = words::intake(lang, page.channel);
    let wrong = !page.problems.is_empty();
    let summary = wrong.then(|| form::summary(lang, &page.problems));
    let filing = match page.channel {
        Channel::Window => t::intake_as_window(lang, &page.department, &page.staff),
        _ => t::intake_as_hotline(lang, &page.department, &page.staff),
    };
    view! {
        {summary}
        <Heading text=title wrong/>
        <p class="intake__as">{filing}</p>
        {form::call(page, action)}
    }
    .into_any()
}
