//! What a list can be filtered by: what occurs in the open work of whoever reads it, each value found by one step in an index.

use super::super::{Fault, Result, Store, region::code_of};
use crate::{
    id::{DepartmentId, StaffId},
    queue::{Choice, FilterChoices, Scope},
    staff::Staff,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The values of a column in a scope, from one to the next greater: as many steps as there are values.
macro_rules! occurring {
    ($column:literal, $names:literal) => {
        concat!(
            "with recursive steps (value) as (select min(",
            $column,
            ") from queue_rows where scope_id = $1 and ",
            $column,
            " is not null union all select (select min(q.",
            $column,
            ") from queue_rows q where q.scope_id = $1 and q.",
            $column,
            " > steps.value) from steps where steps.value is not null) ",
            $names
        )
    };
}

// PostgreSQL knows no least uuid before version 18: ordered, and the first
macro_rules! occurring_ids {
    ($column:literal, $names:literal) => {
        concat!(
            "with recursive steps (value) as (select * from (select ",
            $column,
            " from queue_rows where scope_id = $1 and ",
            $column,
            " is not null order by ",
            $column,
            " limit 1) first union all select (select q.",
            $column,
            " from queue_rows q where q.scope_id = $1 and q.",
            $column,
            " > steps.value order by q.",
            $column,
            " limit 1) from steps where steps.value is not null) ",
            $names
        )
    };
}

/// All of them in one statement.
const CHOICES: &str = concat!(
    "select * from (",
    occurring!(
        "region_code",
        "select 'region' as what, r.region_code, cast(null as uuid), r.name, p.region_code as above, p.name as county \
         from steps join regions r on r.region_code = steps.value \
         left join regions p on p.region_code = r.parent_code and r.level = 'township'"
    ),
    ") as r union all select * from (",
    occurring!(
        "service_code",
        "select 'service', s.service_code, cast(null as uuid), s.name, cast(null as text), cast(null as text) \
         from steps join services s on s.service_code = steps.value"
    ),
    ") as s union all select * from (",
    occurring_ids!(
        "department_id",
        "select 'department', cast(null as text), d.department_id, d.name, cast(null as text), cast(null as text) \
         from steps join departments d on d.department_id = steps.value"
    ),
    ") as d union all select * from (",
    occurring_ids!(
        "holder_id",
        "select 'holder', cast(null as text), s.staff_id, s.name, cast(null as text), cast(null as text) \
         from steps join staff s on s.staff_id = steps.value"
    ),
    ") as h"
);

/// What it is, its code or its id, its name, and of a township the county.
pub(super) type Row = (String, Option<String>, Option<Uuid>, String, Option<String>, Option<String>);

#[derive(Default)]
struct Found {
    regions: BTreeMap<String, String>,
    services: BTreeMap<String, String>,
    departments: BTreeMap<Uuid, String>,
    holders: BTreeMap<Uuid, String>,
}

impl Store {
    /// What this person's lists can be filtered by: read once for all who ask between two changes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filter_choices(&self, who: &Staff, now: Timestamp) -> Result<FilterChoices> {
        let (mut found, glance) = (Found::default(), self.glance(now).await?);
        for scope in who.scopes().iter().map(Scope::id) {
            let rows = match glance.choices(&scope) {
                Some(rows) => rows,
                None => {
                    let rows = at_once!(self, conn => sqlx::query_as(CHOICES).bind(&scope).fetch_all(conn).await)?;
                    glance.keep_choices(scope, rows)
                }
            };
            rows.iter().cloned().try_for_each(|row| found.take(row))?;
        }
        let Found { regions, services, departments, holders } = found;
        let service = |code: String| code.parse().map_err(|_| Fault::Corrupt("service code").into());
        Ok(FilterChoices {
            regions: choices(regions, |code| code_of(&code))?,
            departments: by_name(choices(departments, |id| Ok(DepartmentId(id)))?),
            services: by_name(choices(services, service)?),
            holders: by_name(choices(holders, |id| Ok(StaffId(id)))?),
        })
    }
}

impl Found {
    /// Townships with the county's name before their own, and the county itself.
    fn take(&mut self, (what, code, id, name, above, county): Row) -> Result<()> {
        match (what.as_str(), code, id) {
            ("region", Some(code), _) => {
                let name = match (above, county) {
                    (Some(above), Some(county)) => {
                        let full = format!("{county} {name}");
                        self.regions.insert(above, county);
                        full
                    }
                    _ => name,
                };
                self.regions.insert(code, name);
            }
            ("service", Some(code), _) => drop(self.services.insert(code, name)),
            ("department", _, Some(id)) => drop(self.departments.insert(id, name)),
            ("holder", _, Some(id)) => drop(self.holders.insert(id, name)),
            _ => return Err(Fault::Corrupt("choice").into()),
        }
        Ok(())
    }
}

fn choices<Key, Id>(found: BTreeMap<Key, String>, id: impl Fn(Key) -> Result<Id>) -> Result<Vec<Choice<Id>>> {
    found.into_iter().map(|(key, name)| Ok(Choice { id: id(key)?, name })).collect()
}

fn by_name<Id>(mut choices: Vec<Choice<Id>>) -> Vec<Choice<Id>> {
    choices.sort_by(|one, other| one.name.cmp(&other.name));
    choices
}
