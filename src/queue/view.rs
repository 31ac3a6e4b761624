//! Which list: a bucket, what one holds oneself, or all open work that one sees.

use super::{Bucket, Scope};
use crate::{refusal::Refusal, staff::Staff};
use serde::{Deserialize, Serialize};

/// A list of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum View {
    /// What waits for one thing.
    Bucket(Bucket),
    /// What the reader holds.
    Mine,
    /// Everything open in the reader's scopes.
    Open,
}

/// Rows that a view is read from: one scope, in one bucket or in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Whose work.
    pub scope: Scope,
    /// Which bucket; all where none is named.
    pub bucket: Option<Bucket>,
    /// What stands in this scope, too, was read already.
    pub besides: Option<Scope>,
}

impl View {
    /// The word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bucket(bucket) => bucket.as_str(),
            Self::Mine => "mine",
            Self::Open => "open",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "open" => Some(Self::Open),
            word => Bucket::parse(word).map(Self::Bucket),
        }
    }

    /// The lists that are this person's: those they work on, what they hold, what they see.
    pub fn of(who: &Staff) -> Vec<Self> {
        let queues = who.queues();
        let mine = (!queues.is_empty()).then_some(Self::Mine);
        let open = (!who.scopes().is_empty()).then_some(Self::Open);
        queues.into_iter().map(|(bucket, _)| Self::Bucket(bucket)).chain(mine).chain(open).collect()
    }

    /// The ranges of rows that it is read from; no case stands in two of them.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] when the list is not this person's.
    pub fn ranges(self, who: &Staff) -> Result<Vec<Range>, Refusal> {
        if !Self::of(who).contains(&self) {
            return Err(Refusal::NotYours);
        }
        if let Self::Bucket(bucket) = self {
            let scope = who.scope(bucket.role()).ok_or(Refusal::NotYours)?;
            return Ok(vec![Range { scope, bucket: Some(bucket), besides: None }]);
        }
        let buckets: &[Option<Bucket>] = if self == Self::Mine { &[None] } else { &Bucket::ALL.map(Some) };
        let (scopes, mut ranges) = (who.scopes(), Vec::new());
        for (place, scope) in scopes.iter().enumerate() {
            let besides = scopes.first().filter(|_| place > 0);
            ranges.extend(buckets.iter().map(|bucket| Range {
                scope: scope.clone(),
                bucket: *bucket,
                besides: besides.cloned(),
            }));
        }
        Ok(ranges)
    }
}

impl TryFrom<String> for View {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::parse(&word).ok_or("not a view")
    }
}

impl From<View> for String {
    fn from(view: View) -> Self {
        view.as_str().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        department::Department,
        id::{DepartmentId, StaffId},
        staff::Role,
    };
    use uuid::Uuid;

    fn staff(roles: &[Role]) -> Staff {
        let id = DepartmentId(Uuid::nil());
        let department = Department { id, name: "d".into(), region: "990101".parse().unwrap(), parent: None };
        Staff { id: StaffId(Uuid::nil()), name: "n".into(), roles: roles.into(), department }
    }

    #[test]
    fn whoever_works_nowhere_has_no_list_and_a_list_of_another_role_is_refused() {
        assert!(View::of(&staff(&[Role::Admin, Role::Analyst])).is_empty());
        assert_eq!(View::of(&staff(&[Role::Supervisor])), [View::Open]);
        assert_eq!(View::of(&staff(&[Role::Leader])), [View::Bucket(Bucket::ToSign), View::Mine, View::Open]);
        assert_eq!(View::Bucket(Bucket::ToSign).ranges(&staff(&[Role::Officer])), Err(Refusal::NotYours));
        assert_eq!(View::Mine.ranges(&staff(&[Role::Operator])), Err(Refusal::NotYours));
    }

    #[test]
    fn of_two_scopes_the_second_leaves_out_what_the_first_has() {
        let both = staff(&[Role::Dispatcher, Role::Officer, Role::Reviewer]);
        let ranges = View::Open.ranges(&both).unwrap();
        assert_eq!(ranges.len(), 10);
        assert!(ranges[..5].iter().all(|range| range.besides.is_none()));
        assert!(ranges[5..].iter().all(|range| range.besides.as_ref() == Some(&ranges[0].scope)));
        assert_eq!(View::Mine.ranges(&both).unwrap().len(), 2);
    }

    #[test]
    fn each_view_is_read_back_from_its_word() {
        for view in Bucket::ALL.map(View::Bucket).into_iter().chain([View::Mine, View::Open]) {
            assert_eq!(View::parse(view.as_str()), Some(view));
        }
        assert_eq!(View::parse("everything"), None);
    }
}
