//! The words sent to the citizen.

use crate::{id::TemplateId, refusal::Refusal, report::tidy, word::choices};
#[cfg(feature = "store")]
use crate::{
    office::OfficeFacts,
    personal_data::{self, Found},
};
#[cfg(feature = "store")]
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choices! {
    /// A part of the page on which staff type.
    DraftPart {
        /// The words to the citizen.
        Reply = "reply",
        /// The words to colleagues.
        Note = "note",
    }
}

/// Fewest characters of a reply.
pub const REPLY_MIN: usize = 20;
/// Most characters of a reply.
pub const REPLY_MAX: usize = 2_000;

/// Most characters of a note.
pub const NOTE_MAX: usize = 1_000;

/// Most points of a request.
pub const POINTS_MAX: usize = 10;
/// Most characters of a point.
pub const POINT_MAX: usize = 120;

/// A point of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Its place, from 0.
    pub place: i64,
    /// The words.
    pub words: String,
    /// Whether the reply answers it, as whoever writes it says.
    pub answered: bool,
}

/// What a person asks, a line a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points(Vec<String>);

impl Points {
    /// Takes what somebody typed: a line a point, empty lines left out; none takes the points away.
    ///
    /// # Errors
    /// [`Refusal::TooLong`] when there are too many, or one has too many characters.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let text = tidy(typed);
        let points: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let long = |point: &String| point.chars().count() > POINT_MAX;
        if points.len() > POINTS_MAX || points.iter().any(long) { Err(Refusal::TooLong) } else { Ok(Self(points)) }
    }

    /// The points, in order.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

/// Words to begin a reply with. What stands in braces is filled in where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What it is found by.
    pub name: String,
    /// The words.
    pub body: String,
}

impl Template {
    /// The words with what stands for each word in braces; what is not known stays as it is.
    pub fn filled(&self, values: &[(String, String)]) -> String {
        values.iter().fold(self.body.clone(), |body, (blank, value)| body.replace(&format!("{{{blank}}}"), value))
    }
}

/// Whether something in braces is left that was to be filled in: a word of at most twelve characters.
fn has_blank(text: &str) -> bool {
    let word = |inside: &str| {
        let length = inside.chars().count();
        (1..=12).contains(&length) && inside.chars().all(|letter| letter.is_alphabetic() || letter == '_')
    };
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).any(|(inside, _)| word(inside))
}

/// Words to colleagues: something, and not too much.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteText(String);

impl NoteText {
    /// Takes what somebody typed.
    ///
    /// # Errors
    /// [`Refusal::TooShort`] when nothing was typed, or [`Refusal::TooLong`].
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let text = tidy(typed);
        match text.chars().count() {
            0 => Err(Refusal::TooShort),
            1..=NOTE_MAX => Ok(Self(text)),
            _ => Err(Refusal::TooLong),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A reply that is long enough to be one (characters are Unicode scalars: a Han character is one).
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyText {
    text: String,
    checked: bool,
}

impl ReplyText {
    /// Takes what an officer typed.
    ///
    /// # Errors
    /// [`Refusal::TooShort`], [`Refusal::TooLong`], or [`Refusal::NotFilled`] when a word in braces of a template is left.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let text = tidy(typed);
        match text.chars().count() {
            _ if has_blank(&text) => Err(Refusal::NotFilled),
            ..REPLY_MIN => Err(Refusal::TooShort),
            REPLY_MIN..=REPLY_MAX => Ok(Self { text, checked: false }),
            _ => Err(Refusal::TooLong),
        }
    }

    /// The same, and somebody says whether they have looked at the numbers of persons in it.
    #[must_use]
    pub fn checked(self, checked: bool) -> Self {
        Self { checked, ..self }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Numbers that seem to be a person's; not what the office says of itself.
    #[cfg(feature = "store")]
    pub fn found(&self, office: &OfficeFacts, today: Date) -> Vec<Found> {
        personal_data::find_private(&self.text, &office.to_attribute(), today)
    }

    /// Whether they can go out: where a number of a person seems to stand in them, only once somebody has checked it.
    ///
    /// # Errors
    /// [`Refusal::Unchecked`].
    #[cfg(feature = "store")]
    pub fn check(&self, office: &OfficeFacts, today: Date) -> Result<(), Refusal> {
        match self.checked || self.found(office, today).is_empty() {
            true => Ok(()),
            false => Err(Refusal::Unchecked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_characters_count_as_one_each() {
        assert!(ReplyText::parse(&"答".repeat(20)).is_ok());
        assert_eq!(ReplyText::parse(&"答".repeat(19)).err(), Some(Refusal::TooShort));
        assert_eq!(ReplyText::parse(&"答".repeat(2_001)).err(), Some(Refusal::TooLong));
    }

    #[test]
    fn a_template_is_filled_and_what_is_left_open_is_not_sent() {
        let body = "{name}, your matter {number} is with us: {oops}".to_owned();
        let template = Template { id: TemplateId(uuid::Uuid::nil()), name: "x".into(), body };
        let filled = template.filled(&[("name".into(), "Ms Wang".into()), ("number".into(), "1-2".into())]);
        assert_eq!(filled, "Ms Wang, your matter 1-2 is with us: {oops}");
        assert_eq!(ReplyText::parse(&filled).err(), Some(Refusal::NotFilled));
        assert!(ReplyText::parse("The form asks for {\"a\": 1} and {}, which is no blank.").is_ok());
    }

    #[test]
    fn points_are_lines_and_not_too_many() {
        assert_eq!(Points::parse(" one \n\n two").unwrap().as_slice(), ["one", "two"]);
        assert!(Points::parse("").unwrap().as_slice().is_empty());
        assert!(Points::parse(&"a\n".repeat(11)).is_err() && Points::parse(&"a".repeat(121)).is_err());
    }

    #[test]
    fn white_space_is_no_reply() {
        assert_eq!(ReplyText::parse(&" \n\u{3000}".repeat(30)).err(), Some(Refusal::TooShort));
    }

    #[test]
    fn a_number_of_a_person_goes_out_only_once_somebody_has_checked_it() {
        let today = jiff::civil::date(2026, 11, 27);
        let plain = ReplyText::parse("The registry takes the copy that it has; bring nothing else.").unwrap();
        let telling = ReplyText::parse("We called you back on 13800138000 and nobody answered us.").unwrap();
        let office = OfficeFacts::default();
        assert_eq!(plain.check(&office, today), Ok(()));
        assert_eq!(telling.check(&office, today), Err(Refusal::Unchecked));
        assert_eq!(telling.clone().checked(true).check(&office, today), Ok(()));
        let known = OfficeFacts { windows: "On duty: 13800138000".into(), ..office };
        assert_eq!(telling.check(&known, today), Ok(()), "everybody knows it");
    }
}
