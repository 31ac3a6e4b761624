//! The mark: a road to the horizon whose two barrier arms are up, and a person with raised arms. The way is clear.

use leptos::prelude::*;

/// The mark beside the name; the same drawing as `public/favicon.svg`.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <rect class="mark__ground" width="32" height="32" rx="7"></rect>
            <path class="mark__way" d="M13.6 13h4.8l3.1 19h-11z"></path>
            <path class="mark__arms" d="M11.4 17.4 5.2 8.6M20.6 17.4l6.2-8.8"></path>
            <circle class="mark__sun" cx="16" cy="7.4" r="3.4"></circle>
        </svg>
    }
}
