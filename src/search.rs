//! What somebody at work looks for in one field, and what was found.

use crate::{
    case::CaseHead,
    id::CaseId,
    identifiers::{case_number::CaseNumber, phone::Phone, query_code::QueryCode},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Cases on a page of what was found.
pub const FOUND_PAGE: usize = 25;
/// Newest reports with a word that are looked through, in each county.
pub const SEARCHED: i64 = 5_000;
/// Characters that are read of what was typed.
pub const TYPED_MAX: usize = 100;

/// As what the typed text was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundBy {
    /// The number of a case.
    Number,
    /// The secret code that a person was given for their report.
    Code,
    /// The telephone of whoever reported.
    Phone,
    /// Words of the report.
    Words,
}

/// One way to understand what was typed.
#[derive(Clone, PartialEq, Eq)]
pub enum Sought {
    /// A case number.
    Number(CaseNumber),
    /// A query code.
    Code(QueryCode),
    /// A telephone number.
    Phone(Phone),
    /// Words.
    Words(String),
}

impl Sought {
    /// Every way to understand a text, the surest first: a case number is nothing else; what could be a code or a telephone
    /// number is looked for among the words, too.
    pub fn all(typed: &str) -> Vec<Self> {
        let typed: String = typed.trim().chars().take(TYPED_MAX).collect();
        if let Ok(number) = CaseNumber::parse(&typed) {
            return vec![Self::Number(number)];
        }
        let code = QueryCode::parse(&typed).ok().map(Self::Code);
        let phone = Phone::parse(&typed).ok().map(Self::Phone);
        let words = (!typed.is_empty()).then_some(Self::Words(typed));
        [code, phone, words].into_iter().flatten().collect()
    }

    /// What it was understood as.
    pub const fn by(&self) -> FoundBy {
        match self {
            Self::Number(_) => FoundBy::Number,
            Self::Code(_) => FoundBy::Code,
            Self::Phone(_) => FoundBy::Phone,
            Self::Words(_) => FoundBy::Words,
        }
    }
}

/// Cases that were found, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// How.
    pub by: FoundBy,
    /// The words that were looked for, as far as search knows them.
    pub words: Vec<String>,
    /// The cases, as far as the person sees them.
    pub cases: Vec<CaseHead>,
    /// Where the next page begins, if there is one.
    pub next: Option<FoundPlace>,
}

/// Where a page of found cases ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FoundPlace {
    /// When its last case was filed.
    pub filed_at: Timestamp,
    /// That case.
    pub case_id: CaseId,
}

/// As the screen sends it back.
impl fmt::Display for FoundPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.filed_at.as_microsecond(), self.case_id)
    }
}

impl FromStr for FoundPlace {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "no place among found cases";
        let (at, case_id) = text.split_once('.').ok_or(WRONG)?;
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or(WRONG)?;
        Ok(Self { filed_at: at, case_id: case_id.parse().map_err(|_| WRONG)? })
    }
}

/// A text in pieces, those marked in which one of the words stands, whatever its capitals.
pub fn marked(text: &str, words: &[String]) -> Vec<(bool, String)> {
    let lower = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    let letters: Vec<char> = text.chars().collect();
    let plain: Vec<char> = letters.iter().copied().map(lower).collect();
    let mut found = vec![false; letters.len()];
    for word in words {
        let word: Vec<char> = word.chars().map(lower).collect();
        let begins = plain.windows(word.len().max(1)).enumerate().filter(|(_, part)| *part == word);
        for (begin, _) in begins {
            found[begin..begin + word.len()].fill(true);
        }
    }
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (letter, found) in letters.into_iter().zip(found) {
        match pieces.last_mut() {
            Some((mark, piece)) if *mark == found => piece.push(letter),
            _ => pieces.push((found, letter.into())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(typed: &str) -> Vec<FoundBy> {
        Sought::all(typed).iter().map(Sought::by).collect()
    }

    #[test]
    fn a_text_is_understood_as_what_it_can_be() {
        let number = CaseNumber::new(&"990101".parse().unwrap(), jiff::civil::date(2026, 11, 27), 1).unwrap();
        assert_eq!(ways(&number.grouped().to_lowercase()), [FoundBy::Number]);
        assert_eq!(ways(" k7qm-2f9d-x4 "), [FoundBy::Code, FoundBy::Words]);
        assert_eq!(ways("138 0013 8000"), [FoundBy::Phone, FoundBy::Words]);
        assert_eq!(ways("the window sent me away"), [FoundBy::Words]);
        assert_eq!(ways("  "), []);
    }

    #[test]
    fn no_more_is_read_than_a_field_holds() {
        let long = "x".repeat(5_000);
        assert!(matches!(&Sought::all(&long)[..], [Sought::Words(words)] if words.len() == TYPED_MAX));
    }

    #[test]
    fn a_place_survives_the_way_to_the_screen_and_back() {
        let place =
            FoundPlace { filed_at: Timestamp::from_microsecond(7).unwrap(), case_id: CaseId(uuid::Uuid::from_u128(9)) };
        assert_eq!(place.to_string().parse(), Ok(place));
        for wrong in ["", "7", "x.y", "7.y", "99999999999999999999.00000000-0000-0000-0000-000000000009"] {
            assert!(wrong.parse::<FoundPlace>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let marks = |text, words: &[&str]| marked(text, &words.iter().map(ToString::to_string).collect::<Vec<_>>());
        let plain = |text: &str| (false, text.to_owned());
        let mark = |text: &str| (true, text.to_owned());
        assert_eq!(marks("The Window was shut", &["window"]), [plain("The "), mark("Window"), plain(" was shut")]);
        assert_eq!(marks("windowindows", &["window", ""]), [mark("windowindow"), plain("s")]);
        assert_eq!(marks("deed", &["a longer word"]), [plain("deed")]);
        assert_eq!(marks("", &["deed"]), []);
    }
}
