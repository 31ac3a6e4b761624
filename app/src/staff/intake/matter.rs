//! What the person says: the fields of every report, on one page.

use crate::{
    lang::{Lang, lang, t},
    staff::intake::{IntakeNow, typed::Live},
    ui::{
        choices,
        date::DateFields,
        field::{Errors, Field, Help, TextField, described_by},
        length::LongText,
        radios::{Choice, Radios},
        select::RegionSelect,
    },
};
use clearway::{
    danger,
    report::{
        Kind, Obstacle, ReportForm, TriedAt, WHAT_MAX, WISH_MAX,
        form::{UNSURE, YES},
    },
};
use leptos::prelude::*;

const HELP: Help =
    Help { kind: None, autocomplete: Some("off"), inputmode: None, autocapitalize: None, spellcheck: Some("false") };

/// What happened: the words first, for people tell it first.
pub fn matter(lang: Lang, page: &IntakeNow, errors: &Errors, live: Live) -> AnyView {
    let ReportForm { what, wish, kind, obstacle, tried_at, site, .. } = page.form.clone();
    let kinds = Kind::OFFERED.map(|kind| Choice::new(kind.as_str(), choices::kind(lang, kind))).into();
    let obstacles = Obstacle::ALL.map(|word| Choice::new(word.as_str(), choices::obstacle(lang, word))).into();
    let places = TriedAt::ALL.map(|word| Choice::new(word.as_str(), choices::tried_at(lang, word))).into();
    view! {
        <fieldset class="intake__part">
            <legend class="intake__legend">{t::intake_matter(lang)}</legend>
            <Radios name="kind" legend=t::kind(lang) choices=kinds chosen=kind errors=errors.clone()/>
            <LongText name="what" label=t::what_label(lang) hint=t::intake_what_hint(lang) most=WHAT_MAX rows="5" typed=what errors=errors.clone()/>
            <Danger typed=page.form.danger.clone() errors=errors.clone() live/>
            <LongText name="wish" label=t::wish_label(lang) hint=t::wish_hint(lang) most=WISH_MAX rows="2" typed=wish errors=errors.clone()/>
            <div hidden=move || !live.met_an_obstacle()>
                <Radios name="obstacle" legend=t::check_obstacle(lang) choices=obstacles chosen=obstacle errors=errors.clone()/>
                <Radios name="tried_at" legend=t::check_tried(lang) choices=places chosen=tried_at errors=errors.clone()/>
                <div hidden=move || !live.has_a_site()>
                    <TextField name="site" label=t::site(lang) value=site error=errors.of("site") help=HELP/>
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Which service, where and when.
pub fn place(lang: Lang, page: &IntakeNow, errors: &Errors, live: Live) -> AnyView {
    let ReportForm { county, township, year, month, day, reference, address, .. } = page.form.clone();
    let counties = page.counties.clone();
    let only = counties.len() == 1;
    let field = errors.clone();
    let townships = move || live.beside.with(|beside| beside.townships.clone());
    let townships = Memo::new(move |_| townships());
    let township = move || {
        let regions = townships.get();
        (!regions.is_empty()).then(|| view! {
            <RegionSelect name="township" label=t::check_township(lang) empty=t::township_choose(lang) unsure=Some((UNSURE, t::township_unsure(lang)))
                regions chosen=township.clone() errors=field.clone() among=true/>
        })
    };
    let county = (!only).then(|| view! {
        <RegionSelect name="county" label=t::check_county(lang) empty=t::county_choose(lang) regions=counties chosen=county.clone() errors=errors.clone() among=true/>
    });
    let hidden = only.then(|| view! { <input type="hidden" name="county" value=page.form.county.clone()/> });
    let service = page.has_services.then(|| view! { <Service form=page.form.clone() errors=errors.clone() live/> });
    let example = jiff::Zoned::new(page.now, jiff::tz::TimeZone::UTC).year();
    view! {
        <fieldset class="intake__part">
            <legend class="intake__legend">{t::intake_place(lang)}</legend>
            {service}
            <div class="intake__row">{county}{hidden}{township}</div>
            <div class="intake__row">
                <TextField name="address" label=t::where_address(lang) value=address error=errors.of("address") help=HELP/>
                <TextField name="reference" label=t::when_reference(lang) value=reference error=errors.of("reference") help=HELP/>
            </div>
            <DateFields legend=t::when_date(lang) hint=t::when_date_hint(lang, example) typed=[year, month, day] errors=errors.clone()/>
        </fieldset>
    }
    .into_any()
}

/// Found while it is typed, by words or by the first letters of their reading.
#[component]
fn Service(form: ReportForm, errors: Errors, live: Live) -> impl IntoView {
    let lang = lang();
    let error = errors.of("service_q");
    let described = described_by("service_q", true, error.is_some());
    let services = Memo::new(move |_| live.beside.with(|beside| beside.services.clone()));
    let found = move || {
        let chosen = live.form.with_untracked(|form| form.service.clone());
        let items = services.get().into_iter().map(|item| Choice::new(item.code.to_string(), item.name));
        let choices = items.chain([Choice::new(UNSURE, t::service_unsure(lang))]).collect();
        view! { <Radios name="service" legend=t::check_service(lang) choices chosen errors=errors.clone()/> }
    };
    view! {
        <Field name="service_q" label=t::service_search(lang) hint=Some(t::intake_service_hint(lang).to_owned()) error>
            <input class="input" id="service_q" name="service_q" type="text" value=form.service_q autocomplete="off" spellcheck="false" aria-describedby=described/>
        </Field>
        {found}
    }
}

/// As soon as words tell of danger: the emergency numbers, and a box for whoever has read them out.
#[component]
fn Danger(typed: String, errors: Errors, live: Live) -> impl IntoView {
    let lang = lang();
    let told = Memo::new(move |_| live.form.with(|form| danger::is_told_in(&form.what)));
    let error = errors.of("danger");
    let class = if error.is_some() { "danger intake__danger field--wrong" } else { "danger intake__danger" };
    let checked = typed == YES;
    let number = |text| view! { <li class="danger__item">{text}</li> };
    view! {
        <div class=class role="alert" hidden=move || !told.get()>
            <p class="intake__alarm">{t::intake_danger(lang)}</p>
            <ul class="danger__list">{[t::danger_119(lang), t::danger_120(lang), t::danger_110(lang)].map(number).into_iter().collect_view()}</ul>
            {error.map(|error| view! { <p class="field__error" id="danger-error">{error}</p> })}
            <div class="choice">
                <input class="choice__input" type="checkbox" id="danger" name="danger" value=YES checked=checked/>
                <label class="choice__label" for="danger">{t::intake_danger_told(lang)}</label>
            </div>
        </div>
    }
}
