//! What many screens ask in the same moment, read once for all of them.
//!
//! A thousand people look at one list, it changes twenty times a second, and after each change they ask for the same rows and
//! counts. What was read is used until the next change, and for a second at most: deadlines pass and names change without one.
//! Who may see a row is asked of each person anew.

use super::{
    super::{Error, Result, Store, db::Db, tx::Tx},
    choices,
    reading::Reading,
};
use crate::{
    case::{Case, CaseHead},
    id::CaseId,
    queue::{Bucket, COUNTED, QueueCount, ViewCount},
    refusal::Refusal,
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// How long it is used where nothing changes.
const USED: SignedDuration = SignedDuration::from_secs(1);

/// The glance of this moment.
#[derive(Default)]
pub(in crate::store) struct Glances(Mutex<Arc<Glance>>);

/// The database between two changes, as far as somebody asked.
#[derive(Default)]
pub(super) struct Glance {
    /// Changes written by this process, and published by any, before it began.
    changes: (u64, i64),
    at: Option<Timestamp>,
    known: Mutex<Known>,
    /// Whoever reads; the others wait for what it brings.
    reads: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    /// The last notice before anything was read.
    notice: Option<i64>,
    heads: HashMap<Uuid, Option<CaseHead>>,
    /// Cases that do not stand in a range which somebody asked for: the rule says who sees them.
    cases: HashMap<Uuid, Option<Arc<Case>>>,
    ranges: HashMap<Reading, Seen>,
    /// What the work in a scope can be filtered by.
    choices: HashMap<String, Arc<Vec<choices::Row>>>,
}

/// What is known of a range.
#[derive(Default)]
struct Seen {
    asked: HashSet<Uuid>,
    stands: HashSet<Uuid>,
    count: Option<ViewCount>,
    /// When the newest came in, newest first.
    came: Option<Vec<i64>>,
}

/// What a screen asks of it.
pub(super) struct Wanted<'a> {
    pub ids: &'a [Uuid],
    pub list: &'a [Reading],
    pub counted: &'a [Reading],
    pub came: bool,
}

fn lock<Inner>(mutex: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    // what another thread put in whole is whole, even if it failed later
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    /// The glance of this moment: a new one after a change.
    pub(super) async fn glance(&self, now: Timestamp) -> Result<Arc<Glance>> {
        let written = self.bells.changes();
        let published = match &self.db {
            // one process writes it
            Db::Sqlite { .. } => 0,
            Db::Postgres(_) => self.last_notice().await?,
        };
        let mut latest = lock(&self.glances.0);
        let used = |at: Timestamp| now >= at && now.duration_since(at) < USED;
        if latest.changes != (written, published) || !latest.at.is_some_and(used) {
            *latest = Arc::new(Glance { changes: (written, published), at: Some(now), ..Glance::default() });
        }
        Ok(Arc::clone(&latest))
    }

    /// Brings into a glance what is wanted and not known yet.
    pub(super) async fn look(&self, glance: &Glance, wanted: &Wanted<'_>, now: Timestamp) -> Result<()> {
        if glance.knows(wanted) {
            return Ok(());
        }
        let _turn = glance.reads.lock().await;
        if glance.knows(wanted) {
            return Ok(());
        }
        in_view!(self, |tx| { tx.look(glance, wanted, now).await? });
        Ok(())
    }
}

impl Glance {
    fn knows(&self, wanted: &Wanted<'_>) -> bool {
        let known = lock(&self.known);
        known.notice.is_some()
            && known.unread_heads(wanted.ids).is_empty()
            && wanted.list.iter().all(|range| {
                let seen = known.ranges.get(range);
                seen.is_some_and(|seen| wanted.ids.iter().all(|id| seen.asked.contains(id)))
                    && (!wanted.came || seen.is_some_and(|seen| seen.came.is_some()))
            })
            && wanted.counted.iter().all(|range| known.ranges.get(range).is_some_and(|seen| seen.count.is_some()))
            && known.unread_cases(wanted).is_empty()
    }

    /// The last notice before anything was read.
    pub fn notice(&self) -> i64 {
        lock(&self.known).notice.unwrap_or_default()
    }

    /// How much stands in a range.
    pub fn count(&self, range: &Reading) -> ViewCount {
        lock(&self.known).ranges.get(range).and_then(|seen| seen.count).unwrap_or_default()
    }

    /// What the work in a scope can be filtered by, if somebody asked.
    pub fn choices(&self, scope: &str) -> Option<Arc<Vec<choices::Row>>> {
        lock(&self.known).choices.get(scope).cloned()
    }

    /// Keeps that for the others.
    pub fn keep_choices(&self, scope: String, rows: Vec<choices::Row>) -> Arc<Vec<choices::Row>> {
        Arc::clone(lock(&self.known).choices.entry(scope).or_insert_with(|| Arc::new(rows)))
    }

    /// How much stands in some ranges together.
    pub fn sum(&self, ranges: &[Reading]) -> ViewCount {
        let mut sum = ViewCount::default();
        for ViewCount { open, overdue } in ranges.iter().map(|range| self.count(range)) {
            sum.open = (sum.open + open).min(COUNTED + 1);
            sum.overdue = (sum.overdue + overdue).min(COUNTED + 1);
        }
        sum
    }

    /// How much waits in lists, each with its range.
    pub fn counts(&self, buckets: &[Bucket], ranges: &[Reading]) -> Vec<QueueCount> {
        let count = |(bucket, range): (&Bucket, &Reading)| {
            let ViewCount { open, overdue } = self.count(range);
            QueueCount { bucket: *bucket, open, overdue }
        };
        buckets.iter().zip(ranges).map(count).collect()
    }

    /// How much came into the ranges after a moment.
    pub fn came_since(&self, ranges: &[Reading], since: Timestamp) -> usize {
        let known = lock(&self.known);
        let came = ranges.iter().filter_map(|range| known.ranges.get(range)?.came.as_ref());
        came.map(|came| came.partition_point(|at| *at > since.as_microsecond())).sum()
    }

    /// Rows that a person may see, with whether they stand in these ranges.
    pub fn rows(&self, who: &Staff, list: &[Reading], ids: &[Uuid]) -> Vec<Option<(CaseHead, bool)>> {
        let known = lock(&self.known);
        let row = |id: &Uuid| {
            let stands = known.stands(list, id);
            let case = || known.cases.get(id).and_then(Option::as_ref);
            let seen = stands || case().is_some_and(|case| who.sees(case));
            seen.then(|| Some((known.heads.get(id)?.clone()?, stands))).flatten()
        };
        ids.iter().map(row).collect()
    }
}

impl Known {
    fn unread_heads(&self, ids: &[Uuid]) -> Vec<Uuid> {
        ids.iter().filter(|id| !self.heads.contains_key(*id)).copied().collect()
    }

    fn stands(&self, list: &[Reading], id: &Uuid) -> bool {
        list.iter().any(|range| self.ranges.get(range).is_some_and(|seen| seen.stands.contains(id)))
    }

    /// Cases whose place in the list does not tell who sees them.
    fn unread_cases(&self, wanted: &Wanted<'_>) -> Vec<Uuid> {
        let told = |id: &&Uuid| self.cases.contains_key(*id) || self.stands(wanted.list, id);
        wanted.ids.iter().filter(|id| !told(id)).copied().collect()
    }
}

impl Tx {
    async fn look(&mut self, glance: &Glance, wanted: &Wanted<'_>, now: Timestamp) -> Result<()> {
        let notice = self.last_notice().await?;
        lock(&glance.known).notice.get_or_insert(notice);
        let unread = lock(&glance.known).unread_heads(wanted.ids);
        // whoever asks for counts only, asks for no rows
        let heads = if unread.is_empty() { Vec::new() } else { self.heads(&unread).await? };
        let mut heads: HashMap<Uuid, CaseHead> = heads.into_iter().map(|head| (head.id.0, head)).collect();
        lock(&glance.known).heads.extend(unread.into_iter().map(|id| (id, heads.remove(&id))));
        for range in wanted.list {
            self.look_for_cases(glance, range, wanted).await?;
        }
        for range in wanted.counted {
            if lock(&glance.known).ranges.get(range).is_none_or(|seen| seen.count.is_none()) {
                let count = self.count(std::slice::from_ref(range), now).await?;
                lock(&glance.known).ranges.entry(range.clone()).or_default().count = Some(count);
            }
        }
        let unread = lock(&glance.known).unread_cases(wanted);
        for id in unread {
            let case = match self.case(CaseId(id)).await {
                Ok(case) => Some(Arc::new(case)),
                Err(Error::Refused(Refusal::NotFound)) => None,
                Err(error) => return Err(error),
            };
            lock(&glance.known).cases.insert(id, case);
        }
        Ok(())
    }

    async fn look_for_cases(&mut self, glance: &Glance, range: &Reading, wanted: &Wanted<'_>) -> Result<()> {
        let (unread, came) = {
            let known = lock(&glance.known);
            let seen = known.ranges.get(range);
            let asked = |id: &&Uuid| seen.is_some_and(|seen| seen.asked.contains(*id));
            let unread: Vec<_> = wanted.ids.iter().filter(|id| !asked(id)).copied().collect();
            (unread, wanted.came && seen.is_none_or(|seen| seen.came.is_none()))
        };
        let stands = if unread.is_empty() { Vec::new() } else { self.standing(range, &unread).await? };
        let came = if came { Some(self.came(range).await?) } else { None };
        let mut known = lock(&glance.known);
        let seen = known.ranges.entry(range.clone()).or_default();
        seen.asked.extend(unread);
        seen.stands.extend(stands);
        seen.came = came.or(seen.came.take());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        queue::{Filter, View},
        store::{
            Store, Token,
            testing::{Office, filed, later, office, store_test},
        },
    };

    async fn asks(store: &Store, who: &Staff, bucket: Bucket, case: CaseId, now: Timestamp) -> Option<(i64, bool)> {
        let list = (View::Bucket(bucket), &Filter::default());
        let told = store.read_rows(who, list, &[case], None, now).await.unwrap();
        told.rows.into_iter().next()?.1.map(|row| (row.head.version, row.stands))
    }

    store_test!(what_was_read_for_one_person_is_shown_to_nobody_else_and_to_nobody_after_a_change, |store, at| {
        let Office { dispatcher, officer, stranger, .. } = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        // the hour stands still, so that only a change can end what was read
        let now = later(at, 5).now;
        assert_eq!(asks(&store, &dispatcher, Bucket::ToDispatch, case, now).await, Some((1, true)));
        assert_eq!(asks(&store, &officer, Bucket::ToAccept, case, now).await, None);
        store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 1)).await.unwrap();
        while store.sequence().await.unwrap() > 0 {}
        assert_eq!(asks(&store, &dispatcher, Bucket::ToDispatch, case, now).await, Some((2, false)));
        assert_eq!(asks(&store, &officer, Bucket::ToAccept, case, now).await, Some((2, true)));
        assert_eq!(asks(&store, &stranger, Bucket::ToAccept, case, now).await, None);
    });

    store_test!(fifty_askers_at_once_share_a_glance_for_a_second, |store, at| {
        let Office { dispatcher, .. } = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        let now = later(at, 5).now;
        let glance = store.glance(now).await.unwrap();
        let all =
            futures_util::future::join_all((0..50).map(|_| asks(&store, &dispatcher, Bucket::ToDispatch, case, now)));
        assert!(all.await.into_iter().all(|row| row == Some((1, true))));
        assert!(Arc::ptr_eq(&glance, &store.glance(now).await.unwrap()), "nothing changed");
        let second = now + USED;
        assert!(!Arc::ptr_eq(&glance, &store.glance(second).await.unwrap()), "it is old");
    });
}
