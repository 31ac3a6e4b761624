//! `/s/sign-in`: works without script.

use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    staff::header::StaffFrame,
    ui::{
        error_summary::ErrorSummary,
        field::{Help, TextField},
        heading::Heading,
        send::Send,
        trouble::Refused,
        words,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, SignedIn, counter},
    routes,
};
use clearway::{refusal::Refusal, staff::Role};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

const USER: Help = Help {
    kind: None,
    autocomplete: Some("username"),
    inputmode: None,
    autocapitalize: Some("none"),
    spellcheck: Some("false"),
};
/// A password that is known.
pub const PASSWORD: Help = Help {
    kind: Some("password"),
    autocomplete: Some("current-password"),
    inputmode: None,
    autocapitalize: None,
    spellcheck: None,
};

/// An account of a demonstration, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What to type first.
    pub username: String,
    /// What to type then, where nobody else can read it.
    pub password: Option<String>,
    /// What it is for.
    pub role: Role,
}

/// Signs in, or goes back to the page; which of the two was wrong is never said.
///
/// # Errors
/// A fault, never what a person typed.
#[server(endpoint = "staff/sign-in")]
pub async fn sign_in(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] to: String,
) -> Result<(), Denied> {
    match counter()?.sign_in(username.trim(), password).await? {
        SignedIn::Right(None) => desk::go(routes::desk_page(&to).unwrap_or(routes::STAFF)),
        SignedIn::Right(Some(_)) => desk::go(&routes::second_factor_for(&to)),
        SignedIn::Wrong => desk::go(&routes::marked(&routes::sign_in_for(&to), "1")),
        SignedIn::Wait(minutes) => desk::go(&routes::marked(&routes::sign_in_for(&to), &format!("{minutes}m"))),
    }
}

/// Signs out.
///
/// # Errors
/// A fault.
#[server(endpoint = "staff/sign-out")]
pub async fn sign_out() -> Result<(), Denied> {
    counter()?.end_session().await?;
    desk::forget_here();
    desk::go(routes::SIGN_IN)
}

/// The accounts of a demonstration; none anywhere else.
///
/// # Errors
/// A fault.
#[server(endpoint = "staff/accounts")]
pub async fn read_accounts() -> Result<Vec<Account>, Denied> {
    let counter = counter()?;
    let accounts = counter.demo().map(|demo| demo.accounts.clone()).unwrap_or_default();
    Ok(accounts
        .into_iter()
        .map(|desk::DemoAccount { username, password, role }| Account { username, password, role })
        .collect())
}

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let action = ServerAction::<SignIn>::new();
    let username = RwSignal::new(String::new());
    view! {
        <StaffFrame>
            {move || {
                action.version().track();
                let words = query.read().get("e").map(|mark| words::denied(lang, &Denied::Refused(why(&mark))));
                let wrong = words.is_some();
                let summary = words.clone().map(|words| view! { <ErrorSummary problems=vec![("username", words)]/> });
                view! {
                    {summary}
                    {query.read().get("chosen").map(|_| view! { <p role="status">{t::password_chosen(lang)}</p> })}
                    {query.read().get("set-up").map(|_| view! { <p role="status">{t::setup_done(lang)}</p> })}
                    <Heading text=t::sign_in_title(lang) wrong/>
                    <Refused answer=action.value()/>
                    <div class="form">
                        <ActionForm action attr:novalidate=true>
                            <input type="hidden" name="to" value=query.read().get("to").unwrap_or_default()/>
                            <TextField name="username" label=t::sign_in_user(lang) value=username.get_untracked() error=words help=USER typed=username/>
                            <TextField name="password" label=t::sign_in_password(lang) help=PASSWORD/>
                            <Send text=t::sign_in(lang) pending=action.pending()/>
                        </ActionForm>
                    </div>
                }
            }}
            <Accounts/>
        </StaffFrame>
    }
}

/// What the mark in the address says: too many were wrong, or this one was.
pub fn why(mark: &str) -> Refusal {
    let minutes = mark.strip_suffix('m').and_then(|minutes| minutes.parse().ok());
    minutes.map_or(Refusal::WrongPassword, Refusal::Wait)
}

/// Who can sign in to a demonstration.
#[component]
fn Accounts() -> impl IntoView {
    let lang = lang();
    let accounts = read(|| (), |()| read_accounts());
    let line = move |Account { username, password, role }: Account| {
        view! {
            <tr>
                <th class="accounts__cell" scope="row">{words::role(lang, role)}</th>
                <td class="accounts__cell"><code>{username}</code></td>
                <td class="accounts__cell"><code>{password.unwrap_or_default()}</code></td>
            </tr>
        }
    };
    let table = move |accounts: Vec<Account>| {
        let hidden = accounts.iter().any(|account| account.password.is_none());
        view! {
            <section class="section" aria-labelledby="accounts">
                <h2 class="section__title" id="accounts">{t::demo_accounts(lang)}</h2>
                <table class="accounts"><tbody>{accounts.into_iter().map(line).collect_view()}</tbody></table>
                {hidden.then(|| view! { <p>{t::demo_public(lang)}</p> })}
            </section>
        }
    };
    view! {
        <Transition>
            {move || accounts.get().and_then(Result::ok).filter(|accounts| !accounts.is_empty()).map(table)}
        </Transition>
    }
}
