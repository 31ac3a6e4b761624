//! An address that leads nowhere.

use crate::{
    lang::{lang, office, t},
    routes,
    ui::{heading::Heading, page::PublicPage},
};
use leptos::prelude::*;

/// The page, frame included: no route has made one.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <PublicPage><Nowhere/></PublicPage> }
}

/// What it says, for inside a frame.
#[component]
pub fn Nowhere() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::desk::answer_with(http::StatusCode::NOT_FOUND);
    let lang = lang();
    view! {
        <Heading text=t::not_found_title(lang)/>
        <p>{t::not_found(lang)}</p>
        <p>{t::not_found_next(lang, office().phone())}</p>
        <p class="actions"><a class="button" href=routes::HOME rel="external">{t::to_home(lang)}</a></p>
    }
}
