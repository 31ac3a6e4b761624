//! The calendar as an admin reads it, and a year that is loaded once what it moves was shown.

use crate::{
    calendar::{CalendarYear, office_day},
    office::{Field, FieldChange, ShownYear, Warning, Weighed},
    staff::Staff,
    store::{Moment, Result, Store},
};
use jiff::Timestamp;

/// Years before this one that are shown.
const BEFORE: i16 = 3;
/// Years shown beyond this one.
const AFTER: i16 = 10;

impl Store {
    /// The loaded years, the latest first; a year that was loaded long before it begins, too.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever is no admin.
    pub async fn list_years(&self, who: &Staff, now: Timestamp) -> Result<Vec<ShownYear>> {
        who.may_set_up()?;
        let (calendar, this) = (self.calendar(), office_day(now).year());
        let shown = |year: &CalendarYear| {
            let day = |(date, (kind, name)): (&jiff::civil::Date, &(_, String))| (*date, *kind, name.clone());
            ShownYear { year: year.year, days: year.days.iter().map(day).collect() }
        };
        Ok((this - BEFORE..=this + AFTER).rev().filter_map(|year| calendar.year(year).map(shown)).collect())
    }

    /// Loads a year: tells first which days change and how many open deadlines move, and loads it once exactly that was shown.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever is no admin.
    pub async fn set_calendar(&self, who: &Staff, text: &str, shown: &[FieldChange], at: Moment) -> Result<Weighed> {
        who.may_set_up()?;
        let Ok(year) = CalendarYear::parse(text) else {
            return Ok(Weighed { wrong: Some(Field::Days), ..Weighed::default() });
        };
        let preview = self.preview_calendar(&year).await?;
        let mut changes = preview.changes();
        changes.retain(|change| change.before != change.after);
        if !self.calendar().is_loaded(year.year) {
            changes.insert(0, FieldChange::new(Field::Year, "", year.year.to_string()));
        }
        let moved = usize::try_from(preview.moved).unwrap_or_default();
        let warnings = Vec::from_iter((moved > 0).then_some(Warning::Deadlines(moved)));
        let kept = !changes.is_empty() && changes == shown;
        if kept {
            self.load_calendar(Some(who), &year, at).await?;
        }
        Ok(Weighed { changes, warnings, kept, ..Weighed::default() })
    }
}
