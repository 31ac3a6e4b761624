//! `/setup`: the page that is next, until somebody runs the installation.

#[cfg(feature = "ssr")]
use crate::desk::setup_desk;
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    routes,
    setup::{admin::Admin, enter::Enter, facts::Facts, region::ChooseRegion},
    staff::header::StaffFrame,
    ui::{heading::Heading, plain, trouble::Trouble},
};
use clearway::{
    office::{SetupNow, SetupStep},
    refusal::Refusal,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// How far the set-up has come.
///
/// # Errors
/// When it is over, for a browser that gave no code, or a fault.
#[server(endpoint = "setup/read")]
pub async fn read_setup() -> Result<SetupNow, Denied> {
    let desk = setup_desk().await?;
    Ok(desk.store.read_setup(&desk.pass).await?)
}

/// The page.
#[component]
pub fn SetupPage() -> impl IntoView {
    let query = use_query_map();
    let now = read(|| (), |()| read_setup());
    let asked = move || query.read().get("step").and_then(|word| SetupStep::parse(&word));
    view! {
        <StaffFrame>
            <Transition>
                {move || now.get().map(|now| match now {
                    Ok(now) => show(now, asked()),
                    Err(Denied::Refused(Refusal::SignedOut)) => view! { <Enter/> }.into_any(),
                    Err(Denied::Refused(Refusal::NotFound)) => view! { <Over/> }.into_any(),
                    Err(denied) => view! { <Trouble denied/> }.into_any(),
                })}
            </Transition>
        </StaffFrame>
    }
}

fn show(now: SetupNow, asked: Option<SetupStep>) -> AnyView {
    let (step, next) = (now.page(asked), now.next());
    let page = match step {
        SetupStep::Region => view! { <ChooseRegion chosen=now.region/> }.into_any(),
        SetupStep::Facts => view! { <Facts facts=now.facts/> }.into_any(),
        SetupStep::Admin => view! { <Admin/> }.into_any(),
    };
    view! { <Steps step next/>{page} }.into_any()
}

/// The three pages, and the way back to those that are done.
#[component]
fn Steps(step: SetupStep, next: SetupStep) -> impl IntoView {
    let lang = lang();
    let done = SetupStep::ALL.iter().position(|known| *known == next).unwrap_or_default();
    let item = |(place, here): (usize, SetupStep)| {
        let name = match here {
            SetupStep::Region => t::setup_step_region(lang),
            SetupStep::Facts => t::setup_step_facts(lang),
            SetupStep::Admin => t::setup_step_admin(lang),
        };
        let current = (here == step).then_some("step");
        let part = match place <= done && here != step {
            true => plain::link("setup-steps__link", routes::setup_step(here), name),
            false => plain::span("setup-steps__name", name),
        };
        view! { <li class="setup-steps__item" aria-current=current>{part}</li> }
    };
    view! {
        <nav aria-label=t::setup_steps(lang)>
            <ol class="setup-steps">{SetupStep::ALL.into_iter().enumerate().map(item).collect_view()}</ol>
        </nav>
    }
}

/// Where nothing is left to set up.
#[component]
fn Over() -> impl IntoView {
    let lang = lang();
    #[cfg(feature = "ssr")]
    crate::desk::answer_with(http::StatusCode::NOT_FOUND);
    view! {
        <Heading text=t::setup_over(lang)/>
        <p>{t::setup_over_text(lang)}</p>
        <p class="actions"><a class="button" href=routes::SIGN_IN rel="external">{t::sign_in(lang)}</a></p>
    }
}
