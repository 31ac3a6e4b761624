//! A database that was begun with the first schema, with rows in each of its tables, comes to this version with everything on it.
//!
//! `first_rows.jsonl` holds the rows: what the small office of the tests had done by 27 November 2026, cut down to the columns of
//! the first schema. They are never written anew: databases out there are not either.

use super::{
    super::{Table, tables_at},
    tests::target,
    *,
};
use crate::store::{
    Draft, Moment, Token,
    testing::{self, TITLE, draft, later, refusal, store_test},
};
use crate::{queue::Bucket, refusal::Refusal};

const ROWS: &str = include_str!("first_rows.jsonl");
const KEYS: &str = "1:7777777777777777777777777777777777777777777777777777777777777777";

fn table(name: &str) -> Table {
    tables_at(1).unwrap().into_iter().find(|table| table.name == name).unwrap()
}

/// An installation as the first program left it.
async fn first(settings: &Settings) {
    let lock = db::lock_alone(settings).unwrap();
    let db = Db::connect(&settings.database_url).await.unwrap();
    db.migrate_to(1).await.unwrap();
    let store = Store::on(db, settings, lock).unwrap();
    let mut tx = store.begin().await.unwrap();
    let mut seen = BTreeMap::new();
    for (name, row) in ROWS.lines().map(|line| line.split_once(' ').unwrap()) {
        tx.put(&table(name), &serde_json::from_str(row).unwrap()).await.unwrap();
        *seen.entry(name).or_insert(0) += 1;
    }
    for table in tables_at(1).unwrap() {
        assert!(seen.contains_key(table.name.as_str()), "no row in {}", table.name);
    }
    tx.commit().await.unwrap();
    let files: Vec<Uuid> =
        at_once!(store, conn => sqlx::query_scalar("select file_id from files").fetch_all(conn).await).unwrap();
    for file in files {
        store.contents.write(FileId(file), "a page".into()).await.unwrap();
    }
    store.close().await;
}
