//! Recovery codes, at the one moment when they can be read.

use crate::{
    lang::{lang, t},
    ui::heading::Heading,
};
use leptos::prelude::*;

/// The codes, and the way on once they are kept.
#[component]
pub fn RecoveryCodes(
    /// In groups, as they are typed.
    codes: Vec<String>,
    /// Where it goes on.
    next: &'static str,
) -> impl IntoView {
    let lang = lang();
    let code = |code| view! { <li class="recovery__code"><code>{code}</code></li> };
    view! {
        <Heading text=t::recovery_title(lang)/>
        <p>{t::recovery_text(lang)}</p>
        <ul class="recovery">{codes.into_iter().map(code).collect_view()}</ul>
        <p class="actions"><a class="button" href=next rel="external">{t::recovery_kept(lang)}</a></p>
    }
}
