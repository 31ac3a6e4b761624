//! Where it is: the county, then the township.

use crate::{
    lang::{Lang, t},
    public::report::page::StepPage,
    ui::{field::Errors, select::RegionSelect},
};
use clearway::report::form::UNSURE;
use leptos::prelude::*;

/// In which county.
pub fn county(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    view! {
        <RegionSelect name="county" label=t::county_title(lang) empty=t::county_choose(lang)
            regions=page.with.regions chosen=page.form.county errors/>
    }
    .into_any()
}

/// In which township; whoever does not know says so.
pub fn township(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    view! {
        <RegionSelect name="township" label=t::township_title(lang) empty=t::township_choose(lang)
            unsure=Some((UNSURE, t::township_unsure(lang))) regions=page.with.regions chosen=page.form.township errors/>
    }
    .into_any()
}
