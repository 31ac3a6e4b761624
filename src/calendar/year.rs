//! One year of holidays and how its file is read: `date,kind,name`, the format of `data/holidays.csv`.
//!
//! Days of a notice are listed as the notice lists them: a holiday that falls on a weekend is
//! accepted and left out, because it changes nothing. A weekday listed as worked is refused: it is
//! worked anyway, so the date is mistyped.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::is_weekend;

/// What a listed day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A weekday that is not worked.
    Holiday,
    /// A day of a weekend that is worked, to make up for a holiday.
    Workday,
}

impl DayKind {
    /// The word used in files and columns.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Workday => "workday",
        }
    }

    /// The kind that `as_str` names so.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Holiday, Self::Workday].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The days of one year on which work differs from “Monday to Friday”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year, as in 2026.
    pub year: i16,
    /// What each listed day is, and the name of the holiday it is or makes up for.
    pub days: BTreeMap<Date, (DayKind, String)>,
}

/// What is wrong with a calendar file, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct CalendarFileProblem {
    /// The line, counted from 1, the header included.
    pub line: usize,
    /// What is wrong there.
    pub problem: CalendarProblem,
}

/// What can be wrong with a line of a calendar file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    /// The file lists no day.
    #[error("the file lists no day")]
    Empty,
    /// More than 400 lines: this is not the calendar of one year. Nothing else was looked at.
    #[error("the file is too long for a year")]
    TooLong,
    /// The first line is not `date,kind,name`.
    #[error("the first line must be date,kind,name")]
    Header,
    /// Not exactly three fields.
    #[error("a line holds date, kind and name")]
    Fields,
    /// The first field is no date written as 2026-10-01.
    #[error("not a date written as 2026-10-01")]
    NotADate,
    /// The date lies in another year than the first one of the file.
    #[error("a date of another year")]
    OtherYear,
    /// The kind is neither `holiday` nor `workday`.
    #[error("the kind is holiday or workday")]
    UnknownKind,
    /// A line above lists the same day.
    #[error("the day is listed twice")]
    ListedTwice,
    /// A weekday is worked anyway: the date is mistyped.
    #[error("a weekday cannot be listed as worked")]
    WorkdayOnWeekday,
    /// The name is missing or longer than 60 characters.
    #[error("the name is missing or longer than 60 characters")]
    Name,
}

const HEADER: &str = "date,kind,name";
const MOST_LINES: usize = 400;
const LONGEST_NAME: usize = 60;

/// A day that was read, with the number of its line.
type Listed = (usize, Date, DayKind, String);

impl CalendarYear {
    /// What a day is listed as.
    pub fn kind(&self, date: Date) -> Option<DayKind> {
        self.days.get(&date).map(|(kind, _)| *kind)
    }

    /// A year as a store keeps it: rows of date, kind and name.
    pub fn from_rows(year: i16, rows: &[(String, String, String)]) -> Option<Self> {
        let day = |(date, kind, name): &(String, String, String)| {
            Some((date.parse().ok()?, (DayKind::parse(kind)?, name.clone())))
        };
        Some(Self { year, days: rows.iter().map(day).collect::<Option<_>>()? })
    }

    /// Reads the file of one year, or names everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<CalendarFileProblem>> {
        if text.lines().count() > MOST_LINES {
            return Err(vec![CalendarFileProblem { line: MOST_LINES + 1, problem: CalendarProblem::TooLong }]);
        }
        let (listed, mut problems) = read(text);
        let year = listed.first().map(|(_, date, ..)| date.year());
        let strangers = listed.iter().filter(|(_, date, ..)| Some(date.year()) != year);
        problems.extend(strangers.map(|(line, ..)| at(*line, CalendarProblem::OtherYear)));
        match year {
            Some(year) if problems.is_empty() => {
                Ok(Self { year, days: by_year(listed).remove(&year).unwrap_or_default() })
            }
            _ => Err(in_order(problems)),
        }
    }

    /// Reads a file of several years, as `data/holidays.csv` is one.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, Vec<CalendarFileProblem>> {
        let (listed, problems) = read(text);
        if !problems.is_empty() {
            return Err(in_order(problems));
        }
        Ok(by_year(listed).into_iter().map(|(year, days)| Self { year, days }).collect())
    }
}

fn read(text: &str) -> (Vec<Listed>, Vec<CalendarFileProblem>) {
    // Spreadsheet programs put a byte order mark before the header.
    let text = text.trim_start_matches('\u{feff}');
    let mut listed: Vec<Listed> = Vec::new();
    let mut problems = Vec::new();
    let mut seen = BTreeMap::new();
    if text.lines().next().is_some_and(|header| header.trim() != HEADER) {
        problems.push(at(1, CalendarProblem::Header));
    }
    for (number, line) in (1..).zip(text.lines()).skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        match day(line) {
            Ok((date, ..)) if seen.insert(date, number).is_some() => {
                problems.push(at(number, CalendarProblem::ListedTwice))
            }
            Ok((date, kind, name)) => listed.push((number, date, kind, name)),
            Err(problem) => problems.push(at(number, problem)),
        }
    }
    if listed.is_empty() && problems.is_empty() {
        problems.push(at(1, CalendarProblem::Empty));
    }
    (listed, problems)
}

fn day(line: &str) -> Result<(Date, DayKind, String), CalendarProblem> {
    let fields: Vec<&str> = line.split(',').map(str::trim).collect();
    let [date, kind, name] = fields[..] else {
        return Err(CalendarProblem::Fields);
    };
    // jiff reads other ways of writing a date too; one way keeps files comparable.
    let date: Date = match date.parse::<Date>() {
        Ok(read) if read.to_string() == date => read,
        _ => return Err(CalendarProblem::NotADate),
    };
    let kind = DayKind::parse(kind).ok_or(CalendarProblem::UnknownKind)?;
    if kind == DayKind::Workday && !is_weekend(date) {
        return Err(CalendarProblem::WorkdayOnWeekday);
    }
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(CalendarProblem::Name);
    }
    Ok((date, kind, name.to_owned()))
}

fn by_year(listed: Vec<Listed>) -> BTreeMap<i16, BTreeMap<Date, (DayKind, String)>> {
    let mut years = BTreeMap::<i16, BTreeMap<Date, (DayKind, String)>>::new();
    for (_, date, kind, name) in listed {
        let days = years.entry(date.year()).or_default();
        if kind == DayKind::Workday || !is_weekend(date) {
            days.insert(date, (kind, name));
        }
    }
    years
}

fn at(line: usize, problem: CalendarProblem) -> CalendarFileProblem {
    CalendarFileProblem { line, problem }
}

fn in_order(mut problems: Vec<CalendarFileProblem>) -> Vec<CalendarFileProblem> {
    problems.sort_by_key(|problem| problem.line);
    problems
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn problems(lines: &str) -> Vec<(usize, CalendarProblem)> {
        let result = CalendarYear::parse(&format!("date,kind,name\n{lines}"));
        result.err().into_iter().flatten().map(|found| (found.line, found.problem)).collect()
    }

    #[test]
    fn a_year_is_read_with_its_holidays_and_worked_weekends() {
        let text = "\u{feff}date,kind,name\r\n2026-10-01,holiday,国庆节\r\n\r\n 2026-10-10 , workday , 国庆节 \r\n";
        let name = "国庆节".to_owned();
        let days = BTreeMap::from([
            (date(2026, 10, 1), (DayKind::Holiday, name.clone())),
            (date(2026, 10, 10), (DayKind::Workday, name)),
        ]);
        assert_eq!(CalendarYear::parse(text), Ok(CalendarYear { year: 2026, days }));
    }

    #[test]
    fn a_holiday_on_a_weekend_is_accepted_and_changes_nothing() {
        let year = CalendarYear::parse("date,kind,name\n2026-10-02,holiday,A\n2026-10-03,holiday,A\n");
        assert_eq!(year.map(|year| year.days.len()), Ok(1));
    }

    #[test]
    fn a_file_without_days_is_refused() {
        let empty = Err(vec![at(1, CalendarProblem::Empty)]);
        assert_eq!(CalendarYear::parse(""), empty);
        assert_eq!(CalendarYear::parse("date,kind,name\n\n"), empty);
    }

    #[test]
    fn a_file_of_more_than_400_lines_is_not_looked_at() {
        assert_eq!(problems(&"x\n".repeat(400)), [(401, CalendarProblem::TooLong)]);
        assert_eq!(problems(&"\n".repeat(399)), [(1, CalendarProblem::Empty)]);
    }

    #[test]
    fn a_file_without_the_header_is_refused() {
        let result = CalendarYear::parse("2026-10-01,holiday,A\n2026-10-02,holiday,A\n");
        assert_eq!(result, Err(vec![at(1, CalendarProblem::Header)]));
    }

    #[test]
    fn everything_wrong_is_named_at_once_in_the_order_of_the_lines() {
        let lines = "2026-10-01,holiday,A\n2026-10-02,holiday\n2026-02-30,holiday,A\n20261002,holiday,A\n2027-01-01,holiday,A\n\
                     2026-10-05,off,A\n2026-10-01,holiday,A\n2026-10-12,workday,A\n2026-10-06,holiday,\n";
        let expected = [
            (3, CalendarProblem::Fields),
            (4, CalendarProblem::NotADate),
            (5, CalendarProblem::NotADate),
            (6, CalendarProblem::OtherYear),
            (7, CalendarProblem::UnknownKind),
            (8, CalendarProblem::ListedTwice),
            (9, CalendarProblem::WorkdayOnWeekday),
            (10, CalendarProblem::Name),
        ];
        assert_eq!(problems(lines), expected);
    }

    #[test]
    fn a_year_comes_back_from_its_rows() {
        let year = CalendarYear::parse("date,kind,name\n2026-10-01,holiday,A\n2026-10-10,workday,A\n").unwrap();
        let row = |date: &str, kind: &str| (date.to_owned(), kind.to_owned(), "A".to_owned());
        let rows = [row("2026-10-01", "holiday"), row("2026-10-10", "workday")];
        assert_eq!(CalendarYear::from_rows(2026, &rows), Some(year));
        assert_eq!(CalendarYear::from_rows(2026, &[row("2026-10-01", "off")]), None);
    }

    #[test]
    fn the_problem_says_its_line() {
        let problem = at(7, CalendarProblem::UnknownKind);
        assert_eq!(problem.to_string(), "line 7: the kind is holiday or workday");
    }
}
