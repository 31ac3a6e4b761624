//! Wrong passwords and codes: how many there were, and how long that makes one wait. Only what was wrong is written.

use super::{Moment, Result, Store, tx::Tx};
use crate::{policy, refusal::Refusal};
use jiff::{SignedDuration, Timestamp};

const FAIL: &str =
    "insert into sign_in_failures (failure_id, user_digest, address_digest, failed_at) values ($1, $2, $3, $4)";
/// The oldest of the newest so many: once it is forgotten, there is room for a try.
const PAIR: &str = "select failed_at from sign_in_failures where user_digest = $1 and address_digest = $2 and failed_at > $3 \
    and failed_at < $4 order by failed_at desc limit 1 offset $5";
const NAME: &str = "select failed_at from sign_in_failures where user_digest = $1 and failed_at > $2 \
    and failed_at < $3 order by failed_at desc limit 1 offset $4";
const ADDRESS: &str = "select failed_at from sign_in_failures where address_digest = $1 and failed_at > $2 \
    and failed_at < $3 order by failed_at desc limit 1 offset $4";
const WINDOW: SignedDuration = SignedDuration::from_mins(policy::SIGN_IN_MINUTES);

/// Minutes from now until a failure is forgotten; one at least.
fn minutes_until_forgotten(failed_at: i64, now: Timestamp) -> u32 {
    let left = failed_at + i64::try_from(WINDOW.as_micros()).unwrap_or_default() - now.as_microsecond();
    u32::try_from(left.max(0).div_euclid(60_000_000) + 1).unwrap_or(1)
}

impl Store {
    /// Lets a try pass, unless too many were wrong: for this name from this address, for this name, from this address. Asked
    /// before a password is compared and again after it: of a hundred at once, the first wrong ones stop the others.
    ///
    /// # Errors
    /// [`Refusal::Wait`] with the minutes that have to pass.
    pub async fn may_sign_in(&self, username: &str, address: &str, now: Timestamp) -> Result<()> {
        let keys = self.keys();
        let (user, address) = (keys.lookup("username", &fold(username))?, keys.lookup("address", address)?);
        // what is much later than now was written by a clock that has been put back since
        let (since, until) = ((now - WINDOW).as_microsecond(), (now + WINDOW).as_microsecond());
        let failed: [Option<i64>; 3] = in_view!(self, |tx| {
            let pair = sql!(tx, conn => sqlx::query_scalar(PAIR).bind(&user).bind(&address).bind(since).bind(until)
                .bind(policy::SIGN_IN_TRIES - 1).fetch_optional(conn).await)?;
            let name = sql!(tx, conn => sqlx::query_scalar(NAME).bind(&user).bind(since).bind(until)
                .bind(policy::SIGN_IN_TRIES_A_NAME - 1).fetch_optional(conn).await)?;
            let address = sql!(tx, conn => sqlx::query_scalar(ADDRESS).bind(&address).bind(since).bind(until)
                .bind(policy::SIGN_IN_TRIES_AN_ADDRESS - 1).fetch_optional(conn).await)?;
            [pair, name, address]
        });
        match failed.into_iter().flatten().map(|failed_at| minutes_until_forgotten(failed_at, now)).max() {
            Some(minutes) => Err(Refusal::Wait(minutes).into()),
            None => Ok(()),
        }
    }

    /// Writes down that a password or a code was wrong.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in_failed(&self, username: &str, address: &str, at: Moment) -> Result<()> {
        let keys = self.keys();
        let (user, address) = (keys.lookup("username", &fold(username))?, keys.lookup("address", address)?);
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(FAIL).bind(at.dice().id()).bind(&user).bind(&address).bind(at.now.as_microsecond())
                .execute(conn).await.map(drop))?;
        })
    }
}

impl Tx {
    /// Forgets what was wrong under these names: whoever has a new password begins anew.
    pub(super) async fn forget_failures(&mut self, names: &[&str]) -> Result<()> {
        const FORGET: &str = "delete from sign_in_failures where user_digest = $1";
        for name in names {
            let user = self.keys.lookup("username", &fold(name))?;
            sql!(self, conn => sqlx::query(FORGET).bind(&user).execute(conn).await.map(drop))?;
        }
        Ok(())
    }
}

/// As many characters as a name can have: a megabyte that somebody sends is not hashed.
fn fold(username: &str) -> String {
    username.trim().chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{later, refusal, store_test};

    store_test!(five_wrong_ones_from_one_place_make_one_wait_and_nobody_else, |store, at| {
        let may = |name: &'static str, place: &'static str, minute| {
            let store = store.clone();
            async move { refusal(store.may_sign_in(name, place, later(at, minute).now).await) }
        };
        for minute in 0..5 {
            assert_eq!(may("li", "here", minute).await, None);
            store.sign_in_failed("li", "here", later(at, minute)).await.unwrap();
        }
        assert_eq!(may("li", "here", 5).await, Some(Refusal::Wait(11)));
        assert_eq!(may(" li ", "here", 14).await, Some(Refusal::Wait(2)));
        assert_eq!(may("li", "here", 15).await, None, "the first is forgotten");
        assert_eq!(may("li", "there", 5).await, None);
        assert_eq!(may("wang", "here", 5).await, None);
        store.sweep_sign_in(later(at, 60).now).await.unwrap();
        assert_eq!(may("li", "here", 5).await, None, "it was swept");
    });

    store_test!(a_name_that_is_tried_from_everywhere_waits_everywhere, |store, at| {
        for n in 0..policy::SIGN_IN_TRIES_A_NAME {
            let at = later(at, n % 10).apart(usize::try_from(n).unwrap());
            store.sign_in_failed("li", &n.to_string(), at).await.unwrap();
        }
        assert!(refusal(store.may_sign_in("li", "home", later(at, 10).now).await).is_some());
        assert_eq!(refusal(store.may_sign_in("wang", "home", later(at, 10).now).await), None);
    });
}
