//! History as people read it: what happened, in one word, with no more of it than they may read.

use super::Happened;
use crate::{
    calendar::Due,
    case::{ContactWay, UnmaskReason, UrgeReason, WithdrawReason},
    evidence::FileHead,
    id::ReportId,
    word::choices,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

choices! {
    /// What happened, as one word.
    What {
        /// [`Happened::Filed`].
        Filed = "filed",
        /// [`Happened::Dispatched`].
        Dispatched = "dispatched",
        /// [`Happened::TakenBack`].
        TakenBack = "taken_back",
        /// [`Happened::Accepted`].
        Accepted = "accepted",
        /// [`Happened::Contacted`].
        Contacted = "contacted",
        /// [`Happened::Replied`].
        Replied = "replied",
        /// [`Happened::Signed`].
        Signed = "signed",
        /// [`Happened::Returned`].
        Returned = "returned",
        /// [`Happened::Released`].
        Released = "released",
        /// [`Happened::Followed`].
        Followed = "followed",
        /// [`Happened::Published`].
        Published = "published",
        /// [`Happened::Split`].
        Split = "split",
        /// [`Happened::Noted`].
        Noted = "noted",
        /// [`Happened::Unmasked`].
        Unmasked = "unmasked",
        /// [`Happened::Claimed`].
        Claimed = "claimed",
        /// [`Happened::LetGo`].
        LetGo = "let_go",
        /// [`Happened::CodeRenewed`].
        CodeRenewed = "code_renewed",
        /// [`Happened::AddedFor`].
        AddedFor = "added_for",
        /// [`Happened::ClosedUnjudged`].
        ClosedUnjudged = "closed_unjudged",
        /// [`Happened::DeadlineRecomputed`].
        DeadlineRecomputed = "deadline_recomputed",
        /// [`Happened::Supplemented`].
        Supplemented = "supplemented",
        /// [`Happened::Urged`].
        Urged = "urged",
        /// [`Happened::Solved`].
        Solved = "solved",
        /// [`Happened::Reopened`].
        Reopened = "reopened",
        /// [`Happened::Withdrawn`].
        Withdrawn = "withdrawn",
        /// [`Happened::MadePrivate`].
        MadePrivate = "made_private",
        /// [`Happened::Unfollowed`].
        Unfollowed = "unfollowed",
    }
}

/// One line of the history. It holds no id: who reads it needs none, and the browser's half stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// The deadline that it set.
    pub due: Option<Due>,
    /// Why it was urged.
    pub urge: Option<UrgeReason>,
    /// Why it was taken back.
    pub withdraw: Option<WithdrawReason>,
    /// How the person was spoken to, and whether they were reached.
    pub contact: Option<(ContactWay, bool)>,
    /// Why somebody looked at how they can be reached.
    pub unmask: Option<UnmaskReason>,
    /// The department it concerns.
    pub department: Option<String>,
    /// The words that came with it, as far as the reader may read them.
    pub words: Option<String>,
    /// The files that came with it.
    pub files: Vec<FileHead>,
    /// Who did it: for staff only, never sent to the citizen.
    pub staff: Option<String>,
    /// Whether a rule did it, and nobody.
    pub by_rule: bool,
}

impl Entry {
    /// A line that says what, and nothing about it.
    pub const fn bare(at: Timestamp, what: What) -> Self {
        Self {
            at,
            what,
            due: None,
            urge: None,
            withdraw: None,
            contact: None,
            unmask: None,
            department: None,
            words: None,
            files: Vec::new(),
            staff: None,
            by_rule: false,
        }
    }

    /// The line of an event, without words, files and names.
    pub fn new(at: Timestamp, happened: &Happened) -> Self {
        let mut entry = Self::bare(at, happened.what());
        match happened {
            Happened::DeadlineRecomputed { to, .. } => entry.due = Some(*to),
            Happened::Reopened { due: to, .. } => entry.due = Some(*to),
            Happened::Urged { why, .. } => entry.urge = Some(*why),
            Happened::Withdrawn { why, .. } => entry.withdraw = Some(*why),
            Happened::Contacted { way, reached } => entry.contact = Some((*way, *reached)),
            Happened::Unmasked { why } => entry.unmask = Some(*why),
            _ => {}
        }
        entry
    }

    /// The line as one of the reporters reads it: never who did it at the office, and nothing that another of them wrote, nor
    /// that another of them follows, adds or hurries. Those who follow read what is published in place of the answers.
    pub fn for_reporter(self, by: Option<ReportId>, own: ReportId, follows: bool) -> Option<Self> {
        let entry = Self { staff: None, ..self };
        match (entry.what, by) {
            (What::Split | What::Noted | What::Claimed | What::LetGo, _) => None,
            // what was written down for colleagues beside it stays with them
            (What::Contacted | What::Returned, _) => Some(Self { words: None, ..entry }),
            (What::Released, _) if follows => Some(Self { words: None, ..entry }),
            (_, None) => Some(entry),
            (_, Some(report)) if report == own => Some(entry),
            (
                What::Followed
                | What::Unfollowed
                | What::Supplemented
                | What::AddedFor
                | What::CodeRenewed
                | What::Urged,
                _,
            ) => None,
            _ => Some(Self { words: None, withdraw: None, files: Vec::new(), ..entry }),
        }
    }
}
