//! What sets a case apart from others of the same deadline: urged, and to be done again.

use crate::lang::{lang, t};
use clearway::case::CaseHead;
use leptos::prelude::*;

/// The marks of a case that is open; nothing for most.
pub fn marks(head: &CaseHead) -> impl IntoView + use<> {
    let lang = lang();
    let (open, urges) = (head.stage.is_open(), head.urges);
    let again = (open && head.reopened).then(|| view! { <span class="tag tag--error">{t::mark_again(lang)}</span> });
    let urged = (open && urges > 0).then(|| view! { <span class="tag tag--warn">{t::mark_urged(lang, urges)}</span> });
    view! { {again}{urged} }
}
