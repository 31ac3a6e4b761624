//! What can go wrong: a rule said no (shown in full), or something broke (logged once, people see a reference only).

use crate::refusal::Refusal;
use std::{fmt, path::Path, sync::Arc};

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
    /// The database said no to several who were to be committed together.
    #[error("the database failed: {0}")]
    Commit(Arc<sqlx::Error>),
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

    /// Whether what keeps the data is away or takes nothing just now: stopped, full, not answering. It may answer again without
    /// anybody's hands on this program. What was being written then may have been kept or not.
    pub fn is_away(&self) -> bool {
        use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Protocol, WorkerCrashed};
        match self.database() {
            Some(sqlx::Error::Database(error)) => error.code().is_some_and(|code| says_away(&code)),
            Some(error) => matches!(error, Io(_) | PoolClosed | PoolTimedOut | Protocol(_) | WorkerCrashed),
            None => matches!(self, Self::File(_) | Self::Contents(_)),
        }
    }

    /// What the database said.
    fn database(&self) -> Option<&sqlx::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Commit(error) => Some(error),
            Self::Migration(_) | Self::File(_) | Self::Contents(_) | Self::Corrupt(_) | Self::Advice(_) => None,
        }
    }

    /// Whether the same transaction may succeed when it runs again: serialization failures, deadlocks, a busy SQLite.
    pub(super) fn is_passing(&self) -> bool {
        let Some(sqlx::Error::Database(error)) = self.database() else { return false };
        match error.code().as_deref() {
            // 23505: the same thing was inserted at the same moment; the next try finds it there
            Some("40001" | "40P01" | "23505") => true,
            // SQLite: the low byte is the primary code; 5 is SQLITE_BUSY, 6 SQLITE_LOCKED
            Some(code) => code.parse::<u32>().is_ok_and(|code| code < 10_000 && matches!(code & 0xFF, 5 | 6)),
            None => false,
        }
    }
}

/// Whether these digits say that the disk, the memory or the database itself is in the way, and not what was asked of it.
fn says_away(code: &str) -> bool {
    if code.len() == 5 {
        // PostgreSQL: connection, resources, stopped or starting, input and output; 25006: a standby that takes no writes
        return code.starts_with("08")
            || code.starts_with("53")
            || code.starts_with("57P")
            || code.starts_with("58")
            || code == "25006";
    }
    // SQLite: busy, locked, read-only, input and output, full, cannot open
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xFF, 5 | 6 | 8 | 10 | 13 | 14))
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

#[cfg(test)]
mod tests {
    use super::says_away;

    #[test]
    fn a_full_disk_and_a_stopped_database_are_away_and_a_broken_rule_is_not() {
        for code in ["5", "10", "13", "14", "1034", "778", "8", "53100", "57P01", "57P03", "08006", "58030", "25006"] {
            assert!(says_away(code), "{code}");
        }
        for code in ["1", "11", "19", "787", "2067", "23505", "40001", "42P01", "22P02", ""] {
            assert!(!says_away(code), "{code}");
        }
    }
}
