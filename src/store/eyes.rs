//! Whether cases are for somebody's eyes.

use super::{
    Error, Result, Store,
    region::code_of,
    tx::{Conn, Tx, json_of},
};
use crate::{
    case::Case,
    id::{CaseId, DepartmentId},
    queue::Scope,
    refusal::Refusal,
    staff::Staff,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The scopes under which some cases stand, as [`Tx::case`] has them for one.
macro_rules! scopes {
    ($cases:literal) => {
        concat!(
            "with recursive asked (case_id, region_code, department_id) as ( \
        select c.case_id, c.region_code, w.department_id from cases c left join work_orders w on w.case_id = c.case_id and w.main \
        where ",
            $cases,
            "), regions_up (case_id, region_code) as ( \
        select case_id, region_code from asked \
        union all select u.case_id, r.parent_code from regions_up u cross join regions r where r.region_code = u.region_code), \
    offices_up (case_id, department_id) as ( \
        select case_id, department_id from asked \
        union all select u.case_id, d.parent_id from offices_up u cross join departments d where d.department_id = u.department_id) \
    select case_id, region_code, cast(null as uuid) as department_id from regions_up where region_code is not null \
    union all select case_id, cast(null as text), department_id from offices_up where department_id is not null"
        )
    };
}
pub(super) const SCOPES_SQLITE: &str = scopes!("c.case_id in (select unhex(value) from json_each($1))");
const SCOPES_POSTGRES: &str = scopes!("c.case_id = any($1)");

impl Store {
    /// Whether a case is for somebody's eyes.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is not, or there is none.
    pub async fn may_see(&self, who: &Staff, case: CaseId) -> Result<()> {
        in_view!(self, |tx| { tx.case_seen_by(who, case).await? });
        Ok(())
    }

    /// What belongs to cases that are for somebody's eyes; a case that is not, or that there is not, is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn only_seen<Thing: Clone>(
        &self,
        who: &Staff,
        things: Vec<(CaseId, Thing)>,
    ) -> Result<Vec<(CaseId, Thing)>> {
        Ok(in_view!(self, |tx| {
            let mut seen = Vec::new();
            for (case, thing) in &things {
                if tx.is_seen_by(who, *case).await? {
                    seen.push((*case, thing.clone()));
                }
            }
            seen
        }))
    }
}

impl Tx {
    /// Under which scopes each of some cases stands, in one statement however many they are.
    pub(super) async fn scopes_of(&mut self, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Scope>>> {
        let mut scopes: HashMap<Uuid, Vec<Scope>> = HashMap::new();
        if ids.is_empty() {
            return Ok(scopes);
        }
        let rows: Vec<(Uuid, Option<String>, Option<Uuid>)> = match &mut self.conn {
            Conn::Sqlite(tx) => sqlx::query_as(SCOPES_SQLITE).bind(json_of(ids)).fetch_all(&mut **tx).await?,
            Conn::Postgres(tx) => sqlx::query_as(SCOPES_POSTGRES).bind(ids).fetch_all(&mut **tx).await?,
        };
        for (case, region, department) in rows {
            let region = region.map(|code| code_of(&code)).transpose()?.map(Scope::Region);
            let department = department.map(|id| Scope::Department(DepartmentId(id)));
            scopes.entry(case).or_default().extend(region.into_iter().chain(department));
        }
        Ok(scopes)
    }

    /// A case that is for their eyes: none that is not, as if there were none.
    pub(super) async fn case_seen_by(&mut self, who: &Staff, id: CaseId) -> Result<Case> {
        let case = self.case(id).await?;
        if who.sees(&case) { Ok(case) } else { Err(Refusal::NotFound.into()) }
    }

    /// Whether a case is for their eyes.
    pub(super) async fn is_seen_by(&mut self, who: &Staff, id: CaseId) -> Result<bool> {
        match self.case_seen_by(who, id).await {
            Ok(_) => Ok(true),
            Err(Error::Refused(Refusal::NotFound)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
