//! The account of a colleague, on their page: who needs a new password, who must be signed out.

use crate::{
    denied::Denied,
    lang::{lang, t},
    ui::{
        copy::Copy,
        send::{Send, successes},
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk, own_desk},
    routes,
};
#[cfg(feature = "ssr")]
use clearway::office::Thing;
#[cfg(feature = "ssr")]
use clearway::store::Token;
use clearway::{id::StaffId, policy::PASSWORD_LINK_HOURS};
use leptos::{form::ActionForm, prelude::*};

/// Makes a link with which somebody chooses a new password; it is told here and never again.
///
/// # Errors
/// For whoever is no admin, for oneself, when the password is wrong, or a fault.
#[server(endpoint = "people/make-link")]
pub async fn make_link(
    whom: StaffId,
    #[server(default)] password: String,
    #[server(default)] without_factor: String,
) -> Result<String, Denied> {
    desk::asked_by_the_app()?;
    let own = own_desk().await?.proven()?;
    own.asks_password(password).await?;
    let link = Token::from_bytes(desk::chance());
    own.store.make_password_link(Some(&own.staff), whom, &link, !without_factor.is_empty(), own.at).await?;
    tracing::info!(by = %own.staff.id, %whom, without_factor = !without_factor.is_empty(), "a link for a new password was made");
    Ok(own.office.link_to(&routes::choose_password(&link.to_string())))
}

/// Signs somebody out everywhere.
///
/// # Errors
/// For whoever is no admin, or a fault.
#[server(endpoint = "people/sign-out")]
pub async fn sign_out_colleague(whom: StaffId) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.sign_out_colleague(&staff, whom, at).await?;
    tracing::info!(by = %staff.id, %whom, "somebody was signed out everywhere");
    desk::go(&routes::admin_sheet(Thing::Staff.as_str(), &whom.to_string()))
}

/// What an admin can do for the account.
#[component]
pub fn Account(
    /// Whose.
    id: StaffId,
    /// Whether it has a second factor.
    second_factor: bool,
) -> impl IntoView {
    let lang = lang();
    let out = ServerAction::<SignOutColleague>::new();
    let is_out = successes(out);
    view! {
        <section class="person" aria-labelledby="account">
            <h2 class="section__title" id="account">{t::admin_account(lang)}</h2>
            <p class="person__facts">{t::people_text(lang)}</p>
            <div class="person__acts">
                <NewLink id second_factor/>
                <Refused answer=out.value()/>
                {move || (is_out.get() == 0).then(|| view! {
                    <ActionForm action=out>
                        <input type="hidden" name="whom" value=id.to_string()/>
                        <button class="button button--quiet">{t::people_sign_out(lang)}</button>
                    </ActionForm>
                })}
                <p role="status">{move || (is_out.get() > 0).then(|| t::people_is_out(lang))}</p>
            </div>
        </section>
    }
}

#[component]
fn NewLink(id: StaffId, second_factor: bool) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<MakeLink>::new();
    let (box_id, password_id) = (format!("without-{id}"), format!("password-{id}"));
    let lost = second_factor.then(|| {
        view! {
            <p class="person__lost">
                <input type="checkbox" id=box_id.clone() name="without_factor" value="yes"/>
                <label for=box_id>{t::people_without_factor(lang)}</label>
            </p>
        }
    });
    let link = move || {
        action.value().get().and_then(Result::ok).map(|link| {
            view! {
                <div class="person__link" role="status">
                    <p>{t::people_link(lang, PASSWORD_LINK_HOURS)}</p>
                    <p><code class="person__address">{link.clone()}</code></p>
                    <Copy text=link/>
                </div>
            }
        })
    };
    view! {
        <details class="why">
            <summary class="why__summary">{t::people_make_link(lang)}</summary>
            <Refused answer=action.value()/>
            <ActionForm action>
                <input type="hidden" name="whom" value=id.to_string()/>
                <label class="field__label" for=password_id.clone()>{t::own_password(lang)}</label>
                <input class="input" id=password_id name="password" type="password" autocomplete="current-password"/>
                {lost}
                <Send text=t::people_make_link(lang) pending=action.pending()/>
            </ActionForm>
            {link}
        </details>
    }
    .into_any()
}
