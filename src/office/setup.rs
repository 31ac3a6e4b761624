//! The way from an empty folder to the first admin: which region, what the office says of itself, who runs it.

use super::OfficeFacts;
use crate::region::{Level, RegionCode};
use serde::{Deserialize, Serialize};

/// How far it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupNow {
    /// The region that was chosen, with those above it.
    pub region: Option<RegionFound>,
    /// What the office says of itself so far, right or not.
    pub facts: OfficeFacts,
}

/// A region as one tells it from others of the same name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionFound {
    /// Its code.
    pub code: RegionCode,
    /// Its rank.
    pub level: Level,
    /// Its name behind the names of those above it.
    pub name: String,
}

/// A page of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupStep {
    /// Which region is served.
    Region,
    /// What the office says of itself.
    Facts,
    /// Who runs the installation.
    Admin,
}

impl SetupStep {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Region, Self::Facts, Self::Admin];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Facts => "facts",
            Self::Admin => "admin",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

impl SetupNow {
    /// The first page that is not done.
    pub fn next(&self) -> SetupStep {
        match &self.region {
            None => SetupStep::Region,
            Some(_) if !self.facts.problems().is_empty() => SetupStep::Facts,
            Some(_) => SetupStep::Admin,
        }
    }

    /// The page that was asked for, where everything before it is done; else the first that is not.
    pub fn page(&self, asked: Option<SetupStep>) -> SetupStep {
        let place = |step| SetupStep::ALL.iter().position(|known| *known == step);
        let next = self.next();
        asked.filter(|asked| place(*asked) <= place(next)).unwrap_or(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_is_reached_before_those_before_it_are_done() {
        let mut now = SetupNow::default();
        assert_eq!(now.page(Some(SetupStep::Admin)), SetupStep::Region);
        now.region = Some(RegionFound { code: "640104".parse().unwrap(), level: Level::County, name: "X".into() });
        assert_eq!((now.page(None), now.page(Some(SetupStep::Region))), (SetupStep::Facts, SetupStep::Region));
        now.facts.name = "Hall".into();
        assert_eq!((now.next(), now.page(Some(SetupStep::Facts))), (SetupStep::Admin, SetupStep::Facts));
        now.facts.hotline = "nobody".into();
        assert_eq!(now.page(Some(SetupStep::Admin)), SetupStep::Facts, "what is wrong is mended first");
    }
}
