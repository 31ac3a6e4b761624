//! Says that a case changed, to the screens that may know: the hub of one process.
//!
//! It reads published notices and passes each on, rendered once; a screen that cannot keep up is told to read again.

use crate::{chance, seats};
use axum::body::Bytes;
use clearway::{
    id::StaffId,
    store::{Notice, Store},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::sync::{broadcast, watch};

/// Notices kept for a screen that is slow to read.
const KEPT: usize = 1_024;
/// Notices read at once.
pub(crate) const BATCH: i64 = 500;
/// How long a published notice of another process waits at most.
const EVERY: Duration = Duration::from_millis(100);
/// Where much happens, streams are told so often and no oftener: a thousand screens cost a write each.
const PACE: Duration = Duration::from_millis(80);
/// Streams of one staff member: their tabs in several browsers.
const SEATS_EACH: usize = 10;
/// Streams of this process.
const SEATS: usize = 5_000;
/// When a screen comes back after its stream was ended.
const RETURN: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(5));

/// A notice, ready to be sent.
pub struct Told {
    /// Its published number.
    pub number: i64,
    /// It, as bytes of the stream.
    pub event: Bytes,
    scopes: Vec<String>,
}

impl Told {
    /// Renders a notice.
    pub fn new(notice: Notice) -> Arc<Self> {
        let Notice { number, case_id, version, kind, scopes } = notice;
        let data = serde_json::json!({ "case_id": case_id, "version": version, "kind": kind });
        Arc::new(Self { number, event: format!("id: {number}\nevent: change\ndata: {data}\n\n").into(), scopes })
    }

    /// Whether somebody working in these scopes may know of it.
    pub fn is_for(&self, scopes: &[String]) -> bool {
        self.scopes.iter().any(|scope| scopes.contains(scope))
    }
}

/// The screen must read its list again; what it missed ends at this number.
pub fn resync(number: i64) -> Bytes {
    format!("id: {number}\nevent: resync\ndata: {{}}\n\n").into()
}

/// Nothing happened, and the line holds.
pub fn beat() -> Bytes {
    Bytes::from_static(b"event: beat\ndata: {}\n\n")
}

/// The stream ends; the screen comes back after a while of its own.
pub fn bye() -> Bytes {
    format!("retry: {}\nevent: bye\ndata: {{}}\n\n", chance::between(RETURN.0, RETURN.1).as_millis()).into()
}

/// How soon the screen comes back when the line breaks.
pub fn hello() -> Bytes {
    format!("retry: {}\n\n", chance::between(RETURN.0, RETURN.1).as_millis()).into()
}

/// All streams of this process.
pub struct Hub {
    told: broadcast::Sender<Arc<Told>>,
    closing: watch::Sender<bool>,
    last: AtomicI64,
    seats: seats::Seats<StaffId>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            told: broadcast::Sender::new(KEPT),
            closing: watch::Sender::new(false),
            last: AtomicI64::new(0),
            seats: seats::Seats::default(),
        }
    }
}

impl Hub {
    /// What is told from now on, and whether the process closes.
    pub fn listen(&self) -> (broadcast::Receiver<Arc<Told>>, watch::Receiver<bool>) {
        (self.told.subscribe(), self.closing.subscribe())
    }

    /// The last number that was told.
    pub fn last(&self) -> i64 {
        self.last.load(Ordering::SeqCst)
    }

    /// A place for one more stream; none when the person or the process has enough, or the process closes.
    pub fn seat(&self, staff: StaffId) -> Option<Seat> {
        if *self.closing.borrow() {
            return None;
        }
        let seat = self.seats.take(staff, SEATS, SEATS_EACH)?;
        metrics::gauge!("clearway_live_streams").increment(1);
        Some(Seat { _seat: seat })
    }

    /// Ends every stream and takes no new one.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Passes on what is published, until told to stop.
    pub async fn follow(&self, store: &Store, mut stop: watch::Receiver<bool>) {
        let mut broken = false;
        while !*stop.borrow() {
            let told = self.pass_on(store).await.inspect_err(|fault| crate::jobs::log_once(broken, fault));
            broken = told.is_err();
            if told.unwrap_or_default() {
                // whoever closes the process waits so long at most
                tokio::time::sleep(PACE).await;
            }
            tokio::select! {
                () = store.published() => {}
                _ = tokio::time::timeout(EVERY, stop.changed()) => {}
            }
        }
    }

    /// Begins at the last published notice: what was before is history.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn begin(&self, store: &Store) -> clearway::store::Result<()> {
        self.last.store(store.last_notice().await?, Ordering::SeqCst);
        Ok(())
    }

    /// Whether there was something to pass on.
    async fn pass_on(&self, store: &Store) -> clearway::store::Result<bool> {
        let notices = store.notices_since(self.last(), BATCH).await?;
        let some = !notices.is_empty();
        for notice in notices {
            self.last.store(notice.number, Ordering::SeqCst);
            // Nobody listening is no fault.
            let _ = self.told.send(Told::new(notice));
        }
        Ok(some)
    }
}

/// One stream's place, given back when the stream is dropped.
pub struct Seat {
    _seat: seats::Seat<StaffId>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        metrics::gauge!("clearway_live_streams").decrement(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clearway::id::CaseId;

    fn staff() -> StaffId {
        StaffId(uuid::Uuid::from_u128(1))
    }

    #[test]
    fn an_eleventh_stream_of_one_person_is_refused_until_one_ends() {
        let hub = Hub::default();
        let mut seats: Vec<_> = (0..SEATS_EACH).map(|_| hub.seat(staff()).unwrap()).collect();
        assert!(hub.seat(staff()).is_none());
        assert!(hub.seat(StaffId(uuid::Uuid::from_u128(2))).is_some(), "others are not concerned");
        seats.pop();
        assert!(hub.seat(staff()).is_some());
    }

    #[test]
    fn a_closing_hub_takes_no_stream() {
        let hub = Hub::default();
        hub.close();
        assert!(hub.seat(staff()).is_none());
    }

    #[test]
    fn a_notice_carries_no_scope_and_no_text() {
        let notice = Notice {
            number: 7,
            case_id: CaseId(uuid::Uuid::nil()),
            version: 3,
            kind: "dispatched".into(),
            scopes: vec!["region:990101".into()],
        };
        let told = Told::new(notice);
        let sent = std::str::from_utf8(&told.event).unwrap();
        assert_eq!(
            sent,
            "id: 7\nevent: change\ndata: {\"case_id\":\"00000000-0000-0000-0000-000000000000\",\"kind\":\"dispatched\",\"version\":3}\n\n"
        );
        assert!(told.is_for(&["region:990101".into()]) && !told.is_for(&["region:990102".into()]));
    }
}
