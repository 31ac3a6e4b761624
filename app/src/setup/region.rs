//! The page of the set-up that asks for the region: a search, and what it found to choose from.

#[cfg(feature = "ssr")]
use crate::desk::{self, setup_desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    routes,
    ui::{
        field::TextField,
        heading::Heading,
        plain,
        send::Send,
        trouble::{Refused, Trouble},
    },
};
use clearway::office::{RegionFound, SetupStep};
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

/// Finds regions by name, initials or code.
///
/// # Errors
/// For a browser that gave no code, or a fault.
#[server(endpoint = "setup/find")]
pub async fn find_region(#[server(default)] words: String) -> Result<Vec<RegionFound>, Denied> {
    let desk = setup_desk().await?;
    Ok(desk.store.find_setup_region(&desk.pass, &words).await?)
}

/// Chooses the region that is served.
///
/// # Errors
/// For a browser that gave no code, or a fault.
#[server(endpoint = "setup/region")]
pub async fn choose_region(#[server(default)] region: String) -> Result<(), Denied> {
    let desk = setup_desk().await?;
    let chosen = match region.parse() {
        Ok(code) => desk.store.choose_setup_region(&desk.pass, &code).await.map_err(Denied::from),
        Err(_) => Err(Refusal::NotFound.into()),
    };
    match chosen {
        Ok(()) => desk::go(routes::SETUP),
        Err(Denied::Refused(Refusal::NotFound)) => desk::go(&routes::setup_step(SetupStep::Region)),
        Err(denied) => Err(denied),
    }
}

/// The page.
#[component]
pub fn ChooseRegion(
    /// The one that was chosen before.
    chosen: Option<RegionFound>,
) -> impl IntoView {
    let (lang, query) = (lang(), use_query_map());
    let typed = query.read_untracked().get("q").unwrap_or_default();
    let found = read(move || query.read().get("q").unwrap_or_default(), find_region);
    let asked = !typed.trim().is_empty();
    view! {
        <Heading text=t::setup_region_title(lang)/>
        {plain::text("lead", t::setup_region_lead(lang))}
        {chosen.map(|chosen| plain::text("", t::setup_region_now(lang, chosen.name)))}
        <form class="form" method="get" action=routes::SETUP role="search">
            <input type="hidden" name="step" value=SetupStep::Region.as_str()/>
            <TextField name="q" label=t::setup_region_search(lang) hint=t::setup_region_hint(lang) value=typed/>
            <button class="button button--quiet">{t::setup_region_find(lang)}</button>
        </form>
        <Transition>
            {move || found.get().filter(|_| asked).map(|found| match found {
                Ok(found) => view! { <Found found/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Found(found: Vec<RegionFound>) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<ChooseRegion>::new();
    if found.is_empty() {
        return plain::text("", t::setup_region_none(lang));
    }
    let choice = |(place, RegionFound { code, name, .. }): (usize, RegionFound)| {
        let id = format!("region-{code}");
        view! {
            <div class="choice">
                <input class="choice__input" type="radio" name="region" id=id.clone() value=code.to_string() checked={place == 0}/>
                <label class="choice__label" for=id>{name}" "<span class="setup-code">{code.to_string()}</span></label>
            </div>
        }
    };
    view! {
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action>
                <fieldset class="field">
                    <legend class="field__label">{t::setup_region_found(lang)}</legend>
                    {found.into_iter().enumerate().map(choice).collect_view()}
                </fieldset>
                <Send text=t::setup_region_choose(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
    .into_any()
}
