//! Similar cases are found by what they share, near, in time, and within bounds.

use super::*;
use crate::{
    report::NewReport,
    store::{
        Moment,
        testing::{Office, answered, case_of, code, later, office, public_text, report, store_test},
    },
};

async fn publish(store: &Store, office: &Office, report: &NewReport, text: &PublicText, at: Moment) {
    let case = case_of(store, &answered(store, office, report, at).await).await;
    store.publish(&office.reviewer, case, 5, text, later(at, 5)).await.unwrap();
}

#[test]
fn words_are_those_that_tell_something() {
    let words = words(
        "\u{7A97}\u{53E3}\u{4E09}\u{6B21}\u{8981}\u{6C42}\u{540C}\u{4E00}\u{4EFD}\u{5A5A}\u{59FB}\u{8BC1}\u{660E} 2026 ETC \u{6211}\u{4EEC}",
    );
    for word in ["\u{7A97}\u{53E3}", "\u{5A5A}\u{59FB}", "\u{8BC1}\u{660E}", "etc"] {
        assert!(words.contains(word), "{word}: {words:?}");
    }
    assert!(!words.contains("2026") && !words.contains("\u{6211}\u{4EEC}"), "{words:?}");
}

#[test]
fn the_stop_words_are_sorted_and_each_stands_once() {
    assert!(include_str!("../../data/stop-words.txt").lines().collect::<Vec<_>>().is_sorted_by(|one, next| one < next));
}

store_test!(a_case_is_similar_by_its_words_in_its_county_and_category_and_for_ninety_days, |store, at| {
    let office = office(&store, at).await;
    let items = [("a", "one"), ("b", "one"), ("c", "two")].map(|(code, category)| crate::service::ServiceItem {
        code: code.parse().unwrap(),
        name: code.into(),
        category: category.into(),
    });
    store.load_services(&items).await.unwrap();
    let about = NewReport { service: Some("a".parse().unwrap()), ..report() };
    publish(&store, &office, &about, &public_text(), at).await;
    let what = report().what;
    let look = async |county: &str, service: Option<&str>, what: &str, minutes: i64| {
        let service = service.map(|code| code.parse().unwrap());
        store.similar(&code(county), service.as_ref(), what, later(at, minutes).now).await.unwrap().len()
    };
    assert_eq!(look("990101", Some("a"), &what, 9).await, 1);
    assert_eq!(look("990101", Some("b"), &what, 9).await, 1, "the same category");
    assert_eq!(look("990101", Some("c"), &what, 9).await, 0, "another category");
    assert_eq!(look("990101", None, &what, 9).await, 1, "not sure which");
    assert_eq!(look("990102", Some("a"), &what, 9).await, 0, "another county");
    assert_eq!(look("990101", Some("a"), &what, 91 * 24 * 60).await, 0, "long ago");
    assert_eq!(
        look("990101", Some("a"), "\u{516C}\u{4EA4}\u{8F66}\u{665A}\u{70B9}\u{4E86}\u{5F88}\u{4E45}", 9).await,
        0
    );
    for nonsense in ["", "\0", "%", "' or 1=1 --", &"\u{957F}".repeat(100_000)] {
        assert_eq!(look("990101", Some("a"), nonsense, 9).await, 0);
    }
    let moved = items.map(|item| crate::service::ServiceItem { category: format!("new {}", item.category), ..item });
    store.load_services(&moved).await.unwrap();
    assert_eq!(look("990101", Some("b"), &what, 9).await, 1, "a category that was renamed");
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(of_many_the_three_that_share_most_are_offered, |store, at| {
    let office = office(&store, at).await;
    for n in 0..5 {
        publish(&store, &office, &report(), &public_text(), later(at, n * 20)).await;
    }
    let found = store.similar(&code("990101"), None, &report().what, later(at, 200).now).await.unwrap();
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|similar| similar.department_name.as_deref() == Some("registry")));
    assert!(found[0].answered_at > found[2].answered_at, "the newest of equals first");
});
