//! Lists with their filters, kept under a name.

use super::{Bucket, DueFilter, Filter, HolderFilter, Mark, View, ViewCount};
use crate::{id::SavedViewId, refusal::Refusal, report::tidy, staff::Staff, word::choices};
use serde::{Deserialize, Serialize};

/// Most characters of a name.
const NAME_MAX: usize = 40;
/// Views that one person keeps, at most.
pub const VIEWS_MAX: u32 = 30;

choices! {
    /// A view that everybody has.
    UsualView {
        /// What is late.
        Overdue = "overdue",
        /// What has to be done today.
        Today = "today",
        /// What nobody holds.
        Free = "free",
        /// What the reporter asked to hurry.
        Urged = "urged",
    }
}

/// What a view is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ViewName {
    /// By us, in the reader's language.
    Usual(UsualView),
    /// By whoever kept it.
    Own(String),
}

/// A list with its filter and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id; none for one that everybody has.
    pub id: Option<SavedViewId>,
    /// What it is called.
    pub name: ViewName,
    /// Which list.
    pub view: View,
    /// Its filter, as an address says it.
    pub query: String,
    /// Whether the colleagues of the department see it, too.
    pub shared: bool,
    /// Who shares it, when it is not the reader.
    pub owner: Option<String>,
    /// How much stands in it.
    pub count: ViewCount,
}

impl UsualView {
    /// What it shows.
    pub fn filter(self) -> Filter {
        let filter = Filter::default();
        match self {
            Self::Overdue => Filter { due: Some(DueFilter::Overdue), ..filter },
            Self::Today => Filter { due: Some(DueFilter::Today), ..filter },
            Self::Free => Filter { holder: Some(HolderFilter::None), ..filter },
            Self::Urged => Filter { mark: Some(Mark::Urged), ..filter },
        }
    }

    /// Those of a person: of the first list they work on, or of all that they see.
    pub fn of(who: &Staff) -> Vec<(Self, View)> {
        let views = View::of(who);
        let Some(first) = views.first().copied() else { return Vec::new() };
        let usual: &[Self] = match first {
            View::Bucket(Bucket::ToDispatch | Bucket::ToRelease) => &[Self::Overdue, Self::Free, Self::Urged],
            View::Bucket(_) => &[Self::Overdue, Self::Today, Self::Free],
            View::Mine | View::Open => &[Self::Overdue, Self::Today, Self::Urged],
        };
        usual.iter().map(|usual| (*usual, first)).collect()
    }
}

impl ViewName {
    /// Reads a name that somebody typed: one line, and not too long.
    ///
    /// # Errors
    /// [`Refusal::NoName`] when nothing is left of it.
    pub fn parse(typed: &str) -> Result<String, Refusal> {
        let line = tidy(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        let name = line.chars().take(NAME_MAX).collect::<String>().trim_end().to_owned();
        if name.is_empty() { Err(Refusal::NoName) } else { Ok(name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_and_not_nothing() {
        assert_eq!(ViewName::parse("  late \n in  town "), Ok("late in town".into()));
        assert_eq!(ViewName::parse(&"x".repeat(99)).map(|name| name.len()), Ok(40));
        assert_eq!(ViewName::parse(" \t "), Err(Refusal::NoName));
        assert_eq!(ViewName::parse("\u{200B}\u{202E}"), Err(Refusal::NoName), "nobody could see it");
        assert_eq!(ViewName::parse("\u{202E}late"), Ok("late".into()), "colleagues read it from left to right");
        assert_eq!(ViewName::parse(&format!("{} y", "x".repeat(39))).map(|name| name.len()), Ok(39));
    }
}
