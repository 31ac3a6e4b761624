//! For devices that others use too: ends what was begun here, and leaves nothing behind.

use crate::{
    denied::Denied,
    lang::{lang, t},
};
#[cfg(feature = "ssr")]
use crate::{desk, routes};
use leptos::{prelude::*, server_fn::ServerFn};

/// Forgets everything that this device holds: drafts, receipts, open cases.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/clear")]
pub async fn clear_device() -> Result<(), Denied> {
    desk::counter()?.leave().await?;
    desk::forget_here();
    desk::go(routes::CLEARED)
}

/// The button, under every page of a report and of its progress. It loads the page anew, so that nothing stays in memory.
#[component]
pub fn Leave() -> impl IntoView {
    let lang = lang();
    view! {
        <form class="leave" method="post" action=ClearDevice::url()>
            <p class="leave__text">{t::leave_text(lang)}</p>
            <button class="button button--quiet">{t::leave(lang)}</button>
        </form>
    }
}
