//! Tells somebody at work of what happens while they look elsewhere: the tab that hears for its browser speaks for it, too.

mod chime;
pub mod notification;

pub use chime::Chime;

use crate::{
    lang::{Lang, lang, t},
    live::{Live, later},
    routes,
    staff::{desk::DeskNow, queue_doors::read_rows},
};
use clearway::{
    event::What,
    id::CaseId,
    queue::{Alert, Alerts, Bucket, Looked, QueueCount, Telling, Untold, View, filled_by},
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};
use web_sys::js_sys::Date;

/// What happens within so many milliseconds is told together.
const GATHER: f64 = 1_000.0;
/// So long the other tabs have to say what is looked at in them.
const ANSWER: f64 = 500.0;
/// How often it is looked whether something has become late, while somebody wants to be told.
const CLOCK: f64 = 60_000.0;
/// Cases that are looked up at once, at most.
const MOST: usize = 50;

/// What is not told yet.
#[derive(Clone, Default)]
struct Waiting {
    /// Cases that may have come into a queue, by what was heard of them.
    came: Vec<(Bucket, CaseId)>,
    late: usize,
    mine: usize,
}

/// Whoever tells.
#[derive(Clone, Copy)]
pub struct Teller {
    live: Live,
    lang: Lang,
    chime: Chime,
    wanted: StoredValue<Alerts>,
    queues: StoredValue<Vec<Bucket>>,
    /// How much was late and unread when it was last read.
    known: StoredValue<Option<(i64, i64)>>,
    heard: StoredValue<i64>,
    waiting: StoredValue<Waiting>,
    told_at: StoredValue<Option<Timestamp>>,
    busy: StoredValue<bool>,
}

impl Teller {
    /// Knows nothing yet, and tells nothing before [`Teller::take_up`].
    pub fn new(live: Live) -> Self {
        let teller = Self {
            live,
            lang: lang(),
            chime: Chime::new(),
            wanted: StoredValue::default(),
            queues: StoredValue::default(),
            known: StoredValue::new(None),
            heard: StoredValue::new(0),
            waiting: StoredValue::default(),
            told_at: StoredValue::new(None),
            busy: StoredValue::new(false),
        };
        provide_context(teller.chime);
        Effect::new(move |_| {
            live.heard.track();
            teller.hear();
        });
        Effect::new(move |_| teller.look_at_the_clock());
        teller
    }

    /// Takes up what somebody wants to be told, and what waits for them.
    pub fn take_up(self, desk: &DeskNow) {
        self.chime.wanted(!desk.settings.alerts.sound.is_empty());
        self.wanted.set_value(desk.settings.alerts.clone());
        self.queues.set_value(desk.counts.iter().map(|count| count.bucket).collect());
        self.counted(&desk.counts, desk.unread);
    }

    /// It was read again how much waits.
    pub fn counted(self, counts: &[QueueCount], unread: i64) {
        let late = counts.iter().map(|count| count.overdue).sum();
        let known = self.known.get_value();
        self.known.set_value(Some((late, unread)));
        let (before_late, before_unread) = known.unwrap_or((late, unread));
        let more = |now: i64, before: i64| usize::try_from(now - before).unwrap_or_default();
        self.add(|waiting| {
            waiting.late += more(late, before_late);
            waiting.mine += more(unread, before_unread);
        });
    }

    /// Takes in what was heard since the last time.
    fn hear(self) {
        let (after, queues) = (self.heard.get_value(), self.queues.get_value());
        let heard = self.live.heard.read_untracked();
        self.heard.set_value(heard.iter().map(|notice| notice.number).fold(after, i64::max));
        let new = heard.iter().filter(|notice| notice.number > after);
        let came = new.filter_map(|notice| Some((What::parse(&notice.kind)?, notice.case_id?)));
        let came = came.flat_map(|(what, case)| filled_by(what).iter().map(move |bucket| (*bucket, case)));
        let came: Vec<_> = came.filter(|(bucket, _)| queues.contains(bucket)).collect();
        self.add(|waiting| waiting.came.extend(came));
    }

    fn add(self, what: impl FnOnce(&mut Waiting)) {
        if !self.live.speaks() {
            return;
        }
        self.waiting.update_value(what);
        self.soon(GATHER);
    }

    /// Looks in so many milliseconds whether something is to be told.
    fn soon(self, wait: f64) {
        let some = self.waiting.with_value(|waiting| !waiting.untold().is_none());
        if some && !self.busy.get_value() {
            self.busy.set_value(true);
            later(wait, move || self.decide());
        }
    }

    fn decide(self) {
        let Some(told_at) = self.told_at.try_get_value() else { return };
        let untold = self.waiting.with_value(Waiting::untold);
        match self.wanted.with_value(|wanted| wanted.tell(untold, told_at, now())) {
            Telling::Never => {
                self.waiting.set_value(Waiting::default());
                self.busy.set_value(false);
            }
            Telling::In(wait) => later(wait.as_secs_f64() * 1_000.0, move || self.decide()),
            Telling::Now => {
                self.live.ask_who_looks();
                later(ANSWER, move || spawn_local(self.tell()));
            }
        }
    }

    /// Tells whatever nobody has before their eyes.
    async fn tell(self) {
        let Some(waiting) = self.waiting.try_get_value() else { return };
        self.waiting.set_value(Waiting::default());
        let looked: Vec<_> = self.live.looked().iter().filter_map(|path| looked_at(path)).collect();
        let wanted = self.wanted.get_value();
        let came = if wanted.want(Alert::Work) { came(waiting.came, &looked).await } else { Vec::new() };
        let seen =
            |shows: fn(Looked) -> bool, count| if looked.iter().any(|looked| shows(*looked)) { 0 } else { count };
        let untold = Untold {
            work: came.len(),
            late: seen(Looked::shows_late, waiting.late),
            mine: seen(Looked::shows_mine, waiting.mine),
        };
        if self.busy.try_set_value(false).is_some() {
            return;
        }
        let (sound, desktop) = (untold.only(&wanted.sound), untold.only(&wanted.desktop));
        if !sound.is_none() || !desktop.is_none() {
            self.told_at.set_value(Some(now()));
        }
        if !sound.is_none() {
            self.chime.ring();
        }
        if !desktop.is_none() {
            let way = way(desktop, came.first().copied());
            notification::show(self.lang, &sentence(self.lang, desktop), Some(way));
        }
        self.soon(GATHER);
    }

    /// Nobody says that time goes by: where somebody wants to know what is late, it is looked up now and then.
    fn look_at_the_clock(self) {
        later(CLOCK, move || {
            let Some(wants) = self.wanted.try_with_value(|wanted| wanted.want(Alert::Late)) else { return };
            if wants && self.live.speaks() {
                self.live.tick_soon();
            }
            self.look_at_the_clock();
        });
    }
}

impl Waiting {
    fn untold(&self) -> Untold {
        Untold { work: self.came.len(), late: self.late, mine: self.mine }
    }
}

fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole")]
    Timestamp::from_millisecond(Date::now() as i64).unwrap_or_default()
}

/// What somebody sees who looks at the page with this path.
fn looked_at(path: &str) -> Option<Looked> {
    match path.strip_prefix("/s/q/") {
        Some(view) => View::parse(view).map(Looked::List),
        None => (path == routes::INBOX).then_some(Looked::Inbox),
    }
}

/// Into which queues something has come that nobody has taken and nobody looks at: one for each case.
async fn came(heard: Vec<(Bucket, CaseId)>, looked: &[Looked]) -> Vec<Bucket> {
    let mut came = Vec::new();
    for bucket in Bucket::ALL {
        let cases = heard.iter().filter(|(of, _)| *of == bucket).map(|(_, case)| *case);
        let mut cases: Vec<_> = cases.collect();
        cases.sort();
        cases.dedup();
        cases.truncate(MOST);
        if cases.is_empty() || looked.iter().any(|looked| looked.shows_work(bucket)) {
            continue;
        }
        // whoever cannot be answered now is not told: the counts say it at the next reading
        let Ok(now) = read_rows(View::Bucket(bucket).as_str().to_owned(), String::new(), cases, None).await else {
            continue;
        };
        let free = now.rows.iter().flat_map(|(_, row)| row).filter(|row| row.stands && row.head.holder.is_none());
        came.extend(free.map(|_| bucket));
    }
    came
}

/// What happened, in numbers only.
fn sentence(lang: Lang, Untold { work, late, mine }: Untold) -> String {
    let parts = [
        (work > 0).then(|| t::alert_said_work(lang, work)),
        (late > 0).then(|| t::alert_said_late(lang, late)),
        (mine > 0).then(|| t::alert_said_mine(lang, mine)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(t::comma(lang))
}

/// Where whoever presses on it is led.
fn way(untold: Untold, came: Option<Bucket>) -> String {
    match came.filter(|_| untold.work > 0) {
        Some(bucket) => routes::queue(bucket),
        None if untold.late > 0 => routes::STAFF.to_owned(),
        None => routes::INBOX.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_says_how_much_and_leads_to_it() {
        let all = Untold { work: 2, late: 1, mine: 1 };
        assert_eq!(sentence(Lang::En, all), "2 new cases, 1 case now overdue, 1 change to cases you hold");
        assert_eq!(sentence(Lang::Zh, Untold { work: 2, ..Untold::default() }), "有 2 件新工单");
        assert_eq!(way(all, Some(Bucket::ToSign)), "/s/q/to-sign");
        assert_eq!(way(Untold { work: 0, ..all }, None), "/s");
        assert_eq!(way(Untold { mine: 1, ..Untold::default() }, Some(Bucket::ToSign)), "/s/inbox");
    }

    #[test]
    fn what_is_looked_at_is_read_off_the_path() {
        assert_eq!(looked_at("/s/q/to-accept"), Some(Looked::List(View::Bucket(Bucket::ToAccept))));
        assert_eq!(looked_at("/s/inbox"), Some(Looked::Inbox));
        assert_eq!(looked_at("/s/c/990101261122000123H"), None);
    }
}
