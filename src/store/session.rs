//! Staff sessions: opened by a password and, where there is one, a second factor; ended by hand, by time, or by a new password.

use super::{
    Error, Result, Store, Token,
    history::time,
    people::{StaffRow, staff_columns},
    token::to_hex,
    tx::Tx,
};
use crate::{
    account::{OpenSession, Proof},
    id::StaffId,
    policy,
    refusal::Refusal,
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};

pub(super) const OPEN: &str = "insert into sessions (token_digest, staff_id, created_at, seen_at, expires_at, proven) \
    values ($1, $2, $3, $3, $4, $5)";
const READ: &str = concat!(
    "select ",
    staff_columns!(),
    ", x.seen_at, x.proven from sessions x \
    join staff s on s.staff_id = x.staff_id join departments d on d.department_id = s.department_id \
    where x.token_digest = $1 and x.expires_at > $2 and x.seen_at > $3 and s.ended_at is null"
);
const SEE: &str = "update sessions set seen_at = $2 where token_digest = $1";
const PROVE: &str = "update sessions set proven = true, seen_at = $2 where token_digest = $1";
const END: &str = "delete from sessions where token_digest = $1";
const END_ONE: &str = "delete from sessions where staff_id = $1 and token_digest = $2";
const END_ALL: &str = "delete from sessions where staff_id = $1";
const END_OTHERS: &str = "delete from sessions where staff_id = $1 and token_digest <> $2";
const LIST: &str = "select token_digest, created_at, seen_at from sessions \
    where staff_id = $1 and expires_at > $2 and seen_at > $3 and proven order by created_at desc, token_digest limit 100";

/// How exactly it is known when a session was last used: a write a minute, not a write a page.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A session that is open.
#[derive(Clone, Debug)]
pub struct FoundSession {
    staff: Staff,
    seen_at: Timestamp,
    proven: bool,
}

impl FoundSession {
    /// Whose it is.
    ///
    /// # Errors
    /// [`Refusal::SecondFactor`] when a second proof is still to be shown.
    pub fn staff(&self) -> Result<Staff> {
        if self.proven { Ok(self.staff.clone()) } else { Err(Refusal::SecondFactor.into()) }
    }
}

/// Before this, a session that was not used since is over.
fn idle_since(now: Timestamp) -> i64 {
    (now - SignedDuration::from_mins(policy::IDLE_MINUTES)).as_microsecond()
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    staff: StaffRow,
    seen_at: i64,
    proven: bool,
}

impl Store {
    /// Finds a session; looking keeps none awake.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] when there is none.
    pub async fn find_session(&self, token: &Token, now: Timestamp) -> Result<FoundSession> {
        let row: Option<Row> = at_once!(self, conn => sqlx::query_as(READ).bind(token.digest())
            .bind(now.as_microsecond()).bind(idle_since(now)).fetch_optional(conn).await)?;
        let Row { staff, seen_at, proven } = row.ok_or(Refusal::SignedOut)?;
        Ok(FoundSession { staff: staff.staff()?, seen_at: time(seen_at)?, proven })
    }
}

impl Tx {
    async fn begin_session(&mut self, staff: StaffId, token: &Token, now: Timestamp) -> Result<Option<Proof>> {
        let until = (now + SignedDuration::from_hours(policy::SESSION_HOURS)).as_microsecond();
        let proof = self.proof_of(staff).await?;
        sql!(self, conn => sqlx::query(OPEN).bind(token.digest()).bind(staff.0).bind(now.as_microsecond()).bind(until)
            .bind(proof.is_none()).execute(conn).await.map(drop))?;
        Ok(proof)
    }

    /// Ends every session of somebody but this one.
    pub(super) async fn end_other_sessions(&mut self, staff: StaffId, here: &Token) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(END_OTHERS).bind(staff.0).bind(here.digest()).execute(conn).await.map(drop))?)
    }

    /// Ends every session of somebody.
    pub(super) async fn end_all_sessions(&mut self, staff: StaffId) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(END_ALL).bind(staff.0).execute(conn).await.map(drop))?)
    }

    /// The second proof was right.
    pub(super) async fn prove_session(&mut self, token: &Token, now: Timestamp) -> Result<()> {
        Ok(
            sql!(self, conn => sqlx::query(PROVE).bind(token.digest()).bind(now.as_microsecond()).execute(conn).await.map(drop))?,
        )
    }

    /// Their sessions that are still open, newest first.
    pub(super) async fn sessions(&mut self, staff: StaffId, here: &Token, now: Timestamp) -> Result<Vec<OpenSession>> {
        let rows: Vec<(Vec<u8>, i64, i64)> = sql!(self, conn => sqlx::query_as(LIST).bind(staff.0)
            .bind(now.as_microsecond()).bind(idle_since(now)).fetch_all(conn).await)?;
        let here = here.digest();
        let session = |(digest, opened_at, seen_at): (Vec<u8>, i64, i64)| -> Result<OpenSession> {
            let (opened_at, seen_at) = (time(opened_at)?, time(seen_at)?);
            Ok(OpenSession { key: to_hex(&digest), opened_at, seen_at, here: digest == here })
        };
        rows.into_iter().map(session).collect()
    }
}

impl Store {
    /// Opens a session for somebody whose password was right; it opens nothing yet where a second proof is needed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_session(&self, staff: StaffId, token: &Token, now: Timestamp) -> Result<Option<Proof>> {
        in_tx!(self, |tx| { tx.begin_session(staff, token, now).await? })
    }

    /// The same for a password that was compared with this hash: one that was changed meanwhile opens nothing.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] when it was.
    pub async fn sign_in(
        &self,
        staff: StaffId,
        compared: &str,
        token: &Token,
        now: Timestamp,
    ) -> Result<Option<Proof>> {
        in_tx!(self, |tx| {
            if tx.password_hash(staff).await? != compared {
                return Err(Refusal::WrongPassword.into());
            }
            tx.begin_session(staff, token, now).await?
        })
    }

    /// Who is signed in. A look that nobody asked for, as when a page reads itself again, keeps no session awake.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] when nobody is, [`Refusal::SecondFactor`] when a second proof is still to be shown.
    pub async fn read_session(&self, token: &Token, now: Timestamp) -> Result<Staff> {
        self.find_session(token, now).await?.staff()
    }

    /// Who is signed in and does something: the session stays awake.
    ///
    /// # Errors
    /// As [`Store::read_session`].
    pub async fn use_session(&self, token: &Token, now: Timestamp) -> Result<Staff> {
        let found = self.find_session(token, now).await?;
        self.keep_awake(token, &found, now).await?;
        found.staff()
    }

    /// Notes that a session was used; of one that waits for its second proof it is not noted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_awake(&self, token: &Token, found: &FoundSession, now: Timestamp) -> Result<()> {
        if !found.proven || now.duration_since(found.seen_at) < SEEN_EVERY {
            return Ok(());
        }
        let seen: Result<()> = in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(SEE).bind(token.digest()).bind(now.as_microsecond()).execute(conn).await.map(drop))?;
        });
        match seen {
            // what can be read is read, also where the disk takes nothing more
            Err(Error::Fault(fault)) if fault.is_away() => Ok(()),
            seen => seen,
        }
    }

    /// Who gave the right password and has still to show this.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] when nobody did.
    pub async fn read_proof(&self, token: &Token, now: Timestamp) -> Result<(Staff, Option<Proof>)> {
        let FoundSession { staff, proven, .. } = self.find_session(token, now).await?;
        if proven {
            return Ok((staff, None));
        }
        // one that waits for a proof that is no longer asked for has to sign in again
        let proof = in_view!(self, |tx| { tx.proof_of(staff.id).await?.ok_or(Refusal::SignedOut)? });
        Ok((staff, Some(proof)))
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

    /// Ends one session of somebody, by the name a list gives it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session_called(&self, staff: StaffId, key: &str) -> Result<()> {
        let digest = super::token::hex(key).ok_or(Refusal::NotFound)?;
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(END_ONE).bind(staff.0).bind(&digest).execute(conn).await.map(drop))?;
        })
    }

    /// Signs somebody out everywhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions(&self, staff: StaffId) -> Result<()> {
        in_tx!(self, |tx| { tx.end_all_sessions(staff).await? })
    }

    /// Deletes what is over: sessions, wrong tries, links.
    pub(super) async fn sweep_sign_in(&self, now: Timestamp) -> Result<()> {
        const SESSIONS: &str = "delete from sessions where expires_at <= $1 or seen_at <= $2";
        const FAILURES: &str = "delete from sign_in_failures where failed_at <= $1";
        const LINKS: &str = "delete from password_links where expires_at <= $1";
        let counted = (now - SignedDuration::from_mins(policy::SIGN_IN_MINUTES)).as_microsecond();
        let (idle, now) = (idle_since(now), now.as_microsecond());
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(SESSIONS).bind(now).bind(idle).execute(conn).await.map(drop))?;
            sql!(tx, conn => sqlx::query(FAILURES).bind(counted).execute(conn).await.map(drop))?;
            sql!(tx, conn => sqlx::query(LINKS).bind(now).execute(conn).await.map(drop))?;
        })
    }
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
