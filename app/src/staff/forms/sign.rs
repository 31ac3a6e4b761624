//! Signing an answer for the department.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{send::Send as SendButton, trouble::Refused},
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
use clearway::id::CaseId;
use leptos::{form::ActionForm, prelude::*};

/// Signs the words for the department.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/sign")]
pub async fn sign(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.sign(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form.
#[component]
pub fn SignForm(action: ServerAction<Sign>, seen: Seen, words: String, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_sign(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::sign_text(lang)}</p>
            <div class="answer"><p class="words">{words}</p></div>
            <ActionForm action>
                {seen.fields()}
                <SendButton text=t::sign_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
