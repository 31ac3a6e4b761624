//! Backup and restore: one archive for both engines, so that an office can also move from one to the other.
//!
//! A gzipped tar: `manifest.json` first (what is in it, which version wrote it, which keys open it), then one file of JSON
//! lines a table, then the uploaded files. Never the keys, unless asked for and then sealed with a passphrase.

mod backup;
mod cell;
mod passphrase;
mod restore;

use super::{
    Fault, Result,
    db::{MIGRATIONS, newest_version},
};
use cell::Type;
use serde::{Deserialize, Serialize};

/// What was written or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// Rows of all tables.
    pub rows: u64,
    /// Uploaded files.
    pub files: u64,
    /// Size of the archive.
    pub bytes: u64,
    /// Whether the keys are in it, sealed with a passphrase.
    pub with_keys: bool,
}

/// The shape of the archive itself.
const FORMAT: u32 = 1;

/// The first entry of an archive.
#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// Newest migration of the database it was taken from.
    schema: i64,
    made_at: jiff::Timestamp,
    /// Fingerprints of the keys that open it.
    keys: String,
    /// The keys themselves, sealed with a passphrase.
    sealed_keys: Option<String>,
    tables: Vec<Table>,
}

/// A table: enough to read its rows without knowing the schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Table {
    name: String,
    columns: Vec<Column>,
    rows: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Column {
    name: String,
    r#type: Type,
}

impl Table {
    fn columns(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// An archive is a stranger's file: its names go into SQL only when they can be nothing but names.
    fn is_honest(&self) -> bool {
        let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        word(&self.name) && !self.columns.is_empty() && self.columns.iter().all(|column| word(&column.name))
    }
}

/// All tables in the order of their making, read off the migrations: no second list that could disagree.
fn tables() -> Result<Vec<Table>> {
    tables_at(newest_version())
}

/// As they were at a version.
fn tables_at(newest: i64) -> Result<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    let texts = MIGRATIONS.iter().filter(|(version, ..)| *version <= newest).map(|(.., text)| text);
    for line in texts.flat_map(|text| text.lines()) {
        let words: Vec<&str> = line.trim().trim_end_matches(',').split(' ').collect();
        match (words.as_slice(), line.starts_with(' ')) {
            (["create", "table", name, ..], _) => {
                tables.push(Table { name: (*name).to_owned(), columns: Vec::new(), rows: 0 });
            }
            (["alter", "table", table, "add", "column", name, first, ..], _) => {
                let r#type = Type::parse(first.trim_end_matches(';')).ok_or(Fault::Corrupt("migration"))?;
                let table = tables.iter_mut().find(|known| known.name == *table).ok_or(Fault::Corrupt("migration"))?;
                table.columns.push(Column { name: (*name).to_owned(), r#type });
            }
            ([name, first, ..], true) if !["primary", "unique"].contains(name) => {
                let r#type = Type::parse(first).ok_or(Fault::Corrupt("migration"))?;
                let table = tables.last_mut().ok_or(Fault::Corrupt("migration"))?;
                table.columns.push(Column { name: (*name).to_owned(), r#type });
            }
            _ => {}
        }
    }
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_columns_are_read_off_the_migrations() {
        let tables = tables().unwrap();
        let leases = tables.iter().find(|table| table.name == "leases").unwrap();
        assert_eq!(leases.columns(), "name, holder, until_at");
        let rows = tables.iter().find(|table| table.name == "queue_rows").unwrap();
        assert!(rows.columns().ends_with("reopened, region_code, department_id, came_at"), "{}", rows.columns());
        assert!(tables.iter().all(Table::is_honest));
        assert!(tables.len() >= 20, "{}", tables.len());
    }

    #[test]
    fn a_name_that_could_be_more_than_a_name_is_not_honest() {
        let table = |name: &str| Table {
            name: name.into(),
            columns: vec![Column { name: "a".into(), r#type: Type::Text }],
            rows: 0,
        };
        assert!(table("cases").is_honest());
        assert!(!table("cases; drop table cases").is_honest() && !table("").is_honest());
    }
}
