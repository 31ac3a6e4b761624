//! Sessions: how they end.

use super::*;
use crate::store::testing::{Office, later, office, refusal, store_test};

fn token(n: u8) -> Token {
    Token::from_bytes([n; 32])
}

store_test!(a_session_ends_by_hand_by_time_and_by_a_new_password, |store, at| {
    let officer = office(&store, at).await.officer;
    for n in 1..=3 {
        assert_eq!(store.open_session(officer.id, &token(n), at.now).await.unwrap(), None);
    }
    assert_eq!(store.read_session(&token(1), at.now).await.unwrap(), officer);
    store.end_session(&token(1)).await.unwrap();
    assert!(store.read_session(&token(1), at.now).await.is_err());
    assert!(store.set_password("officer", "new").await.unwrap());
    assert!(store.read_session(&token(3), at.now).await.is_err());
    assert!(!store.set_password("nobody", "new").await.unwrap());
});

store_test!(a_session_falls_asleep_unless_it_is_used_and_ends_for_good_after_its_hours, |store, at| {
    let officer = office(&store, at).await.officer;
    let uses = |minute| {
        let store = store.clone();
        async move { refusal(store.use_session(&token(1), later(at, minute).now).await) }
    };
    store.open_session(officer.id, &token(1), at.now).await.unwrap();
    store.read_session(&token(1), later(at, 59).now).await.unwrap();
    assert_eq!(uses(60).await, Some(Refusal::SignedOut), "a look keeps nothing awake");
    for minute in (0..12 * 60).step_by(50) {
        assert_eq!(uses(minute).await, None, "minute {minute}");
    }
    assert_eq!(uses(12 * 60).await, Some(Refusal::SignedOut));
});

store_test!(sessions_are_listed_and_ended_one_by_one_and_all_at_once, |store, at| {
    let Office { officer, stranger, .. } = office(&store, at).await;
    for n in 1..=3 {
        store.open_session(officer.id, &token(n), later(at, i64::from(n)).now).await.unwrap();
    }
    store.open_session(stranger.id, &token(9), at.now).await.unwrap();
    let account = store.read_account(&officer, &token(2), later(at, 5).now).await.unwrap();
    assert_eq!(account.sessions.iter().map(|session| session.here).collect::<Vec<_>>(), [false, true, false]);
    let newest = account.sessions[0].key.clone();
    store.end_session_called(stranger.id, &newest).await.unwrap();
    store.read_session(&token(3), later(at, 5).now).await.expect("a stranger ends nothing");
    store.end_session_called(officer.id, &newest).await.unwrap();
    assert_eq!(refusal(store.read_session(&token(3), at.now).await), Some(Refusal::SignedOut));
    store.change_password(officer.id, &token(2), "new").await.unwrap();
    assert_eq!(refusal(store.read_session(&token(1), at.now).await), Some(Refusal::SignedOut));
    store.read_session(&token(2), at.now).await.expect("the one that changed it stays");
    store.end_sessions(officer.id).await.unwrap();
    assert_eq!(refusal(store.read_session(&token(2), at.now).await), Some(Refusal::SignedOut));
    store.read_session(&token(9), at.now).await.unwrap();
});
