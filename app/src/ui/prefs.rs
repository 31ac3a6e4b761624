//! How a person wants the pages: buttons that work anywhere, without script, and cost nothing that was typed.

#[cfg(feature = "ssr")]
use crate::desk;
use crate::{denied::Denied, routes, typed::Typed};
#[cfg(feature = "ssr")]
use clearway::report::Step;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

/// The id of the form of a report's page: there the buttons send it along.
pub const REPORT_FORM: &str = "report";

/// Remembers what is chosen and goes back to the page; what stood in the form of a report's page is kept in its draft.
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
    #[server(default)] step: String,
    #[server(flatten)] form: Typed,
) -> Result<(), Denied> {
    let (counter, page) = (desk::counter()?, desk::page_before());
    counter.keep_prefs(desk::frame().prefs.with(&lang, &mode, &size, &theme));
    if let Some(step) = Step::parse(&step) {
        counter.holder(&draft).await?.keeps(step, form.form()).await?;
    }
    desk::go(&page)
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
    let asked = Signal::derive(move || routes::step_of(&path.read()).is_some());
    let form = move || asked.get().then_some(REPORT_FORM);
    let action = move || asked.get().then(SetPrefs::url);
    let pressed = chosen.then_some("true");
    view! {
        <button class="button button--quiet" name=name value=value lang=lang form=form formaction=action aria-pressed=pressed>
            {children()}
        </button>
    }
}

/// What the Enter key presses on a page of a report: the first button of its form, before those that change how it looks.
#[component]
pub fn EnterButton() -> impl IntoView {
    let path = use_location().pathname;
    move || {
        let asked = routes::step_of(&path.read()).is_some();
        asked.then(|| view! { <button class="unseen" form=REPORT_FORM name="act" value="enter" tabindex="-1" aria-hidden="true"></button> })
    }
}
