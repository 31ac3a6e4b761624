//! When it was and where it is: all of it may be left empty.

use crate::{
    lang::{Lang, lang, t},
    public::report::page::StepPage,
    ui::{
        date::DateFields,
        field::{Errors, Help, TextField},
        geolocation,
        heading::Heading,
    },
};
use clearway::report::ReportForm;
use leptos::{html, prelude::*};

const NUMBER: Help =
    Help { kind: None, autocomplete: Some("off"), inputmode: Some("decimal"), autocapitalize: None, spellcheck: None };

/// The day, and the number that an office gave.
pub fn when(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let StepPage { form: ReportForm { year, month, day, reference, .. }, with, .. } = page;
    let error = errors.of("reference");
    view! {
        <Heading text=t::when_title(lang) wrong=errors.any()/>
        <DateFields legend=t::when_date(lang) hint=t::when_date_hint(lang, with.year) typed=[year, month, day] errors/>
        <TextField name="reference" label=t::when_reference(lang) hint=t::when_reference_hint(lang) value=reference error/>
    }
    .into_any()
}

/// The address, and the position of the device where it is given.
pub fn place(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let ReportForm { address, latitude, longitude, .. } = page.form;
    let error = errors.of("address");
    let position = errors.of("latitude");
    view! {
        <Heading text=t::where_title(lang) wrong=errors.any()/>
        <TextField name="address" label=t::where_address(lang) hint=t::where_address_hint(lang) value=address error/>
        <Position latitude longitude error=position/>
    }
    .into_any()
}

/// Filled by the device when its owner asks for it; without script there is nothing to see unless it was filled before.
#[component]
fn Position(latitude: String, longitude: String, error: Option<String>) -> impl IntoView {
    let lang = lang();
    let shown = RwSignal::new(error.is_some() || !latitude.is_empty() || !longitude.is_empty());
    let (ready, failed) = (RwSignal::new(false), RwSignal::new(false));
    let fields = NodeRef::<html::Div>::new();
    Effect::new(move |_| ready.set(geolocation::is_there()));
    let ask = move |_| {
        failed.set(false);
        geolocation::ask(move |found| match found {
            Some((north, east)) => {
                geolocation::fill(fields, north, east);
                shown.set(true);
            }
            None => failed.set(true),
        });
    };
    let class = move || if ready.get() { "button button--quiet" } else { "button button--quiet button--waiting" };
    view! {
        <div class="position" node_ref=fields hidden=move || !shown.get()>
            <p class="field__hint">{t::where_position_hint(lang)}</p>
            <div class="position__fields">
                <TextField name="latitude" label=t::where_latitude(lang) value=latitude error help=NUMBER short=true/>
                <TextField name="longitude" label=t::where_longitude(lang) value=longitude help=NUMBER short=true/>
            </div>
        </div>
        <p class="position__ask">
            <button class=class type="button" on:click=ask>{t::where_use(lang)}</button>
            <span class="position__told" role="status">{move || failed.get().then(|| t::where_failed(lang))}</span>
        </p>
    }
}
