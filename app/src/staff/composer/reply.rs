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
use clearway::{
    case::CaseFile,
    id::CaseId,
    reply::{DraftPart, REPLY_MAX, REPLY_MIN},
};
#[cfg(feature = "ssr")]
use clearway::{refusal::Refusal, reply::ReplyText, store::Error};
use leptos::{form::ActionForm, html, prelude::*};

/// Hands in the words to the citizen.
///
/// # Errors
/// When a rule refuses them, or a fault.
#[server(endpoint = "case/reply")]
pub async fn reply(
    number: String,
    case: CaseId,
    seen: i64,
    #[server(default)] text: String,
    #[server(default)] checked: String,
) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let text = ReplyText::parse(&text)?.checked(!checked.is_empty());
    match store.reply(&staff, case, seen, &text, at).await {
        Err(Error::Refused(Refusal::Unchecked)) => return Err(Denied::personal(&store.personal_in(&text, at).await?)),
        sent => sent?,
    }
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
            <Checked action/>
            <SendButton text=t::reply_send(lang) pending=action.pending()/>
        </ActionForm>
    }
}

/// Asked where a number of a person seems to stand in the words: whoever has looked at it says so.
#[component]
fn Checked(action: ServerAction<Reply>) -> impl IntoView {
    let lang = lang();
    let asked = Memo::new(move |before: Option<&bool>| match action.value().get() {
        Some(Err(Denied::Personal(_))) => true,
        Some(Ok(())) => false,
        // while it is on its way, or is refused for something else, the box stays as it was ticked
        None | Some(Err(_)) => before.copied().unwrap_or_default(),
    });
    view! {
        <Show when=move || asked.get()>
            <p class="reply-checked">
                <input type="checkbox" id="checked" name="checked" value="yes" required=true/>
                <label for="checked">{t::reply_checked(lang)}</label>
            </p>
        </Show>
    }
}
