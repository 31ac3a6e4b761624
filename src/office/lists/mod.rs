//! The lists of an office as spreadsheets hold them: departments, staff, services, duty rules. A list is read whole, told what is
//! wrong line by line, compared with what is kept, and applied whole or not at all.

mod read;

pub use read::read;

use crate::word::choices;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most lines of a list.
pub const LINES_MAX: usize = 20_000;
/// Most bytes of a list as it is sent.
pub const BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most problems that are told at once.
pub const TOLD_MAX: usize = 50;

choices! {
    /// Which list.
    List {
        /// Who answers.
        Departments = "departments",
        /// Who works here.
        Staff = "staff",
        /// What people come for.
        Services = "services",
        /// Which department answers for what.
        DutyRules = "duty-rules",
    }

    /// A column of a list.
    Column {
        /// The name of a department, a person or a service.
        Name = "name",
        /// A region: its code, or its name where one only has it.
        Region = "region",
        /// The name of the office above.
        Parent = "parent",
        /// Whether the leader signs what goes out.
        LeaderSigns = "leader_signs",
        /// What somebody signs in with.
        Username = "username",
        /// The name of a department.
        Department = "department",
        /// Roles, with spaces between.
        Roles = "roles",
        /// The code of a service.
        Code = "code",
        /// The category of services.
        Category = "category",
        /// The code of the service that a rule is about.
        Service = "service",
        /// The legal basis.
        Basis = "basis",
    }

    /// What is wrong with a line.
    Wrong {
        /// The first line does not name the columns.
        Header = "header",
        /// There are too few fields, or too many.
        Fields = "fields",
        /// More lines than a list has.
        TooMany = "too_many",
        /// There is no line but the first.
        Empty = "empty",
        /// It has to be said.
        Missing = "missing",
        /// It is too long.
        Long = "long",
        /// It stands in a line above.
        Twice = "twice",
        /// No region that is served here.
        Region = "region",
        /// No such department, here or in the list.
        Department = "department",
        /// Several departments have this name.
        Several = "several",
        /// The office above is below.
        Loop = "loop",
        /// Neither yes nor no.
        YesOrNo = "yes_or_no",
        /// No such role.
        Role = "role",
        /// Nobody can sign in with it.
        Username = "username",
        /// No code of a service.
        Code = "code",
        /// No such service.
        Service = "service",
        /// No service is in this category.
        Category = "category",
        /// A service and a category, or neither.
        Either = "either",
        /// It would end the own right to keep the lists.
        Own = "own",
        /// It has open work, which would be lost where it moves.
        Work = "work",
    }
}

impl List {
    /// Its columns, in their order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Departments => &[Column::Name, Column::Region, Column::Parent, Column::LeaderSigns],
            Self::Staff => &[Column::Username, Column::Name, Column::Department, Column::Roles],
            Self::Services => &[Column::Code, Column::Name, Column::Category],
            Self::DutyRules => &[Column::Service, Column::Category, Column::Department, Column::Basis],
        }
    }

    /// Whether what a new list leaves out is ended. Departments and people are ended one by one: their work has to go somewhere.
    pub const fn ends_what_is_left_out(self) -> bool {
        matches!(self, Self::Services | Self::DutyRules)
    }

    /// What a line is known by.
    fn key(self, fields: &[String]) -> String {
        let count = if self == Self::DutyRules { 3 } else { 1 };
        fields.iter().take(count).map(String::as_str).filter(|field| !field.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// A line that cannot be used: which, which column, what is wrong and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProblem {
    /// Counted from 1.
    pub line: usize,
    /// Nothing where it is the whole line.
    pub column: Option<Column>,
    /// What is wrong.
    pub wrong: Wrong,
    /// What was written.
    pub said: String,
}

/// The words that a list may use beside ours.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Names of columns.
    pub columns: Vec<(String, Column)>,
    /// Words for yes.
    pub yes: Vec<String>,
    /// Words for no.
    pub no: Vec<String>,
    /// Names of roles.
    pub roles: Vec<(String, crate::staff::Role)>,
}

/// What is kept already, as far as lines may name it.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The region that is served.
    pub served: String,
    /// Every region in it: code and name.
    pub regions: Vec<(String, String)>,
    /// The departments that answer: name, region, office above, whether the leader signs.
    pub departments: Vec<Vec<String>>,
    /// Names of departments with open work.
    pub at_work: BTreeSet<String>,
    /// The list itself, in its columns.
    pub rows: Vec<Vec<String>>,
    /// Codes and categories of the services that are offered.
    pub services: Vec<(String, String)>,
    /// Who asks: user name and department.
    pub me: (String, String),
}

/// A line that can be used: in the words of the columns, whatever the spreadsheet called them.
pub type Line = Vec<String>;

/// What a list would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What is new.
    pub added: Vec<String>,
    /// What is there and reads otherwise.
    pub changed: Vec<String>,
    /// What is there and is ended.
    pub ended: Vec<String>,
    /// How much stays as it is.
    pub same: usize,
}

impl Preview {
    /// Compares the lines of a list with those that are kept.
    pub fn of(list: List, known: &[Line], lines: &[Line]) -> Self {
        let kept: BTreeMap<String, &Line> = known.iter().map(|line| (list.key(line), line)).collect();
        let new: BTreeSet<String> = lines.iter().map(|line| list.key(line)).collect();
        let mut preview = Self::default();
        for line in lines {
            let key = list.key(line);
            match kept.get(&key) {
                None => preview.added.push(key),
                Some(before) if *before != line => preview.changed.push(key),
                Some(_) => preview.same += 1,
            }
        }
        let left_out = kept.into_keys().filter(|key| !new.contains(key));
        match list.ends_what_is_left_out() {
            true => preview.ended = left_out.collect(),
            false => preview.same += left_out.count(),
        }
        preview
    }

    /// Whether nothing would be otherwise.
    pub const fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.ended.is_empty()
    }
}

/// A list as whoever keeps it reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListNow {
    /// How many lines are kept.
    pub kept: usize,
    /// What was sent and is not applied yet.
    pub sent: Option<Sent>,
}

/// A list that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Names what was read and what it would change: only that is applied.
    pub seen: String,
    /// What is wrong with it.
    pub problems: Vec<LineProblem>,
    /// What it would change.
    pub preview: Preview,
}

/// A link with which somebody new chooses a password, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLink {
    /// What they sign in with.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// What opens once.
    pub token: String,
}

/// What an installation has, and so what it lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Departments beside the desk that dispatches.
    pub departments: i64,
    /// People who work here.
    pub staff: i64,
    /// Services that are offered.
    pub services: i64,
    /// Rules that hold.
    pub duty_rules: i64,
    /// People who can dispatch.
    pub dispatchers: i64,
    /// People who can reply.
    pub officers: i64,
    /// People who can release a reply.
    pub reviewers: i64,
    /// People who have chosen no password yet.
    pub without_password: i64,
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
