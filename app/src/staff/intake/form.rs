//! The form of a call: the person, what they say, where, who may read it; beside it what was said before and what others said.

use crate::{
    lang::{Lang, lang, t},
    routes,
    staff::intake::{
        FileIntake, ForgetCall, IntakeNow, beside::SimilarCases, caller::Earlier, matter, person, typed::Live,
    },
    ui::{
        choices,
        error_summary::ErrorSummary,
        field::{Errors, Told, described_by},
        focus, plain, problems,
        send::{Send, successes},
        trouble::Refused,
        when,
    },
};
use clearway::{
    intake::KeptCall,
    policy::DRAFT_DAYS,
    report::{Channel, Problem, ReportForm, form::YES},
};
use jiff::Timestamp;
use leptos::{form::ActionForm, html, prelude::*};

/// What is wrong, above the heading.
pub fn summary(lang: Lang, wrong: &[Problem]) -> AnyView {
    let problems = wrong.iter().map(|wrong| (wrong.field(), problems::problem(lang, *wrong))).collect();
    view! { <ErrorSummary problems/> }.into_any()
}

/// The form and what stands beside it; each part of one type, so that the page does not nest on the server's stack.
pub fn call(page: IntakeNow, action: ServerAction<FileIntake>) -> AnyView {
    let lang = lang();
    let words = |problem: &Problem| (problem.field(), problems::problem(lang, *problem));
    let errors = Errors::new(page.problems.iter().map(words).collect());
    let live = Live::new(&page);
    let IntakeNow { draft, channel, form, now, .. } = page.clone();
    let first = NodeRef::<html::Div>::new();
    if !errors.any() {
        focus::arrive_in(first, "phone");
    }
    let main = vec![
        person::person(lang, channel, &form, &errors, live),
        matter::matter(lang, &page, &errors, live),
        matter::place(lang, &page, &errors, live),
        person::privacy(lang, &form, &errors, live),
        view! { <Foot form=form.clone() errors=errors.clone() action/> }.into_any(),
    ];
    let aside = vec![
        view! { <Earlier live now/> }.into_any(),
        view! { <SimilarCases chosen=form.follow errors live/> }.into_any(),
    ];
    let parts = vec![plain::group("intake__main", main), plain::group("intake__aside", aside)];
    let form = view! {
        <ActionForm action attr:class="intake" attr:novalidate=true>
            <input type="hidden" name="draft" value=draft.to_string()/>
            <input type="hidden" name="channel" value=channel.as_str()/>
            {parts}
        </ActionForm>
    }
    .into_any();
    view! {
        {view! { <Ways page/> }.into_any()}
        {view! { <Refused answer=action.value()/> }.into_any()}
        <div class="intake__page" node_ref=first on:input=move |event| live.hear(&event)>{form}</div>
    }
    .into_any()
}

/// The person agrees to what was read back; then it is filed, or kept when the call dropped.
#[component]
fn Foot(form: ReportForm, errors: Errors, action: ServerAction<FileIntake>) -> impl IntoView {
    let lang = lang();
    let error = errors.of("declared");
    let described = described_by("declared", false, error.is_some());
    let wrong = error.is_some().then_some("true");
    let class = if error.is_some() { "field field--wrong" } else { "field" };
    let checked = form.declared == YES;
    view! {
        <div class=class>
            <Told name="declared" hint=None error/>
            <div class="choice">
                <input class="choice__input" type="checkbox" id="declared" name="declared" value=YES checked=checked aria-invalid=wrong aria-describedby=described/>
                <label class="choice__label" for="declared">{t::intake_declared(lang)}</label>
            </div>
        </div>
        <div class="onward">
            <Send text=t::intake_send(lang) pending=action.pending()/>
            <button class="button button--quiet" name="act" value="keep">{t::intake_keep(lang)}</button>
        </div>
        <p class="onward__note">{t::intake_keep_note(lang, DRAFT_DAYS)}</p>
    }
}

/// The other way of coming, for whoever serves both; and calls that dropped.
#[component]
fn Ways(page: IntakeNow) -> impl IntoView {
    let lang = lang();
    let IntakeNow { channel, channels, kept, now, .. } = page;
    let way = |way: Channel| {
        let here = (way == channel).then_some("page");
        view! { <li><a class="intake__way" href=format!("{}?ch={}", routes::INTAKE, way.as_str()) aria-current=here>{choices::channel(lang, way)}</a></li> }
    };
    let ways = (channels.len() > 1).then(|| view! {
        <nav aria-label=t::intake_ways(lang)><ul class="intake__ways">{channels.into_iter().map(way).collect_view()}</ul></nav>
    });
    let count = RwSignal::new(kept.len());
    let line = |call: KeptCall| kept_call(lang, call, channel, now, count);
    let kept = (!kept.is_empty()).then(|| {
        view! {
            <details class="why"><summary class="why__summary">{move || t::intake_kept_calls(lang, count.get())}</summary>
                <ul class="kept">{kept.into_iter().map(line).collect_view()}</ul>
            </details>
        }
    });
    view! { {ways}{kept} }
}

fn kept_call(lang: Lang, call: KeptCall, channel: Channel, now: Timestamp, count: RwSignal<usize>) -> AnyView {
    let action = ServerAction::<ForgetCall>::new();
    let forgot = successes(action);
    // only the line goes: somebody may speak, and what is typed stays
    Effect::new(move |_| {
        if forgot.get() > 0 {
            count.update(|count| *count = count.saturating_sub(1));
        }
    });
    let KeptCall { draft, name, opening, kept_at } = call;
    let words = if opening.is_empty() { t::intake_kept_empty(lang).to_owned() } else { opening };
    view! {
        <li class="kept__item" hidden=move || forgot.get() != 0>
            <a href=routes::intake_draft(draft, channel)>{words}</a>" "
            <span class="kept__when">{name}" "{when::date_time(lang, kept_at, now)}</span>
            <ActionForm action>
                <input type="hidden" name="draft" value=draft.to_string()/>
                <button class="button button--quiet">{t::intake_kept_drop(lang)}</button>
            </ActionForm>
        </li>
    }
    .into_any()
}
