//! A new key opens everything that the old one sealed.

use super::*;
use crate::store::{
    Token,
    testing::{county, draft, later, report, store_test},
};

store_test!(after_a_rotation_codes_and_phones_open_as_before, |store, at| {
    county(&store).await;
    let mine = Token::from_bytes([1; 32]);
    let receipt = store.file(&mine, draft(1), &report(), at).await.unwrap();
    store.keep_draft(&mine, draft(2), &crate::store::testing::form(), at).await.unwrap();
    let done = store.rotate_keys(later(at, 1)).await.unwrap();
    assert_eq!((done.key, done.sealed), (2, 2));
    let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
    let case = store.read_public(&pass, &receipt.number, at.now).await.unwrap();
    assert_eq!(case.phone, report().contact.map(|contact| contact.phone.masked()));
    assert!(store.read_draft(&mine, draft(2), at.now).await.unwrap().is_some());
    assert!(store.read_receipt(&mine, &receipt.number, at.now).await.unwrap() == Some(receipt));
});

store_test!(a_store_does_not_open_without_its_key, |store, at| {
    let settings = (*store.settings).clone();
    store.close().await;
    drop(store);
    std::fs::remove_dir_all(&settings.keys).unwrap();
    let error = Store::open(&settings, later(at, 1)).await.err().unwrap().to_string();
    assert!(error.contains("CLEARWAY_KEYS"), "{error}");
});
