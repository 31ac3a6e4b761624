//! `/s`: leads to the first queue of whoever is signed in.

use crate::{
    lang::{lang, t},
    read::Read,
    routes,
    staff::desk::DeskNow,
    ui::{heading::Heading, trouble::Trouble},
};
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// The page; it stays only for somebody who has no queue.
#[component]
pub fn Start() -> impl IntoView {
    let desk = use_context::<Read<DeskNow>>();
    view! {
        <Transition>
            {move || desk.and_then(|desk| desk.get()).map(|desk| match desk {
                Ok(desk) => match desk.counts.first() {
                    Some(first) => view! { <Redirect path=routes::queue(first.bucket)/> }.into_any(),
                    None if desk.admin => view! { <Redirect path=routes::PEOPLE/> }.into_any(),
                    None => view! { <Nothing/> }.into_any(),
                },
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = lang();
    view! {
        <Heading text=t::no_queue_title(lang)/>
        <p>{t::no_queue(lang)}</p>
    }
}
