//! What staff send: lists, a calendar, an address of a queue, settings.

use super::text;
use crate::{
    calendar::{Calendar, CalendarYear, DayKind},
    office::{
        OfficeFacts, SheetForm, csv as table,
        lists::{Known, LINES_MAX, List, Preview, TOLD_MAX, Vocabulary, read},
        pieces,
    },
    queue::{DeskSettings, Filter, Place, View},
    service::parse_list,
    staff::Role,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A table that was read is written, and read again as itself.
pub(super) fn csv(data: &[u8]) {
    let rows = table::read(&text(data));
    let fields: Vec<_> = rows.into_iter().map(|row| row.fields).collect();
    let written = table::write(fields.iter().map(|row| row.iter().map(String::as_str).collect()));
    let again: Vec<_> = table::read(&written).into_iter().map(|row| row.fields).collect();
    assert_eq!(again, fields, "{written:?}");
}

/// Names that lists may give: so that what is read gets past the first line.
fn office() -> (Vocabulary, Known) {
    let said = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let words = Vocabulary {
        yes: said(&["ja"]),
        no: said(&["nein"]),
        roles: vec![("Chef".into(), Role::Leader)],
        ..Vocabulary::default()
    };
    let known = Known {
        served: "990100".into(),
        regions: vec![("990100".into(), "City".into()), ("990101".into(), "County".into())],
        departments: vec![said(&["Desk", "990100", "", "yes"]), said(&["Registry", "990100", "Desk", "yes"])],
        at_work: ["Registry".to_owned()].into(),
        services: vec![("A-1".into(), "Deeds".into())],
        me: ("admin".into(), "Desk".into()),
        ..Known::default()
    };
    (words, known)
}

/// The first byte says which list. Either a list that can be applied, each line with all its columns, or at most so many problems.
pub(super) fn office_lists(data: &[u8]) {
    let Some((which, sent)) = data.split_first() else { return };
    let list = List::ALL[usize::from(*which) % List::ALL.len()];
    let (sent, (words, known)) = (text(sent), office());
    match read(list, &sent, &words, &known) {
        Ok(lines) => {
            assert!(lines.len() <= LINES_MAX && lines.iter().all(|line| line.len() == list.columns().len()));
            let preview = Preview::of(list, &lines, &lines);
            assert!(preview.is_nothing() && preview.same == lines.len());
        }
        Err(problems) => {
            assert!((1..=TOLD_MAX).contains(&problems.len()));
            assert!(problems.iter().all(|problem| problem.said.chars().count() <= 60));
        }
    }
    match parse_list(&sent) {
        Ok(items) => assert!(!items.is_empty()),
        Err(problems) => assert!((1..=20).contains(&problems.len())),
    }
    assert!(pieces(&sent).len() <= sent.lines().count());
}

/// A year that was read comes back from its rows, and days can be counted through it.
pub(super) fn calendar(data: &[u8]) {
    let sent = text(data);
    if let Ok(year) = CalendarYear::parse(&sent) {
        assert!(year.days.keys().all(|day| day.year() == year.year) && year.days.len() <= 400);
        let row = |(day, (kind, name)): (&Date, &(DayKind, String))| {
            (day.to_string(), kind.as_str().to_owned(), name.clone())
        };
        let rows: Vec<_> = year.days.iter().map(row).collect();
        assert_eq!(CalendarYear::from_rows(year.year, &rows).as_ref(), Some(&year));
        let calendar = Calendar::default().with(year);
        let noon = "2026-11-27T04:00:00Z".parse().unwrap();
        assert!(calendar.deadline(noon, 5).at > noon);
    }
    if let Ok(years) = CalendarYear::parse_all(&sent) {
        assert!(years.windows(2).all(|pair| pair[0].year < pair[1].year));
    }
}

/// One list has one address; a place in a list is read again as itself; settings that were taken can be kept.
pub(super) fn queue_address(data: &[u8]) {
    let sent = text(data);
    let filter = Filter::parse_query(&sent);
    let query = filter.to_query();
    assert_eq!(Filter::parse_query(&query), filter);
    assert!(query.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>".contains(&byte)), "{query:?}");
    if let Ok(place) = sent.parse::<Place>() {
        assert_eq!(place.to_string().parse(), Ok(place));
    }
    if let Some(view) = View::parse(&sent) {
        assert_eq!(view.as_str(), sent);
    }
    if let Ok(settings) = DeskSettings::parse(&sent) {
        let kept = serde_json::to_string(&settings).unwrap();
        assert_eq!(DeskSettings::parse(&kept).as_ref(), Ok(&settings));
        assert!(settings.columns.len() <= 8 && settings.keys.len() <= 40);
    }
    let facts = OfficeFacts::from_attribute(&sent).tidied();
    assert_eq!(OfficeFacts::from_attribute(&facts.to_attribute()), facts);
    facts.problems();
    sheet(&sent);
}

/// What an admin sends of a thing: no field comes of a name that is none.
fn sheet(sent: &str) {
    let mut pairs = sent.split('&').filter_map(|pair| pair.split_once('='));
    let thing = pairs.next().map(|(_, thing)| thing.to_owned()).unwrap_or_default();
    let sheet: BTreeMap<_, _> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let most = sheet.len() + 1;
    if let Ok(order) = (SheetForm { thing, sheet, ..SheetForm::default() }).read() {
        let values = order.to.unwrap_or_default();
        assert!(values.len() <= most);
        order.thing.wrong(true, &values, &[]);
    }
}
