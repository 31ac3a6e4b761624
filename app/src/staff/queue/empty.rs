//! A list without rows says why and what comes next; a long one is read page by page.

use crate::{
    lang::{Lang, lang, t},
    staff::queue::{address, follow::Followed, search},
    ui::{plain, when, words},
};
use clearway::queue::View;
use leptos::prelude::*;

/// What stands in the place of rows.
#[component]
pub fn Empty(
    /// The list.
    followed: Followed,
    /// What is looked for.
    words: RwSignal<String>,
) -> impl IntoView {
    let lang = lang();
    let Followed { view, query, sheet, .. } = followed;
    let bare = move || sheet.lines.read().is_empty() && sheet.failed.read().is_none() && sheet.count.read().is_some();
    let content = move || {
        let filtered = !query.read().is_empty() || !words.read().is_empty();
        if filtered { cleared(lang, view.get(), words) } else { nothing(lang, view.get(), sheet.now.get()) }
    };
    plain::live(move || bare().then(content))
}

fn nothing(lang: Lang, view: View, now: jiff::Timestamp) -> AnyView {
    let read = t::empty_read(lang, when::time(now));
    view! { <p class="empty">{words::empty_view(lang, view)}<span class="empty__read">{read}</span></p> }.into_any()
}

fn cleared(lang: Lang, view: View, words: RwSignal<String>) -> AnyView {
    view! {
        <p class="empty">
            {t::empty_filtered(lang)}
            <a class="empty__next" href=address::of(view, "", "") on:click=move |_| search::look_for(words, "")>{t::filters_clear(lang)}</a>
        </p>
    }
    .into_any()
}

/// The ways to the next page and back to the first.
#[component]
pub fn Paging(
    /// The list.
    followed: Followed,
    /// Where this page begins, as the address says it.
    #[prop(into)]
    after: Signal<String>,
) -> impl IntoView {
    let lang = lang();
    let Followed { view, query, sheet, .. } = followed;
    let next = move || {
        let place = sheet.next.get()?;
        let href = address::of(view.get(), &query.read(), &place.to_string());
        Some(plain::link("button button--quiet", href, t::queue_next(lang)))
    };
    let first = move || {
        let href = address::of(view.get(), &query.read(), "");
        (!after.read().is_empty()).then(|| plain::link("button button--quiet", href, t::queue_first(lang)))
    };
    plain::line("actions", vec![plain::live(first), plain::live(next)])
}
