//! The screens: one Leptos application, complete on the server first, then taken over by the browser.
//!
//! A page is a file in the folder of its audience; `ui` has the parts they share; `routes` has every path.

pub mod admin;
pub mod denied;
#[cfg(feature = "ssr")]
pub mod desk;
pub mod gallery;
pub mod lang;
pub mod live;
pub mod manifest;
#[cfg(feature = "ssr")]
pub mod password;
pub mod public;
pub mod read;
pub mod routes;
pub mod setup;
#[cfg(feature = "ssr")]
pub mod sorry;
pub mod staff;
pub mod typed;
pub mod ui;

use crate::lang::Frame;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

/// The application: everything inside `<body>`. The browser knows only the routes of one side.
#[component]
pub fn App(
    /// The routes.
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    provide_meta_context();
    provide_context(Frame::here());
    view! { <Router>{children.into_inner()()}</Router> }
}

/// The application with the routes of both sides: what the server answers.
#[cfg(feature = "ssr")]
#[component]
pub fn BothSides() -> impl IntoView {
    view! { <App><routes::Pages/></App> }
}

/// The document around the application.
#[cfg(feature = "ssr")]
pub fn shell(assets: std::sync::Arc<manifest::Assets>) -> impl IntoView {
    use crate::{lang::t, ui::loader::Loader};
    let Frame { prefs, demo, unencrypted } = Frame::here();
    let path = desk::path();
    let (staff, plain) = (routes::is_staff(&path), routes::is_plain(&path));
    let assets = manifest::Assets::clone(&assets);
    let part = match routes::part_of(&path) {
        routes::PagePart::Public => assets.public,
        routes::PagePart::Staff => assets.staff,
        routes::PagePart::Office => assets.office,
    };
    // what a device would ask for, shown without asking
    let look = demo.then(|| gallery::Look::of(&path)?.stylesheet()).flatten();
    let staff_css = (staff || plain).then(|| view! { <link rel="stylesheet" href=assets.staff_css.clone()/> });
    view! {
        <!DOCTYPE html>
        <html lang=prefs.lang.tag() data-mode=prefs.mode() data-size=prefs.size() data-theme=prefs.theme.as_str() data-demo=demo.then_some("") data-unencrypted=unencrypted.then_some("") data-office=desk::office_facts().to_attribute()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="format-detection" content="telephone=no"/>
                <meta name="description" content=t::description(prefs.lang)/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=assets.public_css.clone()/>
                {staff_css}
                {look.map(|look| view! { <link rel="stylesheet" href=look/> })}
                {(!plain).then(|| view! { <Loader part at_once=staff/> })}
                <leptos_meta::MetaTags/>
            </head>
            <body><BothSides/></body>
        </html>
    }
}

/// Takes over the page that the server sent, with the routes of one side.
#[cfg(feature = "hydrate")]
pub fn hydrate<Routes: IntoView + 'static>(routes: fn() -> Routes) {
    console_error_panic_hook::set_once();
    hydrate_body(move || {
        provide_context(routes::FirstPath::here());
        view! { <App>{routes()}</App> }
    });
}
