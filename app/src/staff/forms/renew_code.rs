//! A new query code for somebody who lost theirs, once they were called back.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{send::Send as SendButton, trouble::Refused},
};
use clearway::id::CaseId;
use leptos::{form::ActionForm, prelude::*};

/// Gives a new code; it is told here and never again.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/renew-code")]
pub async fn renew_code(case: CaseId, #[server(default)] called: String) -> Result<String, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    Ok(store.renew_code(&staff, case, !called.is_empty(), at).await?.grouped())
}

/// The form, and in its place the code to read out.
#[component]
pub fn RenewCodeForm(
    action: ServerAction<RenewCode>,
    seen: Seen,
    /// The number on record, masked.
    phone: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let (seen, phone) = (StoredValue::new(seen), StoredValue::new(phone.unwrap_or_default()));
    move || match action.value().get().and_then(Result::ok) {
        Some(code) => view! {
            <div class="hold hold--open" role="status">
                <p>{t::renewed(lang)}</p>
                <p class="receipt__code">{code}</p>
            </div>
        }
        .into_any(),
        None => view! {
            <details class="why form" open=move || action.value().with_untracked(Option::is_some)>
                <summary class="why__summary">{t::act_renew_code(lang)}</summary>
                <Refused answer=action.value()/>
                <p class="form__note">{t::renew_text(lang)}</p>
                <ActionForm action>
                    {seen.get_value().fields()}
                    <p>
                        <input type="checkbox" id="called" name="called" value="yes" required=true/>
                        <label for="called">{t::renew_called(lang, phone.get_value())}</label>
                    </p>
                    <SendButton text=t::renew_send(lang) pending=action.pending()/>
                </ActionForm>
            </details>
        }
        .into_any(),
    }
}
