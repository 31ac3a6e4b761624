//! `/s/account`: who I am here, what I sign in with, and where I am signed in.

mod factor;
mod password;
mod sessions;

#[cfg(feature = "ssr")]
use crate::desk::own_desk;
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    staff::account::{factor::FactorPart, password::PasswordPart, sessions::SessionsPart},
    ui::{heading::Heading, trouble::Trouble, words},
};
use clearway::account::Account;
use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The account, as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNow {
    /// The account.
    pub account: Account,
    /// Now.
    pub now: Timestamp,
}

/// Reads the own account.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "account/read")]
pub async fn read_account() -> Result<AccountNow, Denied> {
    let desk = own_desk().await?.proven()?;
    let account = desk.store.read_account(&desk.staff, &desk.token, desk.at.now).await?;
    Ok(AccountNow { account, now: desk.at.now })
}

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let lang = lang();
    let asked = RwSignal::new(0);
    let account = read(move || asked.get(), |_| read_account());
    let again = Callback::new(move |()| asked.update(|asked| *asked += 1));
    let shown = move |AccountNow { account, now }: AccountNow| {
        let roles = account.roles.iter().map(|role| words::role(lang, *role)).collect::<Vec<_>>();
        let facts = vec![
            (t::account_name(lang).to_owned(), view! { {account.name.clone()} }.into_any()),
            (t::sign_in_user(lang).to_owned(), view! { {account.username.clone()} }.into_any()),
            (t::account_department(lang).to_owned(), view! { {account.department_name.clone()} }.into_any()),
            (t::account_roles(lang).to_owned(), view! { {roles.join(t::comma(lang))} }.into_any()),
        ];
        view! {
            {crate::ui::plain::facts(facts)}
            <p><a href=crate::routes::DESK_SETTINGS>{t::desk_settings(lang)}</a></p>
            <FactorPart account=account.clone() again/>
            <SessionsPart sessions=account.sessions now again/>
        }
    };
    view! {
        <Heading text=t::account_title(lang)/>
        <Transition>
            {move || account.get().map(|account| match account {
                Ok(account) => shown(account).into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
        // beside what is read again: it says that it is done
        <PasswordPart again/>
    }
}
