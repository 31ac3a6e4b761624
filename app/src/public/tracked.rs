//! `/track/{number}`: how far it is, by when it is answered, and the answer.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{lang, t},
    public::lookup::LookupForm,
    ui::{
        deadline::Deadline,
        facts::{Fact, Facts},
        heading::Heading,
        stage_tag::StageTag,
        timeline::Timeline,
        trouble::Trouble,
        when::When,
    },
};
use clearway::case::PublicCase;
#[cfg(feature = "ssr")]
use clearway::{identifiers::case_number::CaseNumber, refusal::Refusal};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// A case as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedCase {
    /// The case.
    pub case: PublicCase,
    /// Now.
    pub now: Timestamp,
}

/// Reads a case that was opened with its code.
///
/// # Errors
/// [`Refusal::NotFound`] when it was not, or not lately.
#[server(endpoint = "track/read")]
pub async fn read_tracked(number: String) -> Result<TrackedCase, Denied> {
    let counter = counter()?;
    let number = CaseNumber::parse(&number).map_err(|_| Refusal::NotFound)?;
    let pass = counter.pass().ok_or(Refusal::NotFound)?;
    let case = counter.store.read_public(&pass, &number, counter.at.now).await?;
    Ok(TrackedCase { case, now: counter.at.now })
}

/// The page.
#[component]
pub fn Tracked() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.read().get("number").unwrap_or_default();
    let case = Resource::new(number, read_tracked);
    view! {
        <Transition>
            {move || case.get().map(|case| match case {
                Ok(tracked) => view! { <Progress tracked/> }.into_any(),
                Err(Denied::Refused(_)) => view! { <Again number=number()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

/// The same page for a case that is not open, whether or not it exists.
#[component]
fn Again(number: String) -> impl IntoView {
    let lang = lang();
    view! {
        <Heading text=t::track_title(lang)/>
        <p class="lead">{t::track_again(lang)}</p>
        <LookupForm number/>
        <p>{t::track_lost(lang)}</p>
    }
}

#[component]
fn Progress(tracked: TrackedCase) -> impl IntoView {
    let lang = lang();
    let TrackedCase { case, now } = tracked;
    let PublicCase {
        number,
        stage,
        region_name,
        what,
        phone,
        filed_at,
        due,
        days_left,
        department_name,
        answer,
        entries,
        ..
    } = case;
    let answer = answer.map(|text| view! { <Answer text department=department_name/> });
    view! {
        <p class="case-line"><StageTag stage/></p>
        <Heading text=t::case_title(lang, number.grouped())/>
        <div class="tracked">
        <div class="tracked__now">
        {answer}
        <Deadline stage due days_left now/>
        </div>
        <section class="tracked__way" aria-labelledby="timeline">
            <h2 class="section__title" id="timeline">{t::timeline_title(lang)}</h2>
            <Timeline entries now/>
        </section>
        <section class="tracked__own" aria-labelledby="own">
            <h2 class="section__title" id="own">{t::your_report(lang)}</h2>
            <p class="words">{what}</p>
            <Facts>
                <Fact name=t::your_region(lang)>{region_name}</Fact>
                <Fact name=t::your_phone(lang)>{phone.unwrap_or_default()}</Fact>
                <Fact name=t::your_filed(lang)><When at=filed_at now/></Fact>
            </Facts>
        </section>
        </div>
    }
}

/// What the person came for.
#[component]
fn Answer(text: String, department: Option<String>) -> impl IntoView {
    let lang = lang();
    let title =
        department.map_or_else(|| t::answer_title(lang).to_owned(), |department| t::answer_from(lang, department));
    view! {
        <section class="answer" aria-labelledby="answer">
            <h2 class="answer__title" id="answer">{title}</h2>
            <p class="words">{text}</p>
        </section>
    }
}
