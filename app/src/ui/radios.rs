//! One question and a few answers, one of which is taken.

use crate::ui::{
    field::{Errors, Told, described_by},
    heading::Heading,
};
use leptos::prelude::*;

/// An answer that can be taken.
pub struct Choice {
    /// The word that is sent.
    pub value: String,
    /// What it says.
    pub text: String,
    /// What it means, where that helps.
    pub hint: Option<String>,
}

impl Choice {
    /// An answer that needs no more words.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: None }
    }

    /// An answer and what it means.
    pub fn with_hint(value: impl Into<String>, text: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..Self::new(value, text) }
    }
}

/// The question and its answers. The id of the first one is the name, so that the summary of errors leads to it.
#[component]
pub fn Radios(
    /// The field's one name.
    name: &'static str,
    /// What is asked.
    legend: &'static str,
    /// Whether it is what the whole page asks.
    #[prop(optional)]
    alone: bool,
    /// How to answer.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with the page.
    errors: Errors,
    /// The answers.
    choices: Vec<Choice>,
    /// The one that was taken before.
    chosen: String,
) -> impl IntoView {
    let error = errors.of(name);
    let described = described_by(name, hint.is_some(), error.is_some());
    let class = if error.is_some() { "field field--wrong" } else { "field" };
    let legend = if alone {
        view! { <legend class="legend"><Heading text=legend wrong=errors.any()/></legend> }.into_any()
    } else {
        view! { <legend class="field__label">{legend}</legend> }.into_any()
    };
    view! {
        <fieldset class=class aria-describedby=described>
            {legend}
            <Told name hint=hint.map(str::to_owned) error/>
            <div class="choices">{choices.into_iter().enumerate().map(|(place, choice)| one(name, place, choice, &chosen)).collect_view()}</div>
        </fieldset>
    }
}

fn one(name: &'static str, place: usize, choice: Choice, chosen: &str) -> impl IntoView + use<> {
    let Choice { value, text, hint } = choice;
    let id = if place == 0 { name.to_owned() } else { format!("{name}-{}", place + 1) };
    let checked = value == chosen;
    let described = hint.is_some().then(|| format!("{id}-hint"));
    let hint = hint.map(|hint| view! { <span class="choice__hint" id=format!("{id}-hint")>{hint}</span> });
    view! {
        <div class="choice">
            <input class="choice__input" type="radio" id=id.clone() name=name value=value checked=checked aria-describedby=described/>
            <label class="choice__label" for=id>{text}</label>
            {hint}
        </div>
    }
}
