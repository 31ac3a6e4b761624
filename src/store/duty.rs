//! Duty rules: which department answers for what, kept by an admin, asked whenever a case is filed or dispatched.

use super::{Fault, Moment, Result, Store, region::code_of, tx::Tx};
use crate::{
    case::Case,
    department::Department,
    duty::{About, DutyRule, Proposal},
    id::{DepartmentId, DutyRuleId},
};
use uuid::Uuid;

type Row = (Uuid, Option<String>, Option<String>, String, Uuid, String, String, Option<Uuid>);

const INSERT: &str = "insert into duty_rules (duty_rule_id, service_code, category, department_id, basis, made_at) \
    values ($1, $2, $3, $4, $5, $6)";
const ALL: &str = "select r.duty_rule_id, r.service_code, r.category, r.basis, d.department_id, d.name, d.region_code, d.parent_id \
    from duty_rules r join departments d using (department_id) where r.ended_at is null \
    order by r.category, r.service_code, d.region_code, d.name";
/// Rules about a service or its category whose department answers for the region of the case, or for one above it.
const CONCERNING: &str = "with recursive upward (region_code, parent_code) as ( \
        select region_code, parent_code from regions where region_code = $1 \
        union all select r.region_code, r.parent_code from regions r join upward u on r.region_code = u.parent_code) \
    select r.duty_rule_id, r.service_code, r.category, r.basis, d.department_id, d.name, d.region_code, d.parent_id \
    from upward join departments d using (region_code) join duty_rules r using (department_id) \
    where r.ended_at is null and d.ended_at is null \
    and (r.service_code = $2 or r.category = (select category from services where service_code = $2)) \
    order by d.name, r.duty_rule_id";

fn rule((id, service, category, basis, department, name, region, parent): Row) -> Result<DutyRule> {
    let about = match (service, category) {
        (Some(code), _) => About::Service(code.parse().map_err(|_| Fault::Corrupt("service code"))?),
        (None, Some(category)) => About::Category(category),
        (None, None) => return Err(Fault::Corrupt("duty rule").into()),
    };
    let department =
        Department { id: DepartmentId(department), name, region: code_of(&region)?, parent: parent.map(DepartmentId) };
    Ok(DutyRule { id: DutyRuleId(id), about, department, basis })
}

impl Store {
    /// Adds a rule.
    ///
    /// # Errors
    /// When the department does not exist.
    pub async fn add_duty_rule(
        &self,
        about: &About,
        department: DepartmentId,
        basis: &str,
        at: Moment,
    ) -> Result<DutyRuleId> {
        in_tx!(self, |tx| { tx.add_duty_rule(about, department, basis, at).await? })
    }

    /// Every rule that holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn duty_rules(&self) -> Result<Vec<DutyRule>> {
        let rows: Vec<Row> = in_view!(self, |tx| { sql!(tx, conn => sqlx::query_as(ALL).fetch_all(conn).await)? });
        rows.into_iter().map(rule).collect()
    }
}

impl Tx {
    /// Adds a rule.
    pub async fn add_duty_rule(
        &mut self,
        about: &About,
        department: DepartmentId,
        basis: &str,
        at: Moment,
    ) -> Result<DutyRuleId> {
        let id = DutyRuleId(at.dice().id());
        self.make_duty_rule(id, about, department, basis, at).await?;
        Ok(id)
    }

    /// Adds a rule under an id.
    pub(super) async fn make_duty_rule(
        &mut self,
        id: DutyRuleId,
        about: &About,
        department: DepartmentId,
        basis: &str,
        at: Moment,
    ) -> Result<()> {
        let (service, category) = match about {
            About::Service(code) => (Some(code.as_str()), None),
            About::Category(name) => (None, Some(name.as_str())),
        };
        Ok(
            sql!(self, conn => sqlx::query(INSERT).bind(id.0).bind(service).bind(category).bind(department.0).bind(basis)
            .bind(at.now.as_microsecond()).execute(conn).await.map(drop))?,
        )
    }

    /// What the rules say of a case.
    pub async fn proposal(&mut self, case: &Case) -> Result<Proposal> {
        let Some(service) = &case.service else { return Ok(Proposal::default()) };
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(CONCERNING).bind(case.region.as_str()).bind(service.as_str())
            .fetch_all(conn).await)?;
        Ok(Proposal::of(rows.into_iter().map(rule).collect::<Result<_>>()?))
    }
}
