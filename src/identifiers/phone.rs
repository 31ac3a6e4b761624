//! A telephone number of mainland China under which a person can be called back.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fold;

/// A mobile number (`13812341234`) or a landline with area code (`010-66555678`, `0571-8765432-12`),
/// always written the same way. Its form is right; whose it is only a code sent to it can tell.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// What can be done with a number: text messages reach mobiles only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// Eleven digits, the first a 1.
    Mobile,
    /// Area code and local number, perhaps an extension.
    Landline,
}

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was given.
    #[error("the telephone number is empty")]
    Empty,
    /// It holds something else than digits and the signs that group them.
    #[error("a telephone number holds digits")]
    Character,
    /// Too many or too few digits for how it begins.
    #[error("the telephone number has too many or too few digits")]
    Length,
    /// It begins like neither a mobile number nor an area code.
    #[error("a telephone number is a mobile number or begins with an area code")]
    Form,
}

/// “Turn to”, the word before an extension.
const EXTENSION_WORD: char = '\u{8f6c}';
const MOBILE_LENGTH: usize = 11;

impl Phone {
    /// Reads what a person typed.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let folded = fold(text).replace(['(', ')', EXTENSION_WORD], "-");
        let typed = folded.trim_matches('-');
        if typed.is_empty() {
            return Err(PhoneError::Empty);
        }
        let (national, from_abroad) = without_country(typed);
        if !national.chars().all(|character| character.is_ascii_digit() || character == '-') {
            return Err(PhoneError::Character);
        }
        let digits = national.replace('-', "");
        if digits.starts_with('1') && !(from_abroad && digits.starts_with("10")) {
            return mobile(digits);
        }
        // From abroad the 0 of the area code is left out: +86 10 6655 5678.
        let trunk = if from_abroad && !national.starts_with('0') { "0" } else { "" };
        landline(&format!("{trunk}{national}"))
    }

    /// The number, always written the same way.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Mobile or landline.
    pub fn kind(&self) -> PhoneKind {
        if self.0.starts_with('1') { PhoneKind::Mobile } else { PhoneKind::Landline }
    }

    /// The form shown to staff: `138****1234`, `010-****5678`, the extension hidden.
    pub fn masked(&self) -> String {
        let mut parts = self.0.split('-');
        let first = parts.next().unwrap_or_default();
        let Some(local) = parts.next() else {
            return format!("{}****{}", &first[..3], &first[first.len() - 4..]);
        };
        let (hidden, shown) = local.split_at(local.len() - 4);
        let extension = parts.next().map(|digits| format!("-{}", "*".repeat(digits.len())));
        format!("{first}-{}{shown}{}", "*".repeat(hidden.len()), extension.unwrap_or_default())
    }
}

/// The number without `+86`, `0086` or a bare `86` before a mobile number, and whether one was there.
fn without_country(typed: &str) -> (&str, bool) {
    let bare = typed.strip_prefix("86").filter(|rest| rest.replace('-', "").len() == MOBILE_LENGTH);
    let rest = typed.strip_prefix("+86").or_else(|| typed.strip_prefix("0086")).or(bare);
    rest.map_or((typed, false), |rest| (rest.trim_start_matches('-'), true))
}

fn mobile(digits: String) -> Result<Phone, PhoneError> {
    // 10, 11 and 12 begin service numbers; persons have 13 to 19.
    if !matches!(digits.as_bytes().get(1), Some(b'3'..=b'9')) {
        return Err(PhoneError::Form);
    }
    if digits.len() != MOBILE_LENGTH {
        return Err(PhoneError::Length);
    }
    Ok(Phone(digits))
}

fn landline(typed: &str) -> Result<Phone, PhoneError> {
    // Three digits for the largest cities (010, 020 to 029), four for all other areas [memory].
    let area_length = match typed.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return Err(PhoneError::Form),
    };
    let (area, rest) = typed.split_at_checked(area_length).ok_or(PhoneError::Length)?;
    if area.contains('-') {
        return Err(PhoneError::Form);
    }
    // Hyphens group the local number until it is complete; what follows the next one is an extension.
    let mut parts = rest.split('-').filter(|part| !part.is_empty());
    let mut local = String::new();
    while local.len() < 7 {
        local.push_str(parts.next().ok_or(PhoneError::Length)?);
    }
    let extension: String = parts.collect();
    if local.len() > 8 || extension.len() > 6 {
        return Err(PhoneError::Length);
    }
    let hyphen = if extension.is_empty() { "" } else { "-" };
    Ok(Phone(format!("{area}-{local}{hyphen}{extension}")))
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, PhoneError> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Phone({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<String, PhoneError> {
        Phone::parse(text).map(String::from)
    }

    fn all_give(texts: &[&str], expected: &str) {
        for text in texts {
            assert_eq!(written(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_mobile_number_is_accepted_however_it_is_grouped() {
        all_give(&["13812341234", "138 1234 1234", "138-1234-1234", "１３８　１２３４　１２３４"], "13812341234");
    }

    #[test]
    fn a_phone_with_plus_86_is_accepted() {
        all_give(
            &["+86 138 1234 1234", "+86-13812341234", "008613812341234", "8613812341234", "(+86)13812341234"],
            "13812341234",
        );
        all_give(&["+86 10 6655 5678", "+86-010-66555678", "＋８６（０１０）66555678"], "010-66555678");
        all_give(&["+86 571 8765432"], "0571-8765432");
    }

    #[test]
    fn a_landline_with_area_code_is_accepted_however_it_is_grouped() {
        all_give(
            &["01066555678", "010-66555678", "010 6655 5678", "(010) 6655-5678", "０１０－６６５５５６７８"],
            "010-66555678",
        );
        all_give(&["05718765432", "0571-8765432", "0571 876 5432"], "0571-8765432");
    }

    #[test]
    fn an_extension_follows_a_hyphen_or_the_word_for_it() {
        all_give(&["010-66555678-123", "010 66555678转123", "(010)6655-5678-123"], "010-66555678-123");
        all_give(&["0571-8765432-1"], "0571-8765432-1");
    }

    #[test]
    fn each_mistake_has_its_own_name() {
        assert_eq!(written(" - "), Err(PhoneError::Empty));
        assert_eq!(written("138a2341234"), Err(PhoneError::Character));
        assert_eq!(written("1381234123"), Err(PhoneError::Length));
        assert_eq!(written("138123412345"), Err(PhoneError::Length));
        assert_eq!(written("010-665556"), Err(PhoneError::Length));
        assert_eq!(written("010-66555678-1234567"), Err(PhoneError::Length));
        assert_eq!(written("0"), Err(PhoneError::Form));
        assert_eq!(written("12345678901"), Err(PhoneError::Form));
        assert_eq!(written("66555678"), Err(PhoneError::Form));
        assert_eq!(written("400-123-4567"), Err(PhoneError::Form));
        assert_eq!(written("0-10-66555678"), Err(PhoneError::Form));
        assert_eq!(written("013812341234"), Err(PhoneError::Form));
        assert_eq!(written("+1 202 555 0123"), Err(PhoneError::Character));
    }

    #[test]
    fn what_was_accepted_reads_back_as_itself() {
        for text in ["13812341234", "010-66555678", "0571-8765432-12"] {
            all_give(&[text], text);
        }
    }

    #[test]
    fn messages_reach_mobiles_only() {
        assert_eq!(Phone::parse("13812341234").map(|phone| phone.kind()), Ok(PhoneKind::Mobile));
        assert_eq!(Phone::parse("010-66555678").map(|phone| phone.kind()), Ok(PhoneKind::Landline));
    }

    #[test]
    fn the_middle_is_hidden_when_shown_and_when_logged() {
        let masked = |text| Phone::parse(text).map(|phone| phone.masked());
        assert_eq!(masked("13812341234"), Ok("138****1234".to_owned()));
        assert_eq!(masked("010-66555678"), Ok("010-****5678".to_owned()));
        assert_eq!(masked("0571-8765432-12"), Ok("0571-***5432-**".to_owned()));
        assert_eq!(format!("{:?}", Phone::parse("13812341234")), "Ok(Phone(138****1234))");
    }
}
