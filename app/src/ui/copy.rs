//! A button that copies a text. It needs script and a browser that lets it: until both are there it keeps its place unseen.

use crate::lang::{lang, t};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{Clipboard, js_sys::Reflect},
};

/// The button.
#[component]
pub fn Copy(
    /// What is copied.
    text: String,
) -> impl IntoView {
    let lang = lang();
    let ready = RwSignal::new(false);
    let copied = RwSignal::new(false);
    Effect::new(move |_| ready.set(clipboard().is_some()));
    let class = move || if ready.get() { "button button--quiet" } else { "button button--quiet button--waiting" };
    let copy = move |_| {
        if let Some(clipboard) = clipboard() {
            // whoever forbids it sees the text all the same
            drop(clipboard.write_text(&text));
            copied.set(true);
        }
    };
    view! {
        <button class=class type="button" on:click=copy>{t::copy(lang)}</button>
        <span class="copied" role="status">{move || copied.get().then(|| t::copied(lang))}</span>
    }
}

/// The clipboard, which browsers have over https and on the machine itself only.
fn clipboard() -> Option<Clipboard> {
    let found = Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).ok()?;
    (!found.is_undefined()).then(|| found.unchecked_into())
}
