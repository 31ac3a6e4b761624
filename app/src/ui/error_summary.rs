//! Everything that needs correcting, above the heading: in the order of the page, each a way to its field.

use crate::{
    lang::{lang, t},
    ui::focus,
};
use leptos::{html, prelude::*};

/// The summary. It takes the focus: by script when it appears, by `autofocus` when the page is loaded.
#[component]
pub fn ErrorSummary(
    /// The `name` of each field and what is wrong with it.
    problems: Vec<(&'static str, String)>,
) -> impl IntoView {
    let lang = lang();
    let summary = NodeRef::<html::Div>::new();
    focus::arrive(summary);
    let title = t::problems_found(lang, problems.len());
    let line = |(field, text): (&'static str, String)| {
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            focus::arrive_at(field);
        };
        view! { <li><a class="error-summary__link" href=format!("#{field}") on:click=go>{text}</a></li> }
    };
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus=true aria-labelledby="error-summary-title" node_ref=summary>
            <h2 class="error-summary__title" id="error-summary-title">{title}</h2>
            <ul class="error-summary__list">{problems.into_iter().map(line).collect_view()}</ul>
        </div>
    }
}
