//! Which department answers for what (派单目录): rules that propose, and dispatch by themselves when nothing speaks against it.

use crate::{department::Department, id::DutyRuleId, region::RegionCode, service::ServiceCode};
use serde::{Deserialize, Serialize};

/// What a rule is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// One service.
    Service(ServiceCode),
    /// A whole category.
    Category(String),
}

/// A service or a category, and the department that answers for it in its own region and below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyRule {
    /// Its id.
    pub id: DutyRuleId,
    /// What it is about.
    pub about: About,
    /// Who answers.
    pub department: Department,
    /// The legal basis, in words.
    pub basis: String,
}

/// What the rules say of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The rules that fit best, all alike: one is a decision, several are a choice, none leaves it to the dispatcher.
    pub rules: Vec<DutyRule>,
}

impl Proposal {
    /// Of the rules that concern a case, those that fit best: one about the service before one about its category, one of a
    /// department nearer to the place before one farther away.
    pub fn of(rules: Vec<DutyRule>) -> Self {
        let fits = |rule: &DutyRule| (matches!(rule.about, About::Service(_)), depth(&rule.department.region));
        let best = rules.iter().map(fits).max();
        Self { rules: rules.into_iter().filter(|rule| Some(fits(rule)) == best).collect() }
    }

    /// The rule that decides by itself. Where words tell of danger a person decides.
    pub fn decides(&self, danger: bool) -> Option<&DutyRule> {
        match self.rules.as_slice() {
            [rule] if !danger => Some(rule),
            _ => None,
        }
    }
}

/// How near to a place: the digits of a code that are more than zeros.
fn depth(region: &RegionCode) -> usize {
    region.as_str().trim_end_matches("00").len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DepartmentId;
    use uuid::Uuid;

    fn rule(n: u128, about: About, region: &str) -> DutyRule {
        let department = Department {
            id: DepartmentId(Uuid::from_u128(n)),
            name: n.to_string(),
            region: region.parse().unwrap(),
            parent: None,
        };
        DutyRule { id: DutyRuleId(Uuid::from_u128(n)), about, department, basis: "law".into() }
    }

    fn service() -> About {
        About::Service("a-1".parse().unwrap())
    }

    fn ids(proposal: &Proposal) -> Vec<u128> {
        proposal.rules.iter().map(|rule| rule.id.0.as_u128()).collect()
    }

    #[test]
    fn the_service_goes_before_its_category_and_the_nearer_office_before_the_farther() {
        let category = || About::Category("tax".into());
        let proposal = Proposal::of(vec![
            rule(1, category(), "990101"),
            rule(2, service(), "990000"),
            rule(3, service(), "990100"),
        ]);
        assert_eq!(ids(&proposal), [3]);
        assert_eq!(ids(&Proposal::of(vec![rule(1, category(), "990101"), rule(2, category(), "990100")])), [1]);
        assert!(Proposal::of(vec![]).rules.is_empty());
    }

    #[test]
    fn two_that_fit_alike_and_words_of_danger_are_left_to_a_person() {
        let two = Proposal::of(vec![rule(1, service(), "990100"), rule(2, service(), "990100")]);
        assert_eq!((ids(&two), two.decides(false)), (vec![1, 2], None));
        let one = Proposal::of(vec![rule(1, service(), "990100")]);
        assert!(one.decides(false).is_some());
        assert!(one.decides(true).is_none());
    }
}
