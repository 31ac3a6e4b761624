//! Keeps a list as it is now: what was noticed on the screen is read again, that and nothing else, in one call a tick.

use crate::{
    denied::Denied,
    live::Live,
    staff::{
        desk::Tally,
        queue::{pick::Picks, sheet::Sheet, touch::Touch},
        queue_doors::read_rows,
    },
};
use clearway::{
    id::CaseId,
    queue::{DeskSettings, RowsNow, View},
};
use leptos::{prelude::*, task::spawn_local};

/// Rows that one call reads at most.
const MOST: usize = 60;

/// A list that is followed.
#[derive(Clone, Copy)]
pub struct Followed {
    /// Which.
    pub view: Signal<View>,
    /// How it is filtered and sorted.
    pub query: Signal<String>,
    /// Its rows.
    pub sheet: Sheet,
    /// Who may be busy with it.
    pub touch: Touch,
    /// What is selected.
    pub picks: Picks,
    /// Where the counts of all queues go.
    pub tally: Option<Tally>,
    /// How the reader wants the list.
    pub settings: RwSignal<DeskSettings>,
    /// Reads the list again.
    pub again: Callback<()>,
}

impl Followed {
    /// Follows it as long as the page is there.
    pub fn follow(self, live: Live) {
        let doubts = StoredValue::new(live.doubts.get_untracked());
        Effect::new(move |before: Option<u32>| {
            let tick = live.tick.get();
            if before.is_some_and(|before| before != tick) {
                let doubted = live.doubts.get_untracked();
                let doubt = doubts.get_value() != doubted;
                doubts.set_value(doubted);
                self.tick(live, doubt);
            }
            tick
        });
    }

    fn tick(self, live: Live, doubt: bool) {
        if doubt && self.is_free() {
            return self.again.run(());
        }
        if doubt {
            self.sheet.news.doubt.set(true);
        }
        let noticed = self.noticed(live);
        // so much happened that nobody knows what, or nobody tells: then each row is asked for
        let all = doubt || noticed.is_empty();
        let concerned = |id: &CaseId| all || noticed.contains(id);
        self.call(self.sheet.ids().into_iter().filter(concerned).take(MOST).collect());
    }

    /// The cases that were heard of since it was last asked.
    fn noticed(self, live: Live) -> Vec<CaseId> {
        let heard = live.heard.read_untracked();
        let after = self.sheet.seen.get_value();
        self.sheet.seen.set_value(heard.iter().map(|notice| notice.number).fold(after, i64::max));
        heard.iter().filter(|notice| notice.number > after).filter_map(|notice| notice.case_id).collect()
    }

    fn is_free(self) -> bool {
        self.touch.is_free(self.picks.cases.read_untracked().len())
    }

    /// Reads these rows again.
    pub fn call(self, cases: Vec<CaseId>) {
        let (view, query) = (self.view.get_untracked(), self.query.get_untracked());
        let (tally, since) = (self.tally, self.sheet.read_at.get_value());
        spawn_local(async move {
            match read_rows(view.as_str().to_owned(), query, cases, since).await {
                Ok(now) => self.take_in(now, tally),
                // the frame asks for itself, and says what is wrong
                Err(Denied::Refused(_)) => tally.into_iter().for_each(Tally::ask),
                // the next tick asks again
                Err(Denied::Personal(_) | Denied::Fault(_) | Denied::Away(_) | Denied::Unreachable) => {}
            }
        });
    }

    fn take_in(self, RowsNow { rows, counts, unread, fresh, now, .. }: RowsNow, tally: Option<Tally>) {
        self.sheet.take_in(rows, now);
        if let Some(tally) = tally {
            tally.counts.try_set(Some(counts));
            tally.unread.try_set(Some(unread));
        }
        self.sheet.news.came_in(fresh);
        if fresh > 0 && self.is_free() && self.settings.read_untracked().auto_insert {
            self.again.run(());
        }
    }
}
