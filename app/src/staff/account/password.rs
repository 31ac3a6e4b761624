//! One's own password.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::{choose_password::NEW_PASSWORD, sign_in::PASSWORD},
    ui::{
        field::TextField,
        send::{Send, successes},
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, own_desk},
    password, routes,
};
#[cfg(feature = "ssr")]
use clearway::account::NewPassword;
use clearway::account::PASSWORD_MIN;
use leptos::{form::ActionForm, prelude::*};

/// Changes the own password; other sessions end.
///
/// # Errors
/// When the password before is wrong, the new one too easy, or a fault.
#[server(endpoint = "account/change-password")]
pub async fn change_password(
    #[server(default)] password: String,
    #[server(default)] new: String,
) -> Result<(), Denied> {
    let desk = own_desk().await?.proven()?;
    let account = desk.store.read_account(&desk.staff, &desk.token, desk.at.now).await?;
    let new = NewPassword::parse(&new, &account.username)?;
    desk.asks_password(password).await?;
    let hash = password::hash(new.into_inner()).await;
    desk.store.change_password(desk.staff.id, &desk.token, &hash).await?;
    desk::go(routes::ACCOUNT)
}

/// The form.
#[component]
pub fn PasswordPart(
    /// Reads the page again.
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<ChangePassword>::new();
    let changed = successes(action);
    Effect::new(move |_| {
        if changed.get() > 0 {
            again.run(());
        }
    });
    view! {
        <section class="section" aria-labelledby="own-password">
            <h2 class="section__title" id="own-password">{t::password_title(lang)}</h2>
            <p role="status">{move || (changed.get() > 0).then(|| t::password_changed(lang))}</p>
            <Refused answer=action.value()/>
            <div class="form">
                <ActionForm action attr:novalidate=true>
                    <TextField name="password" label=t::own_password(lang) help=PASSWORD/>
                    <TextField name="new" label=t::choose_new(lang) hint=t::choose_hint(lang, PASSWORD_MIN) help=NEW_PASSWORD/>
                    <Send text=t::password_send(lang) pending=action.pending()/>
                </ActionForm>
            </div>
        </section>
    }
    .into_any()
}
