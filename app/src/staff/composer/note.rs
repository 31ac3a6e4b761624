//! Words to colleagues; the citizen never reads them.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::{
        composer::{keep::Kept, words::Words},
        forms::Seen,
    },
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
use clearway::{
    id::CaseId,
    reply::{DraftPart, NOTE_MAX},
};
use leptos::{form::ActionForm, prelude::*};

/// Writes down something for colleagues.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/note")]
pub async fn note(number: String, case: CaseId, #[server(default)] note: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.note(&staff, case, &NoteText::parse(&note)?, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form.
#[component]
pub fn NoteForm(action: ServerAction<Note>, seen: Seen, words: Words, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    let (version, typed) = (seen.version(), words.of(DraftPart::Note));
    let area = NodeRef::new();
    area::follow(area, typed);
    view! {
        <Refused answer=action.value() again/>
        <ActionForm action>
            {seen.fields()}
            <Field name="note" label=t::note_label(lang) hint=Some(t::note_hint(lang, NOTE_MAX))>
                <textarea class="input input--text" id="note" name="note" rows="5" aria-describedby=described_by("note", true, false) node_ref=area
                    on:input=move |event| words.typed(DraftPart::Note, event_target_value(&event), version)
                    on:blur=move |_| words.keep_now(DraftPart::Note)>{typed.get_untracked()}</textarea>
                <Kept part=DraftPart::Note words/>
            </Field>
            <SendButton text=t::note_send(lang) pending=action.pending() quiet=true/>
        </ActionForm>
    }
}
