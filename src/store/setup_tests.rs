//! The set-up of an empty installation: one code, one browser, one end.

use super::*;
use crate::store::testing::{code, office, refusal, store_test};

fn query_code(bits: u64) -> QueryCode {
    QueryCode::from_bits(bits)
}

fn pass(n: u8) -> Token {
    Token::from_bytes([n; 32])
}

fn facts() -> OfficeFacts {
    OfficeFacts { name: "Hall".into(), ..OfficeFacts::default() }
}

fn admin(username: &str) -> FirstAdmin {
    FirstAdmin { username: username.into(), name: "Wei".into(), password_hash: "x".into(), desk: "Desk".into() }
}

async fn prepared(store: &Store) -> Token {
    assert!(store.offer_setup(&query_code(7)).await.unwrap());
    store.enter_setup(&query_code(7), &pass(1)).await.unwrap();
    store.choose_setup_region(&pass(1), &code("640104")).await.unwrap();
    store.keep_setup_facts(&pass(1), &facts()).await.unwrap();
    pass(1)
}

store_test!(the_newest_code_opens_the_set_up_for_one_browser, |store, _at| {
    assert!(store.offer_setup(&query_code(1)).await.unwrap());
    assert!(store.offer_setup(&query_code(2)).await.unwrap());
    let enter = |n, browser| {
        let store = store.clone();
        async move { refusal(store.enter_setup(&query_code(n), &pass(browser)).await) }
    };
    assert_eq!(enter(1, 1).await, Some(Refusal::WrongCode), "told before the last start");
    assert_eq!(enter(2, 1).await, None);
    assert_eq!(store.read_setup(&pass(1)).await.unwrap(), SetupNow::default());
    assert_eq!(refusal(store.read_setup(&pass(2)).await), Some(Refusal::SignedOut));
    assert_eq!(enter(2, 2).await, None, "it goes on in another browser");
    assert_eq!(refusal(store.read_setup(&pass(1)).await), Some(Refusal::SignedOut));
});

store_test!(a_region_is_told_from_others_of_its_name, |store, _at| {
    let pass = prepared(&store).await;
    let found = store.find_setup_region(&pass, "\u{671D}\u{9633}\u{533A}").await.unwrap();
    let beijing = found.iter().find(|region| region.code == code("110105")).unwrap();
    assert_eq!(beijing.name, "\u{5317}\u{4EAC}\u{5E02} \u{671D}\u{9633}\u{533A}");
    assert!(store.find_setup_region(&pass, "640104").await.unwrap().len() == 1);
    assert!(store.find_setup_region(&pass, "%").await.unwrap().is_empty());
    let chosen = store.choose_setup_region(&pass, &code("999999")).await;
    assert_eq!(refusal(chosen), Some(Refusal::NotFound));
    assert_eq!(store.read_setup(&pass).await.unwrap().region.unwrap().code, code("640104"));
});

store_test!(the_first_admin_closes_the_set_up_for_ever, |store, at| {
    let pass = prepared(&store).await;
    store.finish_setup(&pass, &admin("wei"), at).await.unwrap();
    assert_eq!(refusal(store.finish_setup(&pass, &admin("li"), at).await), Some(Refusal::SignedOut));
    assert!(!store.offer_setup(&query_code(8)).await.unwrap());
    for code in [7, 8] {
        let entered = store.enter_setup(&query_code(code), &pass).await;
        assert_eq!(refusal(entered), Some(Refusal::WrongCode), "{code}");
    }
    assert_eq!(store.read_standing().await.unwrap(), Some(facts()));
    assert!(store.read_password("li").await.unwrap().is_none());
});

store_test!(of_two_that_finish_at_once_one_is_the_admin, |store, at| {
    let pass = prepared(&store).await;
    let other = Moment { seed: [8; 32], ..at };
    let (wei, li) = (admin("wei"), admin("li"));
    let done = tokio::join!(store.finish_setup(&pass, &wei, at), store.finish_setup(&pass, &li, other));
    assert!(done.0.is_ok() != done.1.is_ok(), "one and not the other");
    let there = [store.read_password("wei").await.unwrap(), store.read_password("li").await.unwrap()];
    assert_eq!(there.iter().flatten().count(), 1);
});

store_test!(nothing_is_set_up_where_a_page_is_missing_or_somebody_works, |store, at| {
    store.offer_setup(&query_code(7)).await.unwrap();
    store.enter_setup(&query_code(7), &pass(1)).await.unwrap();
    let early = store.finish_setup(&pass(1), &admin("wei"), at).await;
    assert_eq!(refusal(early), Some(Refusal::WrongSettings));
    assert!(store.read_setup(&pass(1)).await.is_ok(), "it goes on");
    office(&store, at).await;
    assert_eq!(refusal(store.read_setup(&pass(1)).await), Some(Refusal::SignedOut));
});
