//! The button that sends a form.

use crate::{
    denied::Denied,
    lang::{lang, t},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Says what happens when it is pressed, and while it happens that it does.
#[component]
pub fn Send(
    /// What happens.
    text: &'static str,
    /// Whether it is happening: pressing twice does nothing more.
    #[prop(into)]
    pending: Signal<bool>,
    /// Its id, where the focus goes there.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether it is not the next thing to do on its page.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let lang = lang();
    let class = if quiet { "button button--quiet" } else { "button" };
    view! {
        <button class=class id=id disabled=move || pending.get()>
            {move || if pending.get() { t::sending(lang) } else { text }}
        </button>
    }
}

/// How often the server has done it: only then is a page read again, and what is typed on it replaced.
pub fn successes<Sent>(action: ServerAction<Sent>) -> Memo<usize>
where
    Sent: ServerFn<Output = (), Error = Denied> + Clone + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&usize>| match action.value().get() {
        Some(Ok(())) => action.version().get(),
        _ => before.copied().unwrap_or_default(),
    })
}
