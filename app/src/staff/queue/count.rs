//! How much waits in a list, how much of it is late, and as of when.

use crate::{
    lang::{lang, t},
    staff::queue::sheet::Sheet,
    ui::{when, words},
};
use leptos::prelude::*;

/// The line.
#[component]
pub fn CountLine(
    /// The list.
    sheet: Sheet,
) -> impl IntoView {
    let lang = lang();
    let open = move || {
        sheet.count.get().map(|count| match count.open {
            1 => t::count_open(lang, 1),
            open => t::count_open_many(lang, words::count(lang, open)),
        })
    };
    let late = move || {
        let overdue = sheet.count.get()?.overdue;
        (overdue > 0).then(|| t::count_overdue(lang, words::count(lang, overdue)))
    };
    view! {
        <p class="queue-line">
            <span>{open}</span>
            <span class="queue-line__late">{late}</span>
            <span class="queue-line__time">{move || t::read_at(lang, when::time(sheet.now.get()))}</span>
        </p>
    }
}
