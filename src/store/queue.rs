//! Queues: pages and counts as range reads of open work.

use super::{
    Fault, Result, Store,
    case::{number_of, opening},
    history::time,
    tx::Tx,
};
use crate::{
    calendar::Due,
    case::{CaseHead, Holder, Stage},
    deadline::Clock,
    id::{CaseId, StaffId},
    queue::{Bucket, COUNTED, Place, QueueCount, QueuePage, Scope},
    refusal::Refusal,
    report::{Channel, Kind},
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// Rows on a page.
const PAGE: usize = 50;

#[derive(sqlx::FromRow)]
struct Row {
    case_id: Uuid,
    number: String,
    version: i64,
    stage: String,
    kind: String,
    service_name: Option<String>,
    danger: bool,
    what: String,
    region_name: String,
    department_name: Option<String>,
    filed_at: i64,
    due_at: i64,
    due_provisional: bool,
    urges: i64,
    reopened: bool,
    next_clock: Option<String>,
    next_due_at: Option<i64>,
    next_provisional: bool,
    holder_id: Option<Uuid>,
    holder_name: Option<String>,
    held_at: Option<i64>,
    channel: String,
}

const LIST: &str = "select c.case_id, c.number, c.version, c.stage, c.kind, s.name as service_name, c.danger, \
        substr(r.what, 1, 200) as what, \
        case when g.level = 'township' and p.name is not null then p.name || ' ' || g.name else g.name end as region_name, \
        d.name as department_name, c.filed_at, c.due_at, c.due_provisional, \
        c.next_clock, c.next_due_at, c.next_provisional, c.holder_id, h.name as holder_name, c.held_at, r.channel, \
        (select count(*) from events e where e.case_id = c.case_id and e.kind = 'urged') as urges, \
        exists (select 1 from events e where e.case_id = c.case_id and e.kind = 'reopened') as reopened \
    from (select due_at, case_id from queue_rows where scope_id = $1 and bucket = $2 and (due_at, case_id) > ($3, $4) \
        order by due_at, case_id limit $5) q \
    join cases c on c.case_id = q.case_id \
    join regions g on g.region_code = c.region_code left join regions p on p.region_code = g.parent_code \
    left join services s on s.service_code = c.service_code \
    join reports r on r.report_id = (select report_id from reports where case_id = c.case_id order by filed_at, report_id limit 1) \
    left join work_orders w on w.case_id = c.case_id and w.main \
    left join departments d on d.department_id = w.department_id \
    left join staff h on h.staff_id = c.holder_id \
    order by q.due_at, q.case_id";
const OPEN: &str =
    "select count(*) from (select 1 from queue_rows where scope_id = $1 and bucket = $2 limit $3) as rows_";
const OVERDUE: &str = "select count(*) from (select 1 from queue_rows where scope_id = $1 and bucket = $2 and due_at < $4 limit $3) as rows_";

fn head(row: Row) -> Result<CaseHead> {
    let next = match (row.next_clock.as_deref().map(Clock::parse), row.next_due_at) {
        (Some(Some(clock)), Some(at)) => Some((clock, Due { at: time(at)?, provisional: row.next_provisional })),
        (Some(None), _) => return Err(Fault::Corrupt("clock").into()),
        _ => None,
    };
    let holder = match (row.holder_id, row.holder_name, row.held_at) {
        (Some(id), Some(name), Some(since)) => Some(Holder { id: StaffId(id), name, since: time(since)? }),
        _ => None,
    };
    Ok(CaseHead {
        id: CaseId(row.case_id),
        number: number_of(&row.number)?,
        version: row.version,
        stage: Stage::parse(&row.stage).ok_or(Fault::Corrupt("stage"))?,
        kind: Kind::parse(&row.kind).ok_or(Fault::Corrupt("kind"))?,
        service_name: row.service_name,
        danger: row.danger,
        opening: opening(&row.what),
        region_name: row.region_name,
        department_name: row.department_name,
        filed_at: time(row.filed_at)?,
        due: Due { at: time(row.due_at)?, provisional: row.due_provisional },
        next,
        holder,
        channel: Channel::parse(&row.channel).ok_or(Fault::Corrupt("channel"))?,
        urges: row.urges,
        reopened: row.reopened,
    })
}

impl Tx {
    async fn count(&mut self, bucket: Bucket, scope: &Scope, now: Timestamp) -> Result<QueueCount> {
        let (scope, word, most) = (scope.id(), bucket.as_str(), COUNTED + 1);
        let open =
            sql!(self, conn => sqlx::query_scalar(OPEN).bind(&scope).bind(word).bind(most).fetch_one(conn).await)?;
        let overdue = sql!(self, conn => sqlx::query_scalar(OVERDUE).bind(&scope).bind(word).bind(most)
            .bind(now.as_microsecond()).fetch_one(conn).await)?;
        Ok(QueueCount { bucket, open, overdue })
    }
}

impl Store {
    /// How much waits in each list of this person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_queues(&self, who: &Staff, now: Timestamp) -> Result<Vec<QueueCount>> {
        Ok(in_view!(self, |tx| {
            let mut counts = Vec::new();
            for (bucket, scope) in who.queues() {
                counts.push(tx.count(bucket, &scope, now).await?);
            }
            counts
        }))
    }

    /// One page of a list, soonest deadline first, behind a place.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] when the list is not this person's.
    pub async fn list_queue(
        &self,
        who: &Staff,
        bucket: Bucket,
        after: Option<Place>,
        now: Timestamp,
    ) -> Result<QueuePage> {
        let scope = who.scope(bucket.role()).ok_or(Refusal::NotYours)?;
        let (due_at, case_id) =
            after.map_or((i64::MIN, Uuid::nil()), |place| (place.due_at.as_microsecond(), place.case_id.0));
        let (rows, count): (Vec<Row>, _) = in_view!(self, |tx| {
            let rows = sql!(tx, conn => sqlx::query_as(LIST).bind(scope.id()).bind(bucket.as_str()).bind(due_at).bind(case_id)
                .bind(i64::try_from(PAGE + 1).unwrap_or(i64::MAX)).fetch_all(conn).await)?;
            (rows, tx.count(bucket, &scope, now).await?)
        });
        let mut rows = rows.into_iter().map(head).collect::<Result<Vec<_>>>()?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| Place { due_at: row.next.map_or(row.due, |(_, due)| due).at, case_id: row.id });
        Ok(QueuePage { rows, next, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        store::Token,
        store::testing::{Office, filed, office, store_test},
    };

    store_test!(pages_follow_one_another_and_nothing_is_missing_or_twice, |store, at| {
        let Office { dispatcher, .. } = office(&store, at).await;
        for n in 0..120u8 {
            filed(&store, Token::from_bytes([n; 32]), crate::store::testing::later(at, i64::from(n))).await;
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = store.list_queue(&dispatcher, Bucket::ToDispatch, after, at.now).await.unwrap();
            assert_eq!(page.count.open, 120);
            seen.extend(page.rows.iter().map(|row| row.id.0));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (120, 120));
    });

    store_test!(a_list_of_another_role_is_refused_and_another_department_sees_nothing, |store, at| {
        let Office { officer, stranger, dispatcher, .. } = office(&store, at).await;
        let id = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.dispatch(&dispatcher, id, 1, officer.department.id, at).await.unwrap();
        assert!(store.list_queue(&officer, Bucket::ToDispatch, None, at.now).await.is_err());
        assert_eq!(store.list_queue(&officer, Bucket::ToAccept, None, at.now).await.unwrap().rows.len(), 1);
        let other = store.list_queue(&stranger, Bucket::ToAccept, None, at.now).await.unwrap();
        assert_eq!((other.rows.len(), other.count.open), (0, 0));
        assert_eq!(store.count_queues(&dispatcher, at.now).await.unwrap()[0].open, 0);
    });
}
