//! What is asked of the ranges of a list: keys of a page, counts, what came in, what may be taken next.

use super::{
    super::{
        Error, Result,
        tx::{Conn, Tx, json_of},
    },
    reading::{Reading, bound},
    texts::{
        BY_DUE, BY_FILING, CALM, CAME, COUNT, COUNT_PLAIN, NEXT, NEXT_LOCKED, STANDING_POSTGRES, STANDING_SQLITE, URGED,
    },
};
use crate::{
    id::StaffId,
    identifiers::case_number::CaseNumber,
    queue::{COUNTED, Filter, Place, Sort, View, ViewCount},
    refusal::Refusal,
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The key of a row: what it is sorted by.
pub(super) type Key = (bool, i64, Uuid);

impl Tx {
    /// The ranges of a view, filtered; a number that somebody typed names one case and no words.
    pub(super) async fn readings(
        &mut self,
        view: View,
        filter: &Filter,
        who: &Staff,
        now: Timestamp,
    ) -> Result<Vec<Reading>> {
        let calendar = self.calendar.clone();
        let mut readings = Reading::of(view, filter, who, now, &calendar)?;
        if let Ok(number) = CaseNumber::parse(&filter.words) {
            let case = match self.case_by_number(&number).await {
                Err(Error::Refused(Refusal::NotFound)) => Uuid::nil(),
                case => case?.0,
            };
            for reading in &mut readings {
                (reading.case, reading.words) = (Some(case), Default::default());
            }
        }
        Ok(readings)
    }

    /// The first keys behind a place, in the order of the sort, from all ranges together.
    pub(super) async fn keys(
        &mut self,
        readings: &[Reading],
        sort: Sort,
        after: Option<Place>,
        most: usize,
    ) -> Result<Vec<Key>> {
        let after = after.filter(|place| place.sort == sort);
        let begin = |from_urged: bool| match after {
            Some(place) if place.urged == from_urged => (place.at.as_microsecond(), place.case_id.0),
            _ => (i64::MIN, Uuid::nil()),
        };
        let parts: &[(bool, [&'static str; 2])] = match (sort, after) {
            (Sort::Due, _) => &[(false, BY_DUE)],
            (Sort::Filed, _) => &[(false, BY_FILING)],
            (Sort::Urged, Some(Place { urged: false, .. })) => &[(false, CALM)],
            (Sort::Urged, _) => &[(true, URGED), (false, CALM)],
        };
        let mut keys = Vec::new();
        for (urged, texts) in parts {
            if keys.len() >= most {
                break;
            }
            let mut part = self.keys_of(readings, *texts, sort, begin(*urged), most).await?;
            part.sort_unstable();
            keys.extend(part.into_iter().map(|(at, id)| (*urged, at, id)));
        }
        keys.truncate(most);
        Ok(keys)
    }

    async fn keys_of(
        &mut self,
        readings: &[Reading],
        texts: [&'static str; 2],
        sort: Sort,
        (at, id): (i64, Uuid),
        most: usize,
    ) -> Result<Vec<(i64, Uuid)>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut keys = Vec::new();
        for reading in readings {
            let text = reading.text(texts);
            let rows: Vec<(i64, i64, Uuid)> = sql!(self, conn => bound!(sqlx::query_as(text), reading).bind(at).bind(id)
                .bind(most).fetch_all(conn).await)?;
            keys.extend(rows.into_iter().map(|(due, filed, id)| (if sort == Sort::Filed { filed } else { due }, id)));
        }
        Ok(keys)
    }

    /// How much stands in the ranges together.
    pub(super) async fn count(&mut self, readings: &[Reading], now: Timestamp) -> Result<ViewCount> {
        let mut count = ViewCount::default();
        for reading in readings {
            let (open_left, overdue_left) = (COUNTED + 1 - count.open, COUNTED + 1 - count.overdue);
            let (open, overdue) = match reading.is_plain() {
                true => self.count_plain(reading, open_left.max(overdue_left), now).await?,
                false => (
                    self.count_range(reading, open_left).await?,
                    self.count_range(&reading.overdue(now), overdue_left).await?,
                ),
            };
            count.open += open.min(open_left);
            count.overdue += overdue.min(overdue_left);
        }
        Ok(count)
    }

    /// How much stands in a range that leaves nothing out, and how much of it is late.
    async fn count_plain(&mut self, reading: &Reading, most: i64, now: Timestamp) -> Result<(i64, i64)> {
        Ok(sql!(self, conn => sqlx::query_as(COUNT_PLAIN).bind(reading.scope.as_str()).bind(reading.bucket)
            .bind(reading.until).bind(now.as_microsecond()).bind(most).fetch_one(conn).await)?)
    }

    async fn count_range(&mut self, reading: &Reading, most: i64) -> Result<i64> {
        if most <= 0 {
            return Ok(0);
        }
        let text = reading.text(COUNT);
        Ok(sql!(self, conn => bound!(sqlx::query_scalar(text), reading).bind(most).fetch_one(conn).await)?)
    }

    /// When the newest of a range came into it, newest first, at most one more than is counted.
    pub(super) async fn came(&mut self, reading: &Reading) -> Result<Vec<i64>> {
        let text = reading.text(CAME);
        Ok(sql!(self, conn => bound!(sqlx::query_scalar(text), reading).bind(COUNTED + 1).fetch_all(conn).await)?)
    }

    /// Which of these cases stand in a range.
    pub(super) async fn standing(&mut self, reading: &Reading, ids: &[Uuid]) -> Result<Vec<Uuid>> {
        Ok(match &mut self.conn {
            Conn::Postgres(tx) => {
                bound!(sqlx::query_scalar(STANDING_POSTGRES), reading).bind(ids).fetch_all(&mut **tx).await?
            }
            Conn::Sqlite(tx) => {
                bound!(sqlx::query_scalar(STANDING_SQLITE), reading).bind(json_of(ids)).fetch_all(&mut **tx).await?
            }
        })
    }

    /// What this person would take next out of a range, with what it is chosen by.
    pub(super) async fn most_urgent(
        &mut self,
        reading: &Reading,
        who: StaffId,
        today: Timestamp,
    ) -> Result<Option<(i64, bool, bool, Uuid)>> {
        let text = if matches!(self.conn, Conn::Postgres(_)) { NEXT_LOCKED } else { NEXT };
        Ok(sql!(self, conn => bound!(sqlx::query_as(text), reading).bind(who.0).bind(today.as_microsecond())
            .fetch_optional(conn).await)?)
    }
}
