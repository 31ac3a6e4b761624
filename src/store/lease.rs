//! Leases: which of several processes runs the jobs now. A row, so that it works on both engines.

use super::{Result, Store};
use jiff::{SignedDuration, Timestamp};

const TAKE: &str = "insert into leases (name, holder, until_at) values ($1, $2, $3) \
    on conflict (name) do update set holder = excluded.holder, until_at = excluded.until_at \
    where leases.holder = excluded.holder or leases.until_at < $4 or leases.until_at > $5";
/// No lease is given for so long: one that ends later was written by a clock that has been put back since.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

const HELD: &str = "select count(*) from leases where until_at >= $1";

impl Store {
    /// Whether some process holds a lease, and so is serving.
    pub(super) async fn is_leased(&self, now: Timestamp) -> Result<bool> {
        let held: i64 = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(HELD).bind(now.as_microsecond()).fetch_one(conn).await)?
        });
        Ok(held > 0)
    }

    /// Takes or keeps a lease for so many seconds; false while somebody else holds it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_lease(&self, name: &str, holder: &str, now: Timestamp, seconds: i64) -> Result<bool> {
        let until = (now + SignedDuration::from_secs(seconds)).as_microsecond();
        let (longest, now) = ((now + LONGEST).as_microsecond(), now.as_microsecond());
        in_tx!(self, |tx| {
            let taken = sql!(tx, conn => sqlx::query(TAKE).bind(name).bind(holder).bind(until).bind(now).bind(longest)
                .execute(conn).await.map(|done| done.rows_affected()))?;
            taken == 1
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::store::testing::{later, store_test};

    store_test!(a_lease_has_one_holder_until_it_runs_out, |store, at| {
        assert!(store.take_lease("jobs", "first", at.now, 30).await.unwrap());
        assert!(!store.take_lease("jobs", "second", at.now, 30).await.unwrap());
        assert!(store.take_lease("jobs", "first", at.now, 60).await.unwrap());
        assert!(!store.take_lease("jobs", "second", later(at, 1).now, 30).await.unwrap());
        assert!(store.take_lease("jobs", "second", later(at, 2).now, 30).await.unwrap());
    });

    store_test!(a_lease_of_a_clock_that_was_put_back_keeps_nobody_waiting, |store, at| {
        assert!(store.take_lease("jobs", "before", later(at, 60).now, 30).await.unwrap());
        assert!(store.take_lease("jobs", "after", at.now, 30).await.unwrap());
        assert!(!store.take_lease("jobs", "third", at.now, 30).await.unwrap(), "and the new one holds");
    });
}
