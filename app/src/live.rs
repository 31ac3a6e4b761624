//! Says that something changed at work: what was heard, and a tick that is never faster than the server likes.

mod eyes;
mod stream;
mod tabs;

use crate::live::{stream::Stream, tabs::Tabs};
use clearway::id::CaseId;
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, prelude::Closure},
};
use send_wrapper::SendWrapper;
use serde::{Deserialize, Serialize};
use web_sys::js_sys::{Date, Math};

/// A screen makes at most one call in so many milliseconds, however many notices come.
const PACE: f64 = 2_000.0;
/// And it waits a random part of this first, so that not all screens call at once.
const SPREAD: f64 = 1_000.0;
/// How often a browser without Web Locks asks, in milliseconds.
const POLL: f64 = 15_000.0;
/// The server is heard every 15 s even when nothing happens; after a longer silence the line counts as cut.
const SILENCE: f64 = 30_000.0;
/// A stream that broke comes back by itself within so many milliseconds, or the line counts as cut.
const PATIENCE: f64 = 8_000.0;
/// How often it is looked whether it is silent.
const LOOK: f64 = 5_000.0;
/// The first wait before a refused stream is tried again, in milliseconds; each further one is twice as long.
const FIRST: f64 = 2_000.0;
/// Notices kept, to compare with what is shown.
const KEPT: usize = 200;

/// A case changed; or, without a case, so much did that everything shown is in doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its place in the order of all notices.
    pub number: i64,
    /// Which case.
    pub case_id: Option<CaseId>,
    /// Its version since then.
    pub version: i64,
    /// What happened.
    pub kind: String,
}

/// What one screen hears.
#[derive(Clone, Copy)]
pub struct Live {
    /// Goes up when it is time to read counts again.
    pub tick: RwSignal<u32>,
    /// The last notices.
    pub heard: RwSignal<Vec<Notice>>,
    /// Goes up when so much happened that everything shown is in doubt.
    pub doubts: RwSignal<u32>,
    /// Whether the stream is interrupted.
    pub lost: RwSignal<bool>,
    /// Goes up when somebody wants everything read again.
    pub asked: RwSignal<u32>,
    /// Nothing is asked while somebody is signing out: it would only be refused.
    quiet: StoredValue<bool>,
    last: StoredValue<Option<i64>>,
    called_at: StoredValue<f64>,
    heard_at: StoredValue<f64>,
    waiting: StoredValue<bool>,
    looked: StoredValue<Vec<String>>,
    // Wrapped only once they are there, in the browser: on the server a page ends on another thread than it began on, and
    // storage that belongs to one thread panics there.
    tabs: StoredValue<Option<SendWrapper<Tabs>>>,
    stream: StoredValue<Option<SendWrapper<Stream>>>,
}

impl Default for Live {
    /// Hears nothing before [`Live::listen`].
    fn default() -> Self {
        Self {
            tick: RwSignal::new(0),
            heard: RwSignal::new(Vec::new()),
            doubts: RwSignal::new(0),
            lost: RwSignal::new(false),
            asked: RwSignal::new(0),
            quiet: StoredValue::new(false),
            last: StoredValue::new(None),
            called_at: StoredValue::new(0.0),
            heard_at: StoredValue::new(0.0),
            waiting: StoredValue::new(false),
            looked: StoredValue::default(),
            tabs: StoredValue::new(None),
            stream: StoredValue::new(None),
        }
    }
}

impl Live {
    /// Hears what comes after this notice; only the first call does anything.
    pub fn listen(self, since: i64) {
        if self.last.get_value().is_some() {
            return;
        }
        self.last.set_value(Some(since));
        match Tabs::join(self, since) {
            Ok(tabs) => {
                self.tabs.set_value(Some(SendWrapper::new(tabs)));
                self.is_alive();
                self.watch();
            }
            Err(_) => self.poll(),
        }
    }

    /// Takes in what another tab or the server says. Both may say the same.
    fn hear(self, notice: Notice) {
        let last = self.last.try_get_value().flatten().unwrap_or_default();
        if notice.case_id.is_some() && notice.number <= last {
            return;
        }
        self.last.try_update_value(|last| *last = Some(notice.number.max(last.unwrap_or_default())));
        if notice.case_id.is_none() {
            self.doubts.try_update(|doubts| *doubts += 1);
        }
        self.heard.try_update(|heard| {
            heard.push(notice);
            let old = heard.len().saturating_sub(KEPT);
            heard.drain(..old);
        });
        self.tick_soon();
    }

    /// Opens the stream of this browser, from where this screen stopped hearing.
    fn open(self, wait: f64) {
        let since = self.last.try_get_value().flatten().unwrap_or_default();
        let opened = Stream::open(self, since, wait).ok().map(SendWrapper::new);
        self.stream.try_update_value(|stream| *stream = opened);
    }

    /// Tells the other tabs.
    fn pass_on(self, notice: &Notice) {
        self.tabs.try_with_value(|tabs| tabs.as_ref().map(|tabs| tabs.tell(notice)));
    }

    /// Tells the other tabs again what came after a notice: one of them has just begun to listen.
    fn repeat(self, since: i64) {
        let heard = self.heard.try_get_untracked().unwrap_or_default();
        heard.iter().filter(|notice| notice.number > since).for_each(|notice| self.pass_on(notice));
    }

    /// The server was heard, by this tab or another one.
    fn is_alive(self) {
        self.heard_at.try_set_value(Date::now());
        if self.lost.try_get_untracked() == Some(true) {
            self.lost.try_set(false);
        }
    }

    /// The server was heard by this tab.
    fn hears_the_server(self) {
        self.is_alive();
        self.tabs.try_with_value(|tabs| tabs.as_ref().map(|tabs| tabs.beat()));
    }

    /// The stream of this browser broke: it comes back by itself, or every tab says that nothing is heard.
    fn breaks(self) {
        let heard_at = self.heard_at.try_get_value();
        later(PATIENCE, move || {
            if heard_at.is_some() && self.heard_at.try_get_value() == heard_at {
                self.is_lost();
                self.tabs.try_with_value(|tabs| tabs.as_ref().map(|tabs| tabs.lost()));
            }
        });
    }

    /// Nothing is heard.
    fn is_lost(self) {
        if self.lost.try_get_untracked() == Some(false) {
            self.lost.try_set(true);
        }
    }

    /// Says so when the server is silent, asks by itself meanwhile, and tries a new stream.
    fn watch(self) {
        later(LOOK, move || {
            let Some(heard_at) = self.heard_at.try_get_value() else { return };
            if Date::now() - heard_at > SILENCE {
                self.heard_at.set_value(Date::now());
                self.is_lost();
                self.tick_now();
                if self.stream.try_with_value(Option::is_some) == Some(true) {
                    self.open(FIRST);
                }
            }
            self.watch();
        });
    }

    /// Somebody wants to see everything as it is now.
    pub fn read_again(self) {
        self.asked.update(|asked| *asked += 1);
    }

    /// It is time to read counts again, as soon as the pace allows.
    pub fn tick_soon(self) {
        if self.waiting.try_get_value().unwrap_or(true) {
            return;
        }
        self.waiting.set_value(true);
        let rest = (self.called_at.get_value() + PACE - Date::now()).max(0.0);
        later(rest + Math::random() * SPREAD, move || {
            self.waiting.try_update_value(|waiting| *waiting = false);
            self.called_at.try_update_value(|called_at| *called_at = Date::now());
            self.tick_now();
        });
    }

    /// Whether the page is still there.
    fn tick_now(self) -> bool {
        match self.quiet.try_get_value() {
            Some(false) => self.tick.try_update(|tick| *tick += 1).is_some(),
            Some(true) => true,
            None => false,
        }
    }

    /// Asks nothing for the time being.
    pub fn be_quiet(self, quiet: bool) {
        self.quiet.try_update_value(|was| *was = quiet);
    }

    /// Where one tab cannot speak for all, each reads its counts now and then.
    fn poll(self) {
        later(POLL + Math::random() * SPREAD, move || {
            if self.tick_now() {
                self.poll();
            }
        });
    }
}

/// Does something in so many milliseconds, whatever has been drawn anew meanwhile: a timer of Leptos ends with the effect or
/// the row in which it was set, and whoever waits for it waits for ever. What is done has to bear that its page is gone.
pub fn later(milliseconds: f64, what: impl FnOnce() + 'static) {
    #[expect(clippy::cast_possible_truncation, reason = "nobody waits for weeks")]
    let milliseconds = milliseconds as i32;
    let what = Closure::once_into_js(what);
    // a page that is leaving has no timers any more
    drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(what.unchecked_ref(), milliseconds));
}
