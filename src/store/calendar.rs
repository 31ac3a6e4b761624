//! The working-day calendar: the shipped years, and a new one that an admin loads.
//!
//! Loading a year computes again, with an event, each open deadline that was provisional.

use super::{Fault, Moment, Result, Store, moment::Dice, tx::Tx};
use crate::{
    calendar::{Calendar, CalendarYear, DayChange, compare},
    deadline::{Clock, Deadline},
    id::CaseId,
    office::{Field, FieldChange, OfficeEvent, OfficeKind},
    staff::Staff,
};
use std::{collections::BTreeSet, sync::Arc};

/// Holidays and adjusted weekends 2004–2026 (data/README.md).
const SHIPPED: &str = include_str!("../../data/holidays.csv");

const YEARS: &str = "select year from calendar_years order by year";
const DAYS: &str = "select day_on, kind, name from calendar_days where year = $1 order by day_on";
const FORGET_DAYS: &str = "delete from calendar_days where year = $1";
const INSERT_YEAR: &str = "insert into calendar_years (year, loaded_at) values ($1, $2) \
    on conflict (year) do update set loaded_at = excluded.loaded_at";
/// What loading a year would change, before it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPreview {
    /// The days that become a holiday or a workday, or stop being one.
    pub changed_days: Vec<DayChange>,
    /// Open deadlines that would be computed again.
    pub moved: i64,
}

impl CalendarPreview {
    /// What it changes, as the history of the office tells it.
    pub fn changes(&self) -> Vec<FieldChange> {
        let day = |day: &DayChange| format!("{} {} {}", day.date, day.becomes.as_str(), day.name);
        let days: Vec<_> = self.changed_days.iter().map(day).collect();
        let moved = (self.moved > 0).then(|| FieldChange::new(Field::Deadlines, "", self.moved.to_string()));
        [FieldChange::new(Field::Days, "", days.join("\n"))].into_iter().chain(moved).collect()
    }
}

impl Store {
    /// What loading this year would change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn preview_calendar(&self, year: &CalendarYear) -> Result<CalendarPreview> {
        let old = self.calendar();
        let with = old.with(year.clone());
        let running = in_view!(self, |tx| { tx.provisional_clocks().await? });
        let moves = |(_, line): &&(CaseId, Deadline)| moved(line, &with).due != line.due;
        let moved = i64::try_from(running.iter().filter(moves).count()).unwrap_or(i64::MAX);
        Ok(CalendarPreview { changed_days: compare(old.year(year.year), year), moved })
    }

    /// Loads a year and computes again what was provisional; what it changed.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever is no admin; then nothing is changed.
    pub async fn load_calendar(&self, who: Option<&Staff>, year: &CalendarYear, at: Moment) -> Result<CalendarPreview> {
        let preview = self.preview_calendar(year).await?;
        let with = Arc::new(self.calendar().with(year.clone()));
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            tx.calendar = Arc::clone(&with);
            tx.write_year(year, at).await?;
            let running = tx.provisional_clocks().await?;
            let cases: BTreeSet<_> = running.into_iter().map(|(case, _)| case).collect();
            for case in cases {
                tx.recompute(case, &with, at, &mut dice).await?;
            }
            let event = OfficeEvent::new(OfficeKind::CalendarLoaded, year.year.to_string()).with(preview.changes());
            tx.record_office(who, &event, at).await?;
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

/// A clock under another calendar, where it runs and may move.
fn moved(line: &Deadline, calendar: &Calendar) -> Deadline {
    match line.runs() && line.due.provisional {
        true => Deadline { due: line.limit.due(line.started_at, calendar), ..*line },
        false => *line,
    }
}

impl Tx {
    /// Computes the clocks of a case again; the citizen is told when the date of the answer moves.
    async fn recompute(&mut self, id: CaseId, calendar: &Calendar, at: Moment, dice: &mut Dice) -> Result<()> {
        let mut case = self.case(id).await?;
        case.ledger = case.ledger.iter().map(|line| moved(line, calendar)).collect();
        let answers = |line: &&Deadline| matches!(line.clock, Clock::Reply | Clock::ReplyAgain) && line.runs();
        let due = case.ledger.iter().find(answers).map(|line| line.due);
        match due.and_then(|due| case.recompute(due, at.now)) {
            Some(event) => self.record(&case.after(&event, calendar), &event, None, dice).await,
            None => self.keep_clocks(&case).await,
        }
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
        store.load_calendar(None, &year, moment_at("2026-12-29T02:00:00Z")).await.unwrap();
        let again = store.read_receipt(&mine, &receipt.number, at.now).await.unwrap().unwrap();
        assert!(!again.due.provisional && again.due.at > receipt.due.at);
        let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
        let case = store.read_public(&pass, &receipt.number, at.now).await.unwrap();
        assert_eq!(case.entries[0].what.as_str(), "deadline_recomputed");
        assert_eq!(store.preview_calendar(&year).await.unwrap().moved, 0);
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
