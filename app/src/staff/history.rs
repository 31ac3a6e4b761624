//! The history of a case as staff read it: all of it, or what one looks for.

use crate::{
    lang::{Lang, lang, t},
    ui::timeline::Timeline,
};
use clearway::event::{Entry, What};
use jiff::Timestamp;
use leptos::prelude::*;

/// What is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    Public,
    Internal,
    System,
}

impl Shown {
    const ALL: [Self; 4] = [Self::All, Self::Public, Self::Internal, Self::System];

    const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::All => t::timeline_all(lang),
            Self::Public => t::timeline_public(lang),
            Self::Internal => t::timeline_internal(lang),
            Self::System => t::timeline_system(lang),
        }
    }

    fn holds(self, entry: &Entry) -> bool {
        let internal = matches!(entry.what, What::Split | What::Noted | What::Claimed | What::LetGo);
        match self {
            Self::All => true,
            Self::Public => !internal,
            Self::Internal => {
                internal || (matches!(entry.what, What::Contacted | What::Returned) && entry.words.is_some())
            }
            Self::System => entry.by_rule,
        }
    }
}

/// The part of the page.
#[component]
pub fn History(
    /// What happened.
    entries: Vec<Entry>,
    /// When the page was read.
    now: Timestamp,
    /// The folder under which its files are read.
    files: String,
) -> impl IntoView {
    let lang = lang();
    let shown = RwSignal::new(Shown::All);
    let entries = StoredValue::new(entries);
    let choice = |choice: Shown| {
        view! {
            <button class="history__choice" type="button" aria-pressed=move || (shown.get() == choice).to_string()
                on:click=move |_| shown.set(choice)>{choice.name(lang)}</button>
        }
    };
    let list = move || {
        let entries = entries.get_value().into_iter().filter(|entry| shown.get().holds(entry)).collect();
        view! { <Timeline entries now files=files.clone()/> }
    };
    view! {
        <div class="history" role="group" aria-label=t::timeline_filter(lang)>{Shown::ALL.map(choice).into_iter().collect_view()}</div>
        {list}
    }
}
