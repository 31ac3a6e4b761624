//! The frame of the public pages: way to the content, header, content, footer.

use crate::{
    lang::{frame, t},
    ui::{
        banner::{Banner, Tone},
        footer::Footer,
        header::Header,
    },
};
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The frame around a public route.
#[component]
pub fn PublicPages() -> impl IntoView {
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
        <main class="page" id="main">{children()}</main>
        <Footer/>
    }
}

/// The first thing on every page: past the header, to the content; then what a demonstration must say.
#[component]
pub fn Skip() -> impl IntoView {
    let frame = frame();
    let lang = frame.prefs.lang;
    view! {
        <a class="skip" href="#main" rel="external">{t::skip(lang)}</a>
        {frame.demo.then(|| view! { <Banner tone=Tone::Quiet>{t::demo_banner(lang)}</Banner> })}
    }
}
