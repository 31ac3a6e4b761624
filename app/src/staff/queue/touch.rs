//! Whether somebody is busy with the list: then nothing in it moves by itself.

use leptos::prelude::*;

/// Rows so far from the top of the page count as scrolled, in CSS pixels.
const TOP: f64 = 8.0;

/// What the hand and the eye do.
#[derive(Clone, Copy)]
pub struct Touch {
    /// The pointer is over the list.
    pub hover: RwSignal<bool>,
    /// The focus is in it.
    pub focus: RwSignal<bool>,
}

impl Touch {
    /// Nobody there yet.
    pub fn new() -> Self {
        Self { hover: RwSignal::new(false), focus: RwSignal::new(false) }
    }

    /// Whether the list may change its order now.
    pub fn is_free(self, selected: usize) -> bool {
        let untouched = !self.hover.get_untracked() && !self.focus.get_untracked() && selected == 0;
        untouched && window().scroll_y().is_ok_and(|top| top < TOP)
    }
}
