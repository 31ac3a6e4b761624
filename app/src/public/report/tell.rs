//! What went wrong in their words, what to do when there is danger, and whether others said the same.

use crate::{
    lang::{Lang, t},
    public::report::page::StepPage,
    ui::{
        field::Errors,
        heading::Heading,
        length::LongText,
        radios::{Choice, Radios},
    },
};
use clearway::report::{
    WHAT_MAX, WISH_MAX,
    form::{NONE, YES},
};
use leptos::prelude::*;

/// What went wrong, and how they want it solved.
pub fn what(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let form = page.form;
    view! {
        <Heading text=t::what_title(lang) wrong=errors.any()/>
        <LongText name="what" label=t::what_label(lang) hint=t::what_hint(lang) most=WHAT_MAX rows="8" typed=form.what errors=errors.clone()/>
        <LongText name="wish" label=t::wish_label(lang) hint=t::wish_hint(lang) most=WISH_MAX rows="3" typed=form.wish errors/>
    }
    .into_any()
}

/// The emergency numbers first.
pub fn danger(lang: Lang, _: StepPage, errors: Errors) -> AnyView {
    let number = |(number, text): (&'static str, &'static str)| {
        view! { <li class="danger__item"><a class="danger__number" href=format!("tel:{number}")>{text}</a></li> }
    };
    let numbers = [("119", t::danger_119(lang)), ("120", t::danger_120(lang)), ("110", t::danger_110(lang))];
    view! {
        <div class="danger">
            <Heading text=t::danger_title(lang) wrong=errors.any()/>
            <ul class="danger__list">{numbers.map(number).into_iter().collect_view()}</ul>
        </div>
        <p>{t::danger_text(lang)}</p>
        <input type="hidden" id="danger" name="danger" value=YES/>
    }
    .into_any()
}

/// Published cases that could be the same; following one is never a duty.
pub fn similar(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let card = |similar: clearway::publication::Similar| {
        let answered = match similar.department_name {
            Some(department) => t::similar_answer_from(lang, similar.answer, department),
            None => t::similar_answer(lang, similar.answer),
        };
        Choice::with_hint(similar.number.to_string(), similar.title, answered)
    };
    let none = Choice::new(NONE, t::similar_none(lang));
    let choices = page.with.similar.into_iter().map(card).chain([none]).collect();
    view! {
        <Radios name="follow" legend=t::similar_title(lang) alone=true hint=t::similar_hint(lang) choices chosen=page.form.follow errors/>
    }
    .into_any()
}
