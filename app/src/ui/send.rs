//! The button that sends a form.

use crate::lang::{lang, t};
use leptos::prelude::*;

/// Says what happens when it is pressed, and while it happens that it does.
#[component]
pub fn Send(
    /// What happens.
    text: &'static str,
    /// Whether it is happening: pressing twice does nothing more.
    #[prop(into)]
    pending: Signal<bool>,
) -> impl IntoView {
    let lang = lang();
    view! {
        <button class="button" disabled=move || pending.get()>
            {move || if pending.get() { t::sending(lang) } else { text }}
        </button>
    }
}
