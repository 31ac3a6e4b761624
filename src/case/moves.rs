//! The stages of a case and the table of its moves.

use serde::{Deserialize, Serialize};

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已收到: waits for a dispatcher.
    Filed,
    /// 已转交: waits for the department to accept.
    Dispatched,
    /// 办理中: an officer works on it.
    Accepted,
    /// 答复待签发: written, waits for the leader's signature.
    Written,
    /// 答复审核中: signed where the department signs, waits for a reviewer.
    Replied,
    /// 已答复: the citizen can read the answer.
    Answered,
    /// 已办结: the citizen says that it is solved.
    Closed,
    /// 已撤回: the citizen took it back.
    Withdrawn,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 8] = [
        Self::Filed,
        Self::Dispatched,
        Self::Accepted,
        Self::Written,
        Self::Replied,
        Self::Answered,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Dispatched => "dispatched",
            Self::Accepted => "accepted",
            Self::Written => "written",
            Self::Replied => "replied",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether somebody still has to do something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Filed | Self::Dispatched | Self::Accepted | Self::Written | Self::Replied)
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

/// What staff can do to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Give it to a department.
    Dispatch,
    /// Take it on.
    Accept,
    /// Write the words to the citizen.
    Reply,
    /// Sign the words for the department.
    Sign,
    /// Let the words go out.
    Release,
    /// Let everybody read question and answer.
    Publish,
}

impl Act {
    /// All acts, in the order of a case's life.
    pub const ALL: [Self; 6] = [Self::Dispatch, Self::Accept, Self::Reply, Self::Sign, Self::Release, Self::Publish];

    /// Whether it can be done at this stage. What was answered can be published after the citizen has closed it, too.
    pub fn is_legal_at(self, stage: Stage) -> bool {
        stage == self.begins_at() || (self == Self::Publish && stage == Stage::Closed)
    }

    /// The table of moves: from where. Where to, [`Case::after`](super::Case::after) says.
    const fn begins_at(self) -> Stage {
        match self {
            Self::Dispatch => Stage::Filed,
            Self::Accept => Stage::Dispatched,
            Self::Reply => Stage::Accepted,
            Self::Sign => Stage::Written,
            Self::Release => Stage::Replied,
            Self::Publish => Stage::Answered,
        }
    }
}
