//! What is published is what was agreed to, and goes when that is taken back.

use super::*;
use crate::{
    refusal::Refusal,
    report::{NewReport, Visibility},
    store::testing::{
        TITLE, answered, case_of, code, later, office, public_text, published, refusal, report, store_test,
    },
};

store_test!(only_an_answered_case_whose_reporter_agreed_is_published_and_only_once, |store, at| {
    let office = office(&store, at).await;
    let private = NewReport { visibility: Visibility::Private, ..report() };
    let private = case_of(&store, &answered(&store, &office, &private, at).await).await;
    let text = public_text();
    assert_eq!(refusal(store.publish(&office.reviewer, private, 5, &text, at).await), Some(Refusal::NotPublic));
    let case = case_of(&store, &answered(&store, &office, &report(), later(at, 50)).await).await;
    assert_eq!(refusal(store.publish(&office.officer, case, 5, &text, at).await), Some(Refusal::NotYours));
    assert_eq!(refusal(store.publish(&office.stranger, case, 5, &text, at).await), Some(Refusal::NotFound));
    assert_eq!(refusal(store.publish(&office.reviewer, case, 4, &text, at).await), Some(Refusal::Changed));
    let told = PublicText { answer: format!("{} 13800138000", text.answer), ..text.clone() };
    assert_eq!(refusal(store.publish(&office.reviewer, case, 5, &told, at).await), Some(Refusal::PersonalData));
    store.publish(&office.reviewer, case, 5, &text, later(at, 60)).await.unwrap();
    let again = store.publish(&office.reviewer, case, 6, &text, later(at, 61)).await;
    assert_eq!(refusal(again), Some(Refusal::WrongStage));
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(what_is_withdrawn_is_found_no_more, |store, at| {
    let office = office(&store, at).await;
    let receipt = published(&store, &office, at).await;
    let county = code("990101");
    let similar = || store.similar(&county, None, TITLE, at.now);
    assert_eq!(similar().await.unwrap().len(), 1);
    let mut tx = store.begin().await.unwrap();
    let case = tx.case_by_number(&receipt.number).await.unwrap();
    tx.unpublish(case).await.unwrap();
    tx.commit().await.unwrap();
    assert!(similar().await.unwrap().is_empty());
    let mut tx = store.view().await.unwrap();
    let left: i64 =
        sql!(tx, conn => sqlx::query_scalar("select count(*) from similar_postings").fetch_one(conn).await).unwrap();
    assert_eq!(left, 0);
    assert!(tx.publication(case).await.unwrap().is_none());
});
