//! A day as people write it: year, month, day, each a field of its own.

use crate::{
    lang::{lang, t},
    ui::field::{Errors, Told, described_by},
};
use leptos::prelude::*;

/// The three fields. What is wrong is said once and leads to the year.
#[component]
pub fn DateFields(
    /// What is asked.
    legend: &'static str,
    /// How to answer.
    hint: String,
    /// Year, month and day as they were typed.
    typed: [String; 3],
    /// What is wrong with the page.
    errors: Errors,
) -> impl IntoView {
    let lang = lang();
    let error = errors.of("year");
    let wrong = error.is_some().then_some("true");
    let described = described_by("year", true, error.is_some());
    let class = if error.is_some() { "field field--wrong" } else { "field" };
    let names =
        [("year", t::date_year_label(lang)), ("month", t::date_month_label(lang)), ("day", t::date_day_label(lang))];
    let field = move |((name, label), value): ((&'static str, &'static str), String)| {
        view! {
            <div class="date__part">
                <label class="date__label" for=name>{label}</label>
                <input class="input input--number" id=name name=name inputmode="numeric" autocomplete="off" value=value aria-invalid=wrong/>
            </div>
        }
    };
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{legend}</legend>
            <Told name="year" hint=Some(hint) error/>
            <div class="date">{names.into_iter().zip(typed).map(field).collect_view()}</div>
        </fieldset>
    }
}
