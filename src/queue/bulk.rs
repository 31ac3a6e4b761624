//! One act on many rows: each is asked on its own, done on its own, and answers on its own.

use crate::{
    case::{Act, Case},
    event::Event,
    id::CaseId,
    identifiers::case_number::CaseNumber,
    refusal::Refusal,
    staff::Staff,
    word::choices,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Rows in one go, at most.
pub const BULK_MAX: u32 = 100;

choices! {
    /// What can be done to many rows at once.
    BulkAct {
        /// 分派: give them to a department.
        Dispatch = "dispatch",
        /// 撤回分派: take back that they were just given away.
        TakeBack = "take-back",
        /// 领取: take them as one's own.
        Claim = "claim",
        /// 放回: give them back to all.
        LetGo = "let-go",
    }

    /// Why somebody lets the next case pass.
    SkipReason {
        /// 需回避: they know the person or the matter.
        Conflict = "conflict",
        /// 不熟悉: somebody else knows more about it.
        Knowledge = "knowledge",
        /// 暂时办不了: it cannot be worked on now.
        NotNow = "not-now",
        /// 其他: something else.
        Other = "other",
    }
}

/// A row as the person saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// Which case.
    pub case: CaseId,
    /// Its version on the screen.
    pub seen: i64,
}

/// What will happen to a row, or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkLine {
    /// Which case.
    pub case: CaseId,
    /// Its number; none where it is not for the eyes of whoever asks.
    pub number: Option<CaseNumber>,
    /// Its version now: what undoing it has to name.
    pub version: i64,
    /// Why nothing happens to it; nothing where it does.
    pub refused: Option<Refusal>,
}

impl BulkAct {
    /// The act on one case.
    pub const fn act(self) -> Act {
        match self {
            Self::Dispatch => Act::Dispatch,
            Self::TakeBack => Act::TakeBack,
            Self::Claim => Act::Claim,
            Self::LetGo => Act::LetGo,
        }
    }

    /// What takes it back. What was taken back is given away anew, to a department that somebody names.
    pub const fn undone_by(self) -> Option<Self> {
        match self {
            Self::Dispatch => Some(Self::TakeBack),
            Self::TakeBack => None,
            Self::Claim => Some(Self::LetGo),
            Self::LetGo => Some(Self::Claim),
        }
    }
}

impl Case {
    /// Takes it, or gives it back, as one of many.
    ///
    /// # Errors
    /// As [`Case::claim`] and [`Case::let_go`]; nothing is taken from a colleague.
    pub fn claim_or_let_go(&self, act: BulkAct, who: &Staff, seen: i64, now: Timestamp) -> Result<Event, Refusal> {
        match act {
            BulkAct::Claim => self.claim(who, seen, false, now),
            BulkAct::LetGo => self.let_go(who, seen, now),
            BulkAct::Dispatch | BulkAct::TakeBack => Err(Refusal::WrongStage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_done_to_many_can_be_undone() {
        for act in [BulkAct::Claim, BulkAct::LetGo] {
            assert_eq!(act.undone_by().and_then(BulkAct::undone_by), Some(act));
        }
        assert_eq!(BulkAct::Dispatch.undone_by(), Some(BulkAct::TakeBack));
        assert_eq!(BulkAct::TakeBack.undone_by(), None, "it is given away anew");
    }
}
