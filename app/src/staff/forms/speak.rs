//! The first contact: that somebody spoke to the person, or tried to.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{
        area, choices,
        field::{Errors, Field, described_by},
        radios::{Choice, Radios},
        send::Send as SendButton,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
use clearway::{case::ContactWay, id::CaseId, reply::NOTE_MAX};
#[cfg(feature = "ssr")]
use clearway::{refusal::Refusal, reply::NoteText};
use leptos::{form::ActionForm, prelude::*};

/// Writes down that somebody spoke to the person, or tried to.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/contact")]
pub async fn contact(
    number: String,
    case: CaseId,
    seen: i64,
    #[server(default)] way: String,
    #[server(default)] reached: String,
    #[server(default)] said: String,
) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let way = ContactWay::parse(&way).ok_or(Refusal::TooShort)?;
    let said = (!said.trim().is_empty()).then(|| NoteText::parse(&said)).transpose()?;
    store.contact(&staff, case, seen, (way, reached == "yes", said.as_ref()), at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form.
#[component]
pub fn ContactForm(
    action: ServerAction<Contact>,
    seen: Seen,
    /// Whether somebody has spoken to them already.
    spoken: bool,
    typed: RwSignal<String>,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let area = NodeRef::new();
    area::follow(area, typed);
    let way = |way: ContactWay| Choice::new(way.as_str(), choices::contact_way(lang, way));
    let ways = ContactWay::ALL.into_iter().map(way).collect();
    let reached = vec![Choice::new("yes", t::contact_reached(lang)), Choice::new("no", t::contact_missed(lang))];
    let title = if spoken { t::act_contact_again(lang) } else { t::act_contact(lang) };
    view! {
        <details class="why form" open=!spoken>
            <summary class="why__summary">{title}</summary>
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                <Radios name="way" legend=t::contact_how(lang) errors=Errors::default() choices=ways chosen=ContactWay::Phone.as_str().to_owned()/>
                <Radios name="reached" legend=t::contact_result(lang) errors=Errors::default() choices=reached chosen="yes".to_owned()/>
                <Field name="said" label=t::contact_said(lang) hint=Some(t::contact_said_hint(lang, NOTE_MAX))>
                    <textarea class="input input--text" id="said" name="said" rows="3" aria-describedby=described_by("said", true, false) node_ref=area
                        on:input=move |event| typed.set(event_target_value(&event))>{typed.get_untracked()}</textarea>
                </Field>
                <SendButton text=t::contact_send(lang) pending=action.pending()/>
            </ActionForm>
        </details>
    }
}
