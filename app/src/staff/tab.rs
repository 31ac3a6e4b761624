//! What a tab keeps of what somebody looks for: words may name a person, so they stand in no address and no log.

use leptos::prelude::*;
use web_sys::Storage;

/// What this tab kept under a name, once the page has been taken over: the server does not know it.
pub fn kept(name: &'static str) -> RwSignal<String> {
    let words = RwSignal::new(String::new());
    Effect::new(move |_| {
        let kept = storage().and_then(|storage| storage.get_item(name).ok()?);
        if let Some(kept) = kept.filter(|kept| !kept.is_empty()) {
            words.set(kept);
        }
    });
    words
}

/// Keeps it from now on.
pub fn keep(name: &str, words: RwSignal<String>, text: &str) {
    let text = text.trim();
    // a browser that keeps nothing looks all the same
    drop(storage().map(|storage| storage.set_item(name, text)));
    words.set(text.to_owned());
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
