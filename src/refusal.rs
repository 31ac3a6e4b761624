//! A rule said no. A refusal is shown in full; a fault (something broke) never is.

use crate::case::Absent;
use serde::{Deserialize, Serialize};

/// Why a rule said no. The screens have a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in, or the session has ended.
    #[error("sign in first")]
    SignedOut,
    /// User name and password do not belong together.
    #[error("user name and password do not match")]
    WrongPassword,
    /// The password was right, and a second proof is still to be shown.
    #[error("a second factor is needed")]
    SecondFactor,
    /// These digits or this recovery code are not the right ones, or were used.
    #[error("wrong code")]
    WrongCode,
    /// The new password is too short, too long or too easy.
    #[error("password too easy")]
    WeakPassword,
    /// What it answers can be shown by the app only.
    #[error("needs script")]
    NeedsScript,
    /// The link was used, replaced, or its time is over.
    #[error("link no longer opens")]
    LinkGone,
    /// Too many wrong tries; so many minutes have to pass.
    #[error("wait {0} minutes")]
    Wait(u32),
    /// No such thing, or not for the eyes of the person who asks: the two answer alike.
    #[error("not found")]
    NotFound,
    /// The person's roles do not include this act.
    #[error("not yours to do")]
    NotYours,
    /// Who replied does not release: two pairs of eyes.
    #[error("whoever replied cannot release")]
    SameHand,
    /// The case is at another stage by now.
    #[error("not at this stage")]
    WrongStage,
    /// Somebody changed the case after this page was read.
    #[error("changed by somebody else")]
    Changed,
    /// It was to be taken back within minutes, and they are over.
    #[error("too late to take back")]
    TooLate,
    /// Somebody else holds it: they work on it, or it is taken over first.
    #[error("held by somebody else")]
    Held,
    /// Nobody holds it, or not the person who wants to give it back.
    #[error("not held")]
    NotHeld,
    /// Whoever asks for the next case has too many that were not worked on.
    #[error("enough in hand")]
    EnoughInHand,
    /// Nothing waits that somebody could take.
    #[error("nothing waits")]
    NothingWaits,
    /// More than so many at once, or kept.
    #[error("more than {0}")]
    TooMany(u32),
    /// It has no name.
    #[error("no name")]
    NoName,
    /// Settings that are none: a key that is no key or is one for two things, a column twice.
    #[error("wrong settings")]
    WrongSettings,
    /// A point of the request is not marked as answered.
    #[error("points are open")]
    PointsOpen,
    /// The person left no way to be reached, or the department is not to know it.
    #[error("no contact")]
    NoContact,
    /// The department does not answer for this region.
    #[error("department of another region")]
    OtherRegion,
    /// The text is shorter than it must be.
    #[error("text too short")]
    TooShort,
    /// The text is longer than it may be.
    #[error("text too long")]
    TooLong,
    /// Whoever lost a code is called back first.
    #[error("not called back")]
    NotCalled,
    /// A word in braces of a template is not filled in.
    #[error("a blank is left")]
    NotFilled,
    /// There are as many files as may be.
    #[error("too many files")]
    TooManyFiles,
    /// The person who reported did not agree that others read it.
    #[error("not for the public")]
    NotPublic,
    /// Somebody or something is already called so.
    #[error("taken")]
    Taken,
    /// Nobody would be left who sets up the office.
    #[error("the last admin")]
    LastAdmin,
    /// Open work, people or offices still hang on it.
    #[error("still in use")]
    InUse,
    /// Open work is on its way there or below.
    #[error("work on its way")]
    AtWork,
    /// A number of a person stands in the text.
    #[error("personal data in the text")]
    PersonalData,
    /// A number of a person seems to stand in words to the citizen, and nobody said that it may.
    #[error("perhaps personal data in the text")]
    Unchecked,
    /// The reporter cannot do this to the own case now, and this is why.
    #[error("not possible now: {}", .0.as_str())]
    Absent(Absent),
}

impl Refusal {
    /// The HTTP status that says the same.
    pub const fn status(self) -> u16 {
        match self {
            Self::SignedOut | Self::WrongPassword | Self::SecondFactor | Self::WrongCode => 401,
            Self::LinkGone => 410,
            Self::Wait(_) => 429,
            Self::NotFound => 404,
            Self::NotYours | Self::SameHand => 403,
            Self::Held
            | Self::NotHeld
            | Self::EnoughInHand
            | Self::NothingWaits
            | Self::NoContact
            | Self::PointsOpen
            | Self::Taken
            | Self::LastAdmin
            | Self::InUse
            | Self::AtWork
            | Self::NeedsScript
            | Self::TooLate
            | Self::WrongStage
            | Self::Changed
            | Self::NotPublic
            | Self::Absent(_) => 409,
            Self::OtherRegion
            | Self::TooShort
            | Self::TooLong
            | Self::NotFilled
            | Self::NotCalled
            | Self::TooManyFiles
            | Self::TooMany(_)
            | Self::NoName
            | Self::WrongSettings
            | Self::PersonalData
            | Self::Unchecked
            | Self::WeakPassword => 422,
        }
    }
}
