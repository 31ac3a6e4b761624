//! What everybody may read of a case: a title and an answer in the office's own words, published by a reviewer.

use crate::{identifiers::case_number::CaseNumber, personal_data, refusal::Refusal, report::tidy};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Fewest characters of a title.
pub const TITLE_MIN: usize = 5;
/// Most characters of a title.
pub const TITLE_MAX: usize = 40;
/// Fewest characters of an answer.
pub const ANSWER_MIN: usize = 20;
/// Most characters of an answer.
pub const ANSWER_MAX: usize = 2_000;
/// Characters of the answer that a list shows.
pub const ANSWER_SHOWN: usize = 120;

/// Title and answer, long enough to be of use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicText {
    /// What it is about.
    pub title: String,
    /// What the office says.
    pub answer: String,
}

impl PublicText {
    /// Takes what a reviewer typed.
    ///
    /// # Errors
    /// [`Refusal::TooShort`] or [`Refusal::TooLong`].
    pub fn parse(title: &str, answer: &str) -> Result<Self, Refusal> {
        let text = Self { title: tidy(title).replace(['\n', '\t'], " "), answer: tidy(answer) };
        let (title, answer) = (text.title.chars().count(), text.answer.chars().count());
        if title < TITLE_MIN || answer < ANSWER_MIN {
            return Err(Refusal::TooShort);
        }
        if title > TITLE_MAX || answer > ANSWER_MAX {
            return Err(Refusal::TooLong);
        }
        Ok(text)
    }

    /// Whether a number of a person stands in it.
    pub fn tells_of_a_person(&self, today: Date) -> bool {
        [&self.title, &self.answer].into_iter().any(|text| !personal_data::find(text, today).is_empty())
    }
}

/// A published case that could be the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// Its number.
    pub number: CaseNumber,
    /// What it is about.
    pub title: String,
    /// How the answer begins.
    pub answer: String,
    /// Who answered.
    pub department_name: Option<String>,
    /// When it was answered.
    pub answered_at: Timestamp,
}

/// How an answer begins: [`ANSWER_SHOWN`] characters of it.
pub fn beginning(answer: &str) -> String {
    match answer.char_indices().nth(ANSWER_SHOWN) {
        Some((end, _)) => format!("{}…", &answer[..end]),
        None => answer.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn title_and_answer_have_limits() {
        let (title, answer) = ("题".repeat(5), "答".repeat(20));
        assert!(PublicText::parse(&title, &answer).is_ok());
        for (title, answer, refusal) in [
            ("题题题题\n ", answer.as_str(), Refusal::TooShort),
            (&title, &"答".repeat(19), Refusal::TooShort),
            (&"题".repeat(41), &answer, Refusal::TooLong),
            (&title, &"答".repeat(2_001), Refusal::TooLong),
        ] {
            assert_eq!(PublicText::parse(title, answer).err(), Some(refusal));
        }
    }

    #[test]
    fn a_telephone_number_of_a_person_is_seen_in_either_half() {
        let text = |title: &str, answer: &str| PublicText { title: title.into(), answer: answer.into() };
        let today = date(2026, 11, 23);
        assert!(!text("同一份证明要三次", "带身份证即可").tells_of_a_person(today));
        assert!(text("致电13800138000", "").tells_of_a_person(today));
        assert!(text("", "卡号6222020000000000000").tells_of_a_person(today));
    }

    #[test]
    fn a_long_answer_is_cut_between_characters() {
        assert_eq!(beginning(&"答".repeat(121)).chars().count(), 121);
        assert_eq!(beginning("短"), "短");
    }
}
