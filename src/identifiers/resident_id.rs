//! The resident identity number (GB 11643): 18 characters of which the last checks the others.

use std::fmt;

use jiff::civil::Date;

use super::compact;

/// A resident identity number whose form, place, birth date and check character hold.
/// That it belongs to the person is not said. Giving one is voluntary for most kinds of report.
#[derive(Clone, PartialEq, Eq)]
pub struct ResidentId(String);

/// Why a text is no resident identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResidentIdError {
    /// Nothing was given.
    #[error("the identity number is empty")]
    Empty,
    /// It does not have 18 characters (15-digit numbers ended in 2013 [memory]).
    #[error("an identity number has 18 characters")]
    Length,
    /// It holds something else than 17 digits and a last digit or X.
    #[error("an identity number has 17 digits and a last digit or X")]
    Character,
    /// The first two digits are no province.
    #[error("the first two digits are no province")]
    Province,
    /// Digits 7 to 14 are no date, or one before 1900 or after today.
    #[error("digits 7 to 14 are no possible date of birth")]
    BirthDate,
    /// The last character does not fit the others: something was mistyped.
    #[error("the check character does not fit")]
    Check,
}

const LENGTH: usize = 18;
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";
/// Nobody alive was born earlier; numbers with such a date are mistyped or made up.
const FIRST_YEAR: i16 = 1900;

impl ResidentId {
    /// Reads what a person typed; `today` is the last possible date of birth.
    pub fn parse(text: &str, today: Date) -> Result<Self, ResidentIdError> {
        let id = Self::read(compact(text))?;
        if birth_date(&id.0).is_some_and(|born_on| born_on > today) {
            return Err(ResidentIdError::BirthDate);
        }
        Ok(id)
    }

    /// The first three and last four characters, the form shown to staff: `110***********002X`.
    pub fn masked(&self) -> String {
        let (first, rest) = self.0.split_at(3);
        let (hidden, last) = rest.split_at(rest.len() - 4);
        format!("{first}{}{last}", "*".repeat(hidden.len()))
    }
}

impl ResidentId {
    /// Every rule but “not after today”, which needs a today.
    fn read(text: String) -> Result<Self, ResidentIdError> {
        if text.is_empty() {
            return Err(ResidentIdError::Empty);
        }
        if text.chars().count() != LENGTH {
            return Err(ResidentIdError::Length);
        }
        let bytes = text.as_bytes();
        let Some((last, digits)) = bytes.split_last() else {
            return Err(ResidentIdError::Length);
        };
        let is_character = last.is_ascii_digit() || *last == b'X';
        if !is_character || !digits.iter().all(u8::is_ascii_digit) {
            return Err(ResidentIdError::Character);
        }
        if !is_province(digits) {
            return Err(ResidentIdError::Province);
        }
        if birth_date(&text).is_none_or(|born_on| born_on.year() < FIRST_YEAR) {
            return Err(ResidentIdError::BirthDate);
        }
        if check_character(digits) != *last {
            return Err(ResidentIdError::Check);
        }
        Ok(Self(text))
    }
}

impl From<ResidentId> for String {
    fn from(id: ResidentId) -> Self {
        id.0
    }
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ResidentId({})", self.masked())
    }
}

/// The two digits of a province in GB/T 2260, and 81 to 83 for holders of residence permits
/// from Hong Kong, Macao and Taiwan.
fn is_province(digits: &[u8]) -> bool {
    let prefix = digits.iter().take(2).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    matches!(prefix, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

fn birth_date(id: &str) -> Option<Date> {
    let part = |from, to| id.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (part(6, 10)?, part(10, 12)?, part(12, 14)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn check_character(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const GOOD: &str = "11010519491231002X";

    fn parse(text: &str) -> Result<ResidentId, ResidentIdError> {
        ResidentId::parse(text, date(2026, 11, 22))
    }

    #[test]
    fn a_number_with_a_fitting_check_character_is_accepted() {
        assert!(parse(GOOD).is_ok());
    }

    #[test]
    fn a_leap_day_is_a_birthday_in_a_leap_year_only() {
        assert!(parse("310101200002290015").is_ok());
        assert_eq!(parse("310101200102290015"), Err(ResidentIdError::BirthDate));
    }

    #[test]
    fn a_birth_before_1900_is_refused_though_the_check_fits() {
        assert_eq!(check_character(b"44052418800101001"), b'4');
        assert_eq!(parse("440524188001010014"), Err(ResidentIdError::BirthDate));
    }

    #[test]
    fn a_made_up_number_with_the_prefix_99_is_refused_though_the_check_fits() {
        assert_eq!(check_character(b"99000019900307001"), b'3');
        assert_eq!(parse("990000199003070013"), Err(ResidentIdError::Province));
    }

    #[test]
    fn nobody_is_born_tomorrow() {
        let born_on = date(2000, 2, 29);
        assert!(ResidentId::parse("310101200002290015", born_on).is_ok());
        let day_before = date(2000, 2, 28);
        assert_eq!(ResidentId::parse("310101200002290015", day_before), Err(ResidentIdError::BirthDate));
    }

    #[test]
    fn a_small_x_full_width_digits_and_spaces_are_accepted() {
        assert_eq!(parse(" 110105 19491231 002x ").map(String::from), Ok(GOOD.to_owned()));
        assert_eq!(parse("１１０１０５１９４９１２３１００２ｘ").map(String::from), Ok(GOOD.to_owned()));
    }

    #[test]
    fn each_mistake_has_its_own_name() {
        assert_eq!(parse(" \u{3000}"), Err(ResidentIdError::Empty));
        assert_eq!(parse("110105491231002"), Err(ResidentIdError::Length));
        assert_eq!(parse("1101051949123100X2"), Err(ResidentIdError::Character));
        assert_eq!(parse("11010519491231002Y"), Err(ResidentIdError::Character));
        assert_eq!(parse("11010519491231二02X"), Err(ResidentIdError::Character));
        assert_eq!(parse("110105194912310021"), Err(ResidentIdError::Check));
    }

    #[test]
    fn every_single_mistyped_digit_is_noticed() {
        for place in 0..17 {
            for digit in '0'..='9' {
                let mut typed: Vec<char> = GOOD.chars().collect();
                let right = std::mem::replace(&mut typed[place], digit);
                let typed: String = typed.into_iter().collect();
                assert_eq!(parse(&typed).is_ok(), digit == right, "{typed}");
            }
        }
    }

    #[test]
    fn only_the_ends_are_shown_and_logged() {
        let id = parse(GOOD).map(|id| (id.masked(), format!("{id:?}")));
        assert_eq!(id, Ok(("110***********002X".to_owned(), "ResidentId(110***********002X)".to_owned())));
    }
}
