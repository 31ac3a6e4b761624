//! One's own account, and the colleagues an admin looks after.

use super::{Fault, Result, Store, Token, tx::Tx};
use crate::{
    account::{Account, Colleague},
    id::StaffId,
    policy,
    queue::Scope,
    refusal::Refusal,
    staff::{Role, Staff},
};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

const USERNAME: &str = "select username from staff where staff_id = $1";
const PASSWORD: &str = "select password_hash from staff where staff_id = $1";
const SET_PASSWORD: &str = "update staff set password_hash = $2 where staff_id = $1";
/// Everybody in a region and below it.
const COLLEAGUES: &str = "with recursive below (region_code) as ( \
        select region_code from regions where region_code = $1 \
        union all select r.region_code from regions r join below b on r.parent_code = b.region_code) \
    select s.staff_id, s.name, s.username, d.name as department_name, f.confirmed_at is not null as second_factor, \
        (select count(*) from sessions o where o.staff_id = s.staff_id and o.proven and o.expires_at > $2 and o.seen_at > $3) as sessions \
    from staff s join departments d using (department_id) join below b on b.region_code = d.region_code \
    left join second_factors f on f.staff_id = s.staff_id \
    order by d.name, s.name, s.staff_id";
const ROLES: &str = "select staff_id, role from staff_roles order by staff_id, role";

#[derive(sqlx::FromRow)]
struct Row {
    staff_id: Uuid,
    name: String,
    username: String,
    department_name: String,
    second_factor: bool,
    sessions: i64,
}

impl Tx {
    pub(super) async fn password_hash(&mut self, staff: StaffId) -> Result<String> {
        Ok(sql!(self, conn => sqlx::query_scalar(PASSWORD).bind(staff.0).fetch_one(conn).await)?)
    }

    /// Whether an admin looks after somebody: they sit in the admin's region or below it.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin, [`Refusal::NotFound`] when the person is not theirs.
    pub(super) async fn looks_after(&mut self, who: &Staff, whom: StaffId) -> Result<Staff> {
        if !who.is(Role::Admin) {
            return Err(Refusal::NotYours.into());
        }
        let whom = self.staff(whom).await?.ok_or(Refusal::NotFound)?;
        let above: Vec<_> = self.upward(&whom.department.region).await?.into_iter().map(Scope::Region).collect();
        match above.contains(&Scope::Region(who.department.region.clone())) {
            true => Ok(whom),
            false => Err(Refusal::NotFound.into()),
        }
    }
}

impl Store {
    /// One's own account as one reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_account(&self, who: &Staff, session: &Token, now: Timestamp) -> Result<Account> {
        Ok(in_view!(self, |tx| {
            let username: String = sql!(tx, conn => sqlx::query_scalar(USERNAME).bind(who.id.0).fetch_one(conn).await)?;
            Account {
                name: who.name.clone(),
                username,
                roles: who.roles.clone(),
                department_name: who.department.name.clone(),
                second_factor: tx.has_factor(who.id).await?,
                needs_second_factor: who.needs_second_factor(),
                recovery_codes: tx.count_recovery_codes(who.id).await?,
                sessions: tx.sessions(who.id, session, now).await?,
            }
        }))
    }

    /// The password that somebody has now, as an argon2id PHC string.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_password(&self, staff: StaffId) -> Result<String> {
        Ok(in_view!(self, |tx| { tx.password_hash(staff).await? }))
    }

    /// Sets one's own password and ends every session but this one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_password(&self, staff: StaffId, session: &Token, password_hash: &str) -> Result<()> {
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(SET_PASSWORD).bind(staff.0).bind(password_hash).execute(conn).await.map(drop))?;
            tx.forget_links(staff).await?;
            tx.end_other_sessions(staff, session).await?;
        })
    }

    /// Everybody an admin looks after.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin.
    pub async fn list_colleagues(&self, who: &Staff, now: Timestamp) -> Result<Vec<Colleague>> {
        if !who.is(Role::Admin) {
            return Err(Refusal::NotYours.into());
        }
        let idle = (now - SignedDuration::from_mins(policy::IDLE_MINUTES)).as_microsecond();
        let (rows, words): (Vec<Row>, Vec<(Uuid, String)>) = in_view!(self, |tx| {
            let rows = sql!(tx, conn => sqlx::query_as(COLLEAGUES).bind(who.department.region.as_str())
                .bind(now.as_microsecond()).bind(idle).fetch_all(conn).await)?;
            (rows, sql!(tx, conn => sqlx::query_as(ROLES).fetch_all(conn).await)?)
        });
        let mut roles: HashMap<Uuid, Vec<Role>> = HashMap::new();
        for (staff, word) in words {
            roles.entry(staff).or_default().push(Role::parse(&word).ok_or(Fault::Corrupt("role"))?);
        }
        let colleague = |Row { staff_id, name, username, department_name, second_factor, sessions }| Colleague {
            id: StaffId(staff_id),
            name,
            username,
            roles: roles.remove(&staff_id).unwrap_or_default(),
            department_name,
            second_factor,
            sessions,
            me: staff_id == who.id.0,
        };
        Ok(rows.into_iter().map(colleague).collect())
    }

    /// Signs a colleague out everywhere.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin, [`Refusal::NotFound`] when the person is not theirs.
    pub async fn sign_out_colleague(&self, who: &Staff, whom: StaffId) -> Result<()> {
        in_tx!(self, |tx| {
            tx.looks_after(who, whom).await?;
            tx.forget_links(whom).await?;
            tx.end_all_sessions(whom).await?;
        })
    }

    /// Who has this user name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_called(&self, username: &str) -> Result<Option<StaffId>> {
        Ok(self.read_password(username).await?.map(|(id, _)| id))
    }
}
