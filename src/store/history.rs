//! History: events, the outbox, and the sequencer that numbers and seals them.
//!
//! A write puts its event into the outbox in its own transaction. One sequencer gives numbers in the order in which it sees
//! commits, and seals each: seal = SHA-256(previous seal, number, event). Readers that follow the numbers miss nothing.

use super::{Fault, Result, Store, moment::Dice, token::to_hex, tx::Tx};
use crate::{
    case::Case,
    event::Event,
    id::{CaseId, StaffId},
    queue::{self, Scope},
    refusal::Refusal,
    service::ServiceCode,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// That a case changed: never what it became, nobody's words or name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its place in the published order.
    pub number: i64,
    /// Which case.
    pub case_id: CaseId,
    /// The case's version since then.
    pub version: i64,
    /// What kind of event it was.
    pub kind: String,
    /// Who may be told: [`Scope::id`] of each scope.
    pub scopes: Vec<String>,
}

/// An event as its row holds it; what is sealed.
#[derive(sqlx::FromRow)]
pub(super) struct EventRow {
    pub event_id: Uuid,
    pub case_id: Uuid,
    pub version: i64,
    pub at: i64,
    pub kind: String,
    pub actor: String,
    pub staff_id: Option<Uuid>,
    pub body: String,
    pub text_digest: Option<Vec<u8>>,
    pub scopes: String,
}

impl EventRow {
    /// The seal of this event behind the one before it.
    pub fn seal(&self, before: &[u8], number: i64) -> Result<Vec<u8>> {
        let Self { event_id, case_id, version, at, kind, actor, staff_id, body, text_digest, scopes: _ } = self;
        let digest = text_digest.as_deref().map(to_hex);
        let bytes = serde_json::to_vec(&(event_id, case_id, version, at, kind, actor, staff_id, body, digest))
            .map_err(|_| Fault::Corrupt("event"))?;
        Ok(Sha256::new()
            .chain_update(before)
            .chain_update(number.to_be_bytes())
            .chain_update(bytes)
            .finalize()
            .to_vec())
    }
}

/// What stands before the first seal.
pub(super) const FIRST: [u8; 32] = [0; 32];

/// The digest of personal words: salted, so that it tells nothing once the words and the salt are deleted.
pub(super) fn digest(salt: &[u8], text: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(text).finalize().to_vec()
}

const INSERT_EVENT: &str = "insert into events (event_id, case_id, version, at, kind, actor, staff_id, body, text_digest) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const INSERT_OUTBOX: &str = "insert into outbox (event_id, at, scopes) values ($1, $2, $3)";
const UPDATE_CASE: &str = "update cases set stage = $3, version = $4, due_at = $5, due_provisional = $6, visibility = $7, \
    held_at = case when holder_id is not distinct from $8 then held_at else $9 end, holder_id = $8 \
    where case_id = $1 and version = $2";
const TELL: &str = "insert into inbox (staff_id, at, case_id, version, kind) values ($1, $2, $3, $4, $5)";
const DELETE_QUEUE_ROWS: &str = "delete from queue_rows where case_id = $1 returning bucket, came_at";

impl Tx {
    /// Keeps an event: the case as it is now, the event, the outbox, the queues, in one commit.
    pub async fn record(&mut self, case: &Case, event: &Event, words: Option<Vec<u8>>, dice: &mut Dice) -> Result<()> {
        self.record_to(case, &case.scopes, event, words, dice).await
    }

    /// The same where others are told, too: those under whom the case stood until now.
    pub async fn record_to(
        &mut self,
        case: &Case,
        told: &[Scope],
        event: &Event,
        words: Option<Vec<u8>>,
        dice: &mut Dice,
    ) -> Result<()> {
        if event.version > 1 {
            self.update_case(case, event).await?;
        }
        self.write_clocks(case).await?;
        let (id, at) = (dice.id(), event.at.as_microsecond());
        let staff = event.by.staff().map(|staff| staff.0);
        let body = serde_json::to_string(&event.happened).map_err(|_| Fault::Corrupt("event"))?;
        sql!(self, conn => sqlx::query(INSERT_EVENT).bind(id).bind(event.case_id.0).bind(event.version).bind(at)
            .bind(event.happened.kind()).bind(event.by.as_str()).bind(staff).bind(body).bind(words).execute(conn).await.map(drop))?;
        let scopes = told.iter().map(Scope::id).collect::<Vec<_>>().join(" ");
        sql!(self, conn => sqlx::query(INSERT_OUTBOX).bind(id).bind(at).bind(scopes).execute(conn).await.map(drop))?;
        self.tells = true;
        self.tell_holder(case, event).await?;
        self.write_queue_rows(case, event.at).await
    }

    async fn update_case(&mut self, case: &Case, event: &Event) -> Result<()> {
        let (before, holder) = (event.version - 1, case.holder.map(|holder| holder.0));
        let held_at = case.holder.map(|_| event.at.as_microsecond());
        let changed = sql!(self, conn => sqlx::query(UPDATE_CASE).bind(case.id.0).bind(before).bind(case.stage.as_str())
            .bind(case.version).bind(case.due.at.as_microsecond()).bind(case.due.provisional)
            .bind(case.visibility.as_str()).bind(holder).bind(held_at).execute(conn).await.map(|done| done.rows_affected()))?;
        if changed == 0 { Err(Refusal::Changed.into()) } else { Ok(()) }
    }

    /// Keeps clocks that were computed again, and where the case stands with them.
    pub async fn keep_clocks(&mut self, case: &Case) -> Result<()> {
        self.write_clocks(case).await?;
        self.write_queue_rows(case, case.filed_at).await
    }

    /// Puts into the inbox of whoever holds the case what somebody else did to it.
    async fn tell_holder(&mut self, case: &Case, event: &Event) -> Result<()> {
        match case.holder.filter(|holder| event.by.staff() != Some(*holder)) {
            Some(holder) => self.tell(holder, event).await,
            None => Ok(()),
        }
    }

    /// Puts an event into somebody's inbox.
    pub async fn tell(&mut self, holder: StaffId, event: &Event) -> Result<()> {
        let (id, at, kind) = (event.case_id.0, event.at.as_microsecond(), event.happened.kind());
        Ok(sql!(self, conn => sqlx::query(TELL).bind(holder.0).bind(at).bind(id).bind(event.version).bind(kind)
            .execute(conn).await.map(drop))?)
    }

    /// Writes where the case stands; what waits for the same as before came when it came.
    async fn write_queue_rows(&mut self, case: &Case, at: Timestamp) -> Result<()> {
        let rows = queue::rows(case);
        let bucket = rows.first().map(|(_, bucket)| bucket.as_str());
        let stood: Vec<(String, i64)> =
            sql!(self, conn => sqlx::query_as(DELETE_QUEUE_ROWS).bind(case.id.0).fetch_all(conn).await)?;
        let stood = stood.iter().find(|(before, _)| bucket == Some(before));
        let came_at = stood.map_or(at.as_microsecond(), |(_, came_at)| *came_at);
        if rows.is_empty() {
            return Ok(());
        }
        let due_at = case.next().map_or(case.due, |(_, due)| due).at.as_microsecond();
        sql!(self, conn => {
            let mut insert = sqlx::QueryBuilder::new(
                "insert into queue_rows (scope_id, bucket, due_at, case_id, filed_at, kind, channel, service_code, holder_id, \
                 danger, urged, reopened, region_code, department_id, came_at) ",
            );
            insert.push_values(rows, |mut row, (scope, bucket)| {
                row.push_bind(scope.id()).push_bind(bucket.as_str()).push_bind(due_at).push_bind(case.id.0)
                    .push_bind(case.filed_at.as_microsecond()).push_bind(case.kind.as_str())
                    .push_bind(case.channel.as_str()).push_bind(case.service.as_ref().map(ServiceCode::as_str))
                    .push_bind(case.holder.map(|holder| holder.0)).push_bind(case.danger).push_bind(case.urged)
                    .push_bind(case.reopened).push_bind(case.region.as_str())
                    .push_bind(queue::department(case).map(|id| id.0)).push_bind(came_at);
            });
            insert.build().execute(conn).await.map(drop)
        })?;
        Ok(())
    }
}

pub(super) const LAST: &str = "select number, seal from published order by number desc limit 1";
/// The cross join keeps SQLite, which has seen the outbox empty, from reading every event instead.
pub(super) const WAITING: &str = "select e.event_id, e.case_id, e.version, e.at, e.kind, e.actor, e.staff_id, e.body, e.text_digest, o.scopes \
    from outbox o cross join events e where e.event_id = o.event_id order by o.at, o.event_id limit 500";
const ANY_WAITING: &str = "select count(*) from (select 1 from outbox limit 1) as waiting";
const NOTICES: &str = "select p.number, e.case_id, e.version, e.kind, p.scopes \
    from published p join events e on e.event_id = p.event_id where p.number > $1 order by p.number limit cast($2 as bigint)";

impl Store {
    /// Numbers and seals what waits, at most 500 at a time; how many it was. For the holder of the lease.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sequence(&self) -> Result<usize> {
        let waiting: i64 = at_once!(self, conn => sqlx::query_scalar(ANY_WAITING).fetch_one(conn).await)?;
        if waiting == 0 {
            return Ok(0);
        }
        let published = in_tx!(self, |tx| {
            let last: Option<(i64, Vec<u8>)> = sql!(tx, conn => sqlx::query_as(LAST).fetch_optional(conn).await)?;
            let (mut number, mut seal) = last.unwrap_or((0, FIRST.to_vec()));
            let rows: Vec<EventRow> = sql!(tx, conn => sqlx::query_as(WAITING).fetch_all(conn).await)?;
            let mut sealed = Vec::with_capacity(rows.len());
            for row in &rows {
                number += 1;
                seal = row.seal(&seal, number)?;
                sealed.push((number, row, seal.clone()));
            }
            tx.publish_all(&sealed).await?;
            rows.len()
        })?;
        self.bells.published.notify_one();
        Ok(published)
    }

    /// What was published after a number, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notices_since(&self, number: i64, limit: i64) -> Result<Vec<Notice>> {
        let rows: Vec<(i64, Uuid, i64, String, String)> =
            at_once!(self, conn => sqlx::query_as(NOTICES).bind(number).bind(limit).fetch_all(conn).await)?;
        let notice = |(number, case, version, kind, scopes): (i64, Uuid, i64, String, String)| Notice {
            number,
            case_id: CaseId(case),
            version,
            kind,
            scopes: scopes.split(' ').map(str::to_owned).collect(),
        };
        Ok(rows.into_iter().map(notice).collect())
    }

    /// The number published last; 0 before the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_notice(&self) -> Result<i64> {
        let last: Option<(i64, Vec<u8>)> = at_once!(self, conn => sqlx::query_as(LAST).fetch_optional(conn).await)?;
        Ok(last.map_or(0, |(number, _)| number))
    }
}

impl Tx {
    /// Keeps the seals of some events, in two statements however many they are: they wait no longer.
    async fn publish_all(&mut self, sealed: &[(i64, &EventRow, Vec<u8>)]) -> Result<()> {
        if sealed.is_empty() {
            return Ok(());
        }
        sql!(self, conn => {
            let mut insert = sqlx::QueryBuilder::new("insert into published (number, event_id, seal, scopes) ");
            insert.push_values(sealed, |mut row, (number, event, seal)| {
                row.push_bind(*number).push_bind(event.event_id).push_bind(seal.as_slice()).push_bind(event.scopes.as_str());
            });
            insert.build().execute(conn).await.map(drop)
        })?;
        Ok(sql!(self, conn => {
            let mut leave = sqlx::QueryBuilder::new("delete from outbox where event_id in (");
            let mut ids = leave.separated(", ");
            sealed.iter().for_each(|(_, event, _)| { ids.push_bind(event.event_id); });
            leave.push(")").build().execute(conn).await.map(drop)
        })?)
    }

    /// The number published last; 0 before the first.
    pub async fn last_notice(&mut self) -> Result<i64> {
        let last: Option<(i64, Vec<u8>)> = sql!(self, conn => sqlx::query_as(LAST).fetch_optional(conn).await)?;
        Ok(last.map_or(0, |(number, _)| number))
    }
}

/// Microseconds from the database as a moment in time.
pub(super) fn time(microseconds: i64) -> Result<Timestamp> {
    Ok(Timestamp::from_microsecond(microseconds).map_err(|_| Fault::Corrupt("time"))?)
}
