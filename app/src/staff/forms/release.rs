//! Reading an answer before the citizen does: it goes out, or back to whoever wrote it.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{
        area,
        field::{Field, described_by},
        send::Send as SendButton,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
#[cfg(feature = "ssr")]
use clearway::reply::NoteText;
use clearway::{id::CaseId, reply::NOTE_MAX};
use leptos::{form::ActionForm, prelude::*};

/// Lets the words go out.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/release")]
pub async fn release(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.release(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Gives the words back to whoever wrote them.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/return")]
pub async fn give_back(
    number: String,
    case: CaseId,
    seen: i64,
    #[server(default)] missing: String,
) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.give_back(&staff, case, seen, &NoteText::parse(&missing)?, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form that lets them go out.
#[component]
pub fn ReleaseForm(action: ServerAction<Release>, seen: Seen, words: String, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_release(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::release_text(lang)}</p>
            <div class="answer"><p class="words">{words}</p></div>
            <ActionForm action>
                {seen.fields()}
                <SendButton text=t::release_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

/// The form that gives them back.
#[component]
pub fn ReturnForm(
    action: ServerAction<GiveBack>,
    seen: Seen,
    typed: RwSignal<String>,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let area = NodeRef::new();
    area::follow(area, typed);
    view! {
        <details class="why form" open=move || action.value().with_untracked(Option::is_some)>
            <summary class="why__summary">{t::act_return(lang)}</summary>
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                <Field name="missing" label=t::return_label(lang) hint=Some(t::return_hint(lang, NOTE_MAX))>
                    <textarea class="input input--text" id="missing" name="missing" rows="3"
                        aria-describedby=described_by("missing", true, false) node_ref=area
                        on:input=move |event| typed.set(event_target_value(&event))>{typed.get_untracked()}</textarea>
                </Field>
                <SendButton text=t::return_send(lang) pending=action.pending()/>
            </ActionForm>
        </details>
    }
}
