//! A notice of the system: whether it may be shown, and showing it.

use super::looked_at;
use crate::lang::{Lang, t};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, prelude::Closure},
};
use web_sys::{
    Notification, NotificationOptions, NotificationPermission,
    js_sys::{Reflect, futures::JsFuture},
};

/// Whether this browser shows notices of this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// It cannot.
    Missing,
    /// It asks first.
    Asks,
    /// It does not: somebody said so.
    Denied,
    /// It does.
    Yes,
}

impl Allowed {
    /// As it is now. One browser tells once however many tabs are open, and needs Web Locks for that.
    pub fn now() -> Self {
        let locks = Reflect::has(&window().navigator(), &JsValue::from_str("locks")).unwrap_or(false);
        if !locks || !has("Notification") {
            return Self::Missing;
        }
        match Notification::permission() {
            NotificationPermission::Granted => Self::Yes,
            NotificationPermission::Denied => Self::Denied,
            _ => Self::Asks,
        }
    }

    /// Asks whoever has just pressed something.
    pub async fn ask() -> Self {
        if let Ok(asked) = Notification::request_permission() {
            // what was answered is read anew
            drop(JsFuture::from(asked).await);
        }
        Self::now()
    }
}

/// Whether the browser has something of this name.
pub fn has(name: &str) -> bool {
    Reflect::has(&window(), &JsValue::from_str(name)).unwrap_or(false)
}

/// Shows one in place of the one before; pressing on it leads to this page. Says whether the browser took it: on a telephone
/// it may not, whatever it says before.
pub fn show(lang: Lang, text: &str, path: Option<String>) -> bool {
    if Allowed::now() != Allowed::Yes {
        return false;
    }
    let options = NotificationOptions::new();
    options.set_body(t::staff_brand(lang));
    options.set_lang(lang.tag());
    options.set_tag("clearway");
    options.set_renotify(true);
    // the sound is a choice of its own
    options.set_silent(Some(true));
    let Ok(shown) = Notification::new_with_options(text, &options) else { return false };
    let pressed = {
        let shown = shown.clone();
        move || {
            shown.close();
            // a browser that does not come to the front opens the page all the same
            drop(window().focus());
            let location = window().location();
            let here = location.pathname().unwrap_or_default();
            match path.filter(|path| *path != here) {
                // what somebody is writing on a page that is no list stays there
                Some(path) if looked_at(&here).is_none() => drop(window().open_with_url(&path)),
                Some(path) => drop(location.set_href(&path)),
                None => {}
            }
        }
    };
    shown.set_onclick(Some(Closure::once_into_js(pressed).unchecked_ref()));
    true
}
