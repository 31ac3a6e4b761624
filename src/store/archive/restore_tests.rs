//! Archives go and come back whole, with files and what is published, or are refused.

use super::*;
use crate::store::testing::{
    self, Office, TITLE, filed, later, office, own_draft, page, published, settings, store_test,
};
use crate::store::{Moment, Token};

async fn refused(settings: &Settings, file: &Path, words: Option<&str>) -> String {
    Store::restore(settings, file, words).await.err().unwrap().to_string()
}

/// An empty target of the same engine beside the store.
pub(super) async fn target(store: &Store, folder: &Path) -> Settings {
    let postgres = store.settings.database_url.starts_with("postgres");
    settings(folder, if postgres { testing::database().await } else { None })
}

async fn worked_on(store: &Store, at: Moment) {
    let office = office(store, at).await;
    let Office { dispatcher, officer, .. } = &office;
    let case = filed(store, Token::from_bytes([1; 32]), at).await;
    store.dispatch(dispatcher, case, 1, officer.department.id, later(at, 1)).await.unwrap();
    store.sequence().await.unwrap();
    filed(store, Token::from_bytes([2; 32]), later(at, 2)).await;
    published(store, &office, later(at, 50)).await;
    let mine = Token::from_bytes([1; 32]);
    store.begin_draft(&mine, testing::draft(9), at).await.unwrap();
    store.add_draft_file(&mine, testing::draft(9), &page(), at).await.unwrap();
    // the one that was made last has been put above the one that was made first
    let below = "update departments set parent_id = (select department_id from departments order by department_id desc limit 1) \
        where department_id = (select department_id from departments order by department_id limit 1)";
    testing::spoil(store, below).await;
}

store_test!(backup_then_restore_into_an_empty_folder_gives_the_same_answers, |store, at| {
    worked_on(&store, at).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.clearway");
    let written = store.backup(&file, None, at).await.unwrap();
    assert!(!written.with_keys && written.rows > 42_000 && written.files == 1);
    assert!(store.backup(&file, None, at).await.is_err());
    let mut other = target(&store, folder.path()).await;
    assert!(refused(&other, &file, None).await.contains("Key 1"));
    other.keys.clone_from(&store.settings.keys);
    let read = Store::restore(&other, &file, None).await.unwrap();
    assert_eq!((read.rows, read.files), (written.rows, written.files));
    assert!(refused(&other, &file, None).await.contains("not empty"));
    let restored = Store::open(&other, later(at, 3)).await.unwrap();
    assert_eq!(restored.check().await.unwrap(), store.check().await.unwrap());
    assert!(restored.check().await.unwrap().problems.is_empty());
    let mine = Token::from_bytes([1; 32]);
    let draft = own_draft(&mine, at);
    let receipt = store.file(&mine, draft, &testing::report(), at).await.unwrap();
    assert!(restored.file(&mine, draft, &testing::report(), at).await.unwrap() == receipt);
    let similar = restored.similar(&testing::code("990101"), None, TITLE, later(at, 60).now).await.unwrap();
    assert_eq!(similar.len(), 1, "what is published is found");
    let file = restored.draft_files_of(&mine, testing::draft(9), at).await;
    assert_eq!(restored.read_draft_file(&mine, testing::draft(9), file[0].id, at.now).await.unwrap().1, "a page");
    restored.close().await;
    if other.database_url.starts_with("postgres") {
        testing::drop_database(&other.database_url).await;
    }
});

store_test!(keys_travel_only_with_a_passphrase, |store, at| {
    worked_on(&store, at).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.clearway");
    assert!(store.backup(&file, Some("four words and more"), at).await.unwrap().with_keys);
    let other = target(&store, folder.path()).await;
    assert!(refused(&other, &file, Some("another")).await.contains("passphrase"));
    assert!(!other.keys.exists());
    Store::restore(&other, &file, Some("four words and more")).await.unwrap();
    let restored = Store::open(&other, later(at, 3)).await.unwrap();
    assert!(restored.check().await.unwrap().problems.is_empty());
    restored.close().await;
    if other.database_url.starts_with("postgres") {
        testing::drop_database(&other.database_url).await;
    }
});

#[tokio::test]
async fn what_is_no_archive_or_is_newer_is_refused_before_anything_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path(), None);
    let file = folder.path().join("x");
    assert!(refused(&settings, &file, None).await.contains("cannot be read"));
    fs::write(&file, "hello").unwrap();
    assert!(refused(&settings, &file, None).await.contains("no Clearway archive"));
    assert!(!settings.data.exists());
}
