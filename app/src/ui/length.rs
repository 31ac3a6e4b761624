//! A text of some length, with what is left of it.

use crate::{
    lang::{lang, t},
    ui::field::{Errors, Field, described_by},
};
use leptos::{html, prelude::*};

/// The field. The count is a line of text: it is read when somebody asks for it, and interrupts nobody.
#[component]
pub fn LongText(
    /// The field's one name.
    name: &'static str,
    /// What is asked.
    label: &'static str,
    /// How to answer.
    hint: &'static str,
    /// Most characters.
    most: usize,
    /// Lines that can be seen at once.
    rows: &'static str,
    /// What was typed.
    typed: String,
    /// What is wrong with the page.
    errors: Errors,
) -> impl IntoView {
    let lang = lang();
    let error = errors.of(name);
    let length = RwSignal::new(None::<usize>);
    let measure = move |text: &str| length.set(Some(text.trim().chars().count()).filter(|length| *length > 0));
    let area = NodeRef::<html::Textarea>::new();
    // the app may come when something is typed already
    Effect::new(move |_| area.get().into_iter().for_each(|area| measure(&area.value())));
    let described = format!("{} {name}-count", described_by(name, true, error.is_some()).unwrap_or_default());
    let wrong = error.is_some().then_some("true");
    let count = move || match length.get() {
        None => t::length_most(lang, most),
        Some(length) if length > most => t::length_over(lang, length - most),
        Some(length) => t::length_left(lang, most - length),
    };
    view! {
        <Field name label hint=Some(hint.to_owned()) error>
            <textarea class="input input--text" id=name name=name rows=rows data-live="" aria-invalid=wrong aria-describedby=described
                node_ref=area on:input=move |event| measure(&event_target_value(&event))>
                {typed}
            </textarea>
            <p class="field__count" id=format!("{name}-count")>{count}</p>
        </Field>
    }
}
