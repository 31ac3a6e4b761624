//! What stands above a list when it is no longer as it was read: a button each, and nothing moves before it is pressed.

use crate::{
    lang::{lang, t},
    staff::queue::{keys::KeyHint, news::News, shortcut::Shortcut},
    ui::{focus, plain},
};
use leptos::prelude::*;

/// The bar; it has its room always, so that the list stays where it is when it speaks.
#[component]
pub fn NewsBar(
    /// What has happened.
    news: News,
    /// Reads the list again.
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let press = move |_| {
        again.run(());
        // the button goes: the focus is where the new rows are
        focus::arrive_at("list");
    };
    let button = move |text: String, class: &'static str| {
        view! { <button class=class id="show-new" type="button" on:click=press>{text}<KeyHint shortcut=Shortcut::ShowNew/></button> }
            .into_any()
    };
    let words = move || {
        let fresh = usize::try_from(news.fresh.get()).unwrap_or_default();
        if fresh > 0 {
            return Some(button(t::news_fresh(lang, fresh), "news__button news__button--fresh"));
        }
        if news.doubt.get() {
            return Some(button(t::news_doubt(lang).to_owned(), "news__button"));
        }
        news.moved.get().then(|| button(t::news_moved(lang).to_owned(), "news__button"))
    };
    plain::live(words)
}
