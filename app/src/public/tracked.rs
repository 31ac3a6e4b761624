//! `/track/{number}`: how far it is, by when it is answered, the answer, and what its reporter can do.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{lang, office, t},
    public::lookup::LookupForm,
    read::read,
    routes,
    ui::{
        banner::{Banner, Tone},
        choices,
        deadline::Deadline,
        file_list::FileList,
        heading::Heading,
        own_words, plain,
        stage_tag::StageTag,
        timeline::Timeline,
        trouble::Trouble,
        when::{self, When},
    },
};
use clearway::case::{Absent, OwnAct, OwnForm, PublicCase, Stage};
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
    Ok(TrackedCase { case, now, form })
}

/// The page.
#[component]
pub fn Tracked() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let number = move || params.read().get("number").unwrap_or_default();
    let did = move || query.read().get("did").and_then(|word| OwnAct::parse(&word));
    let failed = move || query.read().get("e").is_some();
    let case = read(move || (number(), did()), |(number, _)| read_tracked(number, false));
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
        <p class="form__after">{t::track_lost(lang, office().phone())}</p>
    }
}

fn not_done() -> impl IntoView {
    view! { <Banner tone=Tone::Alarm>{plain::text("banner__text", t::track_not_done(lang()))}</Banner> }
}

#[component]
fn Progress(tracked: TrackedCase, did: Option<OwnAct>, failed: bool) -> impl IntoView {
    let lang = lang();
    let TrackedCase { case, now, .. } = tracked;
    let files = routes::own_files(case.number.as_str());
    let done = did.map(
        |act| view! { <Banner tone=Tone::Quiet>{plain::text("banner__text", own_words::done(lang, act))}</Banner> },
    );
    let deadline = view! { <Deadline case=case.clone() now/> }.into_any();
    let timeline = view! { <Timeline entries=case.entries.clone() now files/> }.into_any();
    let parts = vec![
        plain::group("tracked__now", answer(&case, now).into_iter().chain([deadline, acts(&case)]).collect()),
        plain::section("tracked__way", "timeline", vec![plain::title("timeline", t::timeline_title(lang)), timeline]),
    ];
    view! {
        <p class="case-line"><StageTag stage=case.stage again=case.reopened/></p>
        <Heading text=t::case_title(lang, case.number.grouped()) whole=case.number.grouped()/>
        {done}
        {failed.then(not_done)}
        {plain::group("tracked", parts.into_iter().chain([own(case, now)]).collect())}
    }
}

/// What the person came for; for those who follow, what was published.
fn answer(case: &PublicCase, now: Timestamp) -> Option<AnyView> {
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
        (None, _) if case.follows => return Some(plain::text("lead", t::follow_private(lang))),
        _ => return None,
    };
    let number = case.number.as_str();
    let link = |act| plain::link("button button--quiet", routes::own_act(number, act), own_words::act(lang, act));
    let ask: Vec<_> = possible(case).filter(judges).map(link).collect();
    let title = view! { <h2 class="answer__title" id="answer">{title}</h2> }.into_any();
    let mut parts = vec![title, plain::text("words", text)];
    if case.unjudged {
        parts.push(plain::text("answer__ask", t::closed_unjudged(lang)));
    }
    if !ask.is_empty() {
        parts.push(plain::subtitle("answer__ask", t::solved_question(lang)));
        parts.push(plain::line("actions answer__acts", ask));
    }
    if let Some(until) = case.verdict_until {
        parts.push(plain::text("field__hint", t::verdict_until(lang, when::date_time(lang, until, now))));
    }
    Some(plain::section("answer", "answer", parts))
}

fn possible(case: &PublicCase) -> impl Iterator<Item = OwnAct> {
    case.acts.iter().filter(|(_, absent)| absent.is_none()).map(|(act, _)| *act)
}

/// What stands under the answer already.
fn judges(act: &OwnAct) -> bool {
    matches!(act, OwnAct::Solved | OwnAct::NotSolved)
}

/// What can be done now, each on a page of its own; and what cannot, with why.
fn acts(case: &PublicCase) -> AnyView {
    let lang = lang();
    let link = |act: OwnAct| {
        let path = routes::own_act(case.number.as_str(), act);
        plain::item("", vec![plain::link("acts__link", path, own_words::act(lang, act))])
    };
    let why = |(acts, why): (Vec<OwnAct>, Absent)| {
        let names: Vec<_> = acts.into_iter().map(|act| own_words::act(lang, act)).collect();
        let (names, why) = (names.join(t::between(lang)), own_words::absent(lang, why));
        plain::item("", vec![plain::span("acts__name", names), plain::span("", format!("{}{why}", t::colon(lang)))])
    };
    let links: Vec<_> = possible(case).filter(|act| !judges(act)).map(link).collect();
    let absent: Vec<_> = absent(case).into_iter().map(why).collect();
    let mut parts = Vec::new();
    if !links.is_empty() {
        parts.extend([plain::title("acts", t::acts_title(lang)), plain::list("acts__list", links)]);
    }
    if !absent.is_empty() {
        parts.extend([plain::subtitle("acts__title", t::acts_absent(lang)), plain::list("acts__absent", absent)]);
    }
    plain::group("acts", parts)
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
fn own(case: PublicCase, now: Timestamp) -> AnyView {
    let lang = lang();
    let PublicCase { number, region_name, service_name, what, wish, files, phone, visibility, follows, .. } = case;
    let title = if follows { t::your_own_words(lang) } else { t::your_report(lang) };
    let mut parts = vec![plain::title("own", title)];
    if follows {
        parts.push(plain::text("", t::follow_text(lang)));
    }
    parts.push(plain::text("words", what));
    if let Some(wish) = wish {
        parts.extend([plain::subtitle("acts__title", t::your_wish(lang)), plain::text("words", wish)]);
    }
    if !files.is_empty() {
        let folder = routes::own_files(number.as_str());
        let files = view! { <FileList files folder/> }.into_any();
        parts.extend([plain::subtitle("acts__title", t::your_files(lang)), files]);
    }
    let fact = |name: &str, value: String| (name.to_owned(), value.into_any());
    let seen = (!follows && case.stage != Stage::Withdrawn)
        .then(|| fact(t::your_visibility(lang), choices::visibility(lang, visibility).to_owned()));
    let phone = phone.unwrap_or_else(|| t::your_phone_none(lang).to_owned());
    let facts = service_name.map(|name| fact(t::your_service(lang), name)).into_iter();
    let facts = facts.chain([fact(t::your_region(lang), region_name), fact(t::your_phone(lang), phone)]).chain(seen);
    let filed = (t::your_filed(lang).to_owned(), view! { <When at=case.filed_at now/> }.into_any());
    parts.push(plain::facts(facts.chain([filed]).collect()));
    plain::section("tracked__own", "own", parts)
}
