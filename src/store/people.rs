//! Departments and the people who work there.

use super::{Fault, Moment, Result, Store, office_facts::SOME_STAFF, region::code_of, tx::Tx};
use crate::{
    department::Department,
    id::{DepartmentId, StaffId},
    office::{Field, FieldChange, OfficeEvent, OfficeKind},
    region::RegionCode,
    staff::{Role, Staff},
};
use jiff::Timestamp;
use uuid::Uuid;

/// An office that begins to answer.
#[derive(Clone)]
pub struct NewDepartment {
    /// Its name.
    pub name: String,
    /// The region it answers for.
    pub region: RegionCode,
    /// The office above it.
    pub parent: Option<DepartmentId>,
    /// Whether its leader signs what it replies.
    pub leader_signs: bool,
}

/// Somebody who begins to work here.
#[derive(Clone)]
pub struct NewStaff {
    /// What they sign in with.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Where they sit.
    pub department_id: DepartmentId,
    /// Their password as an argon2id PHC string.
    pub password_hash: String,
}

/// Somebody who works here, `s`, at the department `d`.
macro_rules! staff_columns {
    () => {
        "s.staff_id, s.name, s.department_id, d.name as department_name, d.region_code, d.parent_id, \
        (select string_agg(r.role, ' ' order by r.role) from staff_roles r where r.staff_id = s.staff_id) as roles"
    };
}
pub(super) use staff_columns;

const INSERT_DEPARTMENT: &str =
    "insert into departments (department_id, name, region_code, parent_id, leader_signs) values ($1, $2, $3, $4, $5)";
const SIGNS: &str = "select name, leader_signs from departments where department_id = $1";
const SET_SIGNS: &str = "update departments set leader_signs = $2 where department_id = $1";
const INSERT_STAFF: &str = "insert into staff (staff_id, username, name, department_id, password_hash, created_at) \
    values ($1, $2, $3, $4, $5, $6)";
const DELETE_ROLES: &str = "delete from staff_roles where staff_id = $1";
const INSERT_ROLE: &str = "insert into staff_roles (staff_id, role) values ($1, $2)";
const PASSWORD: &str = "select staff_id, password_hash from staff where username = $1 and ended_at is null";
const SET_PASSWORD: &str = "update staff set password_hash = $2 where username = $1";
const CALLED: &str = "select staff_id from staff where username = $1";
const STAFF: &str = concat!(
    "select ",
    staff_columns!(),
    " from staff s join departments d using (department_id) \
    where s.staff_id = $1 and s.ended_at is null"
);

/// Somebody who works here, as a row.
#[derive(sqlx::FromRow)]
pub(super) struct StaffRow {
    staff_id: Uuid,
    name: String,
    department_id: Uuid,
    department_name: String,
    region_code: String,
    parent_id: Option<Uuid>,
    roles: Option<String>,
}

impl Store {
    /// Adds a department.
    ///
    /// # Errors
    /// When its region or the office above it does not exist.
    pub async fn add_department(&self, department: &NewDepartment, at: Moment) -> Result<DepartmentId> {
        let NewDepartment { name, region, parent, leader_signs } = department;
        let (id, parent) = (at.dice().id(), parent.map(|parent| parent.0));
        in_tx!(self, |tx| {
            tx.insert_department(id, name, region.as_str(), parent, *leader_signs).await?;
            DepartmentId(id)
        })
    }

    /// Whether a department's leader signs what it replies from now on, as it is said on the machine itself; false when there is
    /// no such department.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_leader_signs(&self, department: DepartmentId, signs: bool, at: Moment) -> Result<bool> {
        in_tx!(self, |tx| {
            let before: Option<(String, bool)> =
                sql!(tx, conn => sqlx::query_as(SIGNS).bind(department.0).fetch_optional(conn).await)?;
            if let Some((name, signed)) = &before {
                sql!(tx, conn => sqlx::query(SET_SIGNS).bind(department.0).bind(signs).execute(conn).await.map(drop))?;
                let change = FieldChange::new(Field::LeaderSigns, yes_or_no(*signed), yes_or_no(signs));
                let event = OfficeEvent::new(OfficeKind::SignatureSet, name).with(vec![change]);
                tx.record_office(None, &event, at).await?;
            }
            before.is_some()
        })
    }

    /// Adds somebody who works here.
    ///
    /// # Errors
    /// When the user name is taken or the department does not exist.
    pub async fn add_staff(&self, staff: &NewStaff, at: Moment) -> Result<StaffId> {
        let NewStaff { username, name, roles, department_id, password_hash } = staff;
        let id = at.dice().id();
        in_tx!(self, |tx| {
            tx.insert_staff(id, username, name, department_id.0, password_hash, at.now).await?;
            tx.set_roles(id, roles.iter().map(|role| role.as_str())).await?;
            StaffId(id)
        })
    }

    /// The password of a user name, as an argon2id PHC string.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_password(&self, username: &str) -> Result<Option<(StaffId, String)>> {
        let row: Option<(Uuid, String)> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(PASSWORD).bind(username).fetch_optional(conn).await)?
        });
        Ok(row.map(|(id, hash)| (StaffId(id), hash)))
    }

    /// Sets a password, ends the sessions that the old one opened, and forgets links and wrong tries; false when nobody has this user name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&self, username: &str, password_hash: &str) -> Result<bool> {
        in_tx!(self, |tx| {
            let set = sql!(tx, conn => sqlx::query(SET_PASSWORD).bind(username).bind(password_hash).execute(conn).await
                .map(|done| done.rows_affected()))?;
            let staff: Option<Uuid> =
                sql!(tx, conn => sqlx::query_scalar(CALLED).bind(username).fetch_optional(conn).await)?;
            if let Some(staff) = staff.map(StaffId) {
                tx.forget_links(staff).await?;
                tx.forget_waiting_factor(staff).await?;
                tx.forget_failures(&[username, &staff.to_string()]).await?;
                tx.end_all_sessions(staff).await?;
            }
            set == 1
        })
    }

    /// Whether nobody works here yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_empty(&self) -> Result<bool> {
        let some: i64 =
            in_view!(self, |tx| { sql!(tx, conn => sqlx::query_scalar(SOME_STAFF).fetch_one(conn).await)? });
        Ok(some == 0)
    }
}

/// How a field of an office's history says it.
pub(super) fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

impl Tx {
    /// The row of a department.
    pub(super) async fn insert_department(
        &mut self,
        id: Uuid,
        name: &str,
        region: &str,
        parent: Option<Uuid>,
        leader_signs: bool,
    ) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(INSERT_DEPARTMENT).bind(id).bind(name).bind(region).bind(parent)
            .bind(leader_signs).execute(conn).await.map(drop))?)
    }

    /// The row of somebody who works here, without roles.
    pub(super) async fn insert_staff(
        &mut self,
        id: Uuid,
        username: &str,
        name: &str,
        department: Uuid,
        password_hash: &str,
        now: Timestamp,
    ) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(INSERT_STAFF).bind(id).bind(username).bind(name).bind(department)
            .bind(password_hash).bind(now.as_microsecond()).execute(conn).await.map(drop))?)
    }

    /// Gives somebody these roles, in place of those they had.
    pub(super) async fn set_roles(&mut self, staff: Uuid, roles: impl IntoIterator<Item = &str>) -> Result<()> {
        sql!(self, conn => sqlx::query(DELETE_ROLES).bind(staff).execute(conn).await.map(drop))?;
        for role in roles {
            sql!(self, conn => sqlx::query(INSERT_ROLE).bind(staff).bind(role).execute(conn).await.map(drop))?;
        }
        Ok(())
    }

    /// Somebody who works here, with roles and department.
    pub async fn staff(&mut self, id: StaffId) -> Result<Option<Staff>> {
        let row: Option<StaffRow> = sql!(self, conn => sqlx::query_as(STAFF).bind(id.0).fetch_optional(conn).await)?;
        row.map(StaffRow::staff).transpose()
    }
}

impl StaffRow {
    pub fn staff(self) -> Result<Staff> {
        let Self { staff_id, name, department_id, department_name, region_code, parent_id, roles } = self;
        let words = roles.unwrap_or_default();
        let roles = words.split_whitespace().map(Role::parse).collect::<Option<_>>().ok_or(Fault::Corrupt("role"))?;
        let department = Department {
            id: DepartmentId(department_id),
            name: department_name,
            region: code_of(&region_code)?,
            parent: parent_id.map(DepartmentId),
        };
        Ok(Staff { id: StaffId(staff_id), name, roles, department })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Office, later, office, store_test};

    store_test!(a_signature_that_is_set_on_the_machine_stands_in_the_history, |store, at| {
        let Office { admin, officer, .. } = office(&store, at).await;
        assert!(store.set_leader_signs(officer.department.id, true, later(at, 1)).await.unwrap());
        let (entries, _) = store.list_office_events(&admin, 0).await.unwrap();
        assert_eq!((entries[0].who.clone(), entries[0].event.kind), (None, OfficeKind::SignatureSet));
        assert_eq!(entries[0].event.change, [FieldChange::new(Field::LeaderSigns, "no", "yes")]);
        assert!(!store.set_leader_signs(DepartmentId(Uuid::nil()), true, later(at, 2)).await.unwrap());
        assert_eq!(store.list_office_events(&admin, 0).await.unwrap().0.len(), entries.len());
    });
}
