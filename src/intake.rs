//! Reports that somebody at work writes down for a caller or a visitor: what stands beside the form meanwhile.

use crate::{
    calendar::Due,
    case::Stage,
    id::{DraftId, ReportId},
    identifiers::case_number::CaseNumber,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A case that was reported from the same telephone, as its reporter may be told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierCase {
    /// The number people say.
    pub number: CaseNumber,
    /// Their own report of it.
    pub report_id: ReportId,
    /// The first characters of what they said.
    pub opening: String,
    /// When they said it.
    pub filed_at: Timestamp,
    /// How far it has come.
    pub stage: Stage,
    /// By when it must be answered.
    pub due: Due,
    /// Whose task it is, once somebody's.
    pub department_name: Option<String>,
    /// The newest answer; of a case that they only follow, nothing.
    pub answer: Option<String>,
    /// Whether something can still be added.
    pub can_add: bool,
}

/// What was kept of a call that dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCall {
    /// The draft that holds it.
    pub draft: DraftId,
    /// What was kept of the name, for the person who typed it.
    pub name: String,
    /// The first characters of what was said.
    pub opening: String,
    /// When it was kept last.
    pub kept_at: Timestamp,
}
