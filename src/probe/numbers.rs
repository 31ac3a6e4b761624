//! Numbers and tokens as strangers type them, and numbers of persons in a text.

use super::text;
use crate::{
    id::CaseId,
    identifiers::{
        case_number::CaseNumber, credit_code::CreditCode, phone::Phone, query_code::QueryCode, resident_id::ResidentId,
    },
    office::is_username,
    personal_data::{find, find_private, mask},
    region::RegionCode,
    service::ServiceCode,
    store::{DraftLink, Token},
};
use jiff::civil::{Date, date};

/// The day of the fuzzing: a birthday behind it is none.
pub(super) const TODAY: Date = date(2026, 11, 27);

/// Each is read or refused; what was read is plain and short, and is read again as itself.
pub(super) fn identifiers(data: &[u8]) {
    let typed = text(data);
    let same = |parse: &dyn Fn(&str) -> Option<String>, most: usize| {
        let Some(read) = parse(&typed) else { return };
        assert!(read.is_ascii() && read.len() <= most, "{read:?}");
        assert_eq!(parse(&read).as_ref(), Some(&read));
    };
    same(&|typed| CreditCode::parse(typed).ok().map(String::from), 18);
    same(&|typed| ResidentId::parse(typed, TODAY).ok().map(String::from), 18);
    same(&|typed| Phone::parse(typed).ok().map(String::from), 20);
    same(&|typed| CaseNumber::parse(typed).ok().map(String::from), 19);
    same(&|typed| QueryCode::parse(typed).ok().map(String::from), 10);
    same(&|typed| RegionCode::parse(typed).ok().map(String::from), 12);
    same(&|typed| typed.parse::<ServiceCode>().ok().map(String::from), 64);
    same(&|typed| typed.parse::<Token>().ok().map(|token| token.to_string()), 64);
    same(&|typed| typed.parse::<DraftLink>().ok().map(|link| link.to_string()), 26);
    same(&|typed| typed.parse::<CaseId>().ok().map(|id| id.to_string()), 36);
    assert!(!is_username(&typed) || typed.is_ascii() && typed.len() <= 64);
    shown(&typed);
}

/// As it is shown it is read back, and masked it tells no more than it should.
fn shown(typed: &str) {
    if let Ok(number) = CaseNumber::parse(typed) {
        assert_eq!(CaseNumber::parse(&number.grouped()), Ok(number));
    }
    if let Ok(code) = QueryCode::parse(typed) {
        assert!(QueryCode::parse(&code.grouped()) == Ok(code));
    }
    if let Ok(phone) = Phone::parse(typed) {
        let hidden = phone.masked().chars().filter(|letter| *letter == '*').count();
        assert!(hidden >= 3, "{}", phone.masked());
        assert!(Phone::try_from(phone.as_str().to_owned()).is_ok());
    }
    if let Ok(id) = ResidentId::parse(typed, TODAY) {
        assert_eq!(id.masked().len(), 18);
    }
}

/// What is found stands in the text, in order; what was masked is found no more.
pub(super) fn personal_data(data: &[u8]) {
    let typed = text(data);
    let (mut end, found) = (0, find(&typed, TODAY));
    for found in &found {
        assert!(end <= found.place.start && found.place.start < found.place.end);
        assert!(typed.get(found.place.clone()).is_some(), "in the middle of a letter");
        end = found.place.end;
    }
    let masked = mask(&typed, TODAY);
    assert!(find(&masked, TODAY).is_empty(), "{masked:?}");
    let (known, words) = typed.split_once('\n').unwrap_or_default();
    let private = find_private(words, known, TODAY);
    assert!(private.len() <= find(words, TODAY).len());
}
