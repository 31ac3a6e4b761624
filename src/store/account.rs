//! One's own account, and the colleagues an admin looks after.

use super::{Moment, Result, Store, Token, tx::Tx};
use crate::{
    account::Account,
    id::StaffId,
    office::{OfficeEvent, OfficeKind},
    queue::Scope,
    refusal::Refusal,
    staff::{Role, Staff},
};
use jiff::Timestamp;

const USERNAME: &str = "select username from staff where staff_id = $1";
const PASSWORD: &str = "select password_hash from staff where staff_id = $1";
const SET_PASSWORD: &str = "update staff set password_hash = $2 where staff_id = $1";

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

    /// Signs a colleague out everywhere.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever is no admin, [`Refusal::NotFound`] when the person is not theirs.
    pub async fn sign_out_colleague(&self, who: &Staff, whom: StaffId, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let name = tx.looks_after(who, whom).await?.name;
            tx.record_office(Some(who), &OfficeEvent::new(OfficeKind::SignedOut, name), at).await?;
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
