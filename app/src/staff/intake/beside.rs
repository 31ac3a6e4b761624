//! Published cases that could be the same, while the person still speaks.

use crate::{
    lang::{lang, t},
    staff::intake::typed::Live,
    ui::{
        field::Errors,
        radios::{Choice, Radios},
    },
};
use clearway::{publication::Similar, report::form::NONE};
use leptos::prelude::*;

/// Up to three; choosing one makes the person a follower of it, and nobody has to choose.
#[component]
pub fn SimilarCases(
    /// What was chosen before.
    chosen: String,
    /// What is wrong with the page.
    errors: Errors,
    /// What is typed.
    live: Live,
) -> impl IntoView {
    let lang = lang();
    let similar = Memo::new(move |_| live.beside.with(|beside| beside.similar.clone()));
    let cases = move || {
        let found = similar.get();
        if found.is_empty() {
            return view! { <p class="intake__note">{t::intake_similar_none(lang)}</p> }.into_any();
        }
        let card = |similar: Similar| Choice::with_hint(similar.number.to_string(), similar.title, similar.answer);
        let none = Choice::new(NONE, t::intake_similar_other(lang));
        let choices = found.into_iter().map(card).chain([none]).collect();
        view! { <Radios name="follow" legend=t::intake_similar_legend(lang) choices chosen=chosen.clone() errors=errors.clone()/> }.into_any()
    };
    view! {
        <section class="intake__beside" aria-labelledby="similar">
            <h2 class="section__title" id="similar">{t::intake_similar(lang)}</h2>
            {cases}
        </section>
    }
}
