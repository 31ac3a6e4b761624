//! Who works here, in which roles, and what they may do.

use crate::{
    case::{Act, Case},
    department::Department,
    id::StaffId,
    queue::{Bucket, Scope},
    refusal::Refusal,
    report::Identity,
};
use serde::{Deserialize, Serialize};

/// What a person at work is trusted with. One person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Gives cases to departments.
    Dispatcher,
    /// Accepts work orders of the own department and replies.
    Officer,
    /// Reads replies before the citizen does, releases them, and publishes what others can use.
    Reviewer,
    /// Runs the installation; sees no case.
    Admin,
}

impl Role {
    /// All roles, in the order of a case's life.
    pub const ALL: [Self; 4] = [Self::Dispatcher, Self::Officer, Self::Reviewer, Self::Admin];

    /// The word in the database and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dispatcher => "dispatcher",
            Self::Officer => "officer",
            Self::Reviewer => "reviewer",
            Self::Admin => "admin",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// The role an act belongs to.
    const fn of(act: Act) -> Self {
        match act {
            Act::Dispatch => Self::Dispatcher,
            Act::Accept | Act::Reply => Self::Officer,
            Act::Release | Act::Publish => Self::Reviewer,
        }
    }
}

/// Somebody who works here, signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Their id.
    pub id: StaffId,
    /// The name colleagues see.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Where they sit; its region bounds what they see.
    pub department: Department,
}

impl Staff {
    /// Whether they hold a role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The scope a role works in: dispatch and review look at a region, officers at their department, admins at no case.
    pub fn scope(&self, role: Role) -> Option<Scope> {
        match role {
            _ if !self.is(role) => None,
            Role::Dispatcher | Role::Reviewer => Some(Scope::Region(self.department.region.clone())),
            Role::Officer => Some(Scope::Department(self.department.id)),
            Role::Admin => None,
        }
    }

    /// The lists of work that are theirs, in the order of a case's life.
    pub fn queues(&self) -> Vec<(Bucket, Scope)> {
        let queue = |bucket: Bucket| Some((bucket, self.scope(bucket.role())?));
        Bucket::ALL.into_iter().filter_map(queue).collect()
    }

    /// The one visibility predicate: they see a case that stands in a scope of theirs.
    pub fn sees(&self, case: &Case) -> bool {
        let scopes: Vec<_> = Role::ALL.into_iter().filter_map(|role| self.scope(role)).collect();
        case.scopes.iter().any(|scope| scopes.contains(scope))
    }

    /// Whether they may learn who wrote: whoever asked to be shielded is known to the service, not to the department that
    /// answers.
    pub fn may_know(&self, identity: Identity, case: &Case) -> bool {
        let serves = |role| self.scope(role).is_some_and(|scope| case.scopes.contains(&scope));
        identity != Identity::Shielded || serves(Role::Dispatcher) || serves(Role::Reviewer)
    }

    /// Whether they may do an act on a case: not found when they must not know of it, not theirs when they see it only.
    pub fn may(&self, act: Act, case: &Case) -> Result<(), Refusal> {
        if !self.sees(case) {
            return Err(Refusal::NotFound);
        }
        match self.scope(Role::of(act)) {
            Some(scope) if case.scopes.contains(&scope) => Ok(()),
            _ => Err(Refusal::NotYours),
        }
    }
}
