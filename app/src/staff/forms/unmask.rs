//! How the person can be reached, opened for a reason: an event that they see.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{
        choices,
        facts::{Fact, Facts},
        field::Errors,
        radios::{Choice, Radios},
        send::Send as SendButton,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use clearway::{
    case::{ShownContact, UnmaskReason},
    id::CaseId,
};
use leptos::{form::ActionForm, prelude::*};

/// Opens how the person can be reached; the answer is shown once and kept nowhere.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/unmask")]
pub async fn unmask(case: CaseId, #[server(default)] why: String) -> Result<ShownContact, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let why = UnmaskReason::parse(&why).ok_or(Refusal::TooShort)?;
    Ok(store.unmask(&staff, case, why, at).await?)
}

/// The form, and in its place what it opened.
#[component]
pub fn UnmaskForm(action: ServerAction<Unmask>, seen: Seen) -> impl IntoView {
    let lang = lang();
    let reason = |why: UnmaskReason| Choice::new(why.as_str(), choices::unmask_reason_asked(lang, why));
    let reasons: Vec<_> = UnmaskReason::ALL.into_iter().map(reason).collect();
    let opened = move || action.value().get().and_then(Result::ok);
    let reasons = StoredValue::new(reasons.into_iter().map(|choice| (choice.value, choice.text)).collect::<Vec<_>>());
    let seen = StoredValue::new(seen);
    let form = move || {
        let choices = reasons.get_value().into_iter().map(|(value, text)| Choice::new(value, text)).collect();
        view! {
            <details class="why form" open=move || action.value().with_untracked(Option::is_some)>
                <summary class="why__summary">{t::act_unmask(lang)}</summary>
                <Refused answer=action.value()/>
                <p class="form__note">{t::unmask_text(lang)}</p>
                <ActionForm action>
                    {seen.get_value().fields()}
                    <Radios name="why" legend=t::unmask_why(lang) errors=Errors::default() choices chosen=String::new()/>
                    <SendButton text=t::unmask_send(lang) pending=action.pending()/>
                </ActionForm>
            </details>
        }
    };
    move || match opened() {
        Some(contact) => view! { <Opened contact/> }.into_any(),
        None => form().into_any(),
    }
}

#[component]
fn Opened(contact: ShownContact) -> impl IntoView {
    let lang = lang();
    let ShownContact { name, phone, organisation, credit_code } = contact;
    let call = phone.map(
        |phone| view! { <Fact name=t::contact_phone(lang)><a href=format!("tel:{phone}")>{phone.clone()}</a></Fact> },
    );
    let line =
        |(label, value): (&'static str, Option<String>)| value.map(|value| view! { <Fact name=label>{value}</Fact> });
    let lines = [
        (t::unmask_name(lang), name),
        (t::organisation(lang), organisation),
        (t::check_credit_code(lang), credit_code),
    ];
    view! {
        <div class="hold hold--open" role="status">
            <p>{t::unmask_opened(lang)}</p>
            <Facts>{lines.map(line).into_iter().collect_view()}{call}</Facts>
        </div>
    }
}
