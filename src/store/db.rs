//! The two engines: how they are connected, tuned and brought to this version.

use super::{Fault, Result, Settings, failure::Error, turn::Turns};
use sqlx::{
    Connection as _, PgPool, SqlitePool,
    migrate::{Migration, MigrationType, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::{File, TryLockError},
    str::FromStr,
    time::Duration,
};

/// The migrations, oldest first: version, name, text in the common dialect.
pub(super) const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../../migrations/0001_first.sql")),
    (2, "desk", include_str!("../../migrations/0002_desk.sql")),
    (3, "search", include_str!("../../migrations/0003_search.sql")),
    (4, "office", include_str!("../../migrations/0004_office.sql")),
    (5, "queue", include_str!("../../migrations/0005_queue.sql")),
    (6, "setup", include_str!("../../migrations/0006_setup.sql")),
    (7, "search", include_str!("../../migrations/0007_search.sql")),
    (8, "loose files", include_str!("../../migrations/0008_loose_files.sql")),
];

/// A database of either engine.
#[derive(Clone)]
pub(super) enum Db {
    /// One file: many readers, one writer.
    Sqlite {
        /// Read-only connections.
        read: SqlitePool,
        /// The only connection that writes.
        write: SqlitePool,
        /// Who writes on it now.
        turns: Turns,
    },
    /// PostgreSQL, or what speaks like it.
    Postgres(PgPool),
}

/// How long somebody waits for a PostgreSQL that does not answer before they are told.
const AWAY: Duration = Duration::from_secs(6);

/// Who may serve from this folder.
pub(super) enum Lock {
    /// PostgreSQL: many processes may.
    NotNeeded,
    /// We may, as long as the file is held.
    Ours(#[expect(dead_code, reason = "held, not read: closing it would give the lock away")] File),
    /// Another process does.
    Theirs,
}

/// SQLite is served by one process: its lock is not fair, and caches would differ.
pub(super) fn lock(settings: &Settings) -> Result<Lock> {
    std::fs::create_dir_all(&settings.data).map_err(|error| Fault::folder(&settings.data, &error))?;
    if !settings.database_url.starts_with("sqlite") {
        return Ok(Lock::NotNeeded);
    }
    let file = File::create(settings.data.join("clearway.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock::Ours(file)),
        Err(TryLockError::WouldBlock) => Ok(Lock::Theirs),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// The lock, or the sentence for whoever came second.
pub(super) fn lock_alone(settings: &Settings) -> Result<Lock> {
    match lock(settings)? {
        Lock::Theirs => Err(Error::advice(format!(
            "Another Clearway process uses {}. Stop it first, or name another folder with CLEARWAY_DATA.",
            settings.data.display()
        ))),
        lock => Ok(lock),
    }
}

impl Db {
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres") {
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(AWAY);
            // compiling a query takes longer than any of ours runs
            let options = PgConnectOptions::from_str(url)?.options([("jit", "off")]);
            return Ok(Self::Postgres(pool.connect_with(options).await?));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // an accepted report must not vanish with the power: a sync at each commit
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16384")
            .pragma("mmap_size", "0")
            .pragma("journal_size_limit", "67108864")
            .optimize_on_close(true, None);
        let pool = |count| {
            let pool = SqlitePoolOptions::new().max_connections(count).idle_timeout(None).max_lifetime(None);
            // where the disk refuses a commit SQLite has rolled back already, and sqlx believes for ever that it has not
            pool.before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
        };
        let write = pool(1).connect_with(options.clone()).await?;
        let cores = std::thread::available_parallelism().map_or(2, |cores| u32::try_from(cores.get()).unwrap_or(2));
        let read = pool(cores + 1).connect_with(options.pragma("query_only", "on")).await?;
        Ok(Self::Sqlite { read, turns: Turns::new(write.clone()), write })
    }

    /// Brings what the last process wrote into the file of SQLite, and syncs that; for whoever has it alone.
    ///
    /// A commit whose sync failed was told as failed, but may be found here after all, in the memory of the machine and on no
    /// disk: what is committed after it would be lost with it. So nothing is built upon it before it is written once more.
    pub async fn settle(&self) -> Result<()> {
        if let Self::Sqlite { write, .. } = self {
            let _counts = sqlx::query("pragma wal_checkpoint(truncate)").fetch_all(write).await?;
        }
        Ok(())
    }

    /// Runs what is missing; the newest version this program knows.
    pub async fn migrate(&self) -> Result<i64> {
        self.migrate_to(newest_version()).await
    }

    /// Whether no migration ever ran here.
    pub async fn is_blank(&self) -> Result<bool> {
        let tables: i64 = match self {
            Self::Sqlite { read, .. } => {
                sqlx::query_scalar("select count(*) from sqlite_master where name = 'regions'").fetch_one(read).await?
            }
            Self::Postgres(pool) => {
                let text = "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'regions'";
                sqlx::query_scalar(text).fetch_one(pool).await?
            }
        };
        Ok(tables == 0)
    }

    /// Runs what is missing up to a version.
    pub async fn migrate_to(&self, newest: i64) -> Result<i64> {
        let speaks = |text: &str| match self {
            Self::Sqlite { .. } => for_sqlite(text),
            Self::Postgres(_) => for_postgres(text),
        };
        let migration = |(version, name, text): &(i64, &'static str, &str)| {
            let text = sqlx::AssertSqlSafe(speaks(text));
            Migration::new(*version, (*name).into(), MigrationType::Simple, sqlx::SqlSafeStr::into_sql_str(text), false)
        };
        let wanted = MIGRATIONS.iter().filter(|(version, ..)| *version <= newest);
        let migrator = Migrator::with_migrations(wanted.map(migration).collect());
        let done = match self {
            Self::Sqlite { write, .. } => migrator.run(write).await,
            Self::Postgres(pool) => migrator.run(pool).await,
        };
        match done {
            Ok(()) => Ok(newest),
            Err(sqlx::migrate::MigrateError::VersionMissing(version)) => Err(Error::advice(format!(
                "The database was written by a newer Clearway (version {version}). Start that newer program instead."
            ))),
            Err(sqlx::migrate::MigrateError::VersionMismatch(_)) => Err(Error::advice(
                "The database was begun by a Clearway from before the first release, which had other tables. Begin anew with an \
                 empty data folder (CLEARWAY_DATA) or database; a demo's folder can be deleted.",
            )),
            Err(error) => Err(Error::Fault(error.into())),
        }
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// The newest version this program knows.
pub(super) fn newest_version() -> i64 {
    MIGRATIONS.last().map_or(0, |(version, ..)| *version)
}

/// The common dialect as SQLite takes it: its own storage classes, and STRICT, so that a wrong type is refused.
fn for_sqlite(text: &str) -> String {
    let text = words(text, |word| match word {
        "uuid" | "bytea" => Some("blob"),
        "bigint" | "boolean" => Some("integer"),
        _ => None,
    });
    text.replace("double precision", "real").replace("\n);", "\n) strict;")
}

/// The common dialect as PostgreSQL takes it: text sorts by code point, as it does on SQLite.
fn for_postgres(text: &str) -> String {
    words(text, |word| (word == "text").then_some("text collate \"C\""))
}

fn words(text: &str, other: impl Fn(&str) -> Option<&'static str>) -> String {
    let word = |part: &str| {
        other(part.trim_end_matches([',', ')', ';']))
            .map(|new| (part.trim_end_matches([',', ')', ';']).to_owned(), new))
    };
    let statement = |line: &str| match line.trim_start().starts_with("--") {
        true => line.to_owned(),
        false => line
            .split(' ')
            .map(|part| word(part).map_or_else(|| part.to_owned(), |(old, new)| part.replacen(&old, new, 1)))
            .collect::<Vec<_>>()
            .join(" "),
    };
    text.lines().map(statement).collect::<Vec<_>>().join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::store_test;

    #[test]
    fn types_become_those_of_the_engine_and_comments_stay() {
        let text = "-- text stays\ncreate table notes (\n    note_id uuid primary key,\n    body text,\n    seen boolean not null\n);";
        assert_eq!(
            for_sqlite(text),
            "-- text stays\ncreate table notes (\n    note_id blob primary key,\n    body text,\n    seen integer not null\n) strict;\n"
        );
        assert!(for_postgres(text).contains("body text collate \"C\",\n"));
    }

    store_test!(sqlite_is_free_of_the_wal_reset_bug, |store, _at| {
        if let Db::Sqlite { read, .. } = &store.db {
            let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(read).await.unwrap();
            let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
            assert!(parts >= vec![3, 51, 3], "{version}");
        }
    });

    store_test!(a_wrong_type_is_refused_in_each_table, |store, _at| {
        if let Db::Sqlite { read, .. } = &store.db {
            let text = "select count(*) from pragma_table_list where schema = 'main' and strict = 0 and substr(name, 1, 1) <> '_' \
                and substr(name, 1, 7) <> 'sqlite_'";
            let loose: i64 = sqlx::query_scalar(text).fetch_one(read).await.unwrap();
            assert_eq!(loose, 0, "tables that are not strict");
        }
        for (table, columns, wrong) in [
            ("calendar_years", "year, loaded_at", "'soon', 1"),
            ("number_series", "region_code, day_on, last", "'x', 'x', 'many'"),
            ("leases", "name, holder, until_at", "'x', 'x', 'late'"),
            ("drafts", "draft_id, form_sealed, kept_at, expires_at", "'x', 'x', 1, 1"),
            ("queue_rows", "scope_id, bucket, due_at, case_id", "'x', 'x', 'late', 'x'"),
        ] {
            let text = sqlx::AssertSqlSafe(format!("insert into {table} ({columns}) values ({wrong})"));
            let refused = match &store.db {
                Db::Sqlite { write, .. } => sqlx::query(text).execute(write).await.is_err(),
                Db::Postgres(pool) => sqlx::query(text).execute(pool).await.is_err(),
            };
            assert!(refused, "{table} took a wrong type");
        }
    });

    /// Once for each store: a refused migration keeps its lock on PostgreSQL for as long as the process lives.
    async fn is_told(store: &crate::store::Store, change: &'static str, told: &str) {
        crate::store::testing::spoil(store, change).await;
        let refused = store.db.migrate_to(newest_version()).await.err().unwrap().to_string();
        assert!(refused.contains(told), "{refused}");
    }

    store_test!(a_database_from_before_the_first_release_is_told, |store, _at| {
        is_told(&store, "update _sqlx_migrations set checksum = substr(checksum, 2)", "before the first release").await;
    });

    store_test!(a_database_of_a_newer_program_is_told, |store, _at| {
        is_told(&store, "update _sqlx_migrations set version = version + 1000", "a newer Clearway").await;
    });

    store_test!(a_write_that_sqlite_took_back_by_itself_keeps_no_other_from_being_written, |store, _at| {
        if matches!(store.db, Db::Sqlite { .. }) {
            let mut tx = store.begin().await.unwrap();
            // as it does where the disk is full or a sync fails
            sql!(tx, conn => sqlx::query("rollback").execute(conn).await.map(drop)).unwrap();
            assert!(tx.commit().await.is_err());
            crate::store::testing::county(&store).await;
        }
    });

    store_test!(a_second_server_is_refused_and_the_command_line_may_join, |store, at| {
        if matches!(store.db, Db::Sqlite { .. }) {
            let refused = crate::store::Store::open(&store.settings, at).await.err().unwrap().to_string();
            assert!(refused.contains("Another Clearway process"), "{refused}");
        }
        let beside = crate::store::Store::join(&store.settings, at).await.unwrap();
        assert!(beside.check().await.unwrap().problems.is_empty());
    });
}
