//! How far a case has come, as one word.

use crate::{lang::lang, ui::words};
use clearway::case::Stage;
use leptos::prelude::*;

/// The word.
#[component]
pub fn StageTag(
    /// How far.
    stage: Stage,
) -> impl IntoView {
    let class = if stage == Stage::Answered { "tag tag--ok" } else { "tag tag--info" };
    view! { <span class=class>{words::stage(lang(), stage)}</span> }
}
