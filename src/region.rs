//! Where: the tree of administrative divisions, province to township, with their GB/T 2260 codes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The code of a division: 6 digits to the county (GB/T 2260), 9 to the township, 12 to the village.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode(String);

/// Why a text is no region code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionCodeError {
    /// It does not have 6, 9 or 12 characters.
    #[error("a region code has 6, 9 or 12 digits")]
    Length,
    /// It holds something else than the digits 0 to 9.
    #[error("a region code holds digits only")]
    Character,
}

impl RegionCode {
    /// Reads a code. Whether the division exists is for the table of regions to say.
    pub fn parse(text: &str) -> Result<Self, RegionCodeError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RegionCodeError::Character);
        }
        match text.len() {
            6 | 9 | 12 => Ok(Self(text.to_owned())),
            _ => Err(RegionCodeError::Length),
        }
    }

    /// All digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first six digits, which name the county (for a township directly under a city, the city).
    pub fn six(&self) -> &str {
        self.0.get(..6).unwrap_or(&self.0)
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for RegionCode {
    type Err = RegionCodeError;

    fn from_str(text: &str) -> Result<Self, RegionCodeError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for RegionCode {
    type Error = RegionCodeError;

    fn try_from(text: String) -> Result<Self, RegionCodeError> {
        Self::parse(&text)
    }
}

impl From<RegionCode> for String {
    fn from(code: RegionCode) -> Self {
        code.0
    }
}

/// The rank of a division. A fact of its own, never derived from its depth in the tree:
/// 102 townships stand directly under a city and 117 counties directly under a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Province, autonomous region, municipality or special administrative region.
    Province,
    /// City or prefecture.
    City,
    /// County, district, county-level city or banner.
    County,
    /// Township, town or street.
    Township,
}

impl Level {
    /// The word used in files and columns.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Township => "township",
        }
    }

    /// The level that `as_str` names so.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Province, Self::City, Self::County, Self::Township].into_iter().find(|level| level.as_str() == text)
    }
}

/// One division: a row of `data/regions.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// The division above it; none for a province.
    pub parent: Option<RegionCode>,
    /// Its rank.
    pub level: Level,
    /// Its name as the Ministry of Civil Affairs writes it.
    pub name: String,
    /// The pinyin initials of its name, lower case, for searching.
    pub initials: String,
}

/// What is wrong with a line of the regions file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionLineError {
    /// Not exactly five fields.
    #[error("a line holds code, parent, level, name and initials")]
    Fields,
    /// The code or the parent is no region code.
    #[error(transparent)]
    Code(#[from] RegionCodeError),
    /// The level is none of the four words.
    #[error("the level is province, city, county or township")]
    Level,
    /// A province with a parent, or another division without one.
    #[error("every division but a province has a parent")]
    Parent,
    /// The name or the initials are empty.
    #[error("a division has a name and initials")]
    Name,
}

impl Region {
    /// Reads one line of `data/regions.csv` (not its header). The file is ours and has no quotes
    /// and no commas in names, so splitting is all it takes.
    pub fn parse_line(line: &str) -> Result<Self, RegionLineError> {
        let fields: Vec<&str> = line.trim_end().split(',').collect();
        let [code, parent, level, name, initials] = fields[..] else {
            return Err(RegionLineError::Fields);
        };
        let code = RegionCode::parse(code)?;
        let parent = if parent.is_empty() { None } else { Some(RegionCode::parse(parent)?) };
        let level = Level::parse(level).ok_or(RegionLineError::Level)?;
        if parent.is_none() != (level == Level::Province) {
            return Err(RegionLineError::Parent);
        }
        if name.is_empty() || initials.is_empty() {
            return Err(RegionLineError::Name);
        }
        Ok(Self { code, parent, level, name: name.to_owned(), initials: initials.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const REGIONS: &str = include_str!("../data/regions.csv");

    fn regions() -> BTreeMap<String, Region> {
        let read = |line| Region::parse_line(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        REGIONS.lines().skip(1).map(read).map(|region| (region.code.to_string(), region)).collect()
    }

    #[test]
    fn a_code_has_six_nine_or_twelve_digits() {
        assert!(RegionCode::parse("110101").is_ok());
        assert!(RegionCode::parse("110101001").is_ok());
        assert_eq!(RegionCode::parse("110101001005").map(|code| code.six().to_owned()), Ok("110101".to_owned()));
        assert_eq!(RegionCode::parse(""), Err(RegionCodeError::Length));
        assert_eq!(RegionCode::parse("1101"), Err(RegionCodeError::Length));
        assert_eq!(RegionCode::parse("11010a"), Err(RegionCodeError::Character));
        assert_eq!(RegionCode::parse("１１０１０１"), Err(RegionCodeError::Character));
    }

    #[test]
    fn every_level_reads_back_from_its_word() {
        for level in [Level::Province, Level::City, Level::County, Level::Township] {
            assert_eq!(Level::parse(level.as_str()), Some(level));
        }
        assert_eq!(Level::parse("village"), None);
    }

    #[test]
    fn a_line_that_is_wrong_says_what_is_wrong() {
        let wrong = |line| Region::parse_line(line).err();
        assert_eq!(wrong("110000,,province"), Some(RegionLineError::Fields));
        assert_eq!(wrong("1100,,province,A,a"), Some(RegionLineError::Code(RegionCodeError::Length)));
        assert_eq!(wrong("110000,,land,A,a"), Some(RegionLineError::Level));
        assert_eq!(wrong("110101,,county,A,a"), Some(RegionLineError::Parent));
        assert_eq!(wrong("110000,,province,,"), Some(RegionLineError::Name));
    }

    #[test]
    fn the_file_holds_every_division_of_the_list_and_taiwan() {
        let regions = regions();
        let count = |level| regions.values().filter(|region| region.level == level).count();
        assert_eq!(REGIONS.lines().next(), Some("code,parent,level,name,initials"));
        assert_eq!(REGIONS.lines().count() - 1, regions.len(), "a code stands twice");
        assert_eq!(regions.len(), 41_935);
        assert_eq!(count(Level::Province), 34);
        assert_eq!(count(Level::City), 333);
        assert_eq!(count(Level::County), 2_845);
        assert_eq!(count(Level::Township), 38_723);
        assert!(regions.values().all(|region| !region.code.as_str().starts_with("99")), "99 is for made-up places");
    }

    #[test]
    fn every_parent_stands_in_the_file_one_or_two_levels_up() {
        let regions = regions();
        let mut skipping = BTreeMap::new();
        for region in regions.values() {
            let Some(parent) = &region.parent else {
                continue;
            };
            let above = regions.get(parent.as_str()).map(|parent| parent.level);
            assert!(above < Some(region.level) && above.is_some(), "{region:?}");
            if (above, region.level) == (Some(Level::City), Level::Township)
                || (above, region.level) == (Some(Level::Province), Level::County)
            {
                *skipping.entry(region.level).or_insert(0) += 1;
            }
        }
        assert_eq!(skipping, BTreeMap::from([(Level::County, 117), (Level::Township, 102)]));
    }

    #[test]
    fn initials_follow_the_local_reading_of_a_name() {
        let regions = regions();
        let initials = |code: &str| regions.get(code).map(|region| region.initials.as_str());
        let known = "500000 cqs 341500 las 340300 bbs 341600 bzs 331000 tzs 331100 lss 330382 yqs \
                     511100 lss 440113 pyq 441422 dbx 371524 dex 141024 htx 421088 jls 340722 zyx \
                     341021 sx 341023 yx 361128 pyx 410182 xys 410621 xx 511381 lzs 511123 qwx \
                     511822 yjx 500110 qjq 500102 flq 460400 dzs 652823 ylx 150800 bynes 371722 sx \
                     110105 cyq 211300 cys 430100 css 350200 xms 710000 tws";
        let words: Vec<&str> = known.split_whitespace().collect();
        for pair in words.chunks(2) {
            let (code, expected) = (pair[0], pair[1]);
            assert_eq!(initials(code), Some(expected), "{code}");
        }
    }
}
