//! Who is on a case right now: no fact of history, forgotten by itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What somebody does on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// Reads it.
    Viewing,
    /// Writes to the citizen.
    Replying,
}

/// Somebody who is on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Their name.
    pub name: String,
    /// What they do.
    pub doing: Doing,
    /// Since when.
    pub since: Timestamp,
}
