//! Where somebody is signed in, and how to end it.

use crate::{
    denied::Denied,
    lang::{lang, t},
    ui::{
        send::{Send, successes},
        trouble::Refused,
        when,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, own_desk},
    routes,
};
use clearway::account::OpenSession;
use jiff::Timestamp;
use leptos::{form::ActionForm, prelude::*};

/// Ends one of the own sessions.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "account/end-session")]
pub async fn end_session(key: String) -> Result<(), Denied> {
    let desk = own_desk().await?.proven()?;
    desk.store.end_session_called(desk.staff.id, &key).await?;
    desk::go(routes::ACCOUNT)
}

/// Signs out everywhere, here too.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "account/end-everywhere")]
pub async fn end_everywhere() -> Result<(), Denied> {
    let desk = own_desk().await?.proven()?;
    desk.store.end_sessions(desk.staff.id).await?;
    desk.forgets();
    desk::go(routes::SIGN_IN)
}

/// The list.
#[component]
pub fn SessionsPart(
    /// The sessions, newest first.
    sessions: Vec<OpenSession>,
    /// Now.
    now: Timestamp,
    /// Reads the page again.
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let (one, all) = (ServerAction::<EndSession>::new(), ServerAction::<EndEverywhere>::new());
    let ended = successes(one);
    Effect::new(move |_| {
        if ended.get() > 0 {
            again.run(());
        }
    });
    let line = move |OpenSession { key, opened_at, seen_at, here }: OpenSession| {
        let act = if here {
            view! { <strong>{t::session_here(lang)}</strong> }.into_any()
        } else {
            view! {
                <ActionForm action=one>
                    <input type="hidden" name="key" value=key/>
                    <button class="button button--quiet">{t::session_end(lang)}</button>
                </ActionForm>
            }
            .into_any()
        };
        let since = t::session_line(lang, when::date_time(lang, opened_at, now), when::date_time(lang, seen_at, now));
        view! { <li class="session"><span>{since}</span>{act}</li> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="sessions">
            <h2 class="section__title" id="sessions">{t::sessions_title(lang)}</h2>
            <Refused answer=one.value()/>
            <Refused answer=all.value()/>
            <ul class="sessions">{sessions.into_iter().map(line).collect_view()}</ul>
            <ActionForm action=all><Send text=t::sessions_end(lang) pending=all.pending()/></ActionForm>
        </section>
    }
    .into_any()
}
