//! What is filled in: empty, filled, and with what is wrong.

use super::room;
use crate::{
    lang::{lang, t},
    ui::{
        date::DateFields,
        error_summary::ErrorSummary,
        field::{Errors, TextField},
        length::LongText,
        radios::{Choice, Radios},
        summary_list::{Answered, SummaryList},
    },
};
use leptos::prelude::*;

/// The room.
pub fn show() -> AnyView {
    let lang = lang();
    let problems = vec![("right", t::refused_no_name(lang).to_owned()), ("year", t::refused_no_name(lang).to_owned())];
    let errors = Errors::new(problems.clone());
    let choices = || {
        vec![
            Choice::with_hint("help", t::kind_help(lang), t::kind_help_hint(lang)),
            Choice::with_hint("complaint", t::kind_complaint(lang), t::kind_complaint_hint(lang)),
            Choice::new("praise", t::kind_praise(lang)),
        ]
    };
    let answered = vec![
        Answered { name: t::number(lang), value: vec!["990101 261127 000003 G".into()], change: "/dev/ui".into() },
        Answered { name: t::code(lang), value: Vec::new(), change: "/dev/ui".into() },
    ];
    let typed = ["2026".to_owned(), "13".to_owned(), String::new()];
    let wrong = errors.of("right");
    room(
        "What is filled in",
        vec![
            view! { <ErrorSummary problems/> }.into_any(),
            view! { <TextField name="plain" label=t::number(lang) hint=t::how_1_text(lang)/> }.into_any(),
            view! { <TextField name="right" label=t::code(lang) error=wrong value="8F3K"/> }.into_any(),
            view! { <LongText name="long" label=t::how_1(lang) hint=t::how_1_text(lang) most=2000 rows="4" typed=String::new() errors=Errors::default()/> }.into_any(),
            view! { <Radios name="kind" legend=t::how_2(lang) errors=Errors::default() choices=choices() chosen="help".to_owned()/> }.into_any(),
            view! { <DateFields legend=t::date_year_label(lang) hint="2026 11 27".to_owned() typed errors/> }.into_any(),
            view! { <SummaryList answers=answered/> }.into_any(),
        ],
    )
}
