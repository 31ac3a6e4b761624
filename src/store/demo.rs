//! What a demonstration on this machine may do and no real installation: come in without a password, and read what would have
//! been sent. The doors ask whether it is one.

use super::{Fault, Result, Store, Token, TrackPass, case::number_of, history::time, session::OPEN, tx::Tx};
use crate::{
    calendar::Due,
    case::SentOut,
    event::What,
    id::{CaseId, StaffId},
    identifiers::case_number::CaseNumber,
    policy,
    refusal::Refusal,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const NEWEST_ANSWERED: &str = "select c.number, r.report_id, r.code_version from cases c join reports r using (case_id) \
    where c.stage = 'answered' order by c.filed_at desc, c.case_id, r.filed_at limit 1";
const SENT_OUT: &str = "select e.at, e.kind, c.case_id, c.number, c.due_at, c.due_provisional, d.name \
    from published p join events e using (event_id) join cases c using (case_id) \
    left join work_orders w on w.case_id = c.case_id and w.main left join departments d using (department_id) \
    where e.kind in ('filed', 'dispatched', 'taken_back', 'accepted', 'released', 'reopened', 'solved', 'closed_unjudged', 'withdrawn') \
    order by p.number desc limit cast($1 as bigint)";

type Sent = (i64, String, Uuid, String, i64, bool, Option<String>);

impl Store {
    /// Opens a session for somebody who shows nothing, second factor included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_session_unasked(&self, staff: StaffId, token: &Token, now: Timestamp) -> Result<()> {
        let until = (now + SignedDuration::from_hours(policy::SESSION_HOURS)).as_microsecond();
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(OPEN).bind(token.digest()).bind(staff.0).bind(now.as_microsecond()).bind(until)
                .bind(true).execute(conn).await.map(drop))?;
        })
    }

    /// The way to the newest case that was answered and not judged yet, as its reporter sees it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is none.
    pub async fn newest_answered(&self, now: Timestamp) -> Result<(CaseNumber, TrackPass)> {
        let row: Option<(String, Uuid, i64)> =
            in_view!(self, |tx| { sql!(tx, conn => sqlx::query_as(NEWEST_ANSWERED).fetch_optional(conn).await)? });
        let (number, report, version) = row.ok_or(Refusal::NotFound)?;
        Ok((number_of(&number)?, self.pass_of(report, version, now)?))
    }

    /// What people would have been told by message, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sent_out(&self, limit: i64) -> Result<Vec<SentOut>> {
        Ok(in_view!(self, |tx| {
            let rows: Vec<Sent> = sql!(tx, conn => sqlx::query_as(SENT_OUT).bind(limit).fetch_all(conn).await)?;
            let mut sent = Vec::new();
            for row in rows {
                sent.extend(tx.sent(row).await?);
            }
            sent
        }))
    }
}

impl Tx {
    /// A message; nothing for whoever left no telephone.
    async fn sent(&mut self, row: Sent) -> Result<Option<SentOut>> {
        let (at, kind, case, number, due_at, provisional, department) = row;
        let first = self.first_report(CaseId(case)).await?;
        let Some(phone) = self.told(first).await?.contact.phone else { return Ok(None) };
        Ok(Some(SentOut {
            at: time(at)?,
            what: What::parse(&kind).ok_or(Fault::Corrupt("event"))?,
            number: number_of(&number)?,
            phone,
            department,
            due: Due { at: time(due_at)?, provisional },
        }))
    }
}
