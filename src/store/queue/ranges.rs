//! The texts that read a range of a list: one a sort, each in the order of an index; a filter only leaves rows out.

use super::super::{
    Result,
    tx::{Conn, Tx},
};
use crate::{
    calendar::Calendar,
    id::StaffId,
    queue::{COUNTED, Filter, HolderFilter, Place, Range, Scope, Sort, View, ViewCount},
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What stands in a range with a filter.
macro_rules! rows {
    ($columns:literal, $range:literal, $tail:literal) => {
        rows!($columns, "queue_rows q", $range, $tail)
    };
    ($columns:literal, $from:literal, $range:literal, $tail:expr) => {
        concat!(
            "select ",
            $columns,
            " from ",
            $from,
            " where q.scope_id = $1 and ",
            $range,
            " and ($3 is null or not exists (select 1 from queue_rows o where o.case_id = q.case_id and o.scope_id = $3)) \
             and ($6 is null or exists (select 1 from queue_rows o where o.case_id = q.case_id and o.scope_id = $6)) \
             and ($7 is null or exists (select 1 from queue_rows o where o.case_id = q.case_id and o.scope_id = $7)) \
             and (not $8 or q.holder_id is null) and ($9 is null or q.holder_id = $9) and ($10 is null or q.kind = $10) \
             and ($11 is null or q.channel = $11) and ($12 is null or q.service_code = $12) and ($13 is null \
             or ($13 = 'urged' and q.urged) or ($13 = 'reopened' and q.reopened) or ($13 = 'danger' and q.danger)) ",
            $tail
        )
    };
}

/// The keys of a page: in one bucket, and in the hands of somebody in any of them.
macro_rules! keys {
    ($due:literal, $tail:literal) => {
        [
            rows!("q.due_at, q.filed_at, q.case_id", $due, $tail),
            rows!(
                "q.due_at, q.filed_at, q.case_id",
                "q.holder_id = $9 and ($2 = 'any' or q.bucket = $2) and q.due_at >= $4 and q.due_at < $5",
                $tail
            ),
        ]
    };
}

const BY_DUE: [&str; 2] = keys!(
    "q.bucket = $2 and q.due_at >= $4 and q.due_at < $5",
    "and (q.due_at, q.case_id) > ($14, $15) order by q.due_at, q.case_id limit $16"
);
// the plus keeps SQLite from reading by deadline and sorting
const BY_FILING: [&str; 2] = keys!(
    "q.bucket = $2 and +q.due_at >= $4 and +q.due_at < $5",
    "and (q.filed_at, q.case_id) > ($14, $15) order by q.filed_at, q.case_id limit $16"
);
const URGED: [&str; 2] = keys!(
    "q.bucket = $2 and q.due_at >= $4 and q.due_at < $5 and q.urged",
    "and q.urged and (q.due_at, q.case_id) > ($14, $15) order by q.due_at, q.case_id limit $16"
);
const CALM: [&str; 2] = keys!(
    "q.bucket = $2 and q.due_at >= $4 and q.due_at < $5",
    "and not q.urged and (q.due_at, q.case_id) > ($14, $15) order by q.due_at, q.case_id limit $16"
);

macro_rules! count {
    ($range:literal) => {
        concat!("select count(*) from (", rows!("1", $range, "limit $14"), ") as rows_")
    };
}

const COUNT: [&str; 2] = [
    count!("q.bucket = $2 and q.due_at >= $4 and q.due_at < $5"),
    count!("q.holder_id = $9 and ($2 = 'any' or q.bucket = $2) and q.due_at >= $4 and q.due_at < $5"),
];

/// Without a filter the index alone tells.
const COUNT_PLAIN: &str = "select count(*) from (select 1 from queue_rows where scope_id = $1 and bucket = $2 \
    and due_at < $3 limit $4) as rows_";

macro_rules! fresh {
    ($range:literal) => {
        concat!("select count(*) from (", rows!("1", $range, "and q.came_at > $15 limit $14"), ") as rows_")
    };
}

const FRESH: [&str; 2] = [
    fresh!("q.bucket = $2 and +q.due_at >= $4 and +q.due_at < $5"),
    fresh!("q.holder_id = $9 and ($2 = 'any' or q.bucket = $2) and q.due_at >= $4 and q.due_at < $5"),
];

macro_rules! standing {
    ($tail:literal) => {
        rows!("q.case_id", "($2 = 'any' or q.bucket = $2) and q.due_at >= $4 and q.due_at < $5", $tail)
    };
}

const STANDING_SQLITE: &str = standing!("and q.case_id = $14");
const STANDING_POSTGRES: &str = standing!("and q.case_id = any($14)");

/// What may be taken next: free, not let pass today by the same person, and no answer of their own to be let out.
macro_rules! next {
    ($locks:literal) => {
        rows!(
            "q.due_at, q.urged, q.danger, q.case_id",
            "queue_rows q join cases c on c.case_id = q.case_id",
            "q.bucket = $2 and q.due_at >= $4 and q.due_at < $5 and c.holder_id is null",
            concat!(
                "and not exists (select 1 from skips s where s.staff_id = $14 and s.at >= $15 and s.case_id = q.case_id) \
                 and (q.bucket <> 'to-release' or not exists (select 1 from replies r where r.case_id = q.case_id \
                 and (r.written_by = $14 or r.signed_by = $14))) \
                 order by q.due_at, q.urged desc, q.danger desc, q.case_id limit 1",
                $locks
            )
        )
    };
}

const NEXT: &str = next!("");
const NEXT_LOCKED: &str = next!(" for update of c skip locked");

/// A range with a filter, as the texts take it.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    scope: String,
    bucket: &'static str,
    besides: Option<String>,
    from: i64,
    until: i64,
    within: [Option<String>; 2],
    free: bool,
    holder: Option<Uuid>,
    kind: Option<&'static str>,
    channel: Option<&'static str>,
    service: Option<String>,
    mark: Option<&'static str>,
}

/// Binds the first 13 of a text.
macro_rules! bound {
    ($query:expr, $reading:expr) => {{
        let Reading { scope, bucket, besides, from, until, within, free, holder, kind, channel, service, mark } =
            $reading;
        $query
            .bind(scope.as_str())
            .bind(*bucket)
            .bind(besides.as_deref())
            .bind(*from)
            .bind(*until)
            .bind(within[0].as_deref())
            .bind(within[1].as_deref())
            .bind(*free)
            .bind(*holder)
            .bind(*kind)
            .bind(*channel)
            .bind(service.as_deref())
            .bind(*mark)
    }};
}

/// The key of a row: what it is sorted by.
pub(super) type Key = (bool, i64, Uuid);

impl Reading {
    /// The ranges of a view, filtered.
    pub fn of(view: View, filter: &Filter, who: &Staff, now: Timestamp, calendar: &Calendar) -> Result<Vec<Self>> {
        let ranges = view.ranges(who)?;
        Ok(ranges.into_iter().map(|range| Self::in_range(view, range, filter, who, (now, calendar))).collect())
    }

    fn in_range(
        view: View,
        Range { scope, bucket, besides }: Range,
        filter: &Filter,
        who: &Staff,
        (now, calendar): (Timestamp, &Calendar),
    ) -> Self {
        let (from, until) = filter.due.map_or((None, None), |due| due.bounds(now, calendar));
        // the narrowest scope is read; the others, the reader's own among them, are asked of each row
        let region = filter.region.clone().map(Scope::Region).filter(|region| *region != scope);
        let department = filter.department.map(Scope::Department).filter(|department| *department != scope);
        let mut scopes = match scope {
            Scope::Region(_) => [department, region, Some(scope)],
            Scope::Department(_) => [department, Some(scope), region],
        }
        .into_iter()
        .flatten()
        .map(|scope| scope.id());
        let scope = scopes.next().unwrap_or_default();
        let within = [scopes.next(), scopes.next()];
        let (free, holder) = match filter.holder {
            _ if view == View::Mine => (filter.holder == Some(HolderFilter::None), Some(who.id.0)),
            None => (false, None),
            Some(HolderFilter::None) => (true, None),
            Some(HolderFilter::Me) => (false, Some(who.id.0)),
            Some(HolderFilter::Staff(id)) => (false, Some(id.0)),
        };
        Self {
            scope,
            bucket: bucket.map_or("any", crate::queue::Bucket::as_str),
            besides: besides.map(|scope| scope.id()),
            from: from.map_or(i64::MIN, Timestamp::as_microsecond),
            until: until.map_or(i64::MAX, Timestamp::as_microsecond),
            within,
            free,
            holder,
            kind: filter.kind.map(crate::report::Kind::as_str),
            channel: filter.channel.map(crate::report::Channel::as_str),
            service: filter.service.as_ref().map(ToString::to_string),
            mark: filter.mark.map(crate::queue::Mark::as_str),
        }
    }

    /// The same, but only what is late by now.
    fn overdue(&self, now: Timestamp) -> Self {
        Self { until: self.until.min(now.as_microsecond()), ..self.clone() }
    }

    /// Whether nothing is left out but by deadline.
    fn is_plain(&self) -> bool {
        let Self { besides, from, within, free, holder, kind, channel, service, mark, .. } = self;
        let whole = besides.is_none() && *from == i64::MIN && within.iter().all(Option::is_none) && !free;
        whole && holder.is_none() && kind.is_none() && channel.is_none() && service.is_none() && mark.is_none()
    }

    const fn text(&self, texts: [&'static str; 2]) -> &'static str {
        texts[self.holder.is_some() as usize]
    }
}

impl Tx {
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
            count.open += self.count_range(reading, COUNTED + 1 - count.open).await?;
            count.overdue += self.count_range(&reading.overdue(now), COUNTED + 1 - count.overdue).await?;
        }
        Ok(count)
    }

    async fn count_range(&mut self, reading: &Reading, most: i64) -> Result<i64> {
        if most <= 0 {
            return Ok(0);
        }
        if reading.is_plain() {
            return Ok(
                sql!(self, conn => sqlx::query_scalar(COUNT_PLAIN).bind(reading.scope.as_str()).bind(reading.bucket)
                .bind(reading.until).bind(most).fetch_one(conn).await)?,
            );
        }
        let text = reading.text(COUNT);
        Ok(sql!(self, conn => bound!(sqlx::query_scalar(text), reading).bind(most).fetch_one(conn).await)?)
    }

    /// How much came into the ranges after a moment.
    pub(super) async fn fresh(&mut self, readings: &[Reading], since: Timestamp) -> Result<i64> {
        let mut fresh = 0;
        for reading in readings.iter() {
            let (text, most) = (reading.text(FRESH), COUNTED + 1 - fresh);
            let more: i64 = sql!(self, conn => bound!(sqlx::query_scalar(text), reading).bind(most)
                .bind(since.as_microsecond()).fetch_one(conn).await)?;
            fresh += more;
        }
        Ok(fresh)
    }

    /// Which of these cases stand in a range.
    pub(super) async fn standing(&mut self, reading: &Reading, ids: &[Uuid]) -> Result<Vec<Uuid>> {
        match &mut self.conn {
            Conn::Postgres(tx) => {
                let query = bound!(sqlx::query_scalar(STANDING_POSTGRES), reading).bind(ids);
                Ok(query.fetch_all(&mut **tx).await?)
            }
            // in the same process a look-up costs less than a list that is parsed
            Conn::Sqlite(tx) => {
                let mut standing = Vec::new();
                for id in ids {
                    let query = bound!(sqlx::query_scalar(STANDING_SQLITE), reading).bind(*id);
                    let found: Option<Uuid> = query.fetch_optional(&mut **tx).await?;
                    standing.extend(found);
                }
                Ok(standing)
            }
        }
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
