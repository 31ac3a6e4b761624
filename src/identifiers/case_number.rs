//! The case number: where and when a case was filed, its serial number of that day, a check character.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::compact;
use crate::region::RegionCode;

/// Region (6 digits), day (`yyMMdd`), serial number (6 digits), check character (ISO 7064
/// Mod 37,36): `990101261122000123H`. It can be guessed, so it opens nothing: see `QueryCode`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber(String);

/// Why there is no such case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseNumberError {
    /// Nothing was given.
    #[error("the case number is empty")]
    Empty,
    /// It does not have 19 characters.
    #[error("a case number has 19 characters")]
    Length,
    /// It holds something else than 18 digits and a last digit or letter.
    #[error("a case number has 18 digits and a last digit or letter")]
    Character,
    /// Digits 7 to 12 are no day, or the day lies outside 2000 to 2099.
    #[error("digits 7 to 12 are no day of this century")]
    Day,
    /// More than 999,999 cases in a region on one day.
    #[error("the serial number has more than six digits")]
    Serial,
    /// The last character does not fit the others: something was mistyped.
    #[error("the check character does not fit")]
    Check,
}

const DIGITS: usize = 18;
const LAST_SERIAL: u32 = 999_999;
const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// The century that the two digits of the year leave out.
const CENTURY: i16 = 2000;

impl CaseNumber {
    /// The number of the `serial`-th case that a region filed on a day.
    pub fn new(region: &RegionCode, day: Date, serial: u32) -> Result<Self, CaseNumberError> {
        let year = day.year() - CENTURY;
        if !(0..100).contains(&year) {
            return Err(CaseNumberError::Day);
        }
        if serial > LAST_SERIAL {
            return Err(CaseNumberError::Serial);
        }
        let digits = format!("{}{year:02}{:02}{:02}{serial:06}", region.six(), day.month(), day.day());
        let check = check_character(&digits);
        Ok(Self(digits + &check.to_string()))
    }

    /// Reads what a person typed or read out: grouping does not matter, and where only digits can
    /// stand O is 0, I and L are 1. (The check character can be a letter and is taken as it is.)
    pub fn parse(text: &str) -> Result<Self, CaseNumberError> {
        let mut typed = compact(text);
        let Some(check) = typed.pop() else {
            return Err(CaseNumberError::Empty);
        };
        let digits = typed.replace('O', "0").replace(['I', 'L'], "1");
        if digits.chars().count() != DIGITS {
            return Err(CaseNumberError::Length);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !check.is_ascii_alphanumeric() {
            return Err(CaseNumberError::Character);
        }
        if filed_on(&digits).is_none() {
            return Err(CaseNumberError::Day);
        }
        if check_character(&digits) != check {
            return Err(CaseNumberError::Check);
        }
        Ok(Self(digits + &check.to_string()))
    }

    /// The 19 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown and read aloud: `990101 261122 000123 H`.
    pub fn grouped(&self) -> String {
        let (region, rest) = self.0.split_at(6);
        let (day, rest) = rest.split_at(6);
        let (serial, check) = rest.split_at(6);
        format!("{region} {day} {serial} {check}")
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = CaseNumberError;

    fn try_from(text: String) -> Result<Self, CaseNumberError> {
        Self::parse(&text)
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.0
    }
}

fn filed_on(digits: &str) -> Option<Date> {
    let part = |from, to| digits.get(from..to)?.parse::<i8>().ok();
    Date::new(CENTURY + i16::from(part(6, 8)?), part(8, 10)?, part(10, 12)?).ok()
}

/// ISO 7064 Mod 37,36, the hybrid system: notices every single wrong character and every swap of
/// neighbours but a few.
fn check_character(digits: &str) -> char {
    let product = digits.bytes().fold(36, |product: usize, digit| {
        let sum = (product + usize::from(digit - b'0')) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    char::from(ALPHABET[(37 - product) % 36])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const GOOD: &str = "990101261122000123H";

    fn number(region: &str, day: Date, serial: u32) -> Result<String, CaseNumberError> {
        let region = RegionCode::parse(region).unwrap();
        CaseNumber::new(&region, day, serial).map(String::from)
    }

    #[test]
    fn a_number_tells_region_day_and_serial_and_checks_itself() {
        assert_eq!(number("990101", date(2026, 11, 22), 123), Ok(GOOD.to_owned()));
    }

    #[test]
    fn a_township_files_under_its_county() {
        assert_eq!(number("990101003", date(2026, 11, 22), 123), Ok(GOOD.to_owned()));
    }

    #[test]
    fn a_day_outside_the_century_or_too_large_a_serial_has_no_number() {
        assert_eq!(number("990101", date(1999, 12, 31), 1), Err(CaseNumberError::Day));
        assert_eq!(number("990101", date(2100, 1, 1), 1), Err(CaseNumberError::Day));
        assert_eq!(number("990101", date(2026, 11, 22), 1_000_000), Err(CaseNumberError::Serial));
        assert!(number("990101", date(2026, 11, 22), LAST_SERIAL).is_ok());
    }

    #[test]
    fn what_is_shown_can_be_typed_back() {
        let shown = CaseNumber::parse(GOOD).map(|number| number.grouped());
        assert_eq!(shown, Ok("990101 261122 000123 H".to_owned()));
        assert_eq!(CaseNumber::parse(" 990101-２６１１２２ ooo123 ｈ ").map(String::from), Ok(GOOD.to_owned()));
    }

    #[test]
    fn each_mistake_has_its_own_name() {
        assert_eq!(CaseNumber::parse("  "), Err(CaseNumberError::Empty));
        assert_eq!(CaseNumber::parse("990101261122000123"), Err(CaseNumberError::Length));
        assert_eq!(CaseNumber::parse("99010126112200012AH"), Err(CaseNumberError::Character));
        assert_eq!(CaseNumber::parse("990101261122000123号"), Err(CaseNumberError::Character));
        assert_eq!(CaseNumber::parse("990101260230000123H"), Err(CaseNumberError::Day));
        assert_eq!(CaseNumber::parse("990101261122000124H"), Err(CaseNumberError::Check));
    }

    #[test]
    fn every_single_mistyped_digit_is_noticed() {
        for place in 0..DIGITS {
            for digit in '0'..='9' {
                let mut characters: Vec<char> = GOOD.chars().collect();
                let right = std::mem::replace(&mut characters[place], digit);
                let typed: String = characters.into_iter().collect();
                assert_eq!(CaseNumber::parse(&typed).is_ok(), digit == right, "{typed}");
            }
        }
    }

    #[test]
    fn numbers_of_a_region_and_day_sort_in_the_order_of_filing() {
        let day = date(2026, 11, 22);
        let numbers = [9, 10, 123].map(|serial| number("990101", day, serial).unwrap());
        assert!(numbers.is_sorted());
    }
}
