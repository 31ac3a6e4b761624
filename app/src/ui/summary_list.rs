//! What was answered, each with a way to change it.

use crate::lang::{lang, t};
use leptos::prelude::*;

/// An answer.
pub struct Answered {
    /// What was asked.
    pub name: &'static str,
    /// What was answered, a line each; nothing when it was left empty.
    pub value: Vec<String>,
    /// Where it is changed.
    pub change: String,
}

/// The list.
#[component]
pub fn SummaryList(
    /// The answers.
    answers: Vec<Answered>,
) -> impl IntoView {
    let lang = lang();
    let row = |Answered { name, value, change }: Answered| {
        let class = if value.is_empty() { "summary__value summary__value--none" } else { "summary__value" };
        let value = if value.is_empty() { vec![t::not_answered(lang).to_owned()] } else { value };
        let lines = value.into_iter().map(|line| view! { <p class="summary__line">{line}</p> }).collect_view();
        view! {
            <div class="summary__row">
                <dt class="summary__name">{name}</dt>
                <dd class=class>{lines}</dd>
                <dd class="summary__act"><a class="summary__change" href=change>{t::change(lang)}<span class="unseen">{t::change_what(lang, name)}</span></a></dd>
            </div>
        }
    };
    view! { <dl class="summary">{answers.into_iter().map(row).collect_view()}</dl> }
}
