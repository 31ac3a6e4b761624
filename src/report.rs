//! What one person submits through one channel, and what can be wrong with it.

use crate::{identifiers::phone::Phone, region::RegionCode};
use serde::{Deserialize, Serialize};

/// Fewest characters that say what went wrong.
pub const WHAT_MIN: usize = 10;
/// Most characters of the report.
pub const WHAT_MAX: usize = 1_000;
/// Most characters of a name.
pub const NAME_MAX: usize = 30;

/// How a report came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The form of this site.
    Web,
}

impl Channel {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
        }
    }
}

/// What the person wants: the six kinds of DB12/T 1438—2025.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 咨询: asks something.
    Question,
    /// 求助: needs help. What is taken when nothing is said.
    #[default]
    Help,
    /// 投诉: complains of how they were treated.
    Complaint,
    /// 举报: reports a wrong done by others.
    Disclosure,
    /// 建议: suggests something better.
    Suggestion,
    /// 表扬: praises.
    Praise,
}

impl Kind {
    /// All kinds, in the customary order.
    pub const ALL: [Self; 6] =
        [Self::Question, Self::Help, Self::Complaint, Self::Disclosure, Self::Suggestion, Self::Praise];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Help => "help",
            Self::Complaint => "complaint",
            Self::Disclosure => "disclosure",
            Self::Suggestion => "suggestion",
            Self::Praise => "praise",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A report as it was typed: nothing checked, nothing lost.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportForm {
    /// What went wrong, in their words.
    pub what: String,
    /// Code of the county.
    pub region: String,
    /// How they want to be addressed.
    pub name: String,
    /// Where they can be called.
    pub phone: String,
}

/// A report that can be filed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewReport {
    /// How it came.
    pub channel: Channel,
    /// What they want.
    pub kind: Kind,
    /// What went wrong, in their words.
    pub what: String,
    /// The county.
    pub region: RegionCode,
    /// How they want to be addressed, if they said so.
    pub name: Option<String>,
    /// Where they can be called.
    pub phone: Phone,
}

/// What is wrong with a field, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing says what went wrong.
    WhatEmpty,
    /// Too short to act upon.
    WhatShort,
    /// Longer than [`WHAT_MAX`]; how long it is.
    WhatLong(usize),
    /// No county chosen.
    RegionEmpty,
    /// Not a county of this installation.
    RegionUnknown,
    /// Longer than [`NAME_MAX`].
    NameLong,
    /// No telephone number.
    PhoneEmpty,
    /// Neither a mobile number nor a landline with area code.
    PhoneBad,
}

impl Problem {
    /// The field it is about: the `name` in the form.
    pub const fn field(self) -> &'static str {
        match self {
            Self::WhatEmpty | Self::WhatShort | Self::WhatLong(_) => "what",
            Self::RegionEmpty | Self::RegionUnknown => "region",
            Self::NameLong => "name",
            Self::PhoneEmpty | Self::PhoneBad => "phone",
        }
    }
}

impl ReportForm {
    /// Checks every field at once against the counties that this installation serves.
    ///
    /// # Errors
    /// All problems, in the order of the page.
    pub fn check(&self, counties: &[RegionCode]) -> Result<NewReport, Vec<Problem>> {
        let Self { what, region, name, phone } = self;
        let (what, name) = (tidy(what), tidy(name));
        let what_problem = match what.chars().count() {
            0 => Some(Problem::WhatEmpty),
            1..WHAT_MIN => Some(Problem::WhatShort),
            WHAT_MIN..=WHAT_MAX => None,
            long => Some(Problem::WhatLong(long)),
        };
        let region = match region.trim() {
            "" => Err(Problem::RegionEmpty),
            code => counties.iter().find(|county| county.as_str() == code).cloned().ok_or(Problem::RegionUnknown),
        };
        let name_problem = (name.chars().count() > NAME_MAX).then_some(Problem::NameLong);
        let phone = match tidy(phone).as_str() {
            "" => Err(Problem::PhoneEmpty),
            typed => Phone::parse(typed).map_err(|_| Problem::PhoneBad),
        };
        match (what_problem, region, name_problem, phone) {
            (None, Ok(region), None, Ok(phone)) => Ok(NewReport {
                channel: Channel::Web,
                kind: Kind::default(),
                what,
                region,
                name: (!name.is_empty()).then_some(name),
                phone,
            }),
            (what, region, name, phone) => Err([what, region.err(), name, phone.err()].into_iter().flatten().collect()),
        }
    }
}

/// What somebody typed without what nobody can see: line ends as `\n`, no control characters (PostgreSQL refuses NUL), no
/// direction overrides that would turn a staff page round, no space at either end.
pub fn tidy(typed: &str) -> String {
    let kept = |character: &char| match character {
        '\n' | '\t' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
        other => !other.is_control(),
    };
    typed.replace("\r\n", "\n").replace('\r', "\n").chars().filter(kept).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn county() -> Vec<RegionCode> {
        vec!["990101".parse().unwrap()]
    }

    fn good() -> ReportForm {
        ReportForm {
            what: "窗口三次要求提交同一份婚姻证明".into(),
            region: "990101".into(),
            name: "王女士".into(),
            phone: "１３８ 0013 8000".into(),
        }
    }

    #[test]
    fn a_good_form_becomes_a_report_of_the_default_kind() {
        let report = good().check(&county()).ok().unwrap();
        assert_eq!((report.kind, report.phone.as_str()), (Kind::Help, "13800138000"));
    }

    #[test]
    fn every_problem_is_told_at_once_in_the_order_of_the_page() {
        let form =
            ReportForm { what: String::new(), region: String::new(), name: "长".repeat(31), phone: "12".into() };
        let problems = form.check(&county()).err().unwrap();
        assert_eq!(problems, [Problem::WhatEmpty, Problem::RegionEmpty, Problem::NameLong, Problem::PhoneBad]);
    }

    #[test]
    fn a_county_of_somewhere_else_is_unknown() {
        let form = ReportForm { region: "110101".into(), ..good() };
        assert_eq!(form.check(&county()).err().unwrap(), [Problem::RegionUnknown]);
    }

    #[test]
    fn length_is_counted_in_characters_without_what_nobody_sees() {
        let form = ReportForm { what: format!("\0\u{202E}{}", "字".repeat(1_001)), ..good() };
        assert_eq!(form.check(&county()).err().unwrap(), [Problem::WhatLong(1_001)]);
        assert_eq!(tidy("一\r\n二\0\u{202E}三 "), "一\n二三");
    }
}
