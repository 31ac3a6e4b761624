//! The heading of a page and its title, which say the same.

use crate::{
    lang::{lang, t},
    ui::focus,
};
use leptos::{html, prelude::*};
use leptos_meta::Title;

/// The only `h1` of a page.
#[component]
pub fn Heading(
    /// What the page is about.
    #[prop(into)]
    text: String,
    /// Whether the page asks for corrections: the title says so, and the focus belongs to their summary.
    #[prop(optional)]
    wrong: bool,
    /// The control that it is the label of, where the page asks for one thing only.
    #[prop(optional)]
    label_for: Option<&'static str>,
    /// What of it stays on one line where there is room: a number that people read out.
    #[prop(into, optional)]
    whole: String,
) -> impl IntoView {
    let lang = lang();
    let h1 = NodeRef::<html::H1>::new();
    if !wrong {
        focus::arrive(h1);
    }
    let title = t::page_title(lang, &text);
    let title = if wrong { t::error_title(lang, title) } else { title };
    let inner = match (label_for, text.strip_suffix(&whole)) {
        (Some(control), _) => view! { <label for=control>{text}</label> }.into_any(),
        (None, Some(before)) if !whole.is_empty() => {
            view! { {before.to_owned()}<span class="when">{whole}</span> }.into_any()
        }
        (None, _) => text.into_any(),
    };
    view! {
        <Title text=title/>
        <h1 class="heading" tabindex="-1" node_ref=h1>{inner}</h1>
    }
}
