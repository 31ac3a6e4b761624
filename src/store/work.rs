//! What staff do: dispatch, accept, reply, release. A rule decides, the store keeps, one transaction.

use super::{Moment, Result, Store, history::digest, region::code_of};
use crate::{
    department::Department,
    id::{CaseId, DepartmentId, ReplyId, WorkOrderId},
    refusal::Refusal,
    reply::ReplyText,
    staff::Staff,
};
use uuid::Uuid;

const DEPARTMENT: &str = "select name, region_code, parent_id from departments where department_id = $1";
const INSERT_ORDER: &str = "insert into work_orders (work_order_id, case_id, department_id, main, dispatched_at) \
    values ($1, $2, $3, true, $4)";
const ACCEPT: &str = "update work_orders set accepted_at = $2, accepted_by = $3 where case_id = $1 and main";
const INSERT_REPLY: &str =
    "insert into replies (reply_id, case_id, body, salt, written_by, written_at) values ($1, $2, $3, $4, $5, $6)";
const RELEASE: &str = "update replies set released_at = $2, released_by = $3 where reply_id = $1";
const MEET: &str = "update deadlines set met_at = $2 where case_id = $1 and clock = 'reply'";

impl Store {
    /// Gives a case to a department.
    ///
    /// # Errors
    /// As [`Case::dispatch`](crate::case::Case::dispatch); `seen` is the version the person looked at.
    pub async fn dispatch(&self, who: &Staff, case: CaseId, seen: i64, to: DepartmentId, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let case = tx.case(case).await?;
            let to = tx.department(to).await?;
            let task = WorkOrderId(dice.id());
            let event = case.dispatch(who, seen, &to, task, at.now)?;
            let now = at.now.as_microsecond();
            sql!(tx, conn => sqlx::query(INSERT_ORDER).bind(task.0).bind(case.id.0).bind(to.id.0).bind(now)
                .execute(conn).await.map(drop))?;
            let mut case = case.after(&event);
            case.scopes.extend(tx.departments_upward(to.id).await?);
            tx.record(&case, &event, None, &mut dice).await?;
        })
    }

    /// Takes a case on for the department.
    ///
    /// # Errors
    /// As [`Case::accept`](crate::case::Case::accept).
    pub async fn accept(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.accept(who, seen, at.now)?;
            sql!(tx, conn => sqlx::query(ACCEPT).bind(case.id.0).bind(at.now.as_microsecond()).bind(who.id.0)
                .execute(conn).await.map(drop))?;
            tx.record(&case.after(&event), &event, None, &mut at.dice()).await?;
        })
    }

    /// Hands in the words to the citizen.
    ///
    /// # Errors
    /// As [`Case::reply`](crate::case::Case::reply).
    pub async fn reply(&self, who: &Staff, case: CaseId, seen: i64, text: &ReplyText, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let case = tx.case(case).await?;
            let (id, salt): (_, [u8; 16]) = (ReplyId(dice.id()), dice.bytes());
            let event = case.reply(who, seen, id, at.now)?;
            sql!(tx, conn => sqlx::query(INSERT_REPLY).bind(id.0).bind(case.id.0).bind(text.as_str()).bind(salt.to_vec())
                .bind(who.id.0).bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
            let words = digest(&salt, text.as_str());
            tx.record(&case.after(&event), &event, Some(words), &mut dice).await?;
        })
    }

    /// Lets the words go out.
    ///
    /// # Errors
    /// As [`Case::release`](crate::case::Case::release).
    pub async fn release(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.release(who, seen, at.now)?;
            let reply = case.reply.map(|(reply, _)| reply.0);
            let now = at.now.as_microsecond();
            sql!(tx, conn => sqlx::query(RELEASE).bind(reply).bind(now).bind(who.id.0).execute(conn).await.map(drop))?;
            sql!(tx, conn => sqlx::query(MEET).bind(case.id.0).bind(now).execute(conn).await.map(drop))?;
            tx.record(&case.after(&event), &event, None, &mut at.dice()).await?;
        })
    }
}

impl super::tx::Tx {
    /// A department by its id.
    pub async fn department(&mut self, id: DepartmentId) -> Result<Department> {
        type Row = (String, String, Option<Uuid>);
        let row: Option<Row> = sql!(self, conn => sqlx::query_as(DEPARTMENT).bind(id.0).fetch_optional(conn).await)?;
        let (name, region, parent) = row.ok_or(Refusal::NotFound)?;
        Ok(Department { id, name, region: code_of(&region)?, parent: parent.map(DepartmentId) })
    }
}
