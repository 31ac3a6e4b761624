//! What can go wrong: a rule said no (shown in full), or something broke (logged once, people see a reference only).

use crate::refusal::Refusal;
use std::{fmt, path::Path};

/// What the store answers with.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Something broke. Its text is for the log and the person at the command line, never for a page.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database said no.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The database could not be brought to this version.
    #[error("the database could not be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A file could not be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The content of a file could not be read or written.
    #[error("the file store failed: {0}")]
    Contents(object_store::Error),
    /// What stands in the database is not what this program writes there.
    #[error("unreadable {0} in the database")]
    Corrupt(&'static str),
    /// A sentence that says what to do.
    #[error("{0}")]
    Advice(String),
}

impl Fault {
    /// The folder cannot be used.
    pub(super) fn folder(folder: &Path, error: &std::io::Error) -> Self {
        Self::Advice(format!(
            "The folder {} cannot be used ({error}). Name another with CLEARWAY_DATA, or give this user the right to write there.",
            folder.display()
        ))
    }

    /// Whether the same transaction may succeed when it runs again: serialization failures, deadlocks, a busy SQLite.
    pub(super) fn is_passing(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        match error.code().as_deref() {
            // 23505: the same thing was inserted at the same moment; the next try finds it there
            Some("40001" | "40P01" | "23505") => true,
            // SQLite: the low byte is the primary code; 5 is SQLITE_BUSY, 6 SQLITE_LOCKED
            Some(code) => code.parse::<u32>().is_ok_and(|code| code < 10_000 && matches!(code & 0xFF, 5 | 6)),
            None => false,
        }
    }
}

impl Error {
    /// Whether the same transaction may succeed when it runs again.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self, Self::Fault(fault) if fault.is_passing())
    }

    /// A sentence that says what to do.
    pub(super) fn advice(sentence: impl fmt::Display) -> Self {
        Self::Fault(Fault::Advice(sentence.to_string()))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(Fault::Database(error))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Fault(Fault::File(error))
    }
}
