//! `/s/second-factor`: six digits after the password, or the first set-up of what shows them.

#[cfg(feature = "ssr")]
use crate::desk::{self, own_desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    routes,
    staff::{header::StaffFrame, recovery::RecoveryCodes, sign_in::why},
    ui::{
        error_summary::ErrorSummary,
        field::{Help, TextField},
        heading::Heading,
        send::Send,
        trouble::{Refused, Trouble},
        words,
    },
};
use clearway::{account::Proof, refusal::Refusal};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// Digits from a telephone, which may fill them in by itself.
pub const DIGITS: Help = Help {
    kind: None,
    autocomplete: Some("one-time-code"),
    inputmode: Some("numeric"),
    autocapitalize: Some("none"),
    spellcheck: Some("false"),
};
/// The same where letters may be typed, too.
const CODE: Help = Help { inputmode: None, ..DIGITS };

/// What is still to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofNow {
    /// Digits, a set-up, or nothing more.
    pub proof: Option<Proof>,
    /// The secret to type, where one waits to be confirmed.
    pub secret: Option<String>,
}

/// Reads what is still to be shown.
///
/// # Errors
/// When nobody gave a password, or a fault.
#[server(endpoint = "proof/read")]
pub async fn read_proof() -> Result<ProofNow, Denied> {
    let desk = own_desk().await?;
    let secret = match desk.proof {
        Some(Proof::Code) => None,
        _ => desk.store.read_factor_secret(desk.staff.id, &desk.staff.name, &desk.office.issuer()).await.ok(),
    };
    Ok(ProofNow { proof: desk.proof, secret: secret.map(|secret| secret.typed) })
}

/// Shows digits or a recovery code.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "proof/show")]
pub async fn show_proof(#[server(default)] code: String, #[server(default)] to: String) -> Result<(), Denied> {
    let desk = own_desk().await?;
    match desk.tries(desk.store.prove(desk.staff.id, &desk.token, &code, desk.at)).await {
        Ok(()) => desk::go(routes::desk_page(&to).unwrap_or(routes::STAFF)),
        Err(Denied::Refused(Refusal::Wait(minutes))) => {
            desk::go(&routes::marked(&routes::second_factor_for(&to), &format!("{minutes}m")))
        }
        Err(Denied::Refused(_)) => desk::go(&routes::marked(&routes::second_factor_for(&to), "1")),
        Err(denied) => Err(denied),
    }
}

/// Puts a second factor in use; the recovery codes are told here and never again.
///
/// # Errors
/// When the digits are wrong, nothing waits to be confirmed, or a fault.
#[server(endpoint = "proof/confirm")]
pub async fn confirm_factor(#[server(default)] digits: String) -> Result<Vec<String>, Denied> {
    desk::asked_by_the_app()?;
    let desk = own_desk().await?;
    let digits: String = digits.split_whitespace().collect();
    let codes = desk.tries(desk.store.confirm_factor(desk.staff.id, &desk.token, &digits, desk.at)).await?;
    Ok(codes.iter().map(clearway::account::RecoveryCode::grouped).collect())
}

/// The page.
#[component]
pub fn SecondFactor() -> impl IntoView {
    let proof = read(|| (), |()| read_proof());
    view! {
        <StaffFrame>
            <Transition>
                {move || proof.get().map(|proof| match proof {
                    Ok(ProofNow { proof: Some(Proof::Code), .. }) => view! { <Show/> }.into_any(),
                    Ok(ProofNow { secret: Some(secret), .. }) => view! { <SetUp secret/> }.into_any(),
                    Ok(_) => view! { <Already/> }.into_any(),
                    Err(denied) => view! { <Trouble denied/> }.into_any(),
                })}
            </Transition>
        </StaffFrame>
    }
}

#[component]
fn Already() -> impl IntoView {
    let lang = lang();
    view! {
        <Heading text=t::factor_title(lang)/>
        <p>{t::factor_nothing(lang)}</p>
        <p class="actions"><a class="button" href=routes::ACCOUNT>{t::account_title(lang)}</a></p>
    }
}

/// Asks for digits or a recovery code; works without script.
#[component]
fn Show() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let action = ServerAction::<ShowProof>::new();
    move || {
        action.version().track();
        let words = query.read().get("e").map(|mark| {
            let why = match why(&mark) {
                Refusal::WrongPassword => Refusal::WrongCode,
                wait => wait,
            };
            words::denied(lang, &Denied::Refused(why))
        });
        let wrong = words.is_some();
        let summary = words.clone().map(|words| view! { <ErrorSummary problems=vec![("code", words)]/> });
        view! {
            {summary}
            <Heading text=t::proof_title(lang) wrong/>
            <Refused answer=action.value()/>
            <div class="form">
                <ActionForm action attr:novalidate=true>
                    <input type="hidden" name="to" value=query.read().get("to").unwrap_or_default()/>
                    <TextField name="code" label=t::proof_code(lang) hint=t::proof_hint(lang) error=words help=CODE/>
                    <Send text=t::proof_send(lang) pending=action.pending()/>
                </ActionForm>
            </div>
            <p class="second-factor__lost">{t::proof_lost(lang)}</p>
        }
    }
}

/// Shows the secret and asks for the first digits.
#[component]
fn SetUp(secret: String) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<ConfirmFactor>::new();
    let codes = move || action.value().get().and_then(Result::ok);
    let form = move || {
        view! {
            <Heading text=t::factor_title(lang)/>
            <p>{t::factor_why(lang)}</p>
            <ol class="factor">
                <li>{t::factor_app(lang)}</li>
                <li>
                    {t::factor_scan(lang)}
                    <img class="factor__square" src=routes::FACTOR_QR width="180" height="180" alt=t::factor_square(lang)/>
                    <p>{t::factor_type(lang)}" "<code class="factor__secret">{secret.clone()}</code></p>
                </li>
                <li>{t::factor_digits(lang)}</li>
            </ol>
            <Refused answer=action.value()/>
            <div class="form">
                <ActionForm action attr:novalidate=true>
                    <TextField name="digits" label=t::factor_code(lang) help=DIGITS/>
                    <Send text=t::factor_send(lang) pending=action.pending()/>
                </ActionForm>
            </div>
        }
    };
    move || match codes() {
        Some(codes) => view! { <RecoveryCodes codes next=routes::STAFF/> }.into_any(),
        None => form().into_any(),
    }
}
