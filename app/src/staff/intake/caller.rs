//! What the person reported before: told how it stands, or opened to add to it, by one key.

use crate::{
    lang::{lang, t},
    routes,
    staff::intake::typed::Live,
    ui::{stage_tag::StageTag, when, words},
};
use clearway::intake::EarlierCase;
use jiff::Timestamp;
use leptos::prelude::*;

/// The list; a line to say that there is nothing.
#[component]
pub fn Earlier(
    /// What is typed.
    live: Live,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let list = move || {
        let cases = live.earlier.get();
        if cases.is_empty() {
            return view! { <p class="intake__note" role="status">{t::intake_earlier_none(lang)}</p> }.into_any();
        }
        let count = t::intake_earlier_count(lang, cases.len());
        let line = |case: EarlierCase| view! { <Line case now/> };
        view! {
            <p class="intake__note" role="status">{count}</p>
            <ol class="earlier">{cases.into_iter().map(line).collect_view()}</ol>
        }
        .into_any()
    };
    view! {
        <section class="intake__beside" aria-labelledby="earlier">
            <h2 class="section__title" id="earlier">{t::intake_earlier(lang)}</h2>
            {list}
        </section>
    }
}

/// A case: what it was, and what to say of it, ready to be read out.
#[component]
fn Line(case: EarlierCase, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let told = how_it_stands(&case, now);
    let EarlierCase { number, opening, filed_at, stage, can_add, .. } = case;
    let path = routes::case(number.as_str());
    let add = can_add
        .then(|| view! { <a class="button button--quiet" href=format!("{path}#add-for")>{t::intake_add(lang)}</a> });
    view! {
        <li class="earlier__item">
            <p class="earlier__what"><StageTag stage/>" "<a href=path>{opening}</a></p>
            <p class="earlier__when">{number.grouped()}" · "{when::date(lang, filed_at, now)}</p>
            <details class="why">
                <summary class="why__summary">{t::intake_tell(lang)}</summary>
                <p class="words read-out">{told}</p>
            </details>
            {add}
        </li>
    }
}

/// What to say to whoever asks how it stands.
fn how_it_stands(case: &EarlierCase, now: Timestamp) -> String {
    let lang = lang();
    let by = when::date(lang, case.due.at, now);
    let stage = words::stage(lang, case.stage);
    match (&case.answer, &case.department_name) {
        (Some(answer), _) => t::intake_stands_answered(lang, answer, when::date(lang, case.filed_at, now)),
        (None, Some(department)) => {
            t::intake_stands_with(lang, by, when::date(lang, case.filed_at, now), department, stage)
        }
        (None, None) => t::intake_stands(lang, by, when::date(lang, case.filed_at, now), stage),
    }
}
