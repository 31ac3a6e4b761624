//! A label, a hint, what is wrong, and the control: always in this order.

use crate::{
    lang::{lang, t},
    ui::heading::Heading,
};
use leptos::prelude::*;

/// The frame around a control, which has `name` as its id and [`described_by`] as its description.
#[component]
pub fn Field(
    /// The field's one name, in the form as in the core.
    name: &'static str,
    /// What is asked.
    label: &'static str,
    /// Whether it is what the whole page asks.
    #[prop(optional)]
    alone: bool,
    /// How to answer.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// What is wrong with the answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let class = if error.is_some() { "field field--wrong" } else { "field" };
    let label = if alone {
        view! { <Heading text=label label_for=name wrong=error.is_some()/> }.into_any()
    } else {
        view! { <label class="field__label" for=name>{label}</label> }.into_any()
    };
    view! {
        <div class=class>
            {label}
            <Told name hint error/>
            {children()}
        </div>
    }
}

/// How to answer, and what is wrong with the answer.
#[component]
pub fn Told(
    /// The field's one name.
    name: &'static str,
    /// How to answer.
    hint: Option<String>,
    /// What is wrong.
    error: Option<String>,
) -> impl IntoView {
    let lang = lang();
    view! {
        {hint.map(|hint| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
        {error.map(|error| view! {
            <p class="field__error" id=format!("{name}-error")>
                <span class="unseen">{t::error_prefix(lang)}</span>
                {error}
            </p>
        })}
    }
}

/// What is wrong with a page: the name of each field and the words, in the order of the page.
#[derive(Clone, Default)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// From names and words.
    pub const fn new(errors: Vec<(&'static str, String)>) -> Self {
        Self(errors)
    }

    /// Whether there are any.
    pub const fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// What is wrong with one field.
    pub fn of(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(field, _)| *field == name).map(|(_, words)| words.clone())
    }

    /// All of them, for the summary.
    pub fn all(&self) -> Vec<(&'static str, String)> {
        self.0.clone()
    }
}

/// The ids of what describes a control.
pub fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    let ids: Vec<_> = [(hint, "hint"), (error, "error")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, part)| format!("{name}-{part}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// How the browser can help with a line of text.
#[derive(Clone, Copy, Default)]
pub struct Help {
    /// `type`.
    pub kind: Option<&'static str>,
    /// `autocomplete`.
    pub autocomplete: Option<&'static str>,
    /// `inputmode`.
    pub inputmode: Option<&'static str>,
    /// `autocapitalize`.
    pub autocapitalize: Option<&'static str>,
    /// `spellcheck`.
    pub spellcheck: Option<&'static str>,
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The field's one name.
    name: &'static str,
    /// What is asked.
    label: &'static str,
    /// Its id, where another field of the page has the same name.
    #[prop(optional)]
    id: Option<&'static str>,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// How the browser can help.
    #[prop(optional)]
    help: Help,
    /// Whether it is short: a number, a day.
    #[prop(optional)]
    short: bool,
    /// Told at each letter.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = id.unwrap_or(name);
    let described = described_by(id, hint.is_some(), error.is_some());
    let wrong = error.is_some().then_some("true");
    let class = if short { "input input--short" } else { "input" };
    let Help { kind, autocomplete, inputmode, autocapitalize, spellcheck } = help;
    view! {
        <Field name=id label hint error>
            <input class=class id=id name=name type=kind.unwrap_or("text") value=value autocomplete=autocomplete inputmode=inputmode
                autocapitalize=autocapitalize spellcheck=spellcheck aria-invalid=wrong aria-describedby=described
                on:input=move |event| if let Some(typed) = typed { typed.set(event_target_value(&event)) }/>
        </Field>
    }
}
