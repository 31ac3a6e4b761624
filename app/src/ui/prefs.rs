//! How a person wants the pages: buttons that work anywhere, without script, and cost nothing that was typed.

#[cfg(feature = "ssr")]
use crate::desk;
use crate::{denied::Denied, routes};
use clearway::report::ReportForm;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The id of the report form: on its page the buttons send it along.
pub const REPORT_FORM: &str = "report";

/// What stands in the report form; never printed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(ReportForm);

impl fmt::Debug for Typed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Typed")
    }
}

/// Remembers what is chosen and goes back to the page; what stood in the report form is kept as its draft.
///
/// # Errors
/// A fault.
#[server(endpoint = "prefs")]
pub async fn set_prefs(
    #[server(default)] lang: String,
    #[server(default)] mode: String,
    #[server(default)] size: String,
    #[server(default)] theme: String,
    #[server(default)] draft: String,
    #[server(flatten)] form: Option<Typed>,
) -> Result<(), Denied> {
    let counter = desk::counter()?;
    counter.keep_prefs(desk::frame().prefs.with(&lang, &mode, &size, &theme));
    let Some(Typed(form)) = form else { return desk::go(&desk::page_before()) };
    let draft = counter.draft(&draft);
    counter.store.keep_draft(&counter.browser(), draft, &form, counter.at).await?;
    desk::go(&routes::report_again(&draft.to_string(), false))
}

/// A form of [`PrefButton`]s. It loads the page anew, since every word and size on it changes.
#[component]
pub fn PrefForm(
    /// Its class.
    class: &'static str,
    /// What it is called.
    label: &'static str,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <form class=class method="post" action=SetPrefs::url() aria-label=label>{children()}</form> }
}

/// A button that sets one preference.
#[component]
pub fn PrefButton(
    /// Which.
    name: &'static str,
    /// To what.
    value: String,
    /// Whether it is so already.
    #[prop(optional)]
    chosen: bool,
    /// The language of its text, when that is another one than the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// Its text.
    children: Children,
) -> impl IntoView {
    let path = use_location().pathname;
    let on_report = Signal::derive(move || path.read().as_str() == routes::REPORT);
    let form = move || on_report.get().then_some(REPORT_FORM);
    let action = move || on_report.get().then(SetPrefs::url);
    let pressed = chosen.then_some("true");
    view! {
        <button class="button button--quiet" name=name value=value lang=lang form=form formaction=action aria-pressed=pressed>
            {children()}
        </button>
    }
}
