//! What lies beside the way of a report: the link for later, a draft that is no more, a device that was cleared.

#[cfg(feature = "ssr")]
use crate::desk::counter;
use crate::{
    denied::Denied,
    lang::{lang, office, t},
    read::read,
    routes,
    ui::{copy::Copy, heading::Heading, trouble::Trouble},
};
use clearway::policy::DRAFT_DAYS;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Redirect, hooks::use_params_map};
use serde::{Deserialize, Serialize};

/// The link of a draft, and where the draft goes on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The link; none when it was not made on this device.
    pub link: Option<String>,
    /// The page that is open.
    pub path: String,
}

/// Reads the link that was made on this device.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/link")]
pub async fn read_link(draft: String) -> Result<Kept, Denied> {
    let counter = counter()?;
    let link = draft.parse().ok().and_then(|draft| counter.link_of(draft));
    Ok(Kept { link, path: counter.holder(&draft).await?.goes_on() })
}

/// `/report/d/{draft}/later`: the link.
#[component]
pub fn Later() -> impl IntoView {
    let params = use_params_map();
    let kept = read(move || params.read().get("draft").unwrap_or_default(), read_link);
    view! {
        <Transition>
            {move || kept.get().map(|kept| match kept {
                Ok(Kept { link: Some(link), path }) => view! { <Link link path/> }.into_any(),
                Ok(Kept { link: None, path }) => view! { <Redirect path options=replaced()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

/// A page that leads elsewhere does not stay in the history: going back would lead there again.
pub fn replaced() -> NavigateOptions {
    NavigateOptions { replace: true, ..NavigateOptions::default() }
}

#[component]
fn Link(link: String, path: String) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="wizard">
            <Heading text=t::later_title(lang)/>
            <p class="lead">{t::later_lead(lang, DRAFT_DAYS)}</p>
            <div class="keep">
                <p class="keep__link"><a href=link.clone() rel="external">{link.clone()}</a></p>
            </div>
            <ul class="points">
                <li class="points__item">{t::later_masked(lang)}</li>
                <li class="points__item">{t::later_newest(lang)}</li>
            </ul>
            <div class="actions"><a class="button" href=path>{t::later_back(lang)}</a><Copy text=link/></div>
        </div>
    }
}

/// `/report/lost`: a draft whose time is over, or that another browser began.
#[component]
pub fn Lost() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::desk::answer_with(http::StatusCode::GONE);
    let lang = lang();
    view! {
        <div class="wizard">
            <Heading text=t::lost_title(lang)/>
            <p class="lead">{t::lost_lead(lang, DRAFT_DAYS)}</p>
            <ul class="points">
                <li class="points__item">{t::lost_link(lang)}</li>
                <li class="points__item">{t::lost_call(lang, office().phone())}</li>
            </ul>
            <p class="actions"><a class="button" href=routes::REPORT>{t::lost_again(lang)}</a></p>
        </div>
    }
}

/// `/report/cleared`: nothing is left on this device.
#[component]
pub fn Cleared() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="wizard">
            <Heading text=t::cleared_title(lang)/>
            <p class="lead">{t::cleared_lead(lang)}</p>
            <p class="actions"><a class="button" href=routes::HOME>{t::to_home(lang)}</a></p>
        </div>
    }
}
