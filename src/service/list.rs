//! The list of services as an office keeps it: lines of `code,name,category`, the way a spreadsheet writes them.

use super::ServiceItem;
use crate::office::{CATEGORY_MAX, PUBLIC_NAME_MAX, csv};
use std::collections::BTreeSet;

/// The first line of the file.
const HEADER: &str = "code,name,category";
/// Most problems that are told at once.
const TOLD_MAX: usize = 20;

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ServiceLineError {
    /// Which line, the header being line 1.
    pub line: usize,
    /// What is wrong with it, and so what to do.
    pub problem: ServiceListError,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceListError {
    /// The header is another.
    #[error("the first line must be {HEADER}")]
    Header,
    /// Not exactly three fields.
    #[error(
        "a line holds code, name and category, with a comma between them; put quotes around a name that holds a comma"
    )]
    Fields,
    /// The code is none.
    #[error(transparent)]
    Code(#[from] super::ServiceCodeError),
    /// No name, or one that is too long.
    #[error("the name has 1 to {PUBLIC_NAME_MAX} characters")]
    Name,
    /// No category, or one that is too long.
    #[error("the category has 1 to {CATEGORY_MAX} characters")]
    Category,
    /// The code stands in a line above.
    #[error("the code stands in a line above: each service needs its own")]
    Twice,
    /// There is no line but the header.
    #[error("there is no service in the file: the list would be empty")]
    Empty,
}

/// Reads a whole list.
///
/// # Errors
/// The first 20 lines that cannot be used.
pub fn parse_list(text: &str) -> Result<Vec<ServiceItem>, Vec<ServiceLineError>> {
    let wrong = |line, problem| ServiceLineError { line, problem };
    let mut rows = csv::read(text).into_iter();
    if rows.next().is_none_or(|header| header.fields.join(",") != HEADER) {
        return Err(vec![wrong(1, ServiceListError::Header)]);
    }
    let (mut items, mut seen, mut problems) = (Vec::new(), BTreeSet::new(), Vec::new());
    for csv::Row { line, fields } in rows {
        match item(&fields) {
            Ok(item) if seen.insert(item.code.clone()) => items.push(item),
            Ok(_) => problems.push(wrong(line, ServiceListError::Twice)),
            Err(problem) => problems.push(wrong(line, problem)),
        }
    }
    if items.is_empty() && problems.is_empty() {
        problems.push(wrong(2, ServiceListError::Empty));
    }
    problems.truncate(TOLD_MAX);
    if problems.is_empty() { Ok(items) } else { Err(problems) }
}

fn item(fields: &[String]) -> Result<ServiceItem, ServiceListError> {
    let [code, name, category] = fields else { return Err(ServiceListError::Fields) };
    let fits = |text: &str, most| (1..=most).contains(&text.chars().count());
    if !fits(name, PUBLIC_NAME_MAX) {
        return Err(ServiceListError::Name);
    }
    if !fits(category, CATEGORY_MAX) {
        return Err(ServiceListError::Category);
    }
    Ok(ServiceItem { code: code.parse()?, name: name.clone(), category: category.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_a_spreadsheet_writes_it() {
        let text =
            "\u{FEFF}code,name,category\r\na-1,身份证换领,户籍\r\n\r\nb-2,\"用水、用电, \"\"一次\"\"办\", 公用事业\r\n";
        let items = parse_list(text).unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!((items[1].name.as_str(), items[1].category.as_str()), ("用水、用电, \"一次\"办", "公用事业"));
    }

    #[test]
    fn each_bad_line_is_told_with_its_number() {
        let told = |text: &str| parse_list(text).err().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(told("name,code\n"), ["line 1: the first line must be code,name,category"]);
        assert_eq!(told("code,name,category\n\n").len(), 1);
        let problems = told("code,name,category\na,b\n码,名,类\na,,c\na,b,\na,b,c\na,d,e\n");
        assert_eq!(problems.len(), 5, "{problems:?}");
        for (problem, begins) in problems.iter().zip([
            "line 2: a line",
            "line 3: a serv",
            "line 4: the n",
            "line 5: the c",
            "line 7: the code",
        ]) {
            assert!(problem.starts_with(begins), "{problem}");
        }
        assert_eq!(told(&format!("code,name,category\n{}", "x\n".repeat(100))).len(), TOLD_MAX);
    }

    #[test]
    fn the_list_of_the_demo_is_good() {
        assert!(parse_list(include_str!("../../data/demo/services.csv")).unwrap().len() >= 120);
    }
}
