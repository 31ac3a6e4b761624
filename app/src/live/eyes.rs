//! What is before somebody's eyes in any tab of their browser: whoever looks at it need not be told.

use super::Live;
use leptos::prelude::*;

impl Live {
    /// Whether this tab hears for all of its browser, and so speaks for all, too.
    pub fn speaks(self) -> bool {
        self.stream.try_with_value(Option::is_some) == Some(true)
    }

    /// Asks every tab which page is looked at; what they say has come a moment later.
    pub fn ask_who_looks(self) {
        self.looked.try_set_value(here().into_iter().collect());
        self.tabs.try_with_value(|tabs| tabs.as_ref().map(|tabs| tabs.who()));
    }

    /// The paths of the pages that are looked at, as the tabs said.
    pub fn looked(self) -> Vec<String> {
        self.looked.try_get_value().unwrap_or_default()
    }

    /// Says which page is looked at in this tab, if one is.
    pub(super) fn says_here(self) {
        if let Some(path) = here() {
            self.tabs.try_with_value(|tabs| tabs.as_ref().map(|tabs| tabs.here(path)));
        }
    }

    /// Another tab says which page is looked at.
    pub(super) fn is_looked_at(self, path: String) {
        self.looked.try_update_value(|looked| looked.push(path));
    }
}

/// The path of this page, while somebody looks at it.
fn here() -> Option<String> {
    let document = document();
    let looked = !document.hidden() && document.has_focus().unwrap_or(false);
    looked.then(|| window().location().pathname().ok())?
}
