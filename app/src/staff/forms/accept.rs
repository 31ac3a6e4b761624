//! Taking a case on for the department.

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

/// Takes a case on.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/accept")]
pub async fn accept(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.accept(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form.
#[component]
pub fn AcceptForm(action: ServerAction<Accept>, seen: Seen, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_accept(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::accept_text(lang)}</p>
            <ActionForm action>
                {seen.fields()}
                <SendButton text=t::accept_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
