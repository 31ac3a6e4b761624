//! `/report/d/{draft}/{step}`: the frame around each question, and the way from one to the next.

use crate::{
    denied::Denied,
    lang::{lang, office, t},
    public::report::{
        answer::{Answer, Mask, RemoveFile, SendReport, read_step},
        check::{self, SendForm},
        choose, contact, facts, files,
        later::replaced,
        matter,
        page::{Onward, Reading, StepPage},
        place, tell,
    },
    read::read,
    routes,
    ui::{
        banner::{Banner, Tone},
        error_summary::ErrorSummary,
        field::Errors,
        not_found::Nowhere,
        prefs::REPORT_FORM,
        trouble::{Refused, Trouble},
        turns::Turns,
    },
};
use clearway::{id::DraftId, refusal::Refusal, report::Step};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::{
    components::Redirect,
    hooks::{use_params_map, use_query_map},
};

/// What can be done on these pages. All outlive the page they are done on.
#[derive(Clone, Copy)]
struct Acts {
    answer: ServerAction<Answer>,
    send: ServerAction<SendReport>,
    mask: ServerAction<Mask>,
    remove: ServerAction<RemoveFile>,
}

/// The page. Its address alone says what is read: whatever is sent leads to another one.
#[component]
pub fn Wizard() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let acts = Acts {
        answer: ServerAction::new(),
        send: ServerAction::new(),
        mask: ServerAction::new(),
        remove: ServerAction::new(),
    };
    let asked = move || {
        let (params, query) = (params.read(), query.read());
        let step = params.get("step").unwrap_or_else(|| Step::Files.as_str().into());
        let mark = |name| query.get(name).unwrap_or_default();
        (params.get("draft").unwrap_or_default(), step, mark("change"), mark("e"))
    };
    let page = read(asked, |(draft, step, change, mark)| read_step(draft, step, change, mark));
    let turns = StoredValue::new(Turns::<About>::default());
    view! {
        <Transition>
            {move || page.get().map(|reading| {
                let about = about(&reading);
                let view = read_page(reading, acts);
                turns.write_value().turn(about, view)
            })}
        </Transition>
    }
}

/// Which page: each is made of new elements.
type About = (DraftId, Step, bool, String);

fn about(reading: &Result<Reading, Denied>) -> Option<About> {
    match reading {
        Ok(Reading::Page(page)) => Some((page.draft, page.step, page.change, page.mark.clone())),
        _ => None,
    }
}

fn read_page(reading: Result<Reading, Denied>, acts: Acts) -> AnyView {
    match reading {
        Ok(Reading::Page(page)) => shown(*page, acts),
        Ok(Reading::Elsewhere(path)) => view! { <Redirect path options=replaced()/> }.into_any(),
        Err(Denied::Refused(Refusal::NotFound)) => view! { <Nowhere/> }.into_any(),
        // the buttons of the header belong to this form
        Err(denied) => view! { <Trouble denied/><form id=REPORT_FORM method="post"></form> }.into_any(),
    }
}

/// The way back, what is wrong, which page of how many, and the question.
fn shown(page: StepPage, acts: Acts) -> AnyView {
    let lang = lang();
    let StepPage { draft, step, place: (number, count), before, failed, change, .. } = page;
    let errors = page.errors(lang);
    let summary = errors.any().then(|| view! { <ErrorSummary problems=errors.all()/> });
    let back = match before.filter(|_| !change) {
        Some(before) => routes::step(draft, before, false, ""),
        None if change => routes::step(draft, Step::Check, false, ""),
        None => routes::REPORT.to_owned(),
    };
    let place =
        (step != Step::Danger).then(|| view! { <p class="wizard__place">{t::step_of(lang, count, number)}</p> });
    let failed =
        failed.then(|| view! { <Banner tone=Tone::Alarm><p class="banner__text">{t::not_kept(lang, office().phone())}</p></Banner> });
    let question = match step {
        Step::Check => view! {
            {check::check(lang, &page, &errors, acts.mask)}
            <div class="form" on:submit:capture=leave_to_browser><SendForm page errors action=acts.send/></div>
        }
        .into_any(),
        Step::Files => {
            let before = files::files(lang, &page, &errors, acts.remove);
            view! { {before}{asked(page, errors, acts.answer)} }.into_any()
        }
        _ => asked(page, errors, acts.answer),
    };
    view! {
        <div class="wizard">
            <p class="wizard__back"><a class="back" href=back>{t::back(lang)}</a></p>
            {summary}
            {place}
            {failed}
            {question}
        </div>
    }
    .into_any()
}

/// The form of a question: what it asks, and the way on.
fn asked(page: StepPage, errors: Errors, action: ServerAction<Answer>) -> AnyView {
    let lang = lang();
    let hidden = page.hidden();
    let onward = if page.step == Step::Danger { t::danger_onward(lang) } else { t::onward(lang) };
    let fields = match page.step {
        Step::County => place::county(lang, page, errors),
        Step::Township => place::township(lang, page, errors),
        Step::Service => matter::service(lang, page, errors),
        Step::Kind => choose::kind(lang, page, errors),
        Step::Obstacle => choose::obstacle(lang, page, errors),
        Step::Tried => choose::tried(lang, page, errors),
        Step::What => tell::what(lang, page, errors),
        Step::Danger => tell::danger(lang, page, errors),
        Step::Similar => tell::similar(lang, page, errors),
        Step::When => facts::when(lang, page, errors),
        Step::Where => facts::place(lang, page, errors),
        Step::Who => choose::who(lang, page, errors),
        Step::Contact => contact::contact(lang, page, errors),
        Step::Privacy => choose::privacy(lang, page, errors),
        Step::Files | Step::Check => ().into_any(),
    };
    view! {
        <Refused answer=action.value()/>
        <div class="form" on:submit:capture=leave_to_browser>
            <ActionForm action attr:id=REPORT_FORM attr:novalidate=true>
                {hidden}
                {fields}
                <Onward text=onward pending=action.pending()/>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// A button that sends the form elsewhere (language, text size) loads a page, so the browser does it by itself.
fn leave_to_browser(event: leptos::ev::SubmitEvent) {
    if event.submitter().is_some_and(|button| button.has_attribute("formaction")) {
        event.stop_propagation();
    }
}
