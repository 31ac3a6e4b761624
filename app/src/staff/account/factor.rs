//! The second factor of one's own account: on, off, and its recovery codes.

use crate::{
    denied::Denied,
    lang::{lang, t},
    routes::ACCOUNT,
    staff::{recovery::RecoveryCodes, sign_in::PASSWORD},
    ui::{
        field::TextField,
        send::{Send, successes},
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, own_desk},
    routes::SECOND_FACTOR,
};
use clearway::account::Account;
use leptos::{form::ActionForm, prelude::*};

/// Begins to set a second factor up.
///
/// # Errors
/// When the password is wrong, or a fault.
#[server(endpoint = "account/begin-factor")]
pub async fn begin_factor(#[server(default)] password: String) -> Result<(), Denied> {
    let desk = own_desk().await?.proven()?;
    desk.asks_password(password).await?;
    desk.store.begin_factor(desk.staff.id, desk.at).await?;
    desk::go(SECOND_FACTOR)
}

/// Gives out new recovery codes; those before open nothing any more.
///
/// # Errors
/// When the password is wrong, there is no second factor, or a fault.
#[server(endpoint = "account/renew-codes")]
pub async fn renew_codes(#[server(default)] password: String) -> Result<Vec<String>, Denied> {
    desk::asked_by_the_app()?;
    let desk = own_desk().await?.proven()?;
    desk.asks_password(password).await?;
    let codes = desk.store.renew_recovery_codes(desk.staff.id, desk.at).await?;
    Ok(codes.iter().map(clearway::account::RecoveryCode::grouped).collect())
}

/// Switches the second factor off.
///
/// # Errors
/// When the password is wrong, the role needs one, or a fault.
#[server(endpoint = "account/remove-factor")]
pub async fn remove_factor(#[server(default)] password: String) -> Result<(), Denied> {
    let desk = own_desk().await?.proven()?;
    desk.asks_password(password).await?;
    desk.store.switch_factor_off(desk.staff.id, &desk.token).await?;
    desk::go(ACCOUNT)
}

/// What stands on the page of it.
#[component]
pub fn FactorPart(
    /// The account.
    account: Account,
    /// Reads the page again.
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let part = match account.second_factor {
        true => view! { <On account again/> }.into_any(),
        false => view! { <Off/> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby="factor">
            <h2 class="section__title" id="factor">{t::factor_title(lang)}</h2>
            {part}
        </section>
    }
}

#[component]
fn Off() -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<BeginFactor>::new();
    view! {
        <p>{t::factor_off(lang)}</p>
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action attr:novalidate=true>
                <TextField name="password" id="factor-on" label=t::own_password(lang) help=PASSWORD/>
                <Send text=t::factor_begin(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

#[component]
fn On(account: Account, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    let (renew, remove) = (ServerAction::<RenewCodes>::new(), ServerAction::<RemoveFactor>::new());
    let removed = successes(remove);
    Effect::new(move |_| {
        if removed.get() > 0 {
            again.run(());
        }
    });
    let codes = move || renew.value().get().and_then(Result::ok);
    let left = account.recovery_codes;
    let removing = (!account.needs_second_factor).then(|| {
        view! {
            <details class="why">
                <summary class="why__summary">{t::factor_remove(lang)}</summary>
                <Refused answer=remove.value()/>
                <ActionForm action=remove attr:novalidate=true>
                    <TextField name="password" id="factor-off" label=t::own_password(lang) help=PASSWORD/>
                    <Send text=t::factor_remove(lang) pending=remove.pending()/>
                </ActionForm>
            </details>
        }
        .into_any()
    });
    let forms = move || {
        view! {
            <p>{t::factor_on(lang)}" "{t::recovery_left(lang, usize::try_from(left).unwrap_or_default())}</p>
            <details class="why">
                <summary class="why__summary">{t::recovery_renew(lang)}</summary>
                <Refused answer=renew.value()/>
                <ActionForm action=renew attr:novalidate=true>
                    <TextField name="password" id="factor-renew" label=t::own_password(lang) help=PASSWORD/>
                    <Send text=t::recovery_renew(lang) pending=renew.pending()/>
                </ActionForm>
            </details>
        }
    };
    view! {
        {move || match codes() {
            Some(codes) => view! { <RecoveryCodes codes next=ACCOUNT/> }.into_any(),
            None => forms().into_any(),
        }}
        {removing}
    }
    .into_any()
}
