//! The second proof at sign-in: six digits from a telephone (TOTP, RFC 6238), or a recovery code that counts once.

use super::{Fault, Moment, Result, Store, Token, keys::Place, moment::Dice, tx::Tx};
use crate::{
    account::{Proof, RecoveryCode},
    id::StaffId,
    policy,
    refusal::Refusal,
};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

const BEGIN: &str = "insert into second_factors (staff_id, secret_sealed, confirmed_at, last_step) values ($1, $2, null, 0) \
    on conflict (staff_id) do update set secret_sealed = excluded.secret_sealed where second_factors.confirmed_at is null";
const FORGET_WAITING: &str = "delete from second_factors where staff_id = $1 and confirmed_at is null";
const READ: &str = "select secret_sealed, confirmed_at from second_factors where staff_id = $1";
const CONFIRMED: &str = "select count(*) from second_factors where staff_id = $1 and confirmed_at is not null";
const CONFIRM: &str = "update second_factors set confirmed_at = $2 where staff_id = $1";
/// Of two that send the same digits at once, one wins.
const TAKE_STEP: &str = "update second_factors set last_step = $2 where staff_id = $1 and last_step < $2";
const REMOVE: &str = "delete from second_factors where staff_id = $1";
const ADD_CODE: &str = "insert into recovery_codes (staff_id, code_key, code_digest) values ($1, $2, $3)";
const CODE_KEYS: &str = "select distinct code_key from recovery_codes where staff_id = $1";
const TAKE_CODE: &str = "delete from recovery_codes where staff_id = $1 and code_digest = $2";
const REMOVE_CODES: &str = "delete from recovery_codes where staff_id = $1";
const COUNT_CODES: &str = "select count(*) from recovery_codes where staff_id = $1";

/// What is printed into the telephone: the secret to type, and the same as an address for a QR code.
pub struct FactorSecret {
    /// In groups of four.
    pub typed: String,
    /// `otpauth://…`
    pub address: String,
}

fn totp(secret: &[u8], username: &str, issuer: &str) -> Result<Totp> {
    let builder = Builder::new().with_secret(Secret::new(secret.into())).with_account_name(username);
    Ok(builder.with_issuer(Some(issuer)).build().map_err(|_| Fault::Corrupt("second factor"))?)
}

impl Tx {
    /// What somebody has to show beside the password; nothing when they need and have no second factor.
    pub(super) async fn proof_of(&mut self, staff: StaffId) -> Result<Option<Proof>> {
        if self.has_factor(staff).await? {
            return Ok(Some(Proof::Code));
        }
        let staff = self.staff(staff).await?.ok_or(Refusal::NotFound)?;
        Ok(staff.needs_second_factor().then_some(Proof::SetUp))
    }

    pub(super) async fn has_factor(&mut self, staff: StaffId) -> Result<bool> {
        let confirmed: i64 = sql!(self, conn => sqlx::query_scalar(CONFIRMED).bind(staff.0).fetch_one(conn).await)?;
        Ok(confirmed > 0)
    }

    pub(super) async fn count_recovery_codes(&mut self, staff: StaffId) -> Result<i64> {
        Ok(sql!(self, conn => sqlx::query_scalar(COUNT_CODES).bind(staff.0).fetch_one(conn).await)?)
    }

    /// The secret, and whether it is in use already.
    async fn factor(&mut self, staff: StaffId) -> Result<(Vec<u8>, bool)> {
        let row: Option<(Vec<u8>, Option<i64>)> =
            sql!(self, conn => sqlx::query_as(READ).bind(staff.0).fetch_optional(conn).await)?;
        let (sealed, confirmed) = row.ok_or(Refusal::NotFound)?;
        let secret = self.keys.open(Place("second_factors.secret", staff.0), &sealed)?;
        Ok((secret.to_vec(), confirmed.is_some()))
    }

    /// Whether these are the digits of now, or of half a minute before or after, and nobody has used them.
    /// The first ones put a secret in use; digits of one that waits for that prove nothing else.
    async fn take_digits(&mut self, staff: StaffId, digits: &str, first: bool, at: Moment) -> Result<bool> {
        let (secret, in_use) = self.factor(staff).await?;
        if in_use == first {
            return Ok(false);
        }
        let seconds = u64::try_from(at.now.as_second()).unwrap_or_default();
        let Some(step) = totp(&secret, "-", "-")?.check(digits, seconds) else { return Ok(false) };
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        let taken = sql!(self, conn => sqlx::query(TAKE_STEP).bind(staff.0).bind(step).execute(conn).await
            .map(|done| done.rows_affected()))?;
        Ok(taken == 1)
    }

    async fn take_recovery_code(&mut self, staff: StaffId, code: &RecoveryCode) -> Result<bool> {
        let keys: Vec<i64> = sql!(self, conn => sqlx::query_scalar(CODE_KEYS).bind(staff.0).fetch_all(conn).await)?;
        for key in keys {
            let digest = self.keys.recovery(key, staff, code)?;
            let taken = sql!(self, conn => sqlx::query(TAKE_CODE).bind(staff.0).bind(&digest).execute(conn).await
                .map(|done| done.rows_affected()))?;
            if taken == 1 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn give_recovery_codes(&mut self, staff: StaffId, dice: &mut Dice) -> Result<Vec<RecoveryCode>> {
        sql!(self, conn => sqlx::query(REMOVE_CODES).bind(staff.0).execute(conn).await.map(drop))?;
        let key = i64::from(self.keys.current().ok_or(Fault::Corrupt("key ring"))?);
        let mut codes = Vec::new();
        for _ in 0..policy::RECOVERY_CODES {
            let code = RecoveryCode::from_bits(u64::from_be_bytes(dice.bytes()) >> 14);
            let digest = self.keys.recovery(key, staff, &code)?;
            sql!(self, conn => sqlx::query(ADD_CODE).bind(staff.0).bind(key).bind(&digest).execute(conn).await.map(drop))?;
            codes.push(code);
        }
        Ok(codes)
    }

    /// Forgets a secret that was shown and never confirmed: whoever saw it may not be who comes next.
    pub(super) async fn forget_waiting_factor(&mut self, staff: StaffId) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(FORGET_WAITING).bind(staff.0).execute(conn).await.map(drop))?)
    }

    /// Takes the second factor and its codes away.
    pub(super) async fn remove_factor(&mut self, staff: StaffId) -> Result<()> {
        sql!(self, conn => sqlx::query(REMOVE_CODES).bind(staff.0).execute(conn).await.map(drop))?;
        Ok(sql!(self, conn => sqlx::query(REMOVE).bind(staff.0).execute(conn).await.map(drop))?)
    }
}

impl Store {
    /// Makes a secret for a telephone; it counts once digits from it were shown. One before that was never
    /// confirmed counts no more; one that is in use stays as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_factor(&self, staff: StaffId, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let secret: [u8; 20] = dice.bytes();
            let sealed = tx.keys.seal(Place("second_factors.secret", staff.0), dice.bytes(), &secret)?;
            sql!(tx, conn => sqlx::query(BEGIN).bind(staff.0).bind(&sealed).execute(conn).await.map(drop))?;
        })
    }

    /// The secret that waits to be confirmed, under the name of this office.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when none does: one that is in use is never shown again.
    pub async fn read_factor_secret(&self, staff: StaffId, username: &str, issuer: &str) -> Result<FactorSecret> {
        let secret = in_view!(self, |tx| {
            let (secret, confirmed) = tx.factor(staff).await?;
            if confirmed {
                return Err(Refusal::NotFound.into());
            }
            secret
        });
        let typed = Secret::new(secret.as_slice().into()).to_base32();
        let groups: Vec<_> = typed.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        let address = totp(&secret, username, issuer)?.to_url().map_err(|_| Fault::Corrupt("second factor"))?;
        Ok(FactorSecret { typed: groups.join(" "), address })
    }

    /// Puts the factor in use, proves the session, and gives out recovery codes, told once.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] when the digits are wrong, [`Refusal::NotFound`] when nothing waits to be confirmed.
    pub async fn confirm_factor(
        &self,
        staff: StaffId,
        session: &Token,
        digits: &str,
        at: Moment,
    ) -> Result<Vec<RecoveryCode>> {
        in_tx!(self, |tx| {
            let (_, confirmed) = tx.factor(staff).await?;
            if confirmed {
                return Err(Refusal::NotFound.into());
            }
            if !tx.take_digits(staff, digits, true, at).await? {
                return Err(Refusal::WrongCode.into());
            }
            sql!(tx, conn => sqlx::query(CONFIRM).bind(staff.0).bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
            tx.prove_session(session, at.now).await?;
            tx.end_other_sessions(staff, session).await?;
            tx.give_recovery_codes(staff, &mut at.dice()).await?
        })
    }

    /// Shows the second proof of a session: digits or a recovery code.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] when it is neither, or was used.
    pub async fn prove(&self, staff: StaffId, session: &Token, typed: &str, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
            let right = match RecoveryCode::parse(typed) {
                Some(code) => tx.take_recovery_code(staff, &code).await?,
                None => tx.take_digits(staff, &digits, false, at).await?,
            };
            if !right {
                return Err(Refusal::WrongCode.into());
            }
            tx.prove_session(session, at.now).await?;
        })
    }

    /// New recovery codes in place of all before.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no second factor.
    pub async fn renew_recovery_codes(&self, staff: StaffId, at: Moment) -> Result<Vec<RecoveryCode>> {
        in_tx!(self, |tx| {
            if !tx.has_factor(staff).await? {
                return Err(Refusal::NotFound.into());
            }
            tx.give_recovery_codes(staff, &mut at.dice()).await?
        })
    }

    /// Switches the second factor off.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever needs one.
    pub async fn switch_factor_off(&self, staff: StaffId, session: &Token) -> Result<()> {
        in_tx!(self, |tx| {
            if tx.staff(staff).await?.ok_or(Refusal::NotFound)?.needs_second_factor() {
                return Err(Refusal::NotYours.into());
            }
            tx.remove_factor(staff).await?;
            tx.end_other_sessions(staff, session).await?;
        })
    }
}

impl Tx {
    /// Seals every secret anew with the newest key; the recovery codes keep the key they were made under.
    pub(super) async fn reseal_factors(&mut self, dice: &mut Dice) -> Result<usize> {
        const ALL: &str = "select staff_id, secret_sealed from second_factors";
        const RESEAL: &str = "update second_factors set secret_sealed = $2 where staff_id = $1";
        let rows: Vec<(Uuid, Vec<u8>)> = sql!(self, conn => sqlx::query_as(ALL).fetch_all(conn).await)?;
        for (staff, sealed) in &rows {
            let place = Place("second_factors.secret", *staff);
            let sealed = self.keys.seal(place, dice.bytes(), &self.keys.open(place, sealed)?)?;
            sql!(self, conn => sqlx::query(RESEAL).bind(staff).bind(&sealed).execute(conn).await.map(drop))?;
        }
        Ok(rows.len())
    }
}

#[cfg(test)]
#[path = "second_factor_tests.rs"]
mod tests;
