//! The words to the citizen.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::{
        composer::{keep::Kept, template::Templates, words::Words},
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
use clearway::reply::ReplyText;
use clearway::{
    case::CaseFile,
    id::CaseId,
    reply::{DraftPart, REPLY_MAX, REPLY_MIN},
};
use leptos::{form::ActionForm, html, prelude::*};

/// Hands in the words to the citizen.
///
/// # Errors
/// When a rule refuses them, or a fault.
#[server(endpoint = "case/reply")]
pub async fn reply(number: String, case: CaseId, seen: i64, #[server(default)] text: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let text = ReplyText::parse(&text)?;
    store.reply(&staff, case, seen, &text, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form.
#[component]
pub fn ReplyForm(
    action: ServerAction<Reply>,
    seen: Seen,
    file: CaseFile,
    words: Words,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let (version, typed) = (seen.version(), words.of(DraftPart::Reply));
    let area = NodeRef::<html::Textarea>::new();
    area::follow(area, typed);
    let described = format!("{} text-count", described_by("text", true, false).unwrap_or_default());
    let count = move || match typed.read().trim().chars().count() {
        length if length > REPLY_MAX => t::length_over(lang, length - REPLY_MAX),
        length => t::length_left(lang, REPLY_MAX - length),
    };
    view! {
        <Refused answer=action.value() again/>
        <Templates file area words version/>
        <ActionForm action>
            {seen.fields()}
            <Field name="text" label=t::reply_label(lang) hint=Some(t::reply_hint(lang, REPLY_MAX, REPLY_MIN))>
                <textarea class="input input--text" id="text" name="text" rows="10" aria-describedby=described node_ref=area
                    on:input=move |event| words.typed(DraftPart::Reply, event_target_value(&event), version)
                    on:blur=move |_| words.keep_now(DraftPart::Reply)>{typed.get_untracked()}</textarea>
                <p class="field__count" id="text-count">{count}</p>
                <Kept part=DraftPart::Reply words/>
            </Field>
            <SendButton text=t::reply_send(lang) pending=action.pending()/>
        </ActionForm>
    }
}
