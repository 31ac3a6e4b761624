//! The frame of the public pages: way to the content, header, content, footer.

use crate::{
    lang::{frame, lang, t},
    routes,
    ui::{footer::Footer, header::Header, leave::Leave},
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

/// The frame around a public route.
#[component]
pub fn PublicFrame() -> impl IntoView {
    view! { <PublicPage><Outlet/></PublicPage> }
}

/// The frame around some content.
#[component]
pub fn PublicPage(
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <Skip/>
        <Header/>
        <main class="page" id="main">{children()}<MayLeave/></main>
        <Footer/>
    }
}

/// Under each page of a report and of its progress: the way to leave nothing behind.
#[component]
fn MayLeave() -> impl IntoView {
    let path = use_location().pathname;
    move || routes::is_personal(&path.read()).then(|| view! { <Leave/> })
}

/// The first thing on every page: past the header, to the content.
#[component]
pub fn Skip() -> impl IntoView {
    view! { <a class="skip" href="#main" rel="external">{t::skip(lang())}</a> }
}

/// What a demonstration says about itself, at the top of every header.
#[component]
pub fn Demo() -> impl IntoView {
    frame().demo.then(|| view! { <p class="demo"><a class="demo__link" href=routes::DEMO rel="external">{t::demo_banner(lang())}</a></p> })
}
