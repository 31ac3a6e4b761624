//! What has happened to a list since it was read: shown above it, said aloud seldom, and in the title of the tab.

use crate::{
    lang::{Lang, lang, t},
    live::later,
    staff::queue::sheet::Change,
    ui::plain,
};
use leptos::prelude::*;
use web_sys::js_sys::Date;

/// Whoever listens to the page hears at most one sentence in so many milliseconds.
const QUIET: f64 = 10_000.0;
/// What comes within so many milliseconds is said together.
const GATHER: f64 = 1_000.0;

/// Numbers that wait to be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Unsaid {
    fresh: i64,
    changed: i64,
    gone: i64,
}

/// What has happened.
#[derive(Clone, Copy)]
pub struct News {
    /// How much work came in that is not shown.
    pub fresh: RwSignal<i64>,
    /// Whether the order is another one by now.
    pub moved: RwSignal<bool>,
    /// Whether so much happened that the list is in doubt.
    pub doubt: RwSignal<bool>,
    /// Goes up with everything that could be said.
    pub said: RwSignal<String>,
    unsaid: StoredValue<Unsaid>,
    said_at: StoredValue<f64>,
    waiting: StoredValue<bool>,
    lang: Lang,
}

impl News {
    /// None yet.
    pub fn new() -> Self {
        Self {
            fresh: RwSignal::new(0),
            moved: RwSignal::new(false),
            doubt: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            unsaid: StoredValue::new(Unsaid::default()),
            said_at: StoredValue::new(0.0),
            waiting: StoredValue::new(false),
            lang: lang(),
        }
    }

    /// The list was read again: it shows everything.
    pub fn forget(self) {
        self.fresh.set(0);
        self.moved.set(false);
        self.doubt.set(false);
    }

    /// So much work has come in.
    pub fn came_in(self, fresh: i64) {
        let before = self.fresh.get_untracked();
        if fresh != before {
            self.fresh.set(fresh);
        }
        if fresh > before {
            self.add(|unsaid| unsaid.fresh += fresh - before);
        }
    }

    /// Something became of a row.
    pub fn hear(self, change: Change) {
        match change {
            Change::None => {}
            Change::Cells => self.add(|unsaid| unsaid.changed += 1),
            Change::Moved => {
                self.moved.set(true);
                self.add(|unsaid| unsaid.changed += 1);
            }
            Change::Taken | Change::Left => self.add(|unsaid| unsaid.gone += 1),
        }
    }

    fn add(self, what: impl FnOnce(&mut Unsaid)) {
        self.unsaid.update_value(what);
        if self.waiting.get_value() {
            return;
        }
        self.waiting.set_value(true);
        let rest = (self.said_at.get_value() + QUIET - Date::now()).max(GATHER);
        later(rest, move || self.say());
    }

    fn say(self) {
        let Some(unsaid) = self.unsaid.try_get_value() else { return };
        self.unsaid.set_value(Unsaid::default());
        self.waiting.set_value(false);
        self.said_at.set_value(Date::now());
        self.said.set(sentence(self.lang, unsaid));
    }
}

fn sentence(lang: Lang, Unsaid { fresh, changed, gone }: Unsaid) -> String {
    let count = |n: i64| usize::try_from(n).unwrap_or_default();
    let parts = [
        (fresh > 0).then(|| t::said_fresh(lang, count(fresh))),
        (changed > 0).then(|| t::said_changed(lang, count(changed))),
        (gone > 0).then(|| t::said_gone(lang, count(gone))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(t::comma(lang))
}

/// The region that is read out: one sentence, seldom.
#[component]
pub fn Aloud(
    /// What has happened.
    news: News,
) -> impl IntoView {
    view! { <p class="unseen" role="status">{plain::live_text(move || news.said.get())}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_meanwhile_is_one_sentence() {
        let unsaid = Unsaid { fresh: 2, changed: 0, gone: 1 };
        assert_eq!(sentence(Lang::En, unsaid), "2 new cases, 1 case gone");
        assert_eq!(sentence(Lang::En, Unsaid::default()), "");
    }
}
