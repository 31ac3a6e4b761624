//! The working-day calendar: the shipped years, and a new one that an admin loads.
//!
//! Loading a year computes again, with an event, each open deadline that was provisional.

use super::{Fault, Moment, Result, Store, history::time, tx::Tx};
use crate::{
    calendar::{Calendar, CalendarYear, DayChange, Due, compare},
    id::CaseId,
};
use std::sync::Arc;
use uuid::Uuid;

/// Holidays and adjusted weekends 2004–2026 (data/README.md).
const SHIPPED: &str = include_str!("../../data/holidays.csv");

const YEARS: &str = "select year from calendar_years order by year";
const DAYS: &str = "select day_on, kind, name from calendar_days where year = $1 order by day_on";
const FORGET_DAYS: &str = "delete from calendar_days where year = $1";
const INSERT_YEAR: &str = "insert into calendar_years (year, loaded_at) values ($1, $2) \
    on conflict (year) do update set loaded_at = excluded.loaded_at";
const PROVISIONAL: &str = "select case_id, clock, started_at, working_days, due_at, provisional from deadlines \
    where provisional and met_at is null and stopped_at is null order by due_at, case_id";
const MOVE: &str = "update deadlines set due_at = $3, provisional = $4 where case_id = $1 and clock = $2";

/// What loading a year would change, before it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPreview {
    /// The days that become a holiday or a workday, or stop being one.
    pub changed_days: Vec<DayChange>,
    /// Open deadlines that would be computed again.
    pub moved: i64,
}

#[derive(sqlx::FromRow)]
struct Running {
    case_id: Uuid,
    clock: String,
    started_at: i64,
    working_days: i64,
    due_at: i64,
    provisional: bool,
}

impl Store {
    /// What loading this year would change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn preview_calendar(&self, year: &CalendarYear) -> Result<CalendarPreview> {
        let old = self.calendar();
        let with = old.with(year.clone());
        let running = in_view!(self, |tx| { tx.provisional().await? });
        let moves = |row: &&Running| moved(row, &with).is_ok_and(|due| due.is_some());
        let moved = i64::try_from(running.iter().filter(moves).count()).unwrap_or(i64::MAX);
        Ok(CalendarPreview { changed_days: compare(old.year(year.year), year), moved })
    }

    /// Loads a year and computes again what was provisional; what it changed.
    ///
    /// # Errors
    /// When the database fails; then nothing is changed.
    pub async fn load_calendar(&self, year: &CalendarYear, at: Moment) -> Result<CalendarPreview> {
        let preview = self.preview_calendar(year).await?;
        let with = Arc::new(self.calendar().with(year.clone()));
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            tx.calendar = Arc::clone(&with);
            tx.write_year(year, at).await?;
            for row in tx.provisional().await? {
                let Some(due) = moved(&row, &with)? else { continue };
                let case = tx.case(CaseId(row.case_id)).await?;
                let Some(event) = case.recompute(due, at.now) else { continue };
                sql!(tx, conn => sqlx::query(MOVE).bind(row.case_id).bind(&row.clock).bind(due.at.as_microsecond()).bind(due.provisional)
                    .execute(conn).await.map(drop))?;
                tx.record(&case.after(&event), &event, None, &mut dice).await?;
            }
        })?;
        self.refresh_calendar().await?;
        Ok(preview)
    }

    /// Loads the shipped years into a database that has none.
    pub(super) async fn load_shipped_calendar(&self, at: Moment) -> Result<()> {
        let years = in_view!(self, |tx| { tx.years().await? });
        if !years.is_empty() {
            return Ok(());
        }
        let shipped = CalendarYear::parse_all(SHIPPED).map_err(|_| Fault::Corrupt("shipped calendar"))?;
        in_tx!(self, |tx| {
            for year in &shipped {
                tx.write_year(year, at).await?;
            }
        })
    }

    /// Reads the calendar again: another process may have loaded a year.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refresh_calendar(&self) -> Result<()> {
        let calendar = in_view!(self, |tx| { tx.read_calendar().await? });
        if let Ok(mut current) = self.calendar.write() {
            *current = Arc::new(calendar);
        }
        Ok(())
    }
}

/// The deadline under another calendar, when it differs.
fn moved(row: &Running, calendar: &Calendar) -> Result<Option<Due>> {
    let days = u32::try_from(row.working_days).map_err(|_| Fault::Corrupt("working days"))?;
    let due = calendar.deadline(time(row.started_at)?, days);
    Ok((due.at.as_microsecond() != row.due_at || due.provisional != row.provisional).then_some(due))
}

impl Tx {
    async fn provisional(&mut self) -> Result<Vec<Running>> {
        Ok(sql!(self, conn => sqlx::query_as(PROVISIONAL).fetch_all(conn).await)?)
    }

    async fn years(&mut self) -> Result<Vec<i64>> {
        Ok(sql!(self, conn => sqlx::query_scalar(YEARS).fetch_all(conn).await)?)
    }

    async fn read_calendar(&mut self) -> Result<Calendar> {
        let mut calendar = Calendar::default();
        for year in self.years().await? {
            let rows: Vec<(String, String, String)> =
                sql!(self, conn => sqlx::query_as(DAYS).bind(year).fetch_all(conn).await)?;
            let year = i16::try_from(year).map_err(|_| Fault::Corrupt("year"))?;
            calendar = calendar.with(CalendarYear::from_rows(year, &rows).ok_or(Fault::Corrupt("calendar day"))?);
        }
        Ok(calendar)
    }

    async fn write_year(&mut self, year: &CalendarYear, at: Moment) -> Result<()> {
        let (number, now) = (i64::from(year.year), at.now.as_microsecond());
        sql!(self, conn => sqlx::query(FORGET_DAYS).bind(number).execute(conn).await.map(drop))?;
        sql!(self, conn => sqlx::query(INSERT_YEAR).bind(number).bind(now).execute(conn).await.map(drop))?;
        if year.days.is_empty() {
            return Ok(());
        }
        sql!(self, conn => {
            let mut insert = sqlx::QueryBuilder::new("insert into calendar_days (day_on, year, kind, name) ");
            insert.push_values(&year.days, |mut row, (day, (kind, name))| {
                row.push_bind(day.to_string()).push_bind(number).push_bind(kind.as_str()).push_bind(name);
            });
            insert.build().execute(conn).await.map(drop)
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{county, draft, file, moment_at, report, store_test};

    store_test!(loading_a_year_computes_provisional_deadlines_again_with_an_event, |store, _at| {
        county(&store).await;
        let at = moment_at("2026-12-28T02:00:00Z");
        let mine = crate::store::Token::from_bytes([1; 32]);
        let receipt = file(&store, &mine, draft(1), &report(), at).await;
        assert!(receipt.due.provisional);
        let year = CalendarYear::parse("date,kind,name\n2027-01-01,holiday,New Year\n").unwrap();
        let preview = store.preview_calendar(&year).await.unwrap();
        assert_eq!((preview.changed_days.len(), preview.moved), (1, 1));
        store.load_calendar(&year, moment_at("2026-12-29T02:00:00Z")).await.unwrap();
        let again = store.read_receipt(&mine, &receipt.number, at.now).await.unwrap().unwrap();
        assert!(!again.due.provisional && again.due.at > receipt.due.at);
        let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
        let case = store.read_public(&pass, &receipt.number, at.now).await.unwrap();
        assert_eq!(case.entries[0].happened.kind(), "deadline_recomputed");
        assert_eq!(store.preview_calendar(&year).await.unwrap().moved, 0);
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
