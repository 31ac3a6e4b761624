//! Staff sessions: opened by a password, ended by hand, by time, or by a new password.

use super::{Result, Store, Token};
use crate::{id::StaffId, policy, refusal::Refusal, staff::Staff};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const OPEN: &str = "insert into sessions (token_digest, staff_id, created_at, expires_at) values ($1, $2, $3, $4)";
const READ: &str = "select staff_id from sessions where token_digest = $1 and expires_at > $2";
const END: &str = "delete from sessions where token_digest = $1";

impl Store {
    /// Opens a session for somebody whose password was right.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_session(&self, staff: StaffId, token: &Token, now: Timestamp) -> Result<()> {
        let until = (now + SignedDuration::from_hours(policy::SESSION_HOURS)).as_microsecond();
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(OPEN).bind(token.digest()).bind(staff.0).bind(now.as_microsecond()).bind(until)
                .execute(conn).await.map(drop))?;
        })
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] when nobody is.
    pub async fn read_session(&self, token: &Token, now: Timestamp) -> Result<Staff> {
        let staff = in_view!(self, |tx| {
            let id: Option<Uuid> = sql!(tx, conn => sqlx::query_scalar(READ).bind(token.digest()).bind(now.as_microsecond())
                .fetch_optional(conn).await)?;
            match id {
                Some(id) => tx.staff(StaffId(id)).await?,
                None => None,
            }
        });
        Ok(staff.ok_or(Refusal::SignedOut)?)
    }

    /// Signs out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, token: &Token) -> Result<()> {
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(END).bind(token.digest()).execute(conn).await.map(drop))?;
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{later, office, store_test};

    store_test!(a_session_ends_by_hand_by_time_and_by_a_new_password, |store, at| {
        let officer = office(&store, at).await.officer;
        let token = |n| Token::from_bytes([n; 32]);
        for n in 1..=3 {
            store.open_session(officer.id, &token(n), at.now).await.unwrap();
        }
        assert_eq!(store.read_session(&token(1), at.now).await.unwrap(), officer);
        store.end_session(&token(1)).await.unwrap();
        assert!(store.read_session(&token(1), at.now).await.is_err());
        assert!(store.read_session(&token(2), later(at, 12 * 60).now).await.is_err());
        assert!(store.set_password("officer", "new").await.unwrap());
        assert!(store.read_session(&token(3), at.now).await.is_err());
        assert!(!store.set_password("nobody", "new").await.unwrap());
    });
}
