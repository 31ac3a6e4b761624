//! What a screen with a list asks at a tick: the rows that were noticed, and what waits. Most of it others ask for, too.

use super::{
    super::{Result, Store},
    glance::Wanted,
    reading::Reading,
};
use crate::{
    id::CaseId,
    queue::{Bucket, COUNTED, Filter, QueueRow, RowsNow, View},
    refusal::Refusal,
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// Rows in one call, at most: more than stand on a page.
const MOST: u32 = 60;

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
        if cases.len() > MOST as usize {
            return Err(Refusal::TooMany(MOST).into());
        }
        let list = Reading::of(view, filter, who, now, &self.calendar())?;
        let (buckets, counted) = self.queues_of(who, now)?;
        let ids: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
        let glance = self.glance(now).await?;
        let wanted = Wanted { ids: &ids, list: &list, counted: &counted, came: since.is_some() };
        self.look(&glance, &wanted, now).await?;
        let row = |row: Option<_>| row.map(|(head, stands)| QueueRow { head, stands });
        let fresh = since.map_or(0, |since| glance.came_since(&list, since));
        Ok(RowsNow {
            rows: cases.iter().copied().zip(glance.rows(who, &list, &ids).into_iter().map(row)).collect(),
            counts: glance.counts(&buckets, &counted),
            unread: self.count_unread(who).await?,
            fresh: i64::try_from(fresh).unwrap_or(i64::MAX).min(COUNTED + 1),
            notice: glance.notice(),
            now,
        })
    }

    /// The lists of this person, each with its range.
    pub(super) fn queues_of(&self, who: &Staff, now: Timestamp) -> Result<(Vec<Bucket>, Vec<Reading>)> {
        let (mut buckets, mut ranges) = (Vec::new(), Vec::new());
        for (bucket, _) in who.queues() {
            for range in Reading::of(View::Bucket(bucket), &Filter::default(), who, now, &self.calendar())? {
                buckets.push(bucket);
                ranges.push(range);
            }
        }
        Ok((buckets, ranges))
    }
}
