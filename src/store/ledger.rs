//! The ledger of a case's clocks, as rows.

use super::{Fault, Result, history::time, tx::Tx};
use crate::{
    calendar::Due,
    case::Case,
    deadline::{Clock, Deadline, ExplainedDeadline, Limit, Unit},
    id::CaseId,
};
use uuid::Uuid;

const READ: &str = "select case_id, clock, started_at, counted, unit, due_at, provisional, met_at, stopped_at from deadlines \
    where case_id = $1 order by started_at, clock";
const PROVISIONAL: &str = "select case_id, clock, started_at, counted, unit, due_at, provisional, met_at, stopped_at \
    from deadlines where provisional and met_at is null and stopped_at is null order by due_at, case_id";
const UPDATE_NEXT: &str =
    "update cases set next_clock = $2, next_due_at = $3, next_provisional = $4 where case_id = $1";

#[derive(sqlx::FromRow)]
struct Row {
    case_id: Uuid,
    clock: String,
    started_at: i64,
    counted: i64,
    unit: String,
    due_at: i64,
    provisional: bool,
    met_at: Option<i64>,
    stopped_at: Option<i64>,
}

fn line(row: Row) -> Result<(CaseId, Deadline)> {
    let limit = Limit {
        count: u32::try_from(row.counted).map_err(|_| Fault::Corrupt("limit"))?,
        unit: Unit::parse(&row.unit).ok_or(Fault::Corrupt("unit"))?,
    };
    let line = Deadline {
        clock: Clock::parse(&row.clock).ok_or(Fault::Corrupt("clock"))?,
        started_at: time(row.started_at)?,
        limit,
        due: Due { at: time(row.due_at)?, provisional: row.provisional },
        met_at: row.met_at.map(time).transpose()?,
        stopped_at: row.stopped_at.map(time).transpose()?,
    };
    Ok((CaseId(row.case_id), line))
}

impl Tx {
    /// The clocks of a case, in the order in which they began.
    pub async fn ledger(&mut self, id: CaseId) -> Result<Vec<Deadline>> {
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(READ).bind(id.0).fetch_all(conn).await)?;
        rows.into_iter().map(|row| Ok(line(row)?.1)).collect()
    }

    /// Clocks that run and may end on another day once a year is loaded.
    pub async fn provisional_clocks(&mut self) -> Result<Vec<(CaseId, Deadline)>> {
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(PROVISIONAL).fetch_all(conn).await)?;
        rows.into_iter().map(line).collect()
    }

    /// Keeps the clocks as they are now, and which is next.
    pub async fn write_clocks(&mut self, case: &Case) -> Result<()> {
        let next = case.next();
        let (clock, due) = (next.map(|(clock, _)| clock.as_str()), next.map(|(_, due)| due.at.as_microsecond()));
        let provisional = next.is_some_and(|(_, due)| due.provisional);
        sql!(self, conn => sqlx::query(UPDATE_NEXT).bind(case.id.0).bind(clock).bind(due).bind(provisional)
            .execute(conn).await.map(drop))?;
        if case.ledger.is_empty() {
            return Ok(());
        }
        Ok(sql!(self, conn => {
            let mut insert = sqlx::QueryBuilder::new(
                "insert into deadlines (case_id, clock, started_at, counted, unit, due_at, provisional, met_at, stopped_at) ",
            );
            insert.push_values(&case.ledger, |mut row, line| {
                let Deadline { clock, started_at, limit, due, met_at, stopped_at } = line;
                row.push_bind(case.id.0).push_bind(clock.as_str()).push_bind(started_at.as_microsecond())
                    .push_bind(i64::from(limit.count)).push_bind(limit.unit.as_str()).push_bind(due.at.as_microsecond())
                    .push_bind(due.provisional).push_bind(met_at.map(|at| at.as_microsecond()))
                    .push_bind(stopped_at.map(|at| at.as_microsecond()));
            });
            insert.push(
                " on conflict (case_id, clock) do update set started_at = excluded.started_at, counted = excluded.counted, \
                 unit = excluded.unit, due_at = excluded.due_at, provisional = excluded.provisional, met_at = excluded.met_at, \
                 stopped_at = excluded.stopped_at",
            );
            insert.build().execute(conn).await.map(drop)
        })?)
    }

    /// The clocks for whoever asks why these dates.
    pub fn explained(&self, ledger: &[Deadline]) -> Vec<ExplainedDeadline> {
        let days = |line: &Deadline| self.calendar.count(line.started_at, line.due.at);
        ledger.iter().map(|line| ExplainedDeadline { deadline: *line, days: days(line) }).collect()
    }
}
