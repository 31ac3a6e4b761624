//! Taking a case as one's own, taking it over, and giving it back to all.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{send::Send as SendButton, trouble::Refused, when},
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
use clearway::{case::Holder, id::CaseId};
use leptos::{form::ActionForm, prelude::*};

/// Takes a case; from somebody else only where `over` says that it is meant.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/claim")]
pub async fn claim(number: String, case: CaseId, seen: i64, #[server(default)] over: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.claim(&staff, case, seen, !over.is_empty(), at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Gives a case back to all who could work on it.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/let-go")]
pub async fn let_go(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.let_go(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form that takes it; where somebody else has it, it says who and since when.
#[component]
pub fn ClaimForm(
    action: ServerAction<Claim>,
    seen: Seen,
    holder: Option<Holder>,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let over = holder.is_some();
    let (text, class) = if over { (t::claim_over(lang), "hold hold--other") } else { (t::claim_send(lang), "hold") };
    let words = match holder {
        Some(Holder { name, since, .. }) => t::held_by(lang, name, when::time(since)),
        None => t::held_by_nobody(lang).to_owned(),
    };
    view! {
        <div class=class>
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                {over.then(|| view! { <input type="hidden" name="over" value="yes"/> })}
                <p class="hold__line"><span>{words}</span><SendButton text pending=action.pending()/></p>
            </ActionForm>
        </div>
    }
}

/// The form that gives it back.
#[component]
pub fn LetGoForm(action: ServerAction<LetGo>, seen: Seen, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="hold hold--own">
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                <p class="hold__line"><span>{t::held_by_you(lang)}</span><SendButton text=t::let_go_send(lang) pending=action.pending()/></p>
            </ActionForm>
        </div>
    }
}
