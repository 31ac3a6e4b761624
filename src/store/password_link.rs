//! A link that lets somebody choose a new password, once: what an admin gives to whoever has lost the old one.

use super::{Moment, Result, Store, Token, tx::Tx};
use crate::{
    id::StaffId,
    office::{Field, FieldChange, OfficeEvent, OfficeKind},
    policy,
    refusal::Refusal,
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const MAKE: &str = "insert into password_links (staff_id, token_digest, without_factor, made_by, expires_at) \
    values ($1, $2, $3, $4, $5) on conflict (staff_id) do update set token_digest = excluded.token_digest, \
    without_factor = excluded.without_factor, made_by = excluded.made_by, expires_at = excluded.expires_at";
const READ: &str = "select l.staff_id, s.username, l.without_factor from password_links l join staff s using (staff_id) \
    where l.token_digest = $1 and l.expires_at > $2";
const USED: &str = "delete from password_links where token_digest = $1";
const SET: &str = "update staff set password_hash = $2 where staff_id = $1";

impl Store {
    /// Makes the link; the one before opens nothing any more. With `without_factor` it also takes the second factor away, for
    /// somebody who has lost the telephone too.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the admin does not look after this person; [`Refusal::NotYours`] for oneself: that is what
    /// the own account is for, and where it would take the second factor from an admin of the same region.
    pub async fn make_password_link(
        &self,
        by: Option<&Staff>,
        staff: StaffId,
        link: &Token,
        without_factor: bool,
        at: Moment,
    ) -> Result<()> {
        in_tx!(self, |tx| {
            if let Some(by) = by {
                let whom = tx.looks_after(by, staff).await?;
                // of two admins beside one another neither can become the other
                let beside = whom.needs_second_factor() && whom.department.region == by.department.region;
                if by.id == staff || (without_factor && beside) {
                    return Err(Refusal::NotYours.into());
                }
            }
            let name = tx.staff(staff).await?.ok_or(Refusal::NotFound)?.name;
            let without = without_factor.then(|| FieldChange::new(Field::WithoutFactor, "no", "yes"));
            let event = OfficeEvent::new(OfficeKind::LinkMade, name).with(without.into_iter().collect());
            tx.record_office(by, &event, at).await?;
            tx.write_link(staff, link, without_factor, by, at.now).await?;
        })
    }

    /// The user name of whoever a link is for.
    ///
    /// # Errors
    /// [`Refusal::LinkGone`] when it opens nothing.
    pub async fn read_password_link(&self, link: &Token, now: Timestamp) -> Result<String> {
        let row: Option<(Uuid, String, bool)> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(READ).bind(link.digest()).bind(now.as_microsecond()).fetch_optional(conn).await)?
        });
        let (_, username, _) = row.ok_or(Refusal::LinkGone)?;
        Ok(username)
    }

    /// Sets the password that was chosen, ends every session, and lets the link open no more.
    ///
    /// # Errors
    /// [`Refusal::LinkGone`] when it opens nothing.
    pub async fn use_password_link(&self, link: &Token, password_hash: &str, now: Timestamp) -> Result<()> {
        in_tx!(self, |tx| {
            let row: Option<(Uuid, String, bool)> = sql!(tx, conn => sqlx::query_as(READ).bind(link.digest())
                .bind(now.as_microsecond()).fetch_optional(conn).await)?;
            let (staff, username, without_factor) = row.ok_or(Refusal::LinkGone)?;
            let used = sql!(tx, conn => sqlx::query(USED).bind(link.digest()).execute(conn).await
                .map(|done| done.rows_affected()))?;
            if used == 0 {
                return Err(Refusal::LinkGone.into());
            }
            sql!(tx, conn => sqlx::query(SET).bind(staff).bind(password_hash).execute(conn).await.map(drop))?;
            if without_factor {
                tx.remove_factor(StaffId(staff)).await?;
            }
            tx.forget_waiting_factor(StaffId(staff)).await?;
            tx.forget_failures(&[&username, &staff.to_string()]).await?;
            tx.end_all_sessions(StaffId(staff)).await?;
        })
    }
}

impl Tx {
    /// The link of somebody, in place of the one before.
    pub(super) async fn write_link(
        &mut self,
        staff: StaffId,
        link: &Token,
        without_factor: bool,
        by: Option<&Staff>,
        now: Timestamp,
    ) -> Result<()> {
        let until = (now + SignedDuration::from_hours(policy::PASSWORD_LINK_HOURS)).as_microsecond();
        Ok(sql!(self, conn => sqlx::query(MAKE).bind(staff.0).bind(link.digest()).bind(without_factor)
            .bind(by.map(|by| by.id.0)).bind(until).execute(conn).await.map(drop))?)
    }

    /// Links that were given out open nothing any more.
    pub(super) async fn forget_links(&mut self, staff: StaffId) -> Result<()> {
        const FORGET: &str = "delete from password_links where staff_id = $1";
        Ok(sql!(self, conn => sqlx::query(FORGET).bind(staff.0).execute(conn).await.map(drop))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Office, later, office, refusal, store_test};

    store_test!(a_link_opens_once_and_ends_every_session, |store, at| {
        let Office { admin, officer, .. } = office(&store, at).await;
        let token = |n| Token::from_bytes([n; 32]);
        store.open_session(officer.id, &token(1), at.now).await.unwrap();
        store.make_password_link(Some(&admin), officer.id, &token(8), false, at).await.unwrap();
        store.make_password_link(Some(&admin), officer.id, &token(9), false, later(at, 1)).await.unwrap();
        assert_eq!(
            refusal(store.read_password_link(&token(8), at.now).await),
            Some(Refusal::LinkGone),
            "another was made"
        );
        assert_eq!(store.read_password_link(&token(9), at.now).await.unwrap(), "officer");
        let late = later(at, 72 * 60 + 1).now;
        assert_eq!(refusal(store.use_password_link(&token(9), "new", late).await), Some(Refusal::LinkGone));
        store.use_password_link(&token(9), "new", at.now).await.unwrap();
        assert_eq!(refusal(store.use_password_link(&token(9), "other", at.now).await), Some(Refusal::LinkGone));
        assert_eq!(store.read_password("officer").await.unwrap().unwrap().1, "new");
        assert_eq!(refusal(store.read_session(&token(1), at.now).await), Some(Refusal::SignedOut));
    });

    store_test!(only_an_admin_makes_links_and_never_for_themselves, |store, at| {
        let Office { admin, officer, dispatcher, .. } = office(&store, at).await;
        let make = |by: Staff, whom: StaffId| {
            let store = store.clone();
            async move { refusal(store.make_password_link(Some(&by), whom, &Token::from_bytes([9; 32]), true, at).await) }
        };
        assert_eq!(make(dispatcher, officer.id).await, Some(Refusal::NotYours));
        assert_eq!(make(admin.clone(), admin.id).await, Some(Refusal::NotYours));
        assert_eq!(make(admin, StaffId(Uuid::from_u128(7))).await, Some(Refusal::NotFound));
    });

    store_test!(a_link_takes_no_second_factor_from_the_admin_beside_and_dies_with_the_password, |store, at| {
        let Office { admin, officer, .. } = office(&store, at).await;
        let hotline = admin.department.id;
        let other = crate::store::testing::person(&store, "other", hotline, &admin.roles, later(at, 3_000)).await;
        let link = Token::from_bytes([9; 32]);
        let made = store.make_password_link(Some(&admin), other.id, &link, true, at).await;
        assert_eq!(refusal(made), Some(Refusal::NotYours));
        store.make_password_link(Some(&admin), other.id, &link, false, at).await.unwrap();
        let of_another = Token::from_bytes([8; 32]);
        store.make_password_link(Some(&admin), officer.id, &of_another, true, later(at, 1)).await.unwrap();
        store.change_password(officer.id, &Token::from_bytes([1; 32]), "own").await.unwrap();
        store.sign_out_colleague(&admin, other.id, later(at, 2)).await.unwrap();
        for gone in [8, 9] {
            let read = store.read_password_link(&Token::from_bytes([gone; 32]), at.now).await;
            assert_eq!(refusal(read), Some(Refusal::LinkGone), "{gone}");
        }
    });
}
