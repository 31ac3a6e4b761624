//! A new key opens everything that the old one sealed.

use super::*;
use crate::store::{
    Token,
    testing::{anonymous, county, draft, file, form, later, report, store_test},
};

/// Everything that a key makes of the report of somebody who gave everything.
async fn sealed(store: &Store) -> Vec<Vec<u8>> {
    type Row = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);
    let text = "select address_sealed, position_sealed, name_sealed, phone_sealed, organisation_sealed, credit_code_sealed, \
        phone_lookup, credit_code_lookup, code_digest from reports where phone_sealed is not null";
    let mut tx = store.view().await.unwrap();
    let row: Row = sql!(tx, conn => sqlx::query_as(text).fetch_one(conn).await).unwrap();
    let (a, b, c, d, e, f, g, h, i) = row;
    vec![a, b, c, d, e, f, g, h, i]
}

store_test!(after_a_rotation_codes_and_phones_open_as_before, |store, at| {
    county(&store).await;
    let mine = Token::from_bytes([1; 32]);
    let receipt = file(&store, &mine, draft(1), &report(), at).await;
    file(&store, &mine, draft(3), &anonymous(), later(at, 5)).await;
    store.begin_draft(&mine, draft(2), at).await.unwrap();
    store.keep_draft(&mine, draft(2), at, |kept| *kept = form()).await.unwrap();
    let before = sealed(&store).await;
    let done = store.rotate_keys(later(at, 1)).await.unwrap();
    assert_eq!((done.key, done.sealed), (2, 3));
    for (before, after) in before.iter().zip(sealed(&store).await) {
        assert!(*before != after, "each sealed column and each look-up is new");
    }
    let mut tx = store.view().await.unwrap();
    let case = tx.case_by_number(&receipt.number).await.unwrap();
    let first = tx.first_report(case).await.unwrap();
    let told = tx.told(first).await.unwrap();
    assert!(told.facts == report().facts);
    assert_eq!(told.contact.organisation.as_deref(), Some("Example Trading"));
    assert_eq!(told.contact.credit_code.as_deref(), Some("91350100M000100Y43"));
    drop(tx);
    let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
    let case = store.read_public(&pass, &receipt.number, at.now).await.unwrap();
    assert_eq!(case.phone, report().contact.map(|contact| contact.phone.masked()));
    assert!(store.read_draft(&mine, draft(2), at.now).await.unwrap().unwrap().form == form());
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
