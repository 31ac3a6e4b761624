//! Starts the app in the browser. Pages are complete without it, so on the public side it waits until everything else is done.

use crate::manifest::Part;
use leptos::{nonce::use_nonce, prelude::*};

/// After `load`, when the browser is idle, and then 1.5 s; sooner at the first touch of a control that gains from it.
const LATER: &str = "\
let begun;\
const begin=()=>begun||(begun=start());\
const idle=window.requestIdleCallback||setTimeout;\
addEventListener('load',()=>idle(()=>setTimeout(begin,1500)));\
for(const touch of['focusin','pointerdown'])addEventListener(touch,event=>{if(event.target.closest('[data-live]'))begin()});";

/// One module script under the answer's nonce. `<html data-app>` says that the app has taken over.
/// An old browser, or one that lost the file on the way, keeps the pages as they came: they work by themselves.
#[component]
pub fn Loader(
    /// Where the app is.
    part: Part,
    /// Whether to start at once.
    at_once: bool,
) -> impl IntoView {
    let Part { js, wasm } = part;
    let start = format!(
        "const start=()=>import('{js}').then(app=>app.default({{module_or_path:'{wasm}'}})\
        .then(()=>document.documentElement.dataset.app=''))\
        .catch(why=>console.info('the pages go on without the app',why));"
    );
    let script = start + if at_once { "start()" } else { LATER };
    view! { <script type="module" nonce=use_nonce()>{script}</script> }
}
