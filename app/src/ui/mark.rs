//! The mark: a road to the horizon whose two barrier arms are up, and a person with raised arms. The way is clear.

use leptos::prelude::*;

/// The mark beside the name; the same drawing as `public/favicon.svg`.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <rect class="mark__ground" width="32" height="32" rx="7"></rect>
            <path class="mark__way" d="M14 12.5h4L24 32H8z"></path>
            <path class="mark__line" d="M16 17v3.2m0 3.2V28"></path>
            <path class="mark__arms" d="M7.6 21.5 4.4 11m20 10.5L27.6 11"></path>
            <circle class="mark__sun" cx="16" cy="7.4" r="3"></circle>
        </svg>
    }
}
