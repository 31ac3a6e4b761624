//! Rings inside one process when something was written or published, so that nobody has to wait for the next look.
//!
//! It is a hint and no more: other processes on the same database do not hear it, so whoever waits looks by itself, too.

use super::Store;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Notify;

/// The two bells of a process.
#[derive(Clone, Default)]
pub(super) struct Bells {
    pub written: Arc<Notify>,
    pub published: Arc<Notify>,
    changes: Arc<AtomicU64>,
}

impl Bells {
    /// An event was written.
    pub fn ring(&self) {
        self.changes.fetch_add(1, Ordering::Release);
        self.written.notify_one();
    }

    /// How many commits of this process held events.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }
}

impl Store {
    /// Returns when an event was written here and waits to be published.
    pub async fn written(&self) {
        self.bells.written.notified().await;
    }

    /// Returns when a notice was published here.
    pub async fn published(&self) {
        self.bells.published.notified().await;
    }
}
