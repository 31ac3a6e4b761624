//! A case as people read it: in a list, at the desk, on the tracking page.

use super::{Absent, Act, OwnAct, Stage};
use crate::{
    calendar::{DayCount, Due},
    deadline::{Clock, ExplainedDeadline},
    department::Department,
    duty::Proposal,
    event::Entry,
    evidence::FileHead,
    id::{CaseId, StaffId},
    identifiers::case_number::CaseNumber,
    publication::PublicText,
    reply::{DraftPart, Point, Template},
    report::{Channel, Facts, Identity, Kind, Obstacle, TriedAt, Visibility, Who},
};
use jiff::{Timestamp, civil::Date};
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
    /// The name of the service concerned.
    pub service_name: Option<String>,
    /// Whether words in it tell of danger.
    pub danger: bool,
    /// The first characters of the report.
    pub opening: String,
    /// The county's name, with the township where one was named.
    pub region_name: String,
    /// The main department's name, once dispatched.
    pub department_name: Option<String>,
    /// When the person submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
    /// Which clock of the office runs out first, and when.
    pub next: Option<(Clock, Due)>,
    /// Whoever works on it now.
    pub holder: Option<Holder>,
    /// How it came first.
    pub channel: Channel,
    /// How often the reporter asked to hurry.
    pub urges: i64,
    /// Whether an answer did not solve it, and it is done again.
    pub reopened: bool,
}

/// Whoever works on a case now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Their id.
    pub id: StaffId,
    /// The name colleagues see.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
}

/// A case as staff read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseFile {
    /// What a list shows of it.
    pub head: CaseHead,
    /// The report in the person's words.
    pub what: String,
    /// How they want it solved.
    pub wish: Option<String>,
    /// What stood in the way.
    pub obstacle: Option<Obstacle>,
    /// Where they tried it.
    pub tried_at: Option<TriedAt>,
    /// The hall or site.
    pub site: Option<String>,
    /// When and where it was.
    pub facts: Facts,
    /// For whom they write.
    pub who: Who,
    /// Who can read it.
    pub visibility: Visibility,
    /// Who learns who wrote.
    pub identity: Identity,
    /// How to reach them, as far as the reader may know.
    pub contact: ShownContact,
    /// What was handed in.
    pub files: Vec<FileHead>,
    /// How many others reported the same and follow it.
    pub followers: i64,
    /// What everybody can read of it.
    pub published: Option<PublicText>,
    /// What they ask, point by point, as staff understood it.
    pub points: Vec<Point>,
    /// The words to the citizen, once written.
    pub reply: Option<String>,
    /// The history, newest first.
    pub entries: Vec<Entry>,
    /// What the reader can do now.
    pub acts: Vec<Act>,
    /// Where it can be sent, when the reader can dispatch it.
    pub departments: Vec<Department>,
    /// What the duty rules say of it, when the reader can dispatch it.
    pub proposal: Proposal,
    /// What a reply can begin with, when the reader can write one.
    pub templates: Vec<Template>,
    /// Its clocks, and how each date came about.
    pub ledger: Vec<ExplainedDeadline>,
    /// What the reader typed on it and has not sent, by the part of the page.
    pub drafts: Vec<(DraftPart, String)>,
    /// Others that tell the same, as far as the reader sees them.
    pub alike: Vec<CaseHead>,
}

/// How somebody can be reached, as it is shown: masked, and empty where it was not given or is not for the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownContact {
    /// How they want to be addressed.
    pub name: Option<String>,
    /// Where they can be called.
    pub phone: Option<String>,
    /// The organisation they write for.
    pub organisation: Option<String>,
    /// What it is registered under.
    pub credit_code: Option<String>,
}

/// A case as the person who reported it reads it: no internal note, no name of staff, no scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCase {
    /// The number.
    pub number: CaseNumber,
    /// How far it has come.
    pub stage: Stage,
    /// What the person wants.
    pub kind: Kind,
    /// The name of the service concerned.
    pub service_name: Option<String>,
    /// The county's name, with the township where one was named.
    pub region_name: String,
    /// The report in their own words.
    pub what: String,
    /// How they want it solved.
    pub wish: Option<String>,
    /// What they handed in themselves.
    pub files: Vec<FileHead>,
    /// Their telephone number, masked; none when they gave none.
    pub phone: Option<String>,
    /// Who can read it.
    pub visibility: Visibility,
    /// Whether they follow a case that somebody else reported: then they read what is published of it and no more.
    pub follows: bool,
    /// What everybody can read of it.
    pub published: Option<PublicText>,
    /// When they submitted it.
    pub filed_at: Timestamp,
    /// By when it must be answered.
    pub due: Due,
    /// Working days left until then, counted by the calendar; none once it is late or answered.
    pub days_left: Option<u32>,
    /// The department, once there is one.
    pub department_name: Option<String>,
    /// The answer, once released; for its own reporter.
    pub answer: Option<String>,
    /// The history, newest first.
    pub entries: Vec<Entry>,
    /// Whether it is done again because an answer did not solve it.
    pub reopened: bool,
    /// Until when the person can say whether it is solved before it closes without a verdict.
    pub verdict_until: Option<Timestamp>,
    /// Whether it closed without a verdict: silence is no praise.
    pub unjudged: bool,
    /// The days that were counted to the deadline.
    pub counted: Vec<(Date, DayCount)>,
    /// Everything they can ever do, with why it is not possible now.
    pub acts: Vec<(OwnAct, Option<Absent>)>,
}
