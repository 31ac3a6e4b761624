//! `/s/password/{link}`: somebody chooses a new password, once.

use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    staff::header::StaffFrame,
    ui::{
        field::{Help, TextField},
        heading::Heading,
        send::Send,
        trouble::{Refused, Trouble},
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, counter},
    password, routes,
};
use clearway::account::PASSWORD_MIN;
#[cfg(feature = "ssr")]
use clearway::{account::NewPassword, refusal::Refusal, store::Token};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_params_map;

/// A password that is new.
pub const NEW_PASSWORD: Help = Help {
    kind: Some("password"),
    autocomplete: Some("new-password"),
    inputmode: None,
    autocapitalize: None,
    spellcheck: None,
};

#[cfg(feature = "ssr")]
fn token(link: &str) -> Result<Token, Refusal> {
    link.parse().map_err(|_| Refusal::LinkGone)
}

/// Whom a link is for.
///
/// # Errors
/// When it opens nothing, or a fault.
#[server(endpoint = "password/read")]
pub async fn read_link(link: String) -> Result<String, Denied> {
    let counter = counter()?;
    Ok(counter.store.read_password_link(&token(&link)?, counter.at.now).await?)
}

/// Sets the password that was chosen, and leads to sign in with it.
///
/// # Errors
/// When the link opens nothing, the password is too easy, or a fault.
#[server(endpoint = "password/choose")]
pub async fn choose_password(
    #[server(default)] link: String,
    #[server(default)] password: String,
) -> Result<(), Denied> {
    let (counter, token) = (counter()?, token(&link)?);
    let username = counter.store.read_password_link(&token, counter.at.now).await?;
    let chosen = NewPassword::parse(&password, &username)?;
    let hash = password::hash(chosen.into_inner()).await;
    counter.store.use_password_link(&token, &hash, counter.at.now).await?;
    desk::go(&format!("{}?chosen=1", routes::SIGN_IN))
}

/// The page.
#[component]
pub fn ChoosePasswordPage() -> impl IntoView {
    let params = use_params_map();
    let link = Memo::new(move |_| params.read().get("link").unwrap_or_default());
    let whom = read(move || link.get(), read_link);
    view! {
        <StaffFrame>
            <Transition>
                {move || whom.get().map(|whom| match whom {
                    Ok(username) => view! { <Choose username link=link.get_untracked()/> }.into_any(),
                    Err(denied) => view! { <Heading text=t::choose_title(lang())/><Trouble denied/> }.into_any(),
                })}
            </Transition>
        </StaffFrame>
    }
}

#[component]
fn Choose(username: String, link: String) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<ChoosePassword>::new();
    view! {
        <Heading text=t::choose_title(lang)/>
        <p>{t::choose_text(lang, username.clone())}</p>
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="link" value=link/>
                // so that a password manager knows whose it is
                <input type="hidden" name="username" autocomplete="username" value=username/>
                <TextField name="password" label=t::choose_new(lang) hint=t::choose_hint(lang, PASSWORD_MIN) help=NEW_PASSWORD/>
                <Send text=t::choose_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
