//! A database that was begun with the first schema, with rows in each of its tables, comes to this version with everything on it.
//!
//! `first_rows.jsonl` holds the rows: what the small office of the tests had done by 27 November 2026, cut down to the columns of
//! the first schema. They are never written anew: databases out there are not either.

use super::{super::tables_at, tests::target, *};
use crate::{
    identifiers::{case_number::CaseNumber, query_code::QueryCode},
    queue::Bucket,
    staff::Staff,
    store::{
        Moment, Token,
        testing::{self, TITLE, draft, later, store_test},
    },
};
use jiff::Timestamp;

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

async fn somebody(store: &Store, username: &str) -> Staff {
    let (id, _) = store.read_password(username).await.unwrap().unwrap();
    store.view().await.unwrap().staff(id).await.unwrap().unwrap()
}

fn open_case() -> CaseNumber {
    CaseNumber::parse("990101261123000002I").unwrap()
}

async fn agrees(store: &Store, lines: &[&str]) {
    let report = store.check().await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let told = report.lines.join("\n");
    assert!(lines.iter().all(|line| told.contains(line)), "{told}");
}

/// Number and code, session, link and draft open as before.
async fn people_find_their_own(store: &Store, now: Timestamp) {
    let code = QueryCode::parse("RFG91RK1S0").unwrap();
    assert!(store.open_tracking(&open_case(), &code, now).await.is_ok());
    assert!(store.read_session(&Token::from_bytes([31; 32]), now).await.is_ok());
    assert_eq!(store.read_password_link(&Token::from_bytes([33; 32]), now).await.unwrap(), "dispatcher");
    let mine = Token::from_bytes([1; 32]);
    let kept = store.read_draft(&mine, draft(23), now).await.unwrap().unwrap();
    assert_eq!(kept.form.what, "half a sentence");
    assert_eq!(store.read_draft_file(&mine, draft(23), kept.files[0].id, now).await.unwrap().1, "a page");
}

/// Lists and searches show what was filed before they were as they are, and work goes on where it stood.
async fn work_goes_on(store: &Store, at: Moment) {
    let (dispatcher, officer) = (somebody(store, "dispatcher").await, somebody(store, "officer").await);
    let waits = store.list_queue(&dispatcher, Bucket::ToDispatch, None, at.now).await.unwrap();
    assert_eq!(waits.rows.len(), 2);
    assert_eq!(store.list_queue(&officer, Bucket::ToAccept, None, at.now).await.unwrap().rows.len(), 1);
    let found = store.search(&dispatcher, TITLE, None).await.unwrap();
    assert_eq!(found.cases.len(), 4, "filed before there was a search");
    let similar = store.similar(&testing::code("990101"), None, TITLE, at.now).await.unwrap();
    assert_eq!(similar.len(), 1);
    let open = store.view().await.unwrap().case_by_number(&open_case()).await.unwrap();
    store.accept(&officer, open, 3, later(at, 1)).await.unwrap();
    store.dispatch(&dispatcher, waits.rows[0].id, 1, officer.department.id, later(at, 2)).await.unwrap();
    let new = store.file(&Token::from_bytes([1; 32]), draft(23), &testing::report(), later(at, 3)).await.unwrap();
    assert!(new.number.as_str().starts_with("990101261123000005"), "numbers go on: {:?}", new.number);
    store.sequence().await.unwrap();
}

store_test!(a_database_of_the_first_schema_comes_to_this_one_with_everything_on_it, |other, at| {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { key_ring: Some(KEYS.into()), ..target(&other, folder.path()).await };
    first(&settings).await;
    let hour = later(at, 60);
    let store = Store::open(&settings, hour).await.unwrap();
    agrees(&store, &["10 sealed events", "4 cases ", "2 files."]).await;
    people_find_their_own(&store, hour.now).await;
    work_goes_on(&store, hour).await;
    agrees(&store, &["14 sealed events", "5 cases ", "2 files."]).await;
    store.close().await;
    if settings.database_url.starts_with("postgres") {
        testing::drop_database(&settings.database_url).await;
    }
});
