//! What a person would be told by a message when something happens to their case.

use crate::{calendar::Due, event::What, identifiers::case_number::CaseNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A message, without its words: the screens have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentOut {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
    /// To which case.
    pub number: CaseNumber,
    /// To which telephone, masked.
    pub phone: String,
    /// Who answers, once that is known.
    pub department: Option<String>,
    /// By when it must be answered.
    pub due: Due,
}
