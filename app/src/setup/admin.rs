//! The last page of the set-up: who runs the installation.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    staff::choose_password::NEW_PASSWORD,
    ui::{
        error_summary::ErrorSummary,
        field::{Errors, Help, TextField},
        heading::Heading,
        plain,
        send::Send,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, in_query, setup_desk},
    password, routes,
};
use clearway::account::PASSWORD_MIN;
#[cfg(feature = "ssr")]
use clearway::{
    account::NewPassword,
    office::{NAME_MAX, SetupStep, is_username},
    report::tidy,
    store::FirstAdmin,
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

const USERNAME: Help = Help {
    kind: None,
    autocomplete: Some("username"),
    inputmode: None,
    autocapitalize: Some("none"),
    spellcheck: Some("false"),
};

/// Makes the first admin and closes the set-up, or goes back to what is wrong.
///
/// # Errors
/// For a browser that gave no code, or a fault.
#[server(endpoint = "setup/admin")]
pub async fn make_admin(
    #[server(default)] username: String,
    #[server(default)] name: String,
    #[server(default)] password: String,
) -> Result<(), Denied> {
    let (desk, username, name) = (setup_desk().await?, username.trim().to_owned(), tidy(&name));
    match checked(&username, &name, &password) {
        Ok(chosen) => {
            let password_hash = password::hash(chosen.into_inner()).await;
            let named = t::setup_desk_name(desk::frame().prefs.lang).to_owned();
            let admin = FirstAdmin { username, name, password_hash, desk: named };
            desk.store.finish_setup(&desk.pass, &admin, desk.at).await?;
            desk.ends();
            desk::go(&format!("{}?set-up=1", routes::SIGN_IN))
        }
        Err(wrong) => {
            let typed = format!("&e={wrong}&username={}&name={}", in_query(&username), in_query(&name));
            desk::go(&format!("{}{typed}", routes::setup_step(SetupStep::Admin)))
        }
    }
}

/// The password, or the field that is wrong.
#[cfg(feature = "ssr")]
fn checked(username: &str, name: &str, password: &str) -> Result<NewPassword, &'static str> {
    if !is_username(username) {
        return Err("username");
    }
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err("name");
    }
    NewPassword::parse(password, username).map_err(|_| "password")
}

fn errors(lang: Lang, mark: Option<String>) -> Errors {
    let wrong = match mark.as_deref() {
        Some("username") => vec![("username", t::setup_admin_username_wrong(lang).to_owned())],
        Some("name") => vec![("name", t::setup_admin_name_wrong(lang).to_owned())],
        Some(_) => vec![("password", t::refused_weak(lang, PASSWORD_MIN))],
        None => Vec::new(),
    };
    Errors::new(wrong)
}

/// The page.
#[component]
pub fn Admin() -> impl IntoView {
    let (lang, query) = (lang(), use_query_map());
    let action = ServerAction::<MakeAdmin>::new();
    let typed = |name: &str| query.read_untracked().get(name).unwrap_or_default();
    let (username, name) = (typed("username"), typed("name"));
    let errors = errors(lang, query.read_untracked().get("e"));
    let summary = errors.any().then(|| view! { <ErrorSummary problems=errors.all()/> });
    view! {
        {summary}
        <Heading text=t::setup_admin_title(lang) wrong=errors.any()/>
        {plain::text("lead", t::setup_admin_lead(lang))}
        <Refused answer=action.value()/>
        <div class="form">
            <ActionForm action attr:novalidate=true>
                <TextField name="username" label=t::sign_in_user(lang) hint=t::setup_admin_username_hint(lang)
                    value=username error=errors.of("username") help=USERNAME/>
                <TextField name="name" label=t::setup_admin_name(lang) hint=t::setup_admin_name_hint(lang)
                    value=name error=errors.of("name")/>
                <TextField name="password" label=t::sign_in_password(lang) hint=t::setup_admin_password_hint(lang, PASSWORD_MIN)
                    error=errors.of("password") help=NEW_PASSWORD/>
                <Send text=t::setup_admin_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
