//! What an office says about itself at the head and the foot of every page; each fact may be left out.

use super::{Field, FieldChange};
use crate::report::tidy;
use serde::{Deserialize, Serialize};

/// The hotline of a place that says nothing else: the government service hotline of all of China.
pub const HOTLINE: &str = "12345";
/// Most characters of a line.
pub const LINE_MAX: usize = 80;
/// Most characters of the windows, all lines together.
pub const WINDOWS_MAX: usize = 600;
/// Most digits and signs of a telephone number.
const HOTLINE_MAX: usize = 24;

/// The facts, as they stand on the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficeFacts {
    /// Its name.
    pub name: String,
    /// Whom one calls; [`HOTLINE`] where nothing is said.
    pub hotline: String,
    /// When somebody answers, in words.
    pub hours: String,
    /// Where its windows are: a line each.
    pub windows: String,
    /// Who is responsible for the site (主办单位).
    pub organiser: String,
    /// The record of the site with the ministry (ICP备案号).
    pub icp_record: String,
    /// The record with the police (公安备案号).
    pub police_record: String,
    /// The mark of government sites (政府网站标识码).
    pub site_mark: String,
}

/// One of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// [`OfficeFacts::name`].
    Name,
    /// [`OfficeFacts::hotline`].
    Hotline,
    /// [`OfficeFacts::hours`].
    Hours,
    /// [`OfficeFacts::windows`].
    Windows,
    /// [`OfficeFacts::organiser`].
    Organiser,
    /// [`OfficeFacts::icp_record`].
    IcpRecord,
    /// [`OfficeFacts::police_record`].
    PoliceRecord,
    /// [`OfficeFacts::site_mark`].
    SiteMark,
}

/// What is wrong with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactProblem {
    /// It has to be said.
    Missing,
    /// It is longer than so many characters.
    Long(usize),
    /// It is no telephone number.
    NoNumber,
}

impl Fact {
    /// All, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Hotline,
        Self::Hours,
        Self::Windows,
        Self::Organiser,
        Self::IcpRecord,
        Self::PoliceRecord,
        Self::SiteMark,
    ];

    /// The word in forms and in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Hotline => "hotline",
            Self::Hours => "hours",
            Self::Windows => "windows",
            Self::Organiser => "organiser",
            Self::IcpRecord => "icp_record",
            Self::PoliceRecord => "police_record",
            Self::SiteMark => "site_mark",
        }
    }

    /// The word in the office's history.
    const fn field(self) -> Field {
        match self {
            Self::Name => Field::Name,
            Self::Hotline => Field::Hotline,
            Self::Hours => Field::Hours,
            Self::Windows => Field::Windows,
            Self::Organiser => Field::Organiser,
            Self::IcpRecord => Field::IcpRecord,
            Self::PoliceRecord => Field::PoliceRecord,
            Self::SiteMark => Field::SiteMark,
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.as_str() == word)
    }
}

impl OfficeFacts {
    /// One of them.
    pub fn of(&self, fact: Fact) -> &str {
        match fact {
            Fact::Name => &self.name,
            Fact::Hotline => &self.hotline,
            Fact::Hours => &self.hours,
            Fact::Windows => &self.windows,
            Fact::Organiser => &self.organiser,
            Fact::IcpRecord => &self.icp_record,
            Fact::PoliceRecord => &self.police_record,
            Fact::SiteMark => &self.site_mark,
        }
    }

    /// Says one of them.
    pub fn put(&mut self, fact: Fact, value: String) {
        let place = match fact {
            Fact::Name => &mut self.name,
            Fact::Hotline => &mut self.hotline,
            Fact::Hours => &mut self.hours,
            Fact::Windows => &mut self.windows,
            Fact::Organiser => &mut self.organiser,
            Fact::IcpRecord => &mut self.icp_record,
            Fact::PoliceRecord => &mut self.police_record,
            Fact::SiteMark => &mut self.site_mark,
        };
        *place = value;
    }

    /// As they were typed, without what nobody sees: spaces at the ends, line ends where one line is asked for.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let mut tidied = Self::default();
        for fact in Fact::ALL {
            let typed = tidy(self.of(fact));
            let kept = match fact {
                Fact::Windows => typed.replace('\t', " "),
                _ => typed.replace(['\n', '\t'], " "),
            };
            tidied.put(fact, kept);
        }
        tidied
    }

    /// What is wrong with them, in the order of the form.
    pub fn problems(&self) -> Vec<(Fact, FactProblem)> {
        Fact::ALL.into_iter().filter_map(|fact| Some((fact, problem(fact, self.of(fact))?))).collect()
    }

    /// What is said otherwise by others, field by field.
    pub fn changed_to(&self, others: &Self) -> Vec<FieldChange> {
        let changed = Fact::ALL.into_iter().filter(|fact| self.of(*fact) != others.of(*fact));
        changed.map(|fact| FieldChange::new(fact.field(), self.of(fact), others.of(fact))).collect()
    }

    /// The number that is called: what was said, or that of all of China.
    pub fn phone(&self) -> &str {
        if self.hotline.is_empty() { HOTLINE } else { &self.hotline }
    }

    /// The same as the address of a link.
    pub fn phone_link(&self) -> String {
        let digits = self.phone().chars().filter(|sign| sign.is_ascii_digit() || *sign == '+');
        std::iter::once("tel:".to_owned()).chain(digits.map(String::from)).collect()
    }

    /// All in one line, for an attribute of the page: a tab between each.
    pub fn to_attribute(&self) -> String {
        Fact::ALL.map(|fact| self.of(fact)).join("\t")
    }

    /// Reads the attribute back.
    #[must_use]
    pub fn from_attribute(line: &str) -> Self {
        let mut facts = Self::default();
        for (fact, value) in Fact::ALL.into_iter().zip(line.split('\t')) {
            facts.put(fact, value.to_owned());
        }
        facts
    }
}

fn problem(fact: Fact, value: &str) -> Option<FactProblem> {
    let most = match fact {
        Fact::Windows => WINDOWS_MAX,
        Fact::Hotline => HOTLINE_MAX,
        _ => LINE_MAX,
    };
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let dialled = value.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '+' | '-' | ' ' | '(' | ')'));
    match fact {
        Fact::Name if value.is_empty() => Some(FactProblem::Missing),
        _ if value.chars().count() > most => Some(FactProblem::Long(most)),
        Fact::Hotline if !value.is_empty() && (digits < 3 || !dialled) => Some(FactProblem::NoNumber),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, hotline: &str) -> OfficeFacts {
        OfficeFacts { name: name.into(), hotline: hotline.into(), ..OfficeFacts::default() }
    }

    #[test]
    fn an_office_has_a_name_and_a_number_that_can_be_dialled() {
        assert_eq!(named("Hall", "0951-12345").problems(), []);
        assert_eq!(named("Hall", "").phone(), HOTLINE);
        assert_eq!(named("Hall", "(0951) 666-1").phone_link(), "tel:09516661");
        assert_eq!(named("", "").problems(), [(Fact::Name, FactProblem::Missing)]);
        for wrong in ["call us", "12", "javascript:1234"] {
            assert_eq!(named("Hall", wrong).problems(), [(Fact::Hotline, FactProblem::NoNumber)], "{wrong}");
        }
        let long = OfficeFacts { hours: "x".repeat(LINE_MAX + 1), ..named("Hall", "") };
        assert_eq!(long.problems(), [(Fact::Hours, FactProblem::Long(LINE_MAX))]);
    }

    #[test]
    fn facts_survive_the_attribute_of_a_page() {
        let typed = OfficeFacts { windows: " Hall 1\tleft\r\nHall 2 ".into(), ..named(" A\nB ", "12345") };
        let facts = typed.tidied();
        assert_eq!((facts.name.as_str(), facts.windows.as_str()), ("A B", "Hall 1 left\nHall 2"));
        assert_eq!(OfficeFacts::from_attribute(&facts.to_attribute()), facts);
        assert_eq!(OfficeFacts::from_attribute(""), OfficeFacts::default());
    }

    #[test]
    fn each_fact_has_one_word() {
        for fact in Fact::ALL {
            assert_eq!(Fact::parse(fact.as_str()), Some(fact));
        }
    }
}
