//! `/track/{number}`: how far it is, by when it is answered, the answer, and what its reporter can do.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{lang, t},
    public::lookup::LookupForm,
    routes,
    ui::{
        banner::{Banner, Tone},
        choices,
        deadline::Deadline,
        facts::{Fact, Facts},
        file_list::FileList,
        heading::Heading,
        leave::Leave,
        own_words,
        stage_tag::StageTag,
        timeline::Timeline,
        trouble::Trouble,
        when::When,
    },
};
use clearway::case::{Absent, OwnAct, OwnForm, OwnProblem, PublicCase, Stage};
#[cfg(feature = "ssr")]
use clearway::{identifiers::case_number::CaseNumber, refusal::Refusal};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

/// A case as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedCase {
    /// The case.
    pub case: PublicCase,
    /// Now.
    pub now: Timestamp,
    /// What was typed last and could not be done, when that is asked.
    pub form: Option<OwnForm>,
    /// What is wrong with it.
    pub problems: Vec<OwnProblem>,
}

/// Reads a case that was opened with its code, with what was typed and could not be done when `wrong` asks for it.
///
/// # Errors
/// [`Refusal::NotFound`] when it was not, or not lately.
#[server(endpoint = "track/read")]
pub async fn read_tracked(number: String, wrong: bool) -> Result<TrackedCase, Denied> {
    let counter = counter()?;
    let number = CaseNumber::parse(&number).map_err(|_| Refusal::NotFound)?;
    let pass = counter.pass().ok_or(Refusal::NotFound)?;
    let (case, now) = (counter.store.read_public(&pass, &number, counter.at.now).await?, counter.at.now);
    let form = if wrong { counter.store.read_own_form(&pass, &number, now).await? } else { None };
    let problems = form.as_ref().and_then(|form| form.parse(0).err()).unwrap_or_default();
    Ok(TrackedCase { case, now, form, problems })
}

/// The page.
#[component]
pub fn Tracked() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let number = move || params.read().get("number").unwrap_or_default();
    let did = move || query.read().get("did").and_then(|word| OwnAct::parse(&word));
    let failed = move || query.read().get("e").is_some();
    let case = Resource::new(move || (number(), did()), |(number, _)| read_tracked(number, false));
    view! {
        <Transition>
            {move || case.get().map(|case| match case {
                Ok(tracked) => view! { <Progress tracked did=did() failed=failed()/> }.into_any(),
                Err(Denied::Refused(_)) => view! { <CodeAgain number=number() failed=failed()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

/// The same page for a case that is not open, whether or not it exists.
#[component]
pub fn CodeAgain(
    /// The number.
    number: String,
    /// Whether something was sent after the page had closed.
    #[prop(optional)]
    failed: bool,
) -> impl IntoView {
    let lang = lang();
    view! {
        <Heading text=t::track_title(lang)/>
        {failed.then(not_done)}
        <p class="lead">{t::track_again(lang)}</p>
        <LookupForm number/>
        <p>{t::track_lost(lang)}</p>
    }
}

fn not_done() -> impl IntoView {
    view! { <Banner tone=Tone::Alarm><p class="banner__text">{t::track_not_done(lang())}</p></Banner> }
}

#[component]
fn Progress(tracked: TrackedCase, did: Option<OwnAct>, failed: bool) -> impl IntoView {
    let lang = lang();
    let TrackedCase { case, now, .. } = tracked;
    let number = case.number.as_str().to_owned();
    let done = did.map(
        |act| view! { <Banner tone=Tone::Quiet><p class="banner__text">{own_words::done(lang, act)}</p></Banner> },
    );
    view! {
        <p class="case-line"><StageTag stage=case.stage again=case.reopened/></p>
        <Heading text=t::case_title(lang, case.number.grouped())/>
        {done}
        {failed.then(not_done)}
        <div class="tracked">
            <div class="tracked__now">
                {answer(&case)}
                <Deadline case=case.clone() now/>
                {acts(&case)}
            </div>
            <section class="tracked__way" aria-labelledby="timeline">
                <h2 class="section__title" id="timeline">{t::timeline_title(lang)}</h2>
                <Timeline entries=case.entries.clone() now files=routes::own_files(&number)/>
            </section>
            {own(case, now)}
        </div>
        <Leave/>
    }
}

/// What the person came for; for those who follow, what was published.
fn answer(case: &PublicCase) -> Option<AnyView> {
    let lang = lang();
    let (title, text) = match (&case.answer, &case.published) {
        (Some(answer), _) => {
            let from = case.department_name.as_ref();
            let title = from.map_or_else(|| t::answer_title(lang).to_owned(), |from| t::answer_from(lang, from));
            (title, answer.clone())
        }
        (None, Some(published)) if case.follows => {
            (t::follow_answer(lang).to_owned(), format!("{}\n{}", published.title, published.answer))
        }
        (None, _) if case.follows => return Some(view! { <p class="lead">{t::follow_private(lang)}</p> }.into_any()),
        _ => return None,
    };
    let ask = possible(case).filter(|act| matches!(act, OwnAct::Solved | OwnAct::NotSolved));
    let ask: Vec<_> = ask.map(|act| (act, routes::own_act(case.number.as_str(), act))).collect();
    let ask = (!ask.is_empty()).then(|| {
        let link = |(act, path)| view! { <a class="button button--quiet" href=path>{own_words::act(lang, act)}</a> };
        view! { <h3 class="answer__ask">{t::solved_question(lang)}</h3><p class="actions answer__acts">{ask.into_iter().map(link).collect_view()}</p> }
    });
    Some(
        view! {
            <section class="answer" aria-labelledby="answer">
                <h2 class="answer__title" id="answer">{title}</h2>
                <p class="words">{text}</p>
                {ask}
            </section>
        }
        .into_any(),
    )
}

fn possible(case: &PublicCase) -> impl Iterator<Item = OwnAct> {
    case.acts.iter().filter(|(_, absent)| absent.is_none()).map(|(act, _)| *act)
}

/// What can be done now, each on a page of its own; and what cannot, with why.
fn acts(case: &PublicCase) -> impl IntoView + use<> {
    let lang = lang();
    // under the answer already
    let judged = |act: &OwnAct| matches!(act, OwnAct::Solved | OwnAct::NotSolved);
    let number = case.number.as_str();
    let link = |act: OwnAct| {
        let path = routes::own_act(number, act);
        view! { <li><a class="acts__link" href=path>{own_words::act(lang, act)}</a></li> }
    };
    let links: Vec<_> = possible(case).filter(|act| !judged(act)).map(link).collect();
    let links = (!links.is_empty()).then(|| {
        view! { <h2 class="section__title" id="acts">{t::acts_title(lang)}</h2><ul class="acts__list">{links}</ul> }
    });
    let why = absent(case).into_iter().map(|(acts, why)| {
        let names: Vec<_> = acts.into_iter().map(|act| own_words::act(lang, act)).collect();
        view! { <li><strong>{names.join(t::between(lang))}</strong>{t::colon(lang)}{own_words::absent(lang, why)}</li> }
    });
    let why: Vec<_> = why.collect();
    let why = (!why.is_empty())
        .then(|| view! { <h3 class="acts__title">{t::acts_absent(lang)}</h3><ul class="acts__absent">{why}</ul> });
    view! { <section class="acts">{links}{why}</section> }
}

/// Acts that are not possible for the same reason stand in one line. That it is private is said where it is shown.
fn absent(case: &PublicCase) -> Vec<(Vec<OwnAct>, Absent)> {
    let mut lines: Vec<(Vec<OwnAct>, Absent)> = Vec::new();
    for (act, why) in case.acts.iter().filter_map(|(act, why)| Some((*act, (*why)?))) {
        match lines.iter_mut().find(|(_, same)| *same == why) {
            Some((acts, _)) => acts.push(act),
            None if why != Absent::Private => lines.push((vec![act], why)),
            None => {}
        }
    }
    lines
}

/// What the person told, and what everybody can see of it.
fn own(case: PublicCase, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let PublicCase {
        number,
        region_name,
        service_name,
        what,
        wish,
        files,
        phone,
        visibility,
        follows,
        filed_at,
        stage,
        ..
    } = case;
    let title = if follows { t::your_own_words(lang) } else { t::your_report(lang) };
    let wish = wish.map(|wish| view! { <h3 class="acts__title">{t::your_wish(lang)}</h3><p class="words">{wish}</p> });
    let folder = routes::own_files(number.as_str());
    let files = (!files.is_empty())
        .then(|| view! { <h3 class="acts__title">{t::your_files(lang)}</h3><FileList files folder/> });
    let service = service_name.map(|name| view! { <Fact name=t::your_service(lang)>{name}</Fact> });
    let seen = (!follows && stage != Stage::Withdrawn)
        .then(|| view! { <Fact name=t::your_visibility(lang)>{choices::visibility(lang, visibility)}</Fact> });
    view! {
        <section class="tracked__own" aria-labelledby="own">
            <h2 class="section__title" id="own">{title}</h2>
            {follows.then(|| view! { <p>{t::follow_text(lang)}</p> })}
            <p class="words">{what}</p>
            {wish}
            {files}
            <Facts>
                {service}
                <Fact name=t::your_region(lang)>{region_name}</Fact>
                <Fact name=t::your_phone(lang)>{phone.unwrap_or_else(|| t::your_phone_none(lang).to_owned())}</Fact>
                {seen}
                <Fact name=t::your_filed(lang)><When at=filed_at now/></Fact>
            </Facts>
        </section>
    }
}
