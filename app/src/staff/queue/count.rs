//! How much waits in a list, how much of it is late, and as of when.

use crate::{
    lang::{lang, t},
    staff::queue::sheet::Sheet,
    ui::{plain, when, words},
};
use leptos::prelude::*;

/// The line.
#[component]
pub fn CountLine(
    /// The list.
    sheet: Sheet,
) -> impl IntoView {
    let lang = lang();
    let open = move || match sheet.count.get().unwrap_or_default().open {
        1 => t::count_open(lang, 1),
        open => t::count_open_many(lang, words::count(lang, open)),
    };
    let late = move || {
        let overdue = sheet.count.get()?.overdue;
        (overdue > 0).then(|| plain::span("queue-line__late", t::count_overdue(lang, words::count(lang, overdue))))
    };
    let time = move || t::read_at(lang, when::time(sheet.now.get()));
    let part = |words: AnyView| view! { <span>{words}</span> }.into_any();
    plain::line("queue-line", vec![part(plain::live_text(open)), plain::live(late), part(plain::live_text(time))])
}
