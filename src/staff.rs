//! Who works here, in which roles, and what they may do.

use crate::{
    case::{Act, Case},
    department::Department,
    id::StaffId,
    queue::{Bucket, Scope},
    refusal::Refusal,
    report::{Channel, Identity},
    word::choices,
};
use serde::{Deserialize, Serialize};

choices! {
    /// What a person at work is trusted with. One person may hold several.
    Role {
        /// 话务员: takes calls and tells callers how their case stands.
        Operator = "operator",
        /// 窗口人员: the same at a window.
        Clerk = "clerk",
        /// 派单员: gives cases to departments.
        Dispatcher = "dispatcher",
        /// 承办人: accepts work orders of the own department and replies.
        Officer = "officer",
        /// 承办单位负责人: signs what the department replies.
        Leader = "leader",
        /// 审核员: reads replies before the citizen does, releases them, and publishes what others can use.
        Reviewer = "reviewer",
        /// 督办员: sees what is stuck.
        Supervisor = "supervisor",
        /// 分析员: sees figures, and no case.
        Analyst = "analyst",
        /// 管理员: runs the installation; sees no case.
        Admin = "admin",
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

    /// The scope a role works in: whoever serves everybody looks at the region, whoever answers at the department, each with
    /// all below it; analysts and admins at no case.
    pub fn scope(&self, role: Role) -> Option<Scope> {
        match role {
            _ if !self.is(role) => None,
            Role::Operator | Role::Clerk | Role::Dispatcher | Role::Reviewer | Role::Supervisor => {
                Some(Scope::Region(self.department.region.clone()))
            }
            Role::Officer | Role::Leader => Some(Scope::Department(self.department.id)),
            Role::Analyst | Role::Admin => None,
        }
    }

    /// The lists of work that are theirs, in the order of a case's life.
    pub fn queues(&self) -> Vec<(Bucket, Scope)> {
        let queue = |bucket: Bucket| Some((bucket, self.scope(bucket.role())?));
        Bucket::ALL.into_iter().filter_map(queue).collect()
    }

    /// The list of theirs to which they go back from a case that waits here, or nowhere any more: this one, or the one that
    /// comes before it.
    pub fn back_from(&self, waits: Option<Bucket>) -> Option<Bucket> {
        let place = |bucket: Bucket| Bucket::ALL.iter().position(|at| *at == bucket);
        let own: Vec<_> = self.queues().into_iter().map(|(bucket, _)| bucket).collect();
        let before = own.iter().rev().find(|own| waits.is_none_or(|waits| place(**own) <= place(waits)));
        before.or(own.first()).copied()
    }

    /// Whose work they see: the region, the department, both or neither.
    pub fn scopes(&self) -> Vec<Scope> {
        let mut scopes = Vec::new();
        for scope in Role::ALL.into_iter().filter_map(|role| self.scope(role)) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        scopes
    }

    /// The one visibility predicate: they see a case that stands in a scope of theirs.
    pub fn sees(&self, case: &Case) -> bool {
        self.sees_under(&case.scopes)
    }

    /// The same for a case of which only the scopes are at hand.
    pub fn sees_under(&self, stands: &[Scope]) -> bool {
        let scopes = self.scopes();
        stands.iter().any(|scope| scopes.contains(scope))
    }

    /// Whether they may learn who wrote: whoever asked to be shielded is known to the service, not to the department that
    /// answers.
    pub fn may_know(&self, identity: Identity, case: &Case) -> bool {
        self.may_know_under(identity, &case.scopes)
    }

    /// The same for a case of which only the scopes are at hand.
    pub fn may_know_under(&self, identity: Identity, stands: &[Scope]) -> bool {
        let scopes = Role::ALL.into_iter().filter_map(|role| self.scope(role));
        let serves = |scope: Scope| matches!(scope, Scope::Region(_)) && stands.contains(&scope);
        identity != Identity::Shielded || scopes.into_iter().any(serves)
    }

    /// How somebody can come for whom they write a report down: by telephone, or at their window.
    pub fn channels(&self) -> Vec<Channel> {
        let ways = [(Role::Operator, Channel::Hotline), (Role::Clerk, Channel::Window)];
        ways.into_iter().filter(|(role, _)| self.is(*role)).map(|(_, channel)| channel).collect()
    }

    /// Whether they may write down a report that came this way and becomes, or follows, this case: one of their own region, so
    /// that whoever calls again finds somebody who sees it.
    pub fn may_take(&self, channel: Channel, case: &Case) -> Result<(), Refusal> {
        match (self.channels().contains(&channel), self.sees(case)) {
            (false, _) => Err(Refusal::NotYours),
            (true, false) => Err(Refusal::OtherRegion),
            (true, true) => Ok(()),
        }
    }

    /// Whether they may do an act on a case: not found when they must not know of it, not theirs when they see it only.
    pub fn may(&self, act: Act, case: &Case) -> Result<(), Refusal> {
        if !self.sees(case) {
            return Err(Refusal::NotFound);
        }
        let mut scopes = act.roles(case.stage).iter().filter_map(|role| self.scope(*role));
        if scopes.any(|scope| case.scopes.contains(&scope)) { Ok(()) } else { Err(Refusal::NotYours) }
    }
}
