//! Writing to SQLite: one after the other, and one sync for all who came meanwhile.
//!
//! A commit waits for the disk. Whoever is done while others wait for their turn leaves the transaction open for the next, and is
//! told when it is committed: all of them together, or none. Each undoes what is its own by a savepoint.

use super::{Fault, Result};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, pool::PoolConnection};
use std::{
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, watch},
};

/// So many are committed together at most: the first of them waits for the last.
const TOGETHER: usize = 16;

/// What became of a transaction: the same for all in it.
type Outcome = Option<std::result::Result<(), Arc<sqlx::Error>>>;

/// Who may write, in the order in which they came: SQLite's own lock is not fair.
#[derive(Clone)]
pub(super) struct Turns {
    pool: SqlitePool,
    open: Arc<Mutex<Open>>,
    waiting: Arc<AtomicUsize>,
}

/// The transaction that is open, if one is.
#[derive(Default)]
struct Open(Option<Shared>);

struct Shared {
    conn: PoolConnection<Sqlite>,
    outcome: watch::Sender<Outcome>,
    /// Those who are done and wait for the commit.
    done: usize,
}

/// Somebody's turn to write. Dropped without [`Turn::commit`] it never happened.
pub(super) struct Turn {
    /// Held until the turn is over.
    open: Option<OwnedMutexGuard<Open>>,
    turns: Turns,
    /// Whether others stand before it in the same transaction.
    joined: bool,
}

/// Counts whoever waits, also when they give up.
struct Waits<'turns>(&'turns AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Turns {
    /// Of the only connection that writes.
    pub fn new(pool: SqlitePool) -> Self {
        Self { pool, open: Arc::default(), waiting: Arc::default() }
    }

    /// Waits for a turn. SQLite takes its write lock at once: one that is taken late ignores the busy timeout.
    pub async fn begin(&self) -> Result<Turn> {
        self.waiting.fetch_add(1, Ordering::AcqRel);
        let waits = Waits(&self.waiting);
        let mut open = Arc::clone(&self.open).lock_owned().await;
        drop(waits);
        let joined = open.0.is_some();
        if !joined {
            let conn = self.pool.acquire().await?;
            open.0 = Some(Shared { conn, outcome: watch::Sender::new(None), done: 0 });
        }
        // from here on whoever gives up leaves nothing open
        let mut turn = Turn { open: Some(open), turns: self.clone(), joined };
        run(&mut turn, if joined { "savepoint turn" } else { "begin immediate" }).await?;
        Ok(turn)
    }
}

async fn run(conn: &mut SqliteConnection, text: &'static str) -> std::result::Result<(), sqlx::Error> {
    sqlx::query(text).execute(conn).await.map(drop)
}

impl Turn {
    /// Makes it so. The file is synced before this returns.
    pub async fn commit(self) -> Result<()> {
        let shared = self.open.as_ref().and_then(|open| open.0.as_ref());
        let outcome = shared.map(|shared| shared.outcome.subscribe());
        let mut outcome = outcome.ok_or(sqlx::Error::WorkerCrashed)?;
        // beside whoever waits: a person who leaves in this moment takes nobody's commit along
        tokio::spawn(self.end());
        match outcome.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(Ok(()))) => Ok(()),
            Ok(Some(Err(error))) => Err(Fault::Commit(Arc::clone(error)).into()),
            Ok(None) | Err(_) => Err(sqlx::Error::WorkerCrashed.into()),
        }
    }

    async fn end(mut self) {
        let released = if self.joined { run(&mut self, "release savepoint turn").await } else { Ok(()) };
        let Some(mut open) = self.open.take() else { return };
        if let Err(error) = released {
            // what of it stands is not known: nobody is told that theirs is kept
            return open.fail(error).await;
        }
        let Some(shared) = &mut open.0 else { return };
        shared.done += 1;
        if shared.done < TOGETHER && self.turns.waiting.load(Ordering::Acquire) > 0 {
            drop(open);
            open = Arc::clone(&self.turns.open).lock_owned().await;
        }
        // one of those who came may have done it
        open.commit().await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (Some(mut open), joined) = (self.open.take(), self.joined) else { return };
        // without a runtime nothing of it is left: the connection is closed with its transaction
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move { open.undo(joined).await });
        } else {
            open.0 = None;
        }
    }
}

impl Open {
    /// Commits, and tells all who wait for it.
    async fn commit(&mut self) {
        let Some(Shared { mut conn, outcome, .. }) = self.0.take() else { return };
        let done = run(&mut conn, "commit").await;
        if done.is_err() {
            // where the disk refuses a commit SQLite has rolled back already
            let _nothing_to_undo = run(&mut conn, "rollback").await;
        }
        outcome.send_replace(Some(done.map_err(Arc::new)));
    }

    /// Undoes one turn: what others did in the same transaction stays, as long as SQLite has not taken all of it back.
    async fn undo(&mut self, joined: bool) {
        let Some(shared) = &mut self.0 else { return };
        let conn = &mut shared.conn;
        let undone = match joined {
            true => match run(conn, "rollback to savepoint turn").await {
                Ok(()) => run(conn, "release savepoint turn").await,
                error => error,
            },
            // nobody else is in it, and nobody waits for it
            false => Err(sqlx::Error::WorkerCrashed),
        };
        if let Err(error) = undone {
            self.fail(error).await;
        }
    }

    /// Undoes all of it, and tells all who wait for it.
    async fn fail(&mut self, error: sqlx::Error) {
        let Some(Shared { mut conn, outcome, .. }) = self.0.take() else { return };
        let _nothing_to_undo = run(&mut conn, "rollback").await;
        outcome.send_replace(Some(Err(Arc::new(error))));
    }
}

impl Deref for Turn {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        let shared = self.open.as_ref().and_then(|open| open.0.as_ref());
        #[expect(clippy::expect_used, reason = "a turn holds the open transaction until it is over")]
        &shared.expect("a turn has a transaction").conn
    }
}

impl DerefMut for Turn {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        let shared = self.open.as_mut().and_then(|open| open.0.as_mut());
        #[expect(clippy::expect_used, reason = "a turn holds the open transaction until it is over")]
        &mut shared.expect("a turn has a transaction").conn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, db::Db, testing::store_test};
    use futures_util::future::join_all;

    fn turns(store: &Store) -> Option<Turns> {
        match &store.db {
            Db::Sqlite { turns, .. } => Some(turns.clone()),
            Db::Postgres(_) => None,
        }
    }

    async fn writes(turn: &mut Turn, day: &str) {
        sqlx::query("insert into number_series (region_code, day_on, last) values ('990101', $1, 1)")
            .bind(day)
            .execute(&mut **turn)
            .await
            .unwrap();
    }

    async fn kept(turns: &Turns) -> Vec<String> {
        let text = "select day_on from number_series order by day_on";
        sqlx::query_scalar(text).fetch_all(&turns.pool).await.unwrap()
    }

    /// Until somebody waits for a turn.
    async fn waits(turns: &Turns) {
        while turns.waiting.load(Ordering::Acquire) == 0 {
            tokio::task::yield_now().await;
        }
    }

    store_test!(those_who_wait_are_committed_together_and_whoever_gives_up_leaves_nothing, |store, _at| {
        let Some(turns) = turns(&store) else { return };
        let mut first = turns.begin().await.unwrap();
        let outcome = first.open.as_ref().unwrap().0.as_ref().unwrap().outcome.subscribe();
        let others = (0..40).map(|index| {
            let turns = turns.clone();
            tokio::spawn(async move {
                let mut turn = turns.begin().await.unwrap();
                writes(&mut turn, &format!("kept {index:02}")).await;
                writes(&mut turn, &format!("gone {index:02}")).await;
                if index % 4 == 0 {
                    return false;
                }
                sqlx::query("delete from number_series where substr(day_on, 1, 4) = 'gone'")
                    .execute(&mut *turn)
                    .await
                    .unwrap();
                turn.commit().await.unwrap();
                true
            })
        });
        let others: Vec<_> = others.collect();
        waits(&turns).await;
        writes(&mut first, "first").await;
        let (done, second) = tokio::join!(first.commit(), turns.begin());
        done.unwrap();
        second.unwrap().commit().await.unwrap();
        let done: Vec<_> = join_all(others).await.into_iter().map(|done| done.unwrap()).collect();
        assert_eq!(done.iter().filter(|done| **done).count(), 30);
        assert!(matches!(&*outcome.borrow(), Some(Ok(()))));
        let mut expected: Vec<_> =
            (0..40).filter(|index| index % 4 != 0).map(|index| format!("kept {index:02}")).collect();
        expected.insert(0, "first".to_owned());
        assert_eq!(kept(&turns).await, expected);
    });

    store_test!(who_shares_a_transaction_that_sqlite_takes_back_is_told_that_it_failed, |store, _at| {
        let Some(turns) = turns(&store) else { return };
        let mut first = turns.begin().await.unwrap();
        writes(&mut first, "first").await;
        let second = tokio::spawn({
            let turns = turns.clone();
            async move {
                let mut second = turns.begin().await.unwrap();
                assert!(second.joined, "it came while the first was at it");
                writes(&mut second, "second").await;
                // as it does where the disk is full or a sync fails
                sqlx::query("rollback").execute(&mut *second).await.unwrap();
            }
        });
        waits(&turns).await;
        assert!(first.commit().await.is_err());
        second.await.unwrap();
        assert!(kept(&turns).await.is_empty());
        let mut third = turns.begin().await.unwrap();
        writes(&mut third, "third").await;
        third.commit().await.unwrap();
        assert_eq!(kept(&turns).await, ["third"]);
    });

    store_test!(who_leaves_while_it_is_committed_takes_nobody_along, |store, _at| {
        let Some(turns) = turns(&store) else { return };
        for index in 0..20 {
            let mut turn = turns.begin().await.unwrap();
            writes(&mut turn, &format!("{index:02}")).await;
            let mut leaving = Box::pin(turn.commit());
            drop(futures_util::poll!(&mut leaving));
            drop(leaving);
        }
        let mut begun = Box::pin(turns.begin());
        drop(futures_util::poll!(&mut begun));
        drop(begun);
        turns.begin().await.unwrap().commit().await.unwrap();
        assert_eq!(kept(&turns).await.len(), 20);
    });
}
