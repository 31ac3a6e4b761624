//! Words as citizens and staff type them: a report, an act on the own case, a search.

use super::{numbers::TODAY, text};
use crate::{
    case::OwnForm,
    danger,
    evidence::{FILE_NAME_MAX, file_name},
    identifiers::case_number::CaseNumber,
    queue::ViewName,
    region::{Level, Region},
    reply::{NoteText, Points, ReplyText},
    report::{Known, ReportForm, Step, tidy},
    search::{FoundPlace, Sought, TYPED_MAX, marked},
    service::ServiceItem,
};

fn place(code: &str, parent: &str, level: Level) -> Region {
    let (name, initials) = (code.to_owned(), code.to_owned());
    Region { code: code.parse().unwrap(), parent: parent.parse().ok(), level, name, initials }
}

/// An office with two counties, a township and one service.
fn known(service: bool) -> Known {
    let item = || ServiceItem { code: "A-1".parse().unwrap(), name: "a".into(), category: "b".into() };
    Known {
        counties: vec![place("990101", "990100", Level::County), place("990121", "990100", Level::County)],
        townships: vec![place("990101001", "990101", Level::Township)],
        services: service,
        service: service.then(item),
        similar: CaseNumber::parse("990101261122000123H").into_iter().collect(),
        today: TODAY,
    }
}

/// The answers stand one after another, as in a browser's form. Every page has a way on; what can be filed is short and
/// plain; what is masked tells nothing, and changes nothing when it comes back.
pub(super) fn report_form(data: &[u8]) {
    let sent = text(data);
    let pairs = sent.split('&').filter_map(|pair| pair.split_once('='));
    let fields: serde_json::Map<_, _> =
        pairs.map(|(name, value)| (name.to_owned(), serde_json::Value::from(value))).collect();
    let form: ReportForm = serde_json::from_value(fields.into()).unwrap_or_default();
    let known = known(sent.len().is_multiple_of(2));
    let mut step = form.steps(&known)[0];
    let mut left = Step::ALL.len();
    while step != Step::Check {
        let (at, of) = form.place(step, &known);
        assert!((1..=of).contains(&at) && left > 0, "no way to the last page");
        (step, left) = (form.after(step, false, &known), left - 1);
    }
    form.continue_at(&known);
    let read = form.parse(&known);
    assert_eq!(read.is_ok(), Step::ALL.iter().all(|step| form.problems(*step, &known).is_empty()));
    if let Ok(report) = read {
        assert!((10..=1_000).contains(&report.what.chars().count()));
        assert_eq!(tidy(&report.what), report.what);
        assert!(report.wish.is_none_or(|wish| wish.chars().count() <= 200));
        assert!(report.facts.position.is_none_or(|(north, east)| north.is_finite() && east.is_finite()));
    }
    let mut kept = form.clone();
    kept.keep_masked(Step::Contact, form.masked());
    assert!(kept == form);
}

/// What citizens add, and what staff write: never more than the limit, and no sign that nobody sees.
pub(super) fn own_words(data: &[u8]) {
    let typed = text(data);
    let plain = |words: &str, most: usize| {
        assert!(words.chars().count() <= most && tidy(words) == words, "{words:?}");
    };
    plain(&tidy(&typed), typed.chars().count());
    danger::is_told_in(&typed);
    if let Ok(words) = NoteText::parse(&typed) {
        plain(words.as_str(), 1_000);
    }
    if let Ok(words) = ReplyText::parse(&typed) {
        plain(words.as_str(), 2_000);
        words.found(&crate::office::OfficeFacts::default(), TODAY);
    }
    for point in Points::parse(&typed).iter().flat_map(Points::as_slice) {
        plain(point, 120);
    }
    if let Ok(name) = ViewName::parse(&typed) {
        plain(&name, 40);
    }
    let name = file_name(&typed);
    let odd = |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | '"');
    assert!((1..=FILE_NAME_MAX).contains(&name.chars().count()) && !name.contains(odd), "{name:?}");
    let mut parts = typed.splitn(3, '&').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let form = OwnForm { act: next(), reason: next(), text: next(), uploads: Vec::new() };
    if let Ok(wanted) = form.parse(typed.len() % 2) {
        plain(wanted.text().unwrap_or_default(), 1_000);
    }
}

/// The words of a text are cut out of it; marking them loses nothing of it; a place among what was found is read again as itself.
pub(super) fn search(data: &[u8]) {
    let typed = text(data);
    for way in Sought::all(&typed) {
        if let Sought::Words(words) = way {
            assert!(!words.is_empty() && words.chars().count() <= TYPED_MAX);
        }
    }
    let words: Vec<_> = crate::store::words_of(&typed).into_iter().collect();
    assert!(words.iter().all(|word| (2..=20).contains(&word.chars().count())));
    let pieces = marked(&typed, &words);
    assert_eq!(pieces.into_iter().map(|(_, piece)| piece).collect::<String>(), typed);
    if let Ok(place) = typed.parse::<FoundPlace>() {
        assert_eq!(place.to_string().parse(), Ok(place));
    }
}
