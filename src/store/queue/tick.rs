//! What a screen with a list asks at a tick: the rows that were noticed, and what waits. One transaction, and no list is read.

use super::{
    super::{Result, Store, tx::Tx},
    reading::Reading,
};
use crate::{
    id::CaseId,
    queue::{Filter, QueueCount, QueueRow, RowsNow, View},
    refusal::Refusal,
    staff::Staff,
};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Rows in one call, at most: more than stand on a page.
const MOST: usize = 60;

impl Store {
    /// Reads rows of a list again, and how much waits; with a moment, also how much came into the list since then.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] when the list is not this person's, [`Refusal::TooMany`] for more rows than a page has.
    pub async fn read_rows(
        &self,
        who: &Staff,
        (view, filter): (View, &Filter),
        cases: &[CaseId],
        since: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<RowsNow> {
        if cases.len() > MOST {
            return Err(Refusal::TooMany(60).into());
        }
        Ok(in_view!(self, |tx| {
            let readings = tx.readings(view, filter, who, now).await?;
            let notice = tx.last_notice().await?;
            let rows = tx.rows_again(who, &readings, cases).await?;
            let fresh = match since {
                Some(since) => tx.fresh(&readings, since).await?,
                None => 0,
            };
            let (counts, unread) = (tx.count_queues(who, now).await?, tx.count_unread(who, 99).await?);
            RowsNow { rows, counts, unread, fresh, notice, now }
        }))
    }

    /// How much waits in each list of this person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_queues(&self, who: &Staff, now: Timestamp) -> Result<Vec<QueueCount>> {
        Ok(in_view!(self, |tx| { tx.count_queues(who, now).await? }))
    }
}

impl Tx {
    async fn count_queues(&mut self, who: &Staff, now: Timestamp) -> Result<Vec<QueueCount>> {
        let calendar = self.calendar.clone();
        let mut counts = Vec::new();
        for (bucket, _) in who.queues() {
            let readings = Reading::of(View::Bucket(bucket), &Filter::default(), who, now, &calendar)?;
            let count = self.count(&readings, now).await?;
            counts.push(QueueCount { bucket, open: count.open, overdue: count.overdue });
        }
        Ok(counts)
    }

    async fn rows_again(
        &mut self,
        who: &Staff,
        readings: &[Reading],
        cases: &[CaseId],
    ) -> Result<Vec<(CaseId, Option<QueueRow>)>> {
        let ids: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
        let mut stands = BTreeSet::new();
        for reading in readings {
            stands.extend(self.standing(reading, &ids).await?);
        }
        let mut seen = Vec::new();
        for id in ids {
            if stands.contains(&id) || self.is_seen_by(who, CaseId(id)).await? {
                seen.push(id);
            }
        }
        let heads = self.heads(&seen).await?;
        let row = |case: &CaseId| {
            let head = heads.iter().find(|head| head.id == *case)?.clone();
            Some(QueueRow { head, stands: stands.contains(&case.0) })
        };
        Ok(cases.iter().map(|case| (*case, row(case))).collect())
    }
}
