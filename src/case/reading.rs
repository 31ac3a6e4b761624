//! A case as people read it: in a list, at the desk, on the tracking page.

use super::{Act, Stage};
use crate::{
    calendar::Due, department::Department, event::Entry, id::CaseId, identifiers::case_number::CaseNumber, report::Kind,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseHead {
    /// Its id.
    pub id: CaseId,
    /// The number people say.
    pub number: CaseNumber,
    /// Changes whenever the row does.
    pub version: i64,
    /// How far it has come.
    pub stage: Stage,
    /// What the person wants.
    pub kind: Kind,
    /// The first characters of the report.
    pub opening: String,
    /// The county's name.
    pub region_name: String,
    /// The main department's name, once dispatched.
    pub department_name: Option<String>,
    /// When the person submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
}

/// A case as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// What a list shows of it.
    pub head: CaseHead,
    /// The report in the person's words.
    pub what: String,
    /// How the person wants to be addressed, masked.
    pub name: Option<String>,
    /// Where the person can be called, masked.
    pub phone: String,
    /// The words to the citizen, once written.
    pub reply: Option<String>,
    /// The history, newest first.
    pub entries: Vec<Entry>,
    /// What the reader can do now.
    pub acts: Vec<Act>,
    /// Where it can be sent, when the reader can dispatch it.
    pub departments: Vec<Department>,
}

/// A case as the person who reported it reads it: no internal note, no name of staff, no scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCase {
    /// The number.
    pub number: CaseNumber,
    /// How far it has come.
    pub stage: Stage,
    /// The county's name.
    pub region_name: String,
    /// The report in their own words.
    pub what: String,
    /// Their telephone number, masked.
    pub phone: String,
    /// When they submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
    /// Working days left until then, counted by the calendar; none once it is late or answered.
    pub days_left: Option<u32>,
    /// The department, once there is one.
    pub department_name: Option<String>,
    /// The answer, once released.
    pub answer: Option<String>,
    /// The history, newest first.
    pub entries: Vec<Entry>,
}
