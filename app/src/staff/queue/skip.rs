//! Whoever took the next case and cannot do it gives it back, and says why: it is counted, and not offered to them again today.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    routes,
    staff::queue_doors::skip,
    ui::{plain, words},
};
use clearway::{
    id::CaseId,
    queue::{SkipReason, View},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

/// The reasons, on the page of a case that was taken as the next of a list; nothing on others.
#[component]
pub fn Skip(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let lang = lang();
    let view = use_query_map().read_untracked().get("next").and_then(|word| View::parse(&word))?;
    let refused = RwSignal::new(None::<Denied>);
    let navigate = use_navigate();
    let button = |reason: SkipReason| {
        let navigate = navigate.clone();
        let press = move || {
            let navigate = navigate.clone();
            spawn_local(async move {
                match skip(case, reason).await {
                    Ok(()) => navigate(&routes::list(view), NavigateOptions::default()),
                    Err(denied) => drop(refused.try_set(Some(denied))),
                }
            });
        };
        plain::button("button button--quiet", word(lang, reason), press)
    };
    let why = move || refused.get().map(|denied| plain::text("claim__refused", words::denied(lang, &denied)));
    let buttons = plain::group("actions", SkipReason::ALL.into_iter().map(button).collect());
    Some(plain::details(
        t::skip_case(lang),
        vec![
            plain::text("skip__text", t::skip_text(lang)),
            buttons,
            view! { <div role="alert">{plain::live(why)}</div> }.into_any(),
        ],
    ))
}

const fn word(lang: Lang, reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Conflict => t::skip_conflict(lang),
        SkipReason::Knowledge => t::skip_knowledge(lang),
        SkipReason::NotNow => t::skip_not_now(lang),
        SkipReason::Other => t::skip_other(lang),
    }
}
