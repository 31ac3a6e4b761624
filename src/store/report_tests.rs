//! Filing: once, with everything that was told, and nothing personal in the open.

use super::*;
use crate::store::testing::{county, draft, form, later, report, store_test};

store_test!(the_same_draft_files_once_and_gives_the_same_receipt, |store, at| {
    county(&store).await;
    let mine = Token::from_bytes([1; 32]);
    let first = store.file(&mine, draft(1), &report(), at).await.unwrap();
    store.keep_draft(&mine, draft(1), &form(), at).await.unwrap();
    let again = store.file(&mine, draft(1), &report(), later(at, 1)).await.unwrap();
    assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap().is_none());
    let next = store.file(&mine, draft(2), &report(), later(at, 2)).await.unwrap();
    assert!(first == again);
    assert!(first.number != next.number && first.code != next.code);
    // another browser that learned the draft's id files its own report
    let other = store.file(&Token::from_bytes([2; 32]), draft(1), &report(), later(at, 3)).await.unwrap();
    assert!(other.number != first.number);
});

store_test!(the_same_draft_sent_eight_times_at_once_files_once, |store, at| {
    county(&store).await;
    let sent = (0..8).map(|minute| {
        let store = store.clone();
        tokio::spawn(async move {
            store.file(&Token::from_bytes([1; 32]), draft(1), &report(), later(at, minute)).await.unwrap().number
        })
    });
    let mut numbers = Vec::new();
    for number in sent.collect::<Vec<_>>() {
        numbers.push(number.await.unwrap());
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 1);
});

store_test!(numbers_of_a_county_and_day_have_no_gaps, |store, at| {
    county(&store).await;
    for n in 1..=12u8 {
        let receipt =
            store.file(&Token::from_bytes([n; 32]), draft(1), &report(), later(at, i64::from(n))).await.unwrap();
        assert!(receipt.number.as_str().contains(&format!("{n:06}")), "{}", receipt.number.as_str());
    }
});

store_test!(no_personal_text_stands_open_in_the_database, |store, at| {
    county(&store).await;
    store.file(&Token::from_bytes([1; 32]), draft(1), &report(), at).await.unwrap();
    let mut tx = store.view().await.unwrap();
    let (name, phone): (Vec<u8>, Vec<u8>) =
        sql!(tx, conn => sqlx::query_as("select name_sealed, phone_sealed from reports").fetch_one(conn).await)
            .unwrap();
    let body: String = sql!(tx, conn => sqlx::query_scalar("select body from events").fetch_one(conn).await).unwrap();
    assert!(!name.windows(3).any(|part| part == "\u{738B}".as_bytes()));
    assert!(!phone.windows(5).any(|part| part == b"13800"));
    assert!(!body.contains("13800") && !body.contains(&report().what));
});
