//! The unified social credit code (GB 32100-2015) of an enterprise or other organisation.

use serde::{Deserialize, Serialize};

use super::compact;

/// An 18-character credit code whose check character holds. Not personal: it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Why a text is no credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Nothing was given.
    #[error("the credit code is empty")]
    Empty,
    /// It does not have 18 characters.
    #[error("a credit code has 18 characters")]
    Length,
    /// It holds a character outside the standard's set, which leaves out I, O, S, V and Z,
    /// or a letter in the six digits of the registration region.
    #[error("a credit code has digits and capitals without I, O, S, V and Z")]
    Character,
    /// The last character does not fit the others: something was mistyped.
    #[error("the check character does not fit")]
    Check,
}

const LENGTH: usize = 18;
/// The standard's character set; the place of a character is its value. (Codes that compute the
/// value from the ASCII order are common and wrong: five letters are missing.)
const SET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Powers of 3 modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

impl CreditCode {
    /// Reads what a person typed.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = compact(text);
        if code.is_empty() {
            return Err(CreditCodeError::Empty);
        }
        if code.chars().count() != LENGTH {
            return Err(CreditCodeError::Length);
        }
        let values = values(&code).ok_or(CreditCodeError::Character)?;
        if values.iter().skip(2).take(6).any(|value| *value > 9) {
            return Err(CreditCodeError::Character);
        }
        let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        // The outer remainder turns 31 into 0 when the sum divides evenly.
        if values.last() != Some(&((31 - sum % 31) % 31)) {
            return Err(CreditCodeError::Check);
        }
        Ok(Self(code))
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeError;

    fn try_from(text: String) -> Result<Self, CreditCodeError> {
        Self::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

fn values(code: &str) -> Option<Vec<usize>> {
    code.bytes().map(|byte| SET.iter().position(|known| *known == byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "91350100M000100Y43";

    #[test]
    fn a_code_with_a_fitting_check_character_is_accepted() {
        assert_eq!(CreditCode::parse(GOOD).as_ref().map(CreditCode::as_str), Ok(GOOD));
    }

    #[test]
    fn a_sum_that_divides_evenly_has_the_check_character_zero() {
        assert!(CreditCode::parse("91990000MA00000270").is_ok());
    }

    #[test]
    fn small_letters_full_width_characters_and_groups_are_accepted() {
        assert_eq!(CreditCode::parse("9135 0100 m000100y 43").as_ref().map(CreditCode::as_str), Ok(GOOD));
        assert_eq!(
            CreditCode::parse("９１３５０１００-Ｍ０００１００Ｙ-４３").as_ref().map(CreditCode::as_str),
            Ok(GOOD)
        );
    }

    #[test]
    fn each_mistake_has_its_own_name() {
        assert_eq!(CreditCode::parse(""), Err(CreditCodeError::Empty));
        assert_eq!(CreditCode::parse("91350100M000100Y4"), Err(CreditCodeError::Length));
        assert_eq!(CreditCode::parse("91350100MO00100Y43"), Err(CreditCodeError::Character));
        assert_eq!(CreditCode::parse("91350A00M000100Y43"), Err(CreditCodeError::Character));
        assert_eq!(CreditCode::parse("91350100M000100Y44"), Err(CreditCodeError::Check));
    }

    #[test]
    fn every_single_mistyped_character_is_noticed() {
        for code in [GOOD, "91990000MA00000270"] {
            for place in 0..LENGTH {
                for typed in ('0'..='9').chain('A'..='Z') {
                    let mut characters: Vec<char> = code.chars().collect();
                    let right = std::mem::replace(&mut characters[place], typed);
                    let mistyped: String = characters.into_iter().collect();
                    assert_eq!(CreditCode::parse(&mistyped).is_ok(), typed == right, "{mistyped}");
                }
            }
        }
    }

    #[test]
    fn a_wrong_code_does_not_come_in_from_outside() {
        assert!(CreditCode::try_from("91350100M000100Y44".to_owned()).is_err());
    }
}
