//! What a reporter can do to the own case, as it is typed and as it can be done.

use crate::{evidence::FileProblem, refusal::Refusal, report::tidy, word::choices};
use serde::{Deserialize, Serialize};

/// Fewest and most characters of an addition.
pub const ADDED: (usize, usize) = (5, 1_000);
/// Most characters beside a reason.
pub const BESIDE_MAX: usize = 100;
/// Fewest and most characters of what is still wrong.
pub const STILL_WRONG: (usize, usize) = (10, 500);

/// What somebody at work writes down for a person: no shorter and no longer than the person could.
///
/// # Errors
/// [`Refusal::TooShort`] or [`Refusal::TooLong`].
pub fn added(typed: &str) -> Result<String, Refusal> {
    let text = tidy(typed);
    match text.chars().count() {
        short if short < ADDED.0 => Err(Refusal::TooShort),
        long if long > ADDED.1 => Err(Refusal::TooLong),
        _ => Ok(text),
    }
}

choices! {
    /// What a reporter can do to the own case.
    OwnAct {
        /// 补充情况: adds words and files.
        Supplement = "supplement",
        /// 催办: asks to hurry.
        Urge = "urge",
        /// 解决了: says that it is solved.
        Solved = "solved",
        /// 没有解决: says what is still wrong.
        NotSolved = "not-solved",
        /// 撤回: takes it back.
        Withdraw = "withdraw",
        /// 改为不公开: nobody else reads it any more.
        MakePrivate = "private",
        /// 不再跟进: leaves the case of somebody else.
        StopFollowing = "stop",
    }

    /// Why somebody asks to hurry.
    UrgeReason {
        /// 快到期了还没有消息.
        NoNews = "no_news",
        /// 情况变急了.
        MoreUrgent = "more_urgent",
        /// 已经超过期限. Offered once it is.
        Overdue = "overdue",
    }

    /// Why somebody takes a report back.
    WithdrawReason {
        /// 已经解决了.
        Solved = "solved",
        /// 不需要办了.
        NotNeeded = "not_needed",
        /// 写错了，想重新写.
        Mistake = "mistake",
        /// 有人要我撤回: no office may ask for it, and supervision reads this.
        Pressed = "pressed",
        /// 其他.
        Other = "other",
    }
}

/// What a reporter typed for one act: right or wrong, kept until it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnForm {
    /// The act: an [`OwnAct`].
    pub act: String,
    /// The words.
    pub text: String,
    /// The reason: an [`UrgeReason`] or a [`WithdrawReason`].
    pub reason: String,
    /// What was wrong with the files handed in last.
    pub uploads: Vec<FileProblem>,
}

/// What a reporter wants done, with nothing wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To add words, files or both.
    Supplement(Option<String>),
    /// To have it hurried.
    Urge(UrgeReason, Option<String>),
    /// To say that it is solved.
    Solved,
    /// To say what is still wrong.
    NotSolved(String),
    /// To take it back.
    Withdraw(WithdrawReason, Option<String>),
    /// To have nobody else read it.
    MakePrivate,
    /// To leave the case of somebody else.
    StopFollowing,
}

/// What is wrong with what was typed. The screens have a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnProblem {
    /// No reason chosen.
    ReasonEmpty,
    /// Neither words nor a file.
    NothingAdded,
    /// Nothing says what is still wrong.
    StillWrongEmpty,
    /// Shorter than the first number.
    TextShort(usize),
    /// Longer than the first number; how long it is.
    TextLong(usize, usize),
}

impl OwnProblem {
    /// The field it belongs to.
    pub const fn field(self) -> &'static str {
        match self {
            Self::ReasonEmpty => "reason",
            _ => "text",
        }
    }
}

impl OwnAct {
    /// Fewest and most characters of the words that belong to it; nothing for acts without words.
    pub const fn text(self) -> Option<(usize, usize)> {
        match self {
            Self::Supplement => Some(ADDED),
            Self::Urge | Self::Withdraw => Some((0, BESIDE_MAX)),
            Self::NotSolved => Some(STILL_WRONG),
            Self::Solved | Self::MakePrivate | Self::StopFollowing => None,
        }
    }
}

impl Wanted {
    /// Which act it is.
    pub const fn act(&self) -> OwnAct {
        match self {
            Self::Supplement(_) => OwnAct::Supplement,
            Self::Urge(..) => OwnAct::Urge,
            Self::Solved => OwnAct::Solved,
            Self::NotSolved(_) => OwnAct::NotSolved,
            Self::Withdraw(..) => OwnAct::Withdraw,
            Self::MakePrivate => OwnAct::MakePrivate,
            Self::StopFollowing => OwnAct::StopFollowing,
        }
    }

    /// The words that come with it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Supplement(text) | Self::Urge(_, text) | Self::Withdraw(_, text) => text.as_deref(),
            Self::NotSolved(text) => Some(text),
            Self::Solved | Self::MakePrivate | Self::StopFollowing => None,
        }
    }
}

impl OwnForm {
    /// What is wanted, or everything that is wrong with how it was typed. `files` were handed in beside it and taken.
    ///
    /// # Errors
    /// The problems in the order of the page; none at all when the act itself is unknown.
    pub fn parse(&self, files: usize) -> Result<Wanted, Vec<OwnProblem>> {
        let act = OwnAct::parse(&self.act).ok_or_else(Vec::new)?;
        let text = self.words(act, files);
        match act {
            OwnAct::Supplement => Ok(Wanted::Supplement(text.map_err(|problem| vec![problem])?)),
            OwnAct::NotSolved => {
                let text = text.and_then(|text| text.ok_or(OwnProblem::StillWrongEmpty));
                Ok(Wanted::NotSolved(text.map_err(|problem| vec![problem])?))
            }
            OwnAct::Urge => both(UrgeReason::parse(&self.reason), text).map(|(why, text)| Wanted::Urge(why, text)),
            OwnAct::Withdraw => {
                both(WithdrawReason::parse(&self.reason), text).map(|(why, text)| Wanted::Withdraw(why, text))
            }
            OwnAct::Solved => Ok(Wanted::Solved),
            OwnAct::MakePrivate => Ok(Wanted::MakePrivate),
            OwnAct::StopFollowing => Ok(Wanted::StopFollowing),
        }
    }

    fn words(&self, act: OwnAct, files: usize) -> Result<Option<String>, OwnProblem> {
        let (text, (min, max)) = (tidy(&self.text), act.text().unwrap_or_default());
        match text.chars().count() {
            0 if act == OwnAct::Supplement && files == 0 => Err(OwnProblem::NothingAdded),
            0 => Ok(None),
            length if length < min => Err(OwnProblem::TextShort(min)),
            length if length > max => Err(OwnProblem::TextLong(max, length)),
            _ => Ok(Some(text)),
        }
    }
}

type Both<Why> = Result<(Why, Option<String>), Vec<OwnProblem>>;

fn both<Why>(why: Option<Why>, text: Result<Option<String>, OwnProblem>) -> Both<Why> {
    match (why, text) {
        (Some(why), Ok(text)) => Ok((why, text)),
        (Some(_), Err(problem)) => Err(vec![problem]),
        (None, text) => Err([Some(OwnProblem::ReasonEmpty), text.err()].into_iter().flatten().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(act: OwnAct, reason: &str, text: &str) -> OwnForm {
        OwnForm { act: act.as_str().into(), reason: reason.into(), text: text.into(), uploads: Vec::new() }
    }

    #[test]
    fn what_is_typed_is_wanted_or_each_mistake_is_named() {
        use OwnAct::{MakePrivate, NotSolved, Solved, StopFollowing, Supplement, Urge, Withdraw};
        use OwnProblem::{NothingAdded, ReasonEmpty, StillWrongEmpty, TextLong, TextShort};
        let long = "长".repeat(1_001);
        let some = |text: &str| Some(text.to_owned());
        for (form, files, wanted) in [
            (form(Supplement, "", "又去了一次窗口"), 0, Ok(Wanted::Supplement(some("又去了一次窗口")))),
            (form(Supplement, "", " \n\u{0}"), 1, Ok(Wanted::Supplement(None))),
            (form(Supplement, "", ""), 0, Err(vec![NothingAdded])),
            (form(Supplement, "", "四个字呀"), 3, Err(vec![TextShort(5)])),
            (form(Supplement, "", &long), 0, Err(vec![TextLong(1_000, 1_001)])),
            (form(Urge, "no_news", ""), 0, Ok(Wanted::Urge(UrgeReason::NoNews, None))),
            (form(Urge, "", ""), 0, Err(vec![ReasonEmpty])),
            (form(Urge, "solved", &long), 0, Err(vec![ReasonEmpty, TextLong(100, 1_001)])),
            (form(Withdraw, "pressed", "电话"), 0, Ok(Wanted::Withdraw(WithdrawReason::Pressed, some("电话")))),
            (form(Withdraw, "overdue", ""), 0, Err(vec![ReasonEmpty])),
            (form(NotSolved, "", ""), 0, Err(vec![StillWrongEmpty])),
            (form(NotSolved, "", "还是不行"), 0, Err(vec![TextShort(10)])),
            (form(NotSolved, "", &"还".repeat(501)), 0, Err(vec![TextLong(500, 501)])),
            (form(NotSolved, "", &"还".repeat(500)), 0, Ok(Wanted::NotSolved("还".repeat(500)))),
            (form(Solved, "x", &long), 0, Ok(Wanted::Solved)),
            (form(MakePrivate, "", ""), 0, Ok(Wanted::MakePrivate)),
            (form(StopFollowing, "", ""), 0, Ok(Wanted::StopFollowing)),
            (OwnForm { act: "release".into(), ..OwnForm::default() }, 0, Err(vec![])),
        ] {
            let parsed = form.parse(files);
            if let Ok(wanted) = &parsed {
                assert_eq!(wanted.act().as_str(), form.act);
            }
            assert_eq!(parsed, wanted, "{form:?}");
        }
    }
}
