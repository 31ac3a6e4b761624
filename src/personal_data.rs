//! Numbers of persons in free text, found and masked: identity numbers, telephone numbers, bank cards, mail addresses.
//!
//! Names and addresses are not found: no list of them is complete, and a wrong guess would hide what the report is about.

#[cfg(feature = "store")]
use crate::identifiers::phone::PhoneKind;
use crate::{
    identifiers::{case_number::CaseNumber, phone::Phone, resident_id::ResidentId},
    word::choices,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;

choices! {
    /// What was found.
    PersonalKind {
        /// A resident identity number whose check character fits.
        ResidentId = "resident_id",
        /// A telephone number.
        Phone = "phone",
        /// A card number whose check digit fits (ISO/IEC 7812).
        BankCard = "bank_card",
        /// A mail address.
        Mail = "mail",
    }
}

/// A number of a person in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: PersonalKind,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// How it reads once masked.
    pub masked: String,
}

/// All numbers of persons in a text, in order.
pub fn find(text: &str, today: Date) -> Vec<Found> {
    words(text).filter_map(|place| recognise(&text[place.clone()], place, today)).collect()
}

/// The same without what is an office's: its landlines, and whatever it says of itself to everybody (`known`).
#[cfg(feature = "store")]
pub fn find_private(text: &str, known: &str, today: Date) -> Vec<Found> {
    let known: Vec<_> = find(known, today).into_iter().map(|found| written(&known[found.place])).collect();
    let private = |found: &Found| {
        let word = &text[found.place.clone()];
        let office = Phone::parse(word).is_ok_and(|phone| phone.kind() == PhoneKind::Landline);
        !office && !known.contains(&written(word))
    };
    find(text, today).into_iter().filter(private).collect()
}

/// A number or an address as it is always written, however somebody typed it.
#[cfg(feature = "store")]
fn written(word: &str) -> String {
    Phone::parse(word).map_or_else(|_| word.to_ascii_lowercase(), String::from)
}

/// The text with everything found in it masked.
pub fn mask(text: &str, today: Date) -> String {
    let mut masked = text.to_owned();
    for found in find(text, today).into_iter().rev() {
        masked.replace_range(found.place, &found.masked);
    }
    masked
}

/// The longest runs of what numbers and mail addresses are made of.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '@' | '.' | '_' | '-' | '+');
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(part)?;
        let end = text[start..].find(|letter| !part(letter)).map_or(text.len(), |length| start + length);
        from = end;
        let kept = text[start..end].trim_end_matches(['.', '-', '_', '@']);
        Some(start..start + kept.len())
    })
}

fn recognise(word: &str, place: Range<usize>, today: Date) -> Option<Found> {
    let found = |kind, masked| Some(Found { kind, place, masked });
    if let Ok(id) = ResidentId::parse(word, today) {
        return found(PersonalKind::ResidentId, id.masked());
    }
    if let Ok(phone) = Phone::parse(word) {
        return found(PersonalKind::Phone, phone.masked());
    }
    // the number of a case is nobody's, though the digits of one in forty would fit a card
    if is_card(word) && CaseNumber::parse(word).is_err() {
        return found(PersonalKind::BankCard, format!("{}****{}", &word[..4], &word[word.len() - 4..]));
    }
    let (name, host) = word.split_once('@')?;
    let real = !name.is_empty() && host.contains('.') && !host.contains('@');
    real.then(|| found(PersonalKind::Mail, format!("{}***@{host}", &name[..1]))).flatten()
}

/// 16 to 19 digits of which the last fits the others (Luhn).
fn is_card(word: &str) -> bool {
    if !(16..=19).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = word.bytes().rev().enumerate().fold(0, |sum, (index, byte)| {
        let digit = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
        sum + if digit > 9 { digit - 9 } else { digit }
    });
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn numbers_of_persons_are_masked_and_the_rest_stays() {
        let text = "我叫王明，身份证11010519491231002X，电话13800138000或010-66555678，卡号6222020000000000000，邮箱wang.m@example.cn。";
        let masked = mask(text, TODAY);
        assert_eq!(
            masked,
            "我叫王明，身份证110***********002X，电话138****8000或010-****5678，卡号6222****0000，邮箱w***@example.cn。"
        );
        assert_eq!(find(text, TODAY).len(), 5);
        assert!(find(&masked, TODAY).is_empty());
    }

    #[test]
    fn what_an_office_says_of_itself_is_nobodys_secret() {
        let known = "示例市政务服务热线\t12345\t值班手机 138-0013-8000，邮箱 Hall@example.cn";
        let found =
            |text: &str| find_private(text, known, TODAY).into_iter().map(|found| found.masked).collect::<Vec<_>>();
        for office in ["请拨12345", "请拨0951-6665678或010-66555678-12", "值班13800138000", "来信hall@example.cn"]
        {
            assert_eq!(found(office), [""; 0], "{office}");
        }
        assert_eq!(found("您留的13900000001没有人接"), ["139****0001"]);
        assert_eq!(found("来信wang.m@example.cn"), ["w***@example.cn"]);
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "办件编号202611220001",
            "罚款2,000.00元",
            "990101261122000123H",
            "9901012611220014989",
            "11010519491231002",
            "a@b",
            "2026-11-22",
            "",
        ] {
            assert_eq!(mask(text, TODAY), text);
        }
    }
}
