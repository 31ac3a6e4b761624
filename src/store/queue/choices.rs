//! What a list can be filtered by: what occurs in the open work of whoever reads it, each value found by one step in an index.

use super::super::{Fault, Result, Store, region::code_of, tx::Tx};
use crate::{
    id::{DepartmentId, StaffId},
    queue::{Choice, FilterChoices, Scope},
    staff::Staff,
};
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

const REGIONS: &str = occurring!(
    "region_code",
    "select r.region_code, r.name, p.region_code, p.name from steps join regions r on r.region_code = steps.value \
     left join regions p on p.region_code = r.parent_code and r.level = 'township'"
);
const SERVICES: &str = occurring!(
    "service_code",
    "select s.service_code, s.name from steps join services s on s.service_code = steps.value"
);
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
const DEPARTMENTS: &str = occurring_ids!(
    "department_id",
    "select d.department_id, d.name from steps join departments d on d.department_id = steps.value"
);
const HOLDERS: &str =
    occurring_ids!("holder_id", "select s.staff_id, s.name from steps join staff s on s.staff_id = steps.value");

impl Store {
    /// What this person's lists can be filtered by.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filter_choices(&self, who: &Staff) -> Result<FilterChoices> {
        Ok(in_view!(self, |tx| {
            let (mut regions, mut services) = (BTreeMap::new(), BTreeMap::new());
            let (mut departments, mut holders) = (BTreeMap::new(), BTreeMap::new());
            for scope in who.scopes() {
                tx.regions_in(&scope, &mut regions).await?;
                services.extend(tx.texts_in(SERVICES, &scope).await?);
                departments.extend(tx.ids_in(DEPARTMENTS, &scope).await?);
                holders.extend(tx.ids_in(HOLDERS, &scope).await?);
            }
            let code = |code: String| code_of(&code);
            let service = |code: String| code.parse().map_err(|_| Fault::Corrupt("service code").into());
            FilterChoices {
                regions: choices(regions, code)?,
                departments: by_name(choices(departments, |id| Ok(DepartmentId(id)))?),
                services: by_name(choices(services, service)?),
                holders: by_name(choices(holders, |id| Ok(StaffId(id)))?),
            }
        }))
    }
}

fn choices<Key, Id>(found: BTreeMap<Key, String>, id: impl Fn(Key) -> Result<Id>) -> Result<Vec<Choice<Id>>> {
    found.into_iter().map(|(key, name)| Ok(Choice { id: id(key)?, name })).collect()
}

fn by_name<Id>(mut choices: Vec<Choice<Id>>) -> Vec<Choice<Id>> {
    choices.sort_by(|one, other| one.name.cmp(&other.name));
    choices
}

impl Tx {
    /// Townships with the county's name before their own, and the county itself.
    async fn regions_in(&mut self, scope: &Scope, found: &mut BTreeMap<String, String>) -> Result<()> {
        type Row = (String, String, Option<String>, Option<String>);
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(REGIONS).bind(scope.id()).fetch_all(conn).await)?;
        for (code, name, above, county) in rows {
            let name = match (above, county) {
                (Some(above), Some(county)) => {
                    let full = format!("{county} {name}");
                    found.insert(above, county);
                    full
                }
                _ => name,
            };
            found.insert(code, name);
        }
        Ok(())
    }

    async fn texts_in(&mut self, text: &'static str, scope: &Scope) -> Result<Vec<(String, String)>> {
        Ok(sql!(self, conn => sqlx::query_as(text).bind(scope.id()).fetch_all(conn).await)?)
    }

    async fn ids_in(&mut self, text: &'static str, scope: &Scope) -> Result<Vec<(Uuid, String)>> {
        Ok(sql!(self, conn => sqlx::query_as(text).bind(scope.id()).fetch_all(conn).await)?)
    }
}
