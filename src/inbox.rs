//! What happened to the cases of somebody at work while they did something else.

use crate::{case::Stage, id::CaseId, identifiers::case_number::CaseNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Rows on a page.
pub const INBOX_PAGE: usize = 50;
/// What is not read is counted up to here; behind it, it is only said that there is more.
pub const UNREAD_COUNTED: i64 = 99;

/// Something that happened to a case they hold, or that came back to them or left them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxRow {
    /// Which case.
    pub case_id: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// The first characters of its report.
    pub opening: String,
    /// How far it has come by now.
    pub stage: Stage,
    /// When it happened.
    pub at: Timestamp,
    /// The case's version since then.
    pub version: i64,
    /// What happened: the event's kind.
    pub kind: String,
    /// Whether they have not read it yet.
    pub unread: bool,
}

/// A page of it, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPage {
    /// The rows.
    pub rows: Vec<InboxRow>,
    /// By what the next page is asked for, if there is one.
    pub next: Option<String>,
}
