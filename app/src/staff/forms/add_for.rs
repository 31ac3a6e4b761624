//! What a caller or a visitor adds to their case, written down for them.

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
use clearway::id::CaseId;
use leptos::{form::ActionForm, prelude::*};

/// Writes down what the person adds.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/add-for")]
pub async fn add_for(number: String, case: CaseId, #[server(default)] added: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.add_for(&staff, case, None, &added, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form.
#[component]
pub fn AddForForm(
    action: ServerAction<AddFor>,
    seen: Seen,
    typed: RwSignal<String>,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let area = NodeRef::new();
    area::follow(area, typed);
    view! {
        <details class="why form" id="add-for" open=move || action.value().with_untracked(Option::is_some)>
            <summary class="why__summary">{t::act_add_for(lang)}</summary>
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                <Field name="added" label=t::add_for_label(lang) hint=Some(t::add_for_hint(lang).to_owned())>
                    <textarea class="input input--text" id="added" name="added" rows="4" aria-describedby=described_by("added", true, false) node_ref=area
                        on:input=move |event| typed.set(event_target_value(&event))>{typed.get_untracked()}</textarea>
                </Field>
                <SendButton text=t::add_for_send(lang) pending=action.pending()/>
            </ActionForm>
        </details>
    }
}
