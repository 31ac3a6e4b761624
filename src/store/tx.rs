//! A transaction on either engine, and the macros every query and every write goes through.

use super::{Result, Store, bell::Bells, db::Db, keys::Keys, region::Upward, turn::Turn};
use crate::calendar::Calendar;
use sqlx::{Postgres, Sqlite, SqliteConnection, Transaction};
use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};
use uuid::Uuid;

/// Ids as one parameter for SQLite, which has no lists: text that stays the same is parsed once, however many there are.
pub(super) fn json_of(ids: &[Uuid]) -> String {
    let ids: Vec<_> = ids.iter().map(|id| format!("\"{}\"", id.simple())).collect();
    format!("[{}]", ids.join(","))
}

/// An open transaction. Dropped without [`Tx::commit`] it never happened.
pub(super) struct Tx {
    pub conn: Conn,
    pub keys: Arc<Keys>,
    pub calendar: Arc<Calendar>,
    /// Which regions lie above one.
    pub upward: Arc<Upward>,
    /// Rung when it is so.
    pub bells: Bells,
    /// Whether an event waits in it.
    pub tells: bool,
}

/// The connection it runs on.
pub(super) enum Conn {
    Sqlite(OnSqlite),
    Postgres(Transaction<'static, Postgres>),
}

/// A snapshot, or a turn to write.
pub(super) enum OnSqlite {
    Read(Transaction<'static, Sqlite>),
    Write(Turn),
}

impl Deref for OnSqlite {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Read(tx) => tx,
            Self::Write(turn) => turn,
        }
    }
}

impl DerefMut for OnSqlite {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Read(tx) => tx,
            Self::Write(turn) => turn,
        }
    }
}

impl Store {
    /// Begins to write.
    pub(super) async fn begin(&self) -> Result<Tx> {
        let conn = match &self.db {
            Db::Sqlite { turns, .. } => Conn::Sqlite(OnSqlite::Write(turns.begin().await?)),
            Db::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        Ok(self.tx(conn))
    }

    /// Begins to read: all queries see the database as it is at the first of them.
    pub(super) async fn view(&self) -> Result<Tx> {
        let conn = match &self.db {
            Db::Sqlite { read, .. } => Conn::Sqlite(OnSqlite::Read(read.begin().await?)),
            Db::Postgres(pool) => {
                Conn::Postgres(pool.begin_with("begin transaction isolation level repeatable read read only").await?)
            }
        };
        Ok(self.tx(conn))
    }

    fn tx(&self, conn: Conn) -> Tx {
        Tx {
            conn,
            keys: self.keys(),
            calendar: self.calendar(),
            upward: Arc::clone(&self.upward),
            bells: self.bells.clone(),
            tells: false,
        }
    }
}

impl Tx {
    /// Makes it so. SQLite syncs the file before this returns.
    pub async fn commit(self) -> Result<()> {
        match self.conn {
            Conn::Sqlite(OnSqlite::Read(tx)) => tx.commit().await?,
            Conn::Sqlite(OnSqlite::Write(turn)) => turn.commit().await?,
            Conn::Postgres(tx) => tx.commit().await?,
        }
        if self.tells {
            self.bells.ring();
        }
        Ok(())
    }
}

/// Runs one query on whichever engine the transaction has: `sql!(tx, conn => sqlx::query(TEXT).bind(x).execute(conn).await)`.
macro_rules! sql {
    ($tx:expr, $conn:ident => $query:expr) => {
        match &mut $tx.conn {
            $crate::store::tx::Conn::Sqlite(tx) => {
                let $conn = &mut **tx;
                $query
            }
            $crate::store::tx::Conn::Postgres(tx) => {
                let $conn = &mut **tx;
                $query
            }
        }
    };
}

/// Runs one reading statement without a transaction: it is its own snapshot.
macro_rules! at_once {
    ($store:expr, $conn:ident => $query:expr) => {
        match &$store.db {
            $crate::store::db::Db::Sqlite { read: $conn, .. } => $query,
            $crate::store::db::Db::Postgres($conn) => $query,
        }
    };
}

/// Runs a write: begin, the block, commit; again when the engine says that another try may succeed (at most five).
///
/// A macro and not a closure: an `AsyncFn(&mut Tx)` that can run twice is not provably `Send`.
macro_rules! in_tx {
    ($store:expr, |$tx:ident| $block:block) => {{
        let mut tries = 0;
        loop {
            tries += 1;
            let done: $crate::store::Result<_> = async {
                let mut $tx = $store.begin().await?;
                let out = $block;
                $tx.commit().await?;
                Ok(out)
            }
            .await;
            match done {
                Err(error) if error.is_passing() && tries < 5 => {}
                done => break done,
            }
        }
    }};
}

/// Runs reads that belong together on one snapshot.
macro_rules! in_view {
    ($store:expr, |$tx:ident| $block:block) => {{
        let mut $tx = $store.view().await?;
        let out = $block;
        $tx.commit().await?;
        out
    }};
}
