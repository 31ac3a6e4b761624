//! What is kept of each list, in the columns of the list, and what its lines may name.

use super::{Result, Store, tx::Tx};
use crate::{
    office::lists::{Checklist, Known, Line, List},
    staff::Staff,
};
use uuid::Uuid;

const DEPARTMENTS: &str = "select d.name, d.region_code, coalesce(p.name, ''), case when d.leader_signs then 'yes' else 'no' end \
    from departments d left join departments p on p.department_id = d.parent_id where d.ended_at is null \
    order by d.region_code, d.name";
const STAFF: &str = "select s.username, s.name, d.name, '' from staff s join departments d using (department_id) \
    where s.ended_at is null order by s.username";
const ROLES: &str = "select s.username, r.role from staff s join staff_roles r using (staff_id) where s.ended_at is null \
    order by s.username, r.role";
const SERVICES: &str =
    "select service_code, name, category, '' from services where offered order by place, service_code";
const RULES: &str = "select coalesce(r.service_code, ''), coalesce(r.category, ''), d.name, r.basis \
    from duty_rules r join departments d using (department_id) where r.ended_at is null \
    order by coalesce(r.category, ''), coalesce(r.service_code, ''), d.name";
const REGIONS: &str = "with recursive below (region_code, name) as ( \
        select region_code, name from regions where region_code = $1 \
        union all select r.region_code, r.name from regions r join below b on r.parent_code = b.region_code) \
    select region_code, name from below order by region_code";
/// Departments with open work and all above them: its rows stand under each of these, and would stay behind.
const AT_WORK: &str = "with recursive working (department_id, parent_id) as ( \
        select d.department_id, d.parent_id from departments d \
        where exists (select 1 from queue_rows q where q.department_id = d.department_id) \
        union select d.department_id, d.parent_id from departments d join working w on d.department_id = w.parent_id) \
    select d.department_id, d.name from departments d join working using (department_id)";
const ME: &str = "select username from staff where staff_id = $1";
const CHECK: &str = "select \
    (select count(*) from departments where ended_at is null and department_id <> $1), \
    (select count(*) from staff where ended_at is null), \
    (select count(*) from services where offered), \
    (select count(*) from duty_rules where ended_at is null), \
    (select count(*) from staff s join staff_roles r using (staff_id) where s.ended_at is null and r.role = 'dispatcher'), \
    (select count(*) from staff s join staff_roles r using (staff_id) where s.ended_at is null and r.role = 'officer'), \
    (select count(*) from staff s join staff_roles r using (staff_id) where s.ended_at is null and r.role = 'reviewer'), \
    (select count(*) from staff where ended_at is null and password_hash = $2)";

/// The password of somebody who has chosen none: nothing that is typed belongs to it.
pub(super) const NO_PASSWORD: &str = "";

impl Store {
    /// A list as it is kept, in its columns.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever does not run the whole installation.
    pub async fn list_lines(&self, who: &Staff, list: List) -> Result<Vec<Line>> {
        Ok(in_view!(self, |tx| {
            tx.runs_the_installation(who).await?;
            tx.list_lines(list).await?
        }))
    }

    /// What the installation has, and so what it lacks.
    ///
    /// # Errors
    /// As [`Store::list_lines`].
    pub async fn read_checklist(&self, who: &Staff) -> Result<Checklist> {
        let row: (i64, i64, i64, i64, i64, i64, i64, i64) = in_view!(self, |tx| {
            tx.runs_the_installation(who).await?;
            sql!(tx, conn => sqlx::query_as(CHECK).bind(who.department.id.0).bind(NO_PASSWORD).fetch_one(conn).await)?
        });
        let (departments, staff, services, duty_rules, dispatchers, officers, reviewers, without_password) = row;
        Ok(Checklist { departments, staff, services, duty_rules, dispatchers, officers, reviewers, without_password })
    }
}

impl Tx {
    pub(super) async fn list_lines(&mut self, list: List) -> Result<Vec<Line>> {
        let text = match list {
            List::Departments => DEPARTMENTS,
            List::Staff => STAFF,
            List::Services => SERVICES,
            List::DutyRules => RULES,
        };
        let rows: Vec<(String, String, String, String)> =
            sql!(self, conn => sqlx::query_as(text).fetch_all(conn).await)?;
        let roles: Vec<(String, String)> = match list {
            List::Staff => sql!(self, conn => sqlx::query_as(ROLES).fetch_all(conn).await)?,
            _ => Vec::new(),
        };
        let mut roles = roles.into_iter().peekable();
        let mut line = |(first, second, third, mut fourth): (String, String, String, String)| {
            while let Some((_, role)) = roles.next_if(|(username, _)| *username == first) {
                fourth = if fourth.is_empty() { role } else { format!("{fourth} {role}") };
            }
            let mut line = vec![first, second, third, fourth];
            line.truncate(list.columns().len());
            line
        };
        Ok(rows.into_iter().map(&mut line).collect())
    }

    /// The departments that cannot move: with open work, or above it.
    pub(super) async fn departments_at_work(&mut self) -> Result<Vec<(Uuid, String)>> {
        Ok(sql!(self, conn => sqlx::query_as(AT_WORK).fetch_all(conn).await)?)
    }

    /// Everything that the lines of a list are compared with.
    pub(super) async fn known_to(&mut self, who: &Staff, list: List) -> Result<Known> {
        let served = self.read_fact("region").await?.unwrap_or_default();
        let regions = sql!(self, conn => sqlx::query_as(REGIONS).bind(&served).fetch_all(conn).await)?;
        let at_work = match list {
            List::Departments => self.departments_at_work().await?,
            _ => Vec::new(),
        };
        let services = self.list_lines(List::Services).await?;
        let username: String = sql!(self, conn => sqlx::query_scalar(ME).bind(who.id.0).fetch_one(conn).await)?;
        Ok(Known {
            served,
            regions,
            departments: self.list_lines(List::Departments).await?,
            at_work: at_work.into_iter().map(|(_, name)| name).collect(),
            rows: self.list_lines(list).await?,
            services: services
                .into_iter()
                .filter_map(|line| Some((line.first()?.clone(), line.get(2)?.clone())))
                .collect(),
            me: (username, who.department.name.clone()),
        })
    }
}
