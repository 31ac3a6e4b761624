//! The query code: the secret with which a person finds the own report again without an account.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::compact;

/// Ten characters, 50 random bits. Shown once, kept as a hash; the case number is no secret, this is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QueryCode(String);

/// Why a text is no query code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryCodeError {
    /// Nothing was given.
    #[error("the query code is empty")]
    Empty,
    /// It does not have ten characters.
    #[error("a query code has ten characters")]
    Length,
    /// It holds a character that no code has (for letters that means U; I, L and O are read as digits).
    #[error("a query code has digits and capitals without I, L, O and U")]
    Character,
}

const LENGTH: usize = 10;
const BITS_PER_CHARACTER: usize = 5;
/// Digits and capitals without those that are mistaken for one another on paper or by ear.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl QueryCode {
    /// The code of the 50 lowest bits, which the caller draws from a cryptographic source.
    pub fn from_bits(bits: u64) -> Self {
        let character = |place| char::from(ALPHABET[(bits >> (place * BITS_PER_CHARACTER)) as usize % ALPHABET.len()]);
        Self((0..LENGTH).rev().map(character).collect())
    }

    /// Reads what a person typed: small letters, spaces and hyphens are fine, O is 0, I and L are 1.
    pub fn parse(text: &str) -> Result<Self, QueryCodeError> {
        let code = compact(text).replace('O', "0").replace(['I', 'L'], "1");
        if code.is_empty() {
            return Err(QueryCodeError::Empty);
        }
        if code.chars().count() != LENGTH {
            return Err(QueryCodeError::Length);
        }
        if !code.bytes().all(|byte| ALPHABET.contains(&byte)) {
            return Err(QueryCodeError::Character);
        }
        Ok(Self(code))
    }

    /// The ten characters, for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown and read aloud: `K7QM-2F9D-X4`.
    pub fn grouped(&self) -> String {
        let (first, rest) = self.0.split_at(4);
        let (second, third) = rest.split_at(4);
        format!("{first}-{second}-{third}")
    }
}

impl TryFrom<String> for QueryCode {
    type Error = QueryCodeError;

    fn try_from(text: String) -> Result<Self, QueryCodeError> {
        Self::parse(&text)
    }
}

impl From<QueryCode> for String {
    fn from(code: QueryCode) -> Self {
        code.0
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("QueryCode(**********)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Result<String, QueryCodeError> {
        QueryCode::parse(text).map(|code| code.as_str().to_owned())
    }

    #[test]
    fn bits_become_ten_characters_the_highest_first() {
        assert_eq!(QueryCode::from_bits(0).as_str(), "0000000000");
        assert_eq!(QueryCode::from_bits(1).as_str(), "0000000001");
        assert_eq!(QueryCode::from_bits(31 << 45).as_str(), "Z000000000");
        assert_eq!(QueryCode::from_bits(u64::MAX).as_str(), "ZZZZZZZZZZ");
    }

    #[test]
    fn bits_above_the_fiftieth_do_not_matter() {
        assert_eq!(QueryCode::from_bits(7 | 1 << 50), QueryCode::from_bits(7));
        assert_ne!(QueryCode::from_bits(7 | 1 << 49), QueryCode::from_bits(7));
    }

    #[test]
    fn what_is_shown_can_be_typed_back() {
        let shown = QueryCode::from_bits(0x2_9a5c_73e1_64d8);
        assert_eq!(QueryCode::parse(&shown.grouped()), Ok(shown));
        assert_eq!(QueryCode::parse("K7QM2F9DX4").map(|code| code.grouped()), Ok("K7QM-2F9D-X4".to_owned()));
    }

    #[test]
    fn small_letters_spaces_hyphens_and_full_width_characters_are_accepted() {
        assert_eq!(code(" k7qm 2f9d－x4 "), Ok("K7QM2F9DX4".to_owned()));
        assert_eq!(code("Ｋ７ＱＭ２Ｆ９ＤＸ４"), Ok("K7QM2F9DX4".to_owned()));
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        assert_eq!(code("oOiIlL2345"), Ok("0011112345".to_owned()));
    }

    #[test]
    fn each_mistake_has_its_own_name() {
        assert_eq!(code(" - "), Err(QueryCodeError::Empty));
        assert_eq!(code("K7QM2F9DX"), Err(QueryCodeError::Length));
        assert_eq!(code("K7QM2F9DXU"), Err(QueryCodeError::Character));
        assert_eq!(code("K7QM2F9DX码"), Err(QueryCodeError::Character));
    }

    #[test]
    fn the_code_is_never_logged() {
        assert_eq!(format!("{:?}", QueryCode::from_bits(7)), "QueryCode(**********)");
    }
}
