//! What an admin sets up, each thing as a sheet of fields: one shape for all, so that every save shows what changes, is
//! confirmed, and is written down in the same way.

use super::{Field, FieldChange, Thing};
use crate::{calendar::DayKind, refusal::Refusal};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Fields and what stands in them: a text, a word of a choice, a key of another thing.
pub type Values = BTreeMap<Field, String>;

/// A thing as an admin sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is known by; empty for one that does not exist yet.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What stands in it.
    pub values: Values,
    /// How deep it hangs below others of the list.
    pub depth: u8,
}

/// What can be chosen in a field: keys, and what people call each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Where.
    pub field: Field,
    /// Key and name.
    pub choices: Vec<(String, String)>,
}

/// A list of things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheets {
    /// In the order of the list.
    pub sheets: Vec<Sheet>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// What the keys in them are called.
    pub options: Vec<Options>,
}

/// A thing on its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPage {
    /// The thing.
    pub sheet: Sheet,
    /// What can be chosen in its fields.
    pub options: Vec<Options>,
    /// Whether it can be ended.
    pub ends: bool,
}

/// What an admin should know before they confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// So many cases that somebody holds go back to all.
    GivesBack(usize),
    /// They are signed out at once.
    SignsOut,
    /// These departments answer for the same in the same place: cases wait for a dispatcher.
    Ambiguous(Vec<String>),
    /// So many open deadlines move.
    Deadlines(usize),
}

/// What became of a save: shown first, kept once what was shown is what happens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// Field by field, as people read it.
    pub changes: Vec<FieldChange>,
    /// What follows.
    pub warnings: Vec<Warning>,
    /// The field that cannot be kept as it is: missing, too long, or none of what can be chosen.
    pub wrong: Option<Field>,
    /// Whether it is kept.
    pub kept: bool,
    /// The key of the thing.
    pub key: String,
}

/// What an admin asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetOrder {
    /// Of which kind.
    pub thing: Thing,
    /// Which; empty for a new one.
    pub key: String,
    /// What was typed; nothing where it ends.
    pub to: Option<Values>,
    /// What the admin was shown and confirms; nothing at the first try.
    pub shown: Vec<FieldChange>,
}

/// A year of the calendar as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownYear {
    /// Which.
    pub year: i16,
    /// Its days that are other than “Monday to Friday”.
    pub days: Vec<(Date, DayKind, String)>,
}

/// A form as it comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetForm {
    /// The kind of thing.
    pub thing: String,
    /// Which.
    pub key: String,
    /// Fields by name.
    pub sheet: BTreeMap<String, String>,
    /// The roles that were ticked.
    pub roles: Vec<String>,
    /// Whether it ends; empty where it does not.
    pub end: String,
    /// What was shown.
    pub shown: Vec<FieldChange>,
}

impl SheetForm {
    /// Reads it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such kind of thing.
    pub fn read(self) -> Result<SheetOrder, Refusal> {
        let Self { thing, key, sheet, roles, end, shown } = self;
        let thing = Thing::parse(&thing).ok_or(Refusal::NotFound)?;
        let mut typed: Values =
            sheet.into_iter().filter_map(|(name, text)| Some((Field::parse(&name)?, text))).collect();
        let ticked: BTreeSet<_> = roles.into_iter().collect();
        typed.insert(Field::Roles, ticked.into_iter().collect::<Vec<_>>().join(" "));
        Ok(SheetOrder { thing, key, to: end.is_empty().then_some(typed), shown })
    }
}

/// What is still missing before the office can work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// Nobody gives cases to departments.
    NoDispatcher,
    /// Nobody lets answers go out.
    NoReviewer,
    /// In so many departments a leader has to sign the answers, and none works there; one of them by its name.
    NoLeader(usize, String),
    /// The calendar of this year is not loaded.
    NoCalendar(i16),
    /// For so many services no rule says who answers.
    NoRule(usize),
}

impl Options {
    /// What people call a value: of several keys, each; a text is its own name.
    pub fn called(options: &[Self], field: Field, value: &str) -> String {
        let Some(of) = options.iter().find(|options| options.field == field) else { return value.to_owned() };
        let name = |key: &str| {
            let found = of.choices.iter().find(|(choice, _)| choice == key);
            found.map_or_else(|| key.to_owned(), |(_, name)| name.clone())
        };
        match field {
            Field::Roles => value.split(' ').map(name).collect::<Vec<_>>().join(" "),
            _ => name(value),
        }
    }
}

/// What changes from one to the other, field by field, as people read it.
pub fn changes(before: &Values, after: &Values, options: &[Options]) -> Vec<FieldChange> {
    let fields: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let of = |values: &Values, field| values.get(&field).cloned().unwrap_or_default();
    let change = |field: Field| {
        let (before, after) = (of(before, field), of(after, field));
        let called = |value: &str| Options::called(options, field, value);
        (before != after).then(|| FieldChange::new(field, called(&before), called(&after)))
    };
    fields.into_iter().filter_map(change).collect()
}
