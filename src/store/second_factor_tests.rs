//! The second proof: what counts, how often, and near which time.

use super::*;
use crate::store::testing::{Office, later, office, refusal, store_test};

fn token(n: u8) -> Token {
    Token::from_bytes([n; 32])
}

/// What the telephone shows at this moment.
async fn digits(store: &Store, staff: StaffId, at: Moment) -> String {
    let mut tx = store.view().await.unwrap();
    let (secret, _) = tx.factor(staff).await.unwrap();
    totp(&secret, "-", "-").unwrap().generate(u64::try_from(at.now.as_second()).unwrap()).to_string()
}

async fn with_factor(store: &Store, staff: StaffId, at: Moment) -> Vec<RecoveryCode> {
    store.open_session(staff, &token(1), at.now).await.unwrap();
    store.begin_factor(staff, at).await.unwrap();
    let digits = digits(store, staff, at).await;
    store.confirm_factor(staff, &token(1), &digits, at).await.unwrap()
}

store_test!(an_admin_opens_nothing_before_a_second_factor_is_set_up, |store, at| {
    let Office { admin, .. } = office(&store, at).await;
    assert_eq!(store.open_session(admin.id, &token(1), at.now).await.unwrap(), Some(Proof::SetUp));
    assert_eq!(refusal(store.read_session(&token(1), at.now).await), Some(Refusal::SecondFactor));
    store.begin_factor(admin.id, at).await.unwrap();
    let secret = store.read_factor_secret(admin.id, "admin", "Clearway").await.unwrap();
    assert!(secret.address.starts_with("otpauth://totp/Clearway:admin?secret="), "{}", secret.address);
    assert_eq!(secret.typed.replace(' ', "").len(), 32);
    assert_eq!(refusal(store.confirm_factor(admin.id, &token(1), "000000", at).await), Some(Refusal::WrongCode));
    let right = digits(&store, admin.id, at).await;
    let early = store.prove(admin.id, &token(1), &right, at).await;
    assert_eq!(refusal(early), Some(Refusal::WrongCode), "a secret that nobody confirmed proves nothing");
    let codes = store.confirm_factor(admin.id, &token(1), &right, at).await.unwrap();
    assert_eq!(codes.len(), policy::RECOVERY_CODES);
    assert_eq!(store.read_session(&token(1), at.now).await.unwrap(), admin);
    assert_eq!(
        refusal(store.read_factor_secret(admin.id, "admin", "Clearway").await.map(drop)),
        Some(Refusal::NotFound)
    );
    assert_eq!(refusal(store.switch_factor_off(admin.id, &token(1)).await), Some(Refusal::NotYours));
});

store_test!(digits_count_once_and_only_near_their_time, |store, at| {
    let Office { officer, .. } = office(&store, at).await;
    with_factor(&store, officer.id, at).await;
    assert_eq!(store.open_session(officer.id, &token(2), at.now).await.unwrap(), Some(Proof::Code));
    let used = digits(&store, officer.id, at).await;
    assert_eq!(refusal(store.prove(officer.id, &token(2), &used, at).await), Some(Refusal::WrongCode), "used already");
    let next = later(at, 1);
    let fresh = digits(&store, officer.id, next).await;
    assert_eq!(
        refusal(store.prove(officer.id, &token(2), &fresh, later(at, 5)).await),
        Some(Refusal::WrongCode),
        "too late"
    );
    assert_eq!(refusal(store.read_session(&token(2), next.now).await), Some(Refusal::SecondFactor));
    let spaced = format!(" {} {} ", &fresh[..3], &fresh[3..]);
    store.prove(officer.id, &token(2), &spaced, next).await.unwrap();
    assert_eq!(store.read_session(&token(2), next.now).await.unwrap(), officer);
    store.switch_factor_off(officer.id, &token(2)).await.unwrap();
    assert_eq!(store.open_session(officer.id, &token(3), next.now).await.unwrap(), None);
});

store_test!(of_two_at_once_the_digits_let_in_one, |store, at| {
    let Office { officer, .. } = office(&store, at).await;
    with_factor(&store, officer.id, at).await;
    let next = later(at, 1);
    let right = digits(&store, officer.id, next).await;
    let tries = (2..8).map(|n| {
        let (store, right) = (store.clone(), right.clone());
        tokio::spawn(async move {
            store.open_session(officer.id, &token(n), next.now).await.unwrap();
            store.prove(officer.id, &token(n), &right, next).await.is_ok()
        })
    });
    let mut let_in = 0;
    for done in tries.collect::<Vec<_>>() {
        let_in += usize::from(done.await.unwrap());
    }
    assert_eq!(let_in, 1);
});

store_test!(a_recovery_code_counts_once_and_outlives_a_new_key, |store, at| {
    let Office { officer, stranger, .. } = office(&store, at).await;
    let codes = with_factor(&store, officer.id, at).await;
    store.open_session(officer.id, &token(2), at.now).await.unwrap();
    let [first, second, ..] = codes.as_slice() else { panic!("no codes") };
    store.prove(officer.id, &token(2), &first.grouped().to_lowercase(), at).await.unwrap();
    store.open_session(officer.id, &token(3), at.now).await.unwrap();
    assert_eq!(refusal(store.prove(officer.id, &token(3), &first.grouped(), at).await), Some(Refusal::WrongCode));
    store.rotate_keys(later(at, 1)).await.unwrap();
    store.prove(officer.id, &token(3), &second.grouped(), at).await.unwrap();
    assert_eq!(store.read_account(&officer, &token(3), at.now).await.unwrap().recovery_codes, 8);
    let renewed = store.renew_recovery_codes(officer.id, later(at, 2)).await.unwrap();
    assert_eq!((renewed.len(), renewed.contains(second)), (10, false));
    assert_eq!(refusal(store.renew_recovery_codes(stranger.id, at).await), Some(Refusal::NotFound));
    let digits = digits(&store, officer.id, later(at, 3)).await;
    store.open_session(officer.id, &token(4), at.now).await.unwrap();
    store.prove(officer.id, &token(4), &digits, later(at, 3)).await.expect("the secret was sealed anew");
});

store_test!(a_secret_that_was_seen_and_not_confirmed_does_not_outlive_the_password, |store, at| {
    let Office { admin, .. } = office(&store, at).await;
    let secret = |minute| {
        let store = store.clone();
        async move {
            store.begin_factor(admin.id, later(at, minute)).await.unwrap();
            store.read_factor_secret(admin.id, "admin", "Clearway").await.unwrap().typed
        }
    };
    let seen = secret(0).await;
    assert!(store.set_password("admin", "new").await.unwrap());
    assert!(refusal(store.read_factor_secret(admin.id, "admin", "Clearway").await.map(drop)).is_some());
    assert_ne!(secret(1).await, seen);
});
