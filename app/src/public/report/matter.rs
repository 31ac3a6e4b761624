//! Which service it is about: searched by words or by the first letters of their reading.

use crate::{
    lang::{Lang, t},
    public::report::page::StepPage,
    ui::{
        field::{Errors, Field, described_by},
        heading::Heading,
        radios::{Choice, Radios},
    },
};
use clearway::report::form::UNSURE;
use leptos::prelude::*;

/// The words, what they found, and the way out for whoever is not sure.
pub fn service(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let StepPage { form, with, .. } = page;
    let error = errors.of("service_q");
    let described = described_by("service_q", true, error.is_some());
    let wrong = error.is_some().then_some("true");
    let searched = !form.service_q.trim().is_empty();
    let legend = if searched { t::service_found(lang) } else { t::service_often(lang) };
    let found =
        with.services.into_iter().map(|item| Choice::with_hint(item.code.to_string(), item.name, item.category));
    let unsure = Choice::with_hint(UNSURE, t::service_unsure(lang), t::service_unsure_hint(lang));
    let choices = found.chain([unsure]).collect();
    view! {
        <Heading text=t::service_title(lang) wrong=errors.any()/>
        <Field name="service_q" label=t::service_search(lang) hint=Some(t::service_search_hint(lang).to_owned()) error>
            <div class="search">
                <input class="input" id="service_q" name="service_q" type="text" value=form.service_q autocomplete="off"
                    enterkeyhint="search" spellcheck="false" aria-invalid=wrong aria-describedby=described/>
                <button class="button button--quiet" name="act" value="search">{t::search(lang)}</button>
            </div>
        </Field>
        <Radios name="service" legend choices chosen=form.service errors/>
    }
    .into_any()
}
