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

/// The mark as a landscape, beside the heading of the front page: nothing that must be seen.
#[component]
pub fn Horizon() -> impl IntoView {
    view! {
        <svg class="horizon" viewBox="0 0 320 150" width="320" height="150" aria-hidden="true" focusable="false">
            <path class="horizon__sun" d="M124 70a36 36 0 0 1 72 0z"></path>
            <path class="horizon__land" d="M0 70h320v80H0z"></path>
            <path class="horizon__way" d="M152 70h16l92 80H60z"></path>
            <path class="horizon__line" d="M160 80v8m0 10v14m0 14v24"></path>
            <path class="horizon__arms" d="M66 118 40 40m214 78 26-78"></path>
            <path class="horizon__posts" d="M66 118v14m188-14v14"></path>
        </svg>
    }
}
