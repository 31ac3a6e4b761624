//! `/report/d/{draft}/{step}`: the frame around each question, and the way from one to the next.

use crate::{
    lang::{lang, t},
    public::report::{
        answer::{Answer, Mask, RemoveFile, SendReport, read_step},
        check::{self, SendForm},
        choose, contact, facts, files,
        later::replaced,
        matter,
        page::{Onward, Reading, StepPage},
        place, tell,
    },
    routes,
    ui::{
        banner::{Banner, Tone},
        error_summary::ErrorSummary,
        field::Errors,
        not_found::Nowhere,
        prefs::REPORT_FORM,
        send::successes,
        trouble::{Refused, Trouble},
    },
};
use clearway::report::Step;
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

/// The page.
#[component]
pub fn Wizard() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let acts = Acts {
        answer: ServerAction::new(),
        send: ServerAction::new(),
        mask: ServerAction::new(),
        remove: ServerAction::new(),
    };
    let done = [successes(acts.answer), successes(acts.send), successes(acts.mask), successes(acts.remove)];
    let step = move || params.read().get("step").unwrap_or_else(|| Step::Files.as_str().into());
    let change = move || query.read().get("change").is_some();
    let asked = move || {
        let draft = params.read().get("draft").unwrap_or_default();
        let mark = query.read().get("e").unwrap_or_default();
        (draft, step(), mark, done.map(|done| done.get()))
    };
    let page = Resource::new(asked, |(draft, step, mark, _)| read_step(draft, step, mark));
    view! {
        <Transition>
            {move || page.get().map(|reading| match reading {
                Ok(Reading::Page(page)) => shown(*page, change(), acts),
                Ok(Reading::Elsewhere(path)) => view! { <Redirect path options=replaced()/> }.into_any(),
                Err(_) if Step::parse(&step()).is_none() => view! { <Nowhere/> }.into_any(),
                // the buttons of the header belong to this form
                Err(denied) => view! { <Trouble denied/><form id=REPORT_FORM method="post"></form> }.into_any(),
            })}
        </Transition>
    }
}

/// The way back, what is wrong, which page of how many, and the question.
fn shown(page: StepPage, change: bool, acts: Acts) -> AnyView {
    let lang = lang();
    let StepPage { draft, step, place: (number, count), before, failed, .. } = page;
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
        failed.then(|| view! { <Banner tone=Tone::Alarm><p class="banner__text">{t::not_kept(lang)}</p></Banner> });
    let question = match step {
        Step::Check => view! {
            {check::check(lang, &page, &errors, acts.mask)}
            <div class="form" on:submit:capture=leave_to_browser><SendForm page errors action=acts.send/></div>
        }
        .into_any(),
        Step::Files => {
            let before = files::files(lang, &page, change, &errors, acts.remove);
            view! { {before}{asked(page, change, errors, acts.answer)} }.into_any()
        }
        _ => asked(page, change, errors, acts.answer),
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
fn asked(page: StepPage, change: bool, errors: Errors, action: ServerAction<Answer>) -> AnyView {
    let lang = lang();
    let hidden = page.hidden(change);
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
