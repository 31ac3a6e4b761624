//! The stages of a case and the table of its moves.

use crate::{queue::Bucket, staff::Role, word::choices};
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
    /// 已办结: the citizen says that it is solved, or did not say anything for long.
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

choices! {
    /// What staff can do to a case, in the order of a case's life; what can be done at several stages comes last.
    Act {
        /// Give it to a department.
        Dispatch = "dispatch",
        /// Take back that one has just given it to the wrong department.
        TakeBack = "take-back",
        /// Take it on.
        Accept = "accept",
        /// Write down the first contact with the person.
        Contact = "contact",
        /// Write the words to the citizen.
        Reply = "reply",
        /// Sign the words for the department.
        Sign = "sign",
        /// Give the words back to be written anew.
        Return = "return",
        /// Let the words go out.
        Release = "release",
        /// Let everybody read question and answer.
        Publish = "publish",
        /// Say point by point what the person asks.
        Split = "split",
        /// Write down something for colleagues.
        Note = "note",
        /// Take it as one's own to work on.
        Claim = "claim",
        /// Give it back to all.
        LetGo = "let-go",
        /// Look at how the person can be reached.
        Unmask = "unmask",
        /// Write down what the person adds by telephone or at a window.
        AddFor = "add-for",
        /// Give the person a new code in place of a lost one.
        RenewCode = "renew-code",
    }

    /// How an officer spoke to the person.
    ContactWay {
        /// 电话: by telephone.
        Phone = "phone",
        /// 上门: at their place.
        Visit = "visit",
        /// 短信: in writing.
        Message = "message",
    }

    /// Why somebody looks at how the person can be reached.
    UnmaskReason {
        /// To speak about this matter.
        Call = "call",
        /// To see whether whoever calls is the person who reported.
        Identify = "identify",
        /// To go there.
        Visit = "visit",
        /// Because what stands there may be wrong.
        Correct = "correct",
    }
}

impl Act {
    /// Whether it can be done at this stage. What was answered can be published after the citizen has closed it, too.
    pub fn is_legal_at(self, stage: Stage) -> bool {
        match self {
            Self::Dispatch => stage == Stage::Filed,
            Self::Accept | Self::TakeBack => stage == Stage::Dispatched,
            Self::Contact | Self::Reply => stage == Stage::Accepted,
            Self::Sign => stage == Stage::Written,
            Self::Return => matches!(stage, Stage::Written | Stage::Replied),
            Self::Release => stage == Stage::Replied,
            Self::Publish => matches!(stage, Stage::Answered | Stage::Closed),
            Self::Split => matches!(stage, Stage::Filed | Stage::Dispatched | Stage::Accepted),
            Self::Claim | Self::LetGo => stage.is_open(),
            Self::Note | Self::Unmask | Self::RenewCode => true,
            Self::AddFor => !matches!(stage, Stage::Closed | Stage::Withdrawn),
        }
    }

    /// Whether it is work on the case, which whoever holds it does and nobody else.
    pub const fn is_work(self) -> bool {
        matches!(
            self,
            Self::Dispatch | Self::Accept | Self::Contact | Self::Reply | Self::Sign | Self::Return | Self::Release
        )
    }

    /// The roles it belongs to, at this stage.
    pub fn roles(self, stage: Stage) -> &'static [Role] {
        const SERVE: &[Role] = &[Role::Operator, Role::Clerk];
        const KNOW: &[Role] =
            &[Role::Operator, Role::Clerk, Role::Dispatcher, Role::Officer, Role::Reviewer, Role::Supervisor];
        const SEE: &[Role] = &[
            Role::Operator,
            Role::Clerk,
            Role::Dispatcher,
            Role::Officer,
            Role::Leader,
            Role::Reviewer,
            Role::Supervisor,
        ];
        match self {
            Self::Dispatch | Self::TakeBack => &[Role::Dispatcher],
            Self::Accept | Self::Contact | Self::Reply => &[Role::Officer],
            Self::Sign => &[Role::Leader],
            Self::Return if stage == Stage::Written => &[Role::Leader],
            Self::Return | Self::Release | Self::Publish => &[Role::Reviewer],
            Self::Claim | Self::LetGo => Bucket::of(stage).map_or(&[], |bucket| bucket.roles()),
            Self::Split => &[Role::Operator, Role::Clerk, Role::Dispatcher, Role::Officer],
            Self::Note => SEE,
            Self::Unmask => KNOW,
            Self::AddFor | Self::RenewCode => SERVE,
        }
    }
}
