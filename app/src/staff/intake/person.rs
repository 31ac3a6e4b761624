//! Who calls or stands at the window: a part of its own, never mixed with whoever writes it down.

use crate::{
    lang::{Lang, t},
    staff::intake::typed::Live,
    ui::{
        choices,
        field::{Errors, Help, TextField},
        radios::{Choice, Radios},
    },
};
use clearway::report::{Channel, Identity, ReportForm, Visibility, Who};
use leptos::prelude::*;

/// Nothing of what a person says is offered to the next one.
const HELP: Help =
    Help { kind: None, autocomplete: Some("off"), inputmode: None, autocapitalize: None, spellcheck: Some("false") };
const PHONE: Help = Help { kind: Some("tel"), ..HELP };

/// Telephone first: it finds what the person reported before.
pub fn person(lang: Lang, channel: Channel, form: &ReportForm, errors: &Errors, live: Live) -> AnyView {
    let ReportForm { phone, name, organisation, credit_code, who, .. } = form.clone();
    let error = |field| errors.of(field);
    let legend = match channel {
        Channel::Window => t::intake_visitor(lang),
        _ => t::intake_caller(lang),
    };
    let choice = |who: Who| Choice::new(who.as_str(), choices::who(lang, who));
    let kinds = Who::ALL.map(choice).into();
    let not_organisation = move || live.who() != Some(Who::Organisation);
    let note = move || (live.who() == Some(Who::Anonymous)).then(|| t::intake_anonymous(lang));
    view! {
        <fieldset class="intake__part">
            <legend class="intake__legend">{legend}</legend>
            <div class="intake__row">
                <TextField name="phone" label=t::contact_phone(lang) hint=t::contact_phone_hint(lang) value=phone error=error("phone") help=PHONE/>
                <TextField name="name" label=t::intake_name(lang) value=name error=error("name") help=HELP/>
            </div>
            <Radios name="who" legend=t::intake_who(lang) choices=kinds chosen=who errors=errors.clone()/>
            <p class="intake__note" role="status">{note}</p>
            <div class="intake__row" hidden=not_organisation>
                <TextField name="organisation" label=t::organisation(lang) value=organisation error=error("organisation") help=HELP/>
                <TextField name="credit_code" label=t::credit_code(lang) value=credit_code error=error("credit_code") help=HELP/>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Who can read it, and who learns who reported it: the person is asked, nothing is taken for granted.
pub fn privacy(lang: Lang, form: &ReportForm, errors: &Errors, live: Live) -> AnyView {
    let visible = |seen: Visibility| Choice::new(seen.as_str(), choices::visibility(lang, seen));
    let known = |known: Identity| Choice::new(known.as_str(), choices::identity(lang, known));
    let (seen, identity) = (form.visibility.clone(), form.identity.clone());
    view! {
        <fieldset class="intake__part">
            <legend class="intake__legend">{t::privacy_step_title(lang)}</legend>
            <Radios name="visibility" legend=t::visibility_legend(lang) choices=Visibility::ALL.map(visible).into() chosen=seen errors=errors.clone()/>
            <div hidden=move || live.who() == Some(Who::Anonymous)>
                <Radios name="identity" legend=t::intake_identity(lang) choices=[Identity::Named, Identity::Shielded].map(known).into() chosen=identity errors=errors.clone()/>
            </div>
        </fieldset>
    }
    .into_any()
}
