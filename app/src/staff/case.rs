//! `/s/c/{number}`: the report, what has happened, and what its reader can do now.

#[cfg(feature = "ssr")]
use crate::desk;
use crate::{
    denied::Denied,
    lang::{lang, t},
    live::Live,
    read::read,
    routes,
    staff::{
        acts::Acts, clocks::Clocks, desk::Tally, due_tag::DueTag, found, history::History, marks::marks,
        points::PointList, presence::Others, queue::skip::Skip, told::Report,
    },
    ui::{
        banner::{Banner, Tone},
        heading::Heading,
        stage_tag::StageTag,
        trouble::Trouble,
        turns::Turns,
    },
};
use clearway::{
    case::{CaseFile, CaseHead},
    identifiers::case_number::CaseNumber,
    queue::Bucket,
    refusal::Refusal,
};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// A case as it was when it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseNow {
    /// The case.
    pub file: CaseFile,
    /// The list of its reader's to which they go back.
    pub back: Option<Bucket>,
    /// Now.
    pub now: Timestamp,
}

/// Reads a case.
///
/// # Errors
/// When nobody is signed in, it is not for their eyes, or a fault.
#[server(endpoint = "case/read")]
pub async fn read_case(number: String) -> Result<CaseNow, Denied> {
    let desk::Desk { staff, store, at } = desk::desk().await?;
    let number = CaseNumber::parse(&number).map_err(|_| Refusal::NotFound)?;
    let file = store.read_case(&staff, &number).await?;
    let back = staff.back_from(Bucket::of(file.head.stage));
    Ok(CaseNow { file, back, now: at.now })
}

/// The page.
#[component]
pub fn Case() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.read().get("number").unwrap_or_default());
    let turns = StoredValue::new(Turns::default());
    move || {
        let number = number.get();
        let view = view! { <Open number=number.clone()/> }.into_any();
        turns.write_value().turn(Some(number), view)
    }
}

#[component]
fn Open(number: String) -> impl IntoView {
    let lang = lang();
    let shown = CaseNumber::parse(&number).map_or_else(|_| number.clone(), |number| number.grouped());
    let acts = Acts::new();
    let case = read(move || acts.readings(), move |_| read_case(number.clone()));
    let last = StoredValue::new(None::<CaseNow>);
    let tally = use_context::<Tally>();
    Effect::new(move |_| {
        if matches!(case.get(), Some(Err(Denied::Refused(Refusal::SignedOut)))) {
            // the frame asks for itself, and says where to sign in
            tally.into_iter().for_each(Tally::ask);
        }
    });
    view! {
        <Heading text=t::staff_case(lang, &shown) whole=shown/>
        <Transition>
            {move || case.get().map(|case| match as_far_as_known(case, last) {
                Ok(case) => view! { <Changed head=case.file.head.clone() acts/><Opened case acts/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

/// Whoever was signed out meanwhile keeps the page as it was: what they typed stands on it.
fn as_far_as_known(case: Result<CaseNow, Denied>, last: StoredValue<Option<CaseNow>>) -> Result<CaseNow, Denied> {
    match case {
        Ok(case) => {
            last.set_value(Some(case.clone()));
            Ok(case)
        }
        Err(Denied::Refused(Refusal::SignedOut)) => last.get_value().ok_or(Denied::Refused(Refusal::SignedOut)),
        Err(denied) => Err(denied),
    }
}

/// Says that the case is no longer as it is shown. Pressing reads it again; what is typed stays.
#[component]
fn Changed(head: CaseHead, acts: Acts) -> impl IntoView {
    let lang = lang();
    let live = use_context::<Live>();
    let changed = Memo::new(move |_| {
        live.is_some_and(|live| {
            live.heard.read().iter().any(|news| news.case_id == Some(head.id) && news.version > head.version)
        })
    });
    view! {
        <Show when=move || changed.get()>
            <Banner tone=Tone::Quiet>
                <p class="banner__text">{t::case_changed(lang)}</p>
                <button class="button" type="button" on:click=move |_| acts.read_again()>{t::case_show(lang)}</button>
            </Banner>
        </Show>
    }
}

#[component]
fn Opened(case: CaseNow, acts: Acts) -> impl IntoView {
    let lang = lang();
    let CaseNow { file, back, now } = case;
    let CaseHead { stage, danger, .. } = file.head;
    let danger = danger.then(|| view! { <span class="tag tag--error">{t::tag_danger(lang)}</span> });
    let marks = marks(&file.head);
    let ledger = file.ledger.clone();
    let alike = found::alike(lang, &file.alike, now);
    let (entries, files) = (file.entries.clone(), routes::case_files(file.head.number.as_str()));
    let queue = back.map_or_else(|| routes::STAFF.to_owned(), routes::queue);
    view! {
        <p class="case-line">{danger}<StageTag stage/><DueTag head=file.head.clone() now/>{marks}<a class="case-line__back" href=queue>{t::back_to_queue(lang)}</a></p>
        <Others case=file.head.id words=acts.words/>
        <div class="case-page">
            <Report file=file.clone() now/>
            <section class="case-page__do" aria-labelledby="do">
                <h2 class="section__title" id="do">{t::part_do(lang)}</h2>
                <PointList file=file.clone() again=Callback::new(move |()| acts.read_again())/>
                <Skip case=file.head.id/>
                {acts.view(file, now)}
                <Clocks ledger now/>
            </section>
            <section class="case-page__history" aria-labelledby="history">
                <h2 class="section__title" id="history">{t::part_history(lang)}</h2>
                <History entries now files/>
            </section>
            {alike}
        </div>
    }
}
