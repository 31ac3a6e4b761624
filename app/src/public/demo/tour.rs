//! Six steps from a report to a verdict, to be walked with two windows side by side.

use crate::{
    lang::{Lang, lang, t},
    public::home::step,
    routes,
};
use leptos::prelude::*;

/// The steps.
#[component]
pub fn Tour() -> impl IntoView {
    let lang = lang();
    view! {
        <section class="section" aria-labelledby="tour">
            <h2 class="section__title" id="tour">{t::tour_title(lang)}</h2>
            <p>{t::tour_text(lang)}</p>
            <ol class="steps steps--down">{steps(lang).map(step).into_iter().collect_view()}</ol>
            <p class="actions"><a class="button" href=routes::REPORT>{t::tour_begin(lang)}</a></p>
        </section>
    }
}

const fn steps(lang: Lang) -> [(&'static str, &'static str); 6] {
    [
        (t::tour_1(lang), t::tour_1_text(lang)),
        (t::tour_2(lang), t::tour_2_text(lang)),
        (t::tour_3(lang), t::tour_3_text(lang)),
        (t::tour_4(lang), t::tour_4_text(lang)),
        (t::tour_5(lang), t::tour_5_text(lang)),
        (t::tour_6(lang), t::tour_6_text(lang)),
    ]
}
