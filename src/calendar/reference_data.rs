//! Holds the two holiday files of `data/` against each other and against the list of their differences.

use std::collections::{BTreeMap, BTreeSet};

use super::CalendarYear;

const FIRST: &str = include_str!("../../data/holidays.csv");
const SECOND: &str = include_str!("../../data/holidays-second-source.csv");
const DIFFERENCES: &str = include_str!("../../data/holidays-differences.csv");

fn years(text: &str) -> Vec<CalendarYear> {
    CalendarYear::parse_all(text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Each listed day and the word for what it is.
fn days(text: &str) -> BTreeMap<String, String> {
    let days = years(text).into_iter().flat_map(|year| year.days);
    days.map(|(date, (kind, _))| (date.to_string(), kind.as_str().to_owned())).collect()
}

#[test]
fn every_year_from_2004_to_2026_is_in_both_files() {
    let expected: Vec<i16> = (2004..=2026).collect();
    for text in [FIRST, SECOND] {
        assert_eq!(years(text).iter().map(|year| year.year).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn every_year_loads_alone_from_the_lines_an_admin_would_load() {
    for year in years(FIRST) {
        let prefix = year.year.to_string();
        let lines: Vec<&str> = FIRST.lines().filter(|line| line.starts_with(&prefix)).collect();
        assert_eq!(CalendarYear::parse(&format!("date,kind,name\n{}\n", lines.join("\n"))), Ok(year));
    }
}

#[test]
fn the_files_list_only_days_that_change_something_in_the_order_of_days() {
    for text in [FIRST, SECOND] {
        let listed: Vec<&str> = text.lines().skip(1).collect();
        assert!(listed.is_sorted());
        assert_eq!(days(text).len(), listed.len());
    }
}

#[test]
fn every_difference_between_the_files_is_explained_and_no_explanation_is_stale() {
    let (first, second) = (days(FIRST), days(SECOND));
    let all: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    let kind = |days: &BTreeMap<String, String>, date: &str| days.get(date).cloned().unwrap_or_default();
    let differing = all.into_iter().filter(|date| first.get(*date) != second.get(*date));
    let found: Vec<String> =
        differing.map(|date| format!("{date},{},{}", kind(&first, date), kind(&second, date))).collect();
    let mut explained = Vec::new();
    for line in DIFFERENCES.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, ',').collect();
        assert!(fields.get(3).is_some_and(|why| why.len() > 40), "no explanation: {line}");
        explained.push(fields[..3].join(","));
    }
    assert_eq!(DIFFERENCES.lines().next(), Some("date,first,second,why"));
    assert_eq!(found, explained);
}
