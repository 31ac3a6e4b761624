//! What a screen does: hears, waits a little, and reads again what changed, at most once in two seconds.

use super::{
    office::{CrowdSeat, PAGE},
    wire::Line,
};
use jiff::Timestamp;
use server::chance;
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::time::Instant;

/// At most one call in so long.
const PACE: Duration = Duration::from_secs(2);

/// What all screens heard, and when.
#[derive(Default)]
pub struct Heard {
    streams: AtomicUsize,
    calls: AtomicUsize,
    /// When each change was heard, by case and version.
    at: Mutex<HashMap<(String, i64), Vec<Instant>>>,
    sent: Mutex<Vec<((String, i64), Instant)>>,
}

impl Heard {
    /// Streams that are open.
    pub fn streams(&self) -> usize {
        self.streams.load(Ordering::Relaxed)
    }

    /// Counts calls from now on.
    pub fn begin(&self) {
        self.calls.store(0, Ordering::Relaxed);
    }

    /// Calls that screens made.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    /// Something was done, and is committed since `at`.
    pub fn sent(&self, change: (String, i64), at: Instant) {
        self.sent.lock().unwrap().push((change, at));
    }

    /// How long each screen waited for each change, in milliseconds.
    pub fn waits(&self) -> Vec<u64> {
        let at = self.at.lock().unwrap();
        let waits = |(change, sent): &((String, i64), Instant)| {
            let heard = at.get(change).cloned().unwrap_or_default();
            heard
                .into_iter()
                .map(|at| u64::try_from(at.saturating_duration_since(*sent).as_millis()).unwrap())
                .collect::<Vec<_>>()
        };
        self.sent.lock().unwrap().iter().flat_map(waits).collect()
    }
}

/// Opens the page, then follows the stream for as long as the test lasts.
pub async fn watch(seat: CrowdSeat, heard: std::sync::Arc<Heard>) {
    tokio::time::sleep(chance::between(Duration::ZERO, Duration::from_secs(40))).await;
    let mut calls = Line::open(&seat.address).await;
    calls.get(&seat, PAGE).await;
    let mut stream = Line::open(&seat.address).await;
    stream.listen(&seat, "/live?since=0").await;
    heard.streams.fetch_add(1, Ordering::Relaxed);
    let mut changed: HashSet<String> = HashSet::new();
    let mut since = seat.clock.now();
    let mut next: Option<Instant> = None;
    let mut called = Instant::now() - PACE;
    loop {
        let due = next.unwrap_or_else(|| Instant::now() + Duration::from_secs(3_600));
        tokio::select! {
            line = stream.line() => {
                let Some(case) = notice(&line.unwrap_or_default(), &heard) else { continue };
                changed.insert(case);
                let rest = PACE.saturating_sub(called.elapsed());
                next.get_or_insert_with(|| Instant::now() + rest + chance::between(Duration::ZERO, Duration::from_secs(1)));
            }
            () = tokio::time::sleep_until(due) => {
                next = None;
                called = Instant::now();
                heard.calls.fetch_add(1, Ordering::Relaxed);
                read_again(&mut calls, &seat, &mut since, changed.drain()).await;
            }
        }
    }
}

/// The case a line of the stream tells of.
fn notice(line: &str, heard: &Heard) -> Option<String> {
    let now = Instant::now();
    let data: serde_json::Value = serde_json::from_str(line.strip_prefix("data: ")?).ok()?;
    let (case, version) = (data["case_id"].as_str()?.to_owned(), data["version"].as_i64()?);
    heard.at.lock().unwrap().entry((case.clone(), version)).or_default().push(now);
    Some(case)
}

/// The one call of a tick: rows and counts together, and how much is new since the call before.
async fn read_again(line: &mut Line, seat: &CrowdSeat, since: &mut Timestamp, cases: impl Iterator<Item = String>) {
    let asked = seat.clock.now();
    let cases: Vec<_> = cases.enumerate().map(|(n, case)| format!("&cases[{n}]={case}")).collect();
    line.call(seat, "queue/rows", &format!("view=to-dispatch&since={since}{}", cases.concat())).await;
    *since = asked;
}
