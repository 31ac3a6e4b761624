//! The head of the public pages: language and version first, then the name and where one can go.

use crate::{
    lang::{frame, lang, office, t},
    routes,
    ui::{
        mark::Mark,
        page::Demo,
        prefs::{EnterButton, PrefButton, PrefForm},
    },
};
use leptos::prelude::*;
use leptos_router::components::A;

/// The head; the elder version has its own short one.
#[component]
pub fn Header() -> impl IntoView {
    let prefs = frame().prefs;
    view! {
        <header class="header">
            <Demo/>
            <EnterButton/>
            <div class="header__in">
                <Tools/>
                <Brand/>
                <Nav elder=prefs.elder.is_some()/>
            </div>
        </header>
    }
}

/// Language and version.
#[component]
fn Tools() -> impl IntoView {
    let prefs = frame().prefs;
    let (lang, other) = (prefs.lang, prefs.lang.other());
    let (mode, text) = match prefs.elder {
        Some(_) => ("standard", t::elder_off(lang)),
        None => ("elder", t::elder_on(lang)),
    };
    view! {
        <PrefForm class="header__tools" label=t::tools_label(lang)>
            <PrefButton name="lang" value=other.as_str().to_owned() lang=Some(other.tag())>{t::other_lang(lang)}</PrefButton>
            <PrefButton name="mode" value=mode.to_owned()>{text}</PrefButton>
        </PrefForm>
    }
}

/// Mark and name: the way to the front page.
#[component]
pub fn Brand() -> impl IntoView {
    let office = office().name.clone();
    view! {
        <a class="header__brand" href=routes::HOME>
            <Mark/>
            <span class="header__name">{t::brand(lang())}</span>
            {(!office.is_empty()).then(|| view! { <span class="header__office">{office}</span> })}
        </a>
    }
}

#[component]
fn Nav(elder: bool) -> impl IntoView {
    let lang = lang();
    let links = match elder {
        true => vec![(routes::HOME, t::nav_home(lang))],
        false => vec![(routes::REPORT, t::nav_report(lang)), (routes::TRACK, t::nav_track(lang))],
    };
    let link = |(path, text)| view! { <li class="header__item"><A href=path exact=true attr:class="header__link">{text}</A></li> };
    view! {
        <nav class="header__nav" aria-label=t::nav_label(lang)>
            <ul class="header__list">{links.into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
