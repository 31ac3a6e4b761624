//! What an admin sets up: read as sheets, shown before it is changed, kept with its event.

mod calendar;
mod department;
mod duty_rule;
mod gaps;
mod options;
mod page_text;
mod service;
mod staff;
mod template;

use super::{Moment, Result, Store, people::yes_or_no, tx::Tx};
use crate::{
    office::{
        Field, FieldChange, OfficeEvent, Options, Sheet, SheetOrder, SheetPage, Sheets, Thing, Values, Warning,
        Weighed, changes,
    },
    refusal::Refusal,
    staff::Staff,
};
use uuid::Uuid;

/// Things that a list shows at most; the search finds the others.
const SHOWN: usize = 100;

fn id(key: &str) -> Result<Uuid> {
    Ok(key.parse().map_err(|_| Refusal::NotFound)?)
}

/// The key of a field, where it is one.
fn id_of(values: &Values, field: Field) -> Result<Uuid> {
    id(text_of(values, field))
}

fn text_of(values: &Values, field: Field) -> &str {
    values.get(&field).map_or("", String::as_str)
}

fn values<const N: usize>(values: [(Field, String); N]) -> Values {
    values.into()
}

impl Store {
    /// The things of a kind that an admin looks after, found by a part of their names.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin.
    pub async fn list_sheets(&self, who: &Staff, thing: Thing, words: &str) -> Result<Sheets> {
        who.may_set_up()?;
        let words: String = words.trim().chars().take(60).collect();
        let (mut sheets, options) = in_view!(self, |tx| {
            let sheets = tx.sheets(who, thing, &words, None).await?;
            (sheets, tx.options(who, thing).await?)
        });
        let more = sheets.len() > SHOWN;
        sheets.truncate(SHOWN);
        Ok(Sheets { sheets, more, options })
    }

    /// A thing on its page; a new one has no key.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin, [`Refusal::NotFound`] when it is not theirs to look after.
    pub async fn read_sheet(&self, who: &Staff, thing: Thing, key: &str) -> Result<SheetPage> {
        who.may_set_up()?;
        Ok(in_view!(self, |tx| { tx.sheet_page(who, thing, key).await? }))
    }

    /// Adds, changes or ends a thing: what would change is told first, and kept once exactly that was shown. Of two admins at
    /// once the second is shown what the first did.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin, and as each thing has it: [`Refusal::Taken`], [`Refusal::LastAdmin`],
    /// [`Refusal::InUse`].
    pub async fn set_sheet(&self, who: &Staff, order: &SheetOrder, at: Moment) -> Result<Weighed> {
        who.may_set_up()?;
        in_tx!(self, |tx| {
            // one admin after another: the second reads what the first wrote
            tx.write_fact("office_changed", &at.now.to_string()).await?;
            tx.set_sheet(who, order, at).await?
        })
    }
}

impl Tx {
    async fn sheets(&mut self, who: &Staff, thing: Thing, words: &str, key: Option<&str>) -> Result<Vec<Sheet>> {
        match thing {
            Thing::Staff => self.staff_sheets(who, words, key).await,
            Thing::Department => self.department_sheets(who, words, key).await,
            Thing::DutyRule => self.duty_rule_sheets(who, words, key).await,
            Thing::Service => self.service_sheets(words, key).await,
            Thing::Template => self.template_sheets(who, words, key).await,
            Thing::PageText => self.page_text_sheets(words, key).await,
        }
    }

    async fn sheet_page(&mut self, who: &Staff, thing: Thing, key: &str) -> Result<SheetPage> {
        let mut options = self.options(who, thing).await?;
        if key.is_empty() && thing != Thing::PageText {
            return Ok(SheetPage { sheet: Sheet::default(), options, ends: false });
        }
        let sheet = self.sheets(who, thing, "", Some(key)).await?.pop().ok_or(Refusal::NotFound)?;
        if thing == Thing::Department {
            self.offices_above(who, &sheet, &mut options).await?;
        }
        let ends = thing != Thing::PageText || text_of(&sheet.values, Field::InUse) == "yes";
        Ok(SheetPage { sheet, options, ends })
    }

    async fn set_sheet(&mut self, who: &Staff, order: &SheetOrder, at: Moment) -> Result<Weighed> {
        let SheetOrder { thing, key, to, shown } = order;
        let SheetPage { sheet, options, ends } = self.sheet_page(who, *thing, key).await?;
        let after = to.as_ref().map(|typed| thing.fill(&sheet, typed));
        let wrong = after.as_ref().and_then(|after| thing.wrong(key.is_empty(), after, &options));
        if wrong.is_some() {
            return Ok(Weighed { wrong, ..Weighed::default() });
        }
        if after.is_none() && !ends {
            return Err(Refusal::NotFound.into());
        }
        let warnings = self.check_sheet(who, *thing, &sheet, after.as_ref()).await?;
        let changes = match &after {
            Some(after) => changes(&sheet.values, after, &options),
            None => vec![FieldChange::new(Field::InUse, "yes", "no")],
        };
        if changes.is_empty() || changes != *shown {
            return Ok(Weighed { changes, warnings, key: key.clone(), ..Weighed::default() });
        }
        let key = match &after {
            Some(after) => self.keep_sheet(who, *thing, &sheet, after, at).await?,
            None => self.end_sheet(*thing, &sheet, at).await?,
        };
        let name = if sheet.name.is_empty() { named(*thing, after.as_ref(), &options) } else { sheet.name };
        let event = OfficeEvent::new(thing.kind(sheet.key.is_empty(), after.is_none()), name).with(changes.clone());
        self.record_office(Some(who), &event, at).await?;
        Ok(Weighed { changes, warnings, wrong, kept: true, key })
    }

    /// The rules of each thing, and what follows from a change.
    async fn check_sheet(
        &mut self,
        who: &Staff,
        thing: Thing,
        before: &Sheet,
        after: Option<&Values>,
    ) -> Result<Vec<Warning>> {
        match thing {
            Thing::Staff => self.check_staff(who, before, after).await,
            Thing::Department => self.check_department(before, after).await,
            Thing::DutyRule => self.check_duty_rule(after).await,
            Thing::Service => self.check_service(before, after).await,
            Thing::Template | Thing::PageText => Ok(Vec::new()),
        }
    }

    async fn keep_sheet(
        &mut self,
        who: &Staff,
        thing: Thing,
        before: &Sheet,
        after: &Values,
        at: Moment,
    ) -> Result<String> {
        match thing {
            Thing::Staff => self.keep_staff(before, after, at).await,
            Thing::Department => self.keep_department(before, after, at).await,
            Thing::DutyRule => self.keep_duty_rule(after, at).await,
            Thing::Service => self.keep_service(before, after).await,
            Thing::Template => self.keep_template(who, before, after, at).await,
            Thing::PageText => self.keep_page_text(before, after, at).await,
        }
    }

    async fn end_sheet(&mut self, thing: Thing, before: &Sheet, at: Moment) -> Result<String> {
        match thing {
            Thing::Staff => self.end_staff(before, at).await?,
            Thing::Department => self.end_department(before, at).await?,
            Thing::DutyRule => self.end_duty_rule(before, at).await?,
            Thing::Service => self.end_service(before).await?,
            Thing::Template => self.end_template(before, at).await?,
            Thing::PageText => self.end_page_text(before).await?,
        }
        Ok(before.key.clone())
    }
}

/// What people call a thing that has just been added.
fn named(thing: Thing, after: Option<&Values>, options: &[Options]) -> String {
    let of = |field| after.map_or(String::new(), |after| Options::called(options, field, text_of(after, field)));
    match thing {
        Thing::DutyRule => rule_name(&of(Field::Service), &of(Field::Category), &of(Field::Department)),
        _ => of(Field::Name),
    }
}

/// A rule as people call it: what it is about, and who answers.
fn rule_name(service: &str, category: &str, department: &str) -> String {
    format!("{} \u{2192} {department}", if service.is_empty() { category } else { service })
}

#[cfg(test)]
mod tests;
