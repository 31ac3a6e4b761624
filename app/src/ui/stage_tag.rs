//! How far a case has come, as one word.

use crate::{
    lang::{lang, t},
    ui::words,
};
use clearway::case::Stage;
use leptos::prelude::*;

/// The word.
#[component]
pub fn StageTag(
    /// How far.
    stage: Stage,
    /// Whether it is done again because an answer did not solve it.
    #[prop(optional)]
    again: bool,
) -> impl IntoView {
    let class = match stage {
        Stage::Answered | Stage::Closed => "tag tag--ok",
        Stage::Withdrawn => "tag",
        _ => "tag tag--info",
    };
    let lang = lang();
    let word = if again && stage == Stage::Accepted { t::stage_again(lang) } else { words::stage(lang, stage) };
    view! { <span class=class>{word}</span> }
}
