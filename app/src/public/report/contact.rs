//! How the person can be reached.

use crate::{
    lang::{Lang, t},
    public::report::page::StepPage,
    ui::{
        field::{Errors, Help, TextField},
        heading::Heading,
    },
};
use clearway::report::{ReportForm, Who};
use leptos::prelude::*;

const HELP: Help =
    Help { kind: None, autocomplete: None, inputmode: None, autocapitalize: None, spellcheck: Some("false") };
const ORGANISATION: Help = Help { autocomplete: Some("organization"), ..HELP };
const CREDIT_CODE: Help = Help { autocomplete: Some("off"), autocapitalize: Some("characters"), ..HELP };
const NAME: Help = Help { autocomplete: Some("name"), ..HELP };
/// Numbers are typed on the pad for telephones.
const PHONE: Help = Help { kind: Some("tel"), autocomplete: Some("tel"), spellcheck: None, ..HELP };

/// Name and telephone; of an organisation also what it is called and registered under.
pub fn contact(lang: Lang, page: StepPage, errors: Errors) -> AnyView {
    let ReportForm { organisation, credit_code, name, phone, who, .. } = page.form;
    let error = |field| errors.of(field);
    let of_organisation = (Who::parse(&who) == Some(Who::Organisation)).then(|| view! {
        <TextField name="organisation" label=t::organisation(lang) value=organisation error=error("organisation") help=ORGANISATION/>
        <TextField name="credit_code" label=t::credit_code(lang) hint=t::credit_code_hint(lang) value=credit_code error=error("credit_code") help=CREDIT_CODE/>
    });
    let masked = page.by_link.then(|| view! { <p class="form__note">{t::contact_masked(lang)}</p> });
    view! {
        <Heading text=t::contact_step_title(lang) wrong=errors.any()/>
        <p class="field__hint">{t::contact_lead(lang)}</p>
        {masked}
        {of_organisation}
        <TextField name="name" label=t::contact_name(lang) hint=t::contact_name_hint(lang) value=name error=error("name") help=NAME/>
        <TextField name="phone" label=t::contact_phone(lang) hint=t::contact_phone_hint(lang) value=phone error=error("phone") help=PHONE/>
    }
    .into_any()
}
