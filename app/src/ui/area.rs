//! A text area whose words outlive a new reading of its page: what was sent is gone from it, what was typed is not.

use crate::ui::focus::is_hydrating;
use leptos::{html, prelude::*};

/// Shows the words whenever they become others than those in the area. A page that is read again keeps its elements, and an
/// area in which somebody has typed does not follow its own text any more.
pub fn follow(area: NodeRef<html::Textarea>, typed: RwSignal<String>) {
    let taken_over = is_hydrating();
    Effect::new(move |before: Option<bool>| {
        let words = typed.get();
        let Some(area) = area.get() else { return before.unwrap_or_default() };
        let shown = area.value();
        // the app may come when something is typed already
        let first = before != Some(true) && taken_over;
        match shown == words {
            true => {}
            false if first => typed.set(shown),
            false => area.set_value(&words),
        }
        true
    });
}
