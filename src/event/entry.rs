//! History as people read it: what happened, in one word, with no more of it than they may read.

use super::Happened;
use crate::{
    calendar::Due,
    case::{UrgeReason, WithdrawReason},
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
        /// [`Happened::Accepted`].
        Accepted = "accepted",
        /// [`Happened::Replied`].
        Replied = "replied",
        /// [`Happened::Signed`].
        Signed = "signed",
        /// [`Happened::Released`].
        Released = "released",
        /// [`Happened::Followed`].
        Followed = "followed",
        /// [`Happened::Published`].
        Published = "published",
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
    /// The department it concerns.
    pub department: Option<String>,
    /// The words that came with it, as far as the reader may read them.
    pub words: Option<String>,
    /// The files that came with it.
    pub files: Vec<FileHead>,
    /// Who did it: for staff only, never sent to the citizen.
    pub staff: Option<String>,
}

impl Entry {
    /// The line of an event, without words, files and names.
    pub fn new(at: Timestamp, happened: &Happened) -> Self {
        let (mut due, mut urge, mut withdraw) = (None, None, None);
        match happened {
            Happened::DeadlineRecomputed { to, .. } => due = Some(*to),
            Happened::Reopened { due: to, .. } => due = Some(*to),
            Happened::Urged { why, .. } => urge = Some(*why),
            Happened::Withdrawn { why, .. } => withdraw = Some(*why),
            _ => {}
        }
        let what = happened.what();
        Self { at, what, due, urge, withdraw, department: None, words: None, files: Vec::new(), staff: None }
    }

    /// The line as one of the reporters reads it: never who did it at the office, and nothing that another of them wrote, nor
    /// that another of them follows, adds or hurries. Those who follow read what is published in place of the answers.
    pub fn for_reporter(self, by: Option<ReportId>, own: ReportId, follows: bool) -> Option<Self> {
        let entry = Self { staff: None, ..self };
        match (entry.what, by) {
            (What::Released, _) if follows => Some(Self { words: None, ..entry }),
            (_, None) => Some(entry),
            (_, Some(report)) if report == own => Some(entry),
            (What::Followed | What::Unfollowed | What::Supplemented | What::Urged, _) => None,
            _ => Some(Self { words: None, withdraw: None, files: Vec::new(), ..entry }),
        }
    }
}
