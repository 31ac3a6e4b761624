//! Search, on both engines: what was meant is found, by nobody who may not see it.

use super::*;
use crate::{
    region::{Level, Region},
    report::NewReport,
    staff::Role,
    store::{
        Moment, NewDepartment, Receipt, Token,
        testing::{Office, case_of, code, file, later, office, own_draft, person, refusal, report, spoil, store_test},
    },
};

/// A report in its own words, filed by a browser of its own.
async fn told(store: &Store, n: u8, what: &str, new: NewReport, at: Moment) -> Receipt {
    let (browser, at) = (Token::from_bytes([n; 32]), later(at, i64::from(n)));
    file(store, &browser, own_draft(&browser, at), &NewReport { what: what.into(), ..new }, at).await
}

async fn found(store: &Store, who: &Staff, typed: &str) -> (FoundBy, Vec<String>) {
    let found = store.search(who, typed, None).await.unwrap();
    (found.by, found.cases.iter().map(|case| case.number.to_string()).collect())
}

store_test!(a_case_is_found_by_its_number_its_code_its_telephone_and_its_words, |store, at| {
    let Office { dispatcher, .. } = office(&store, at).await;
    let one = told(&store, 1, "the passport photograph was refused twice", report(), at).await;
    told(&store, 2, "nobody answers at the registry window", report(), at).await;
    let number = one.number.to_string();
    let only = |by| (by, vec![number.clone()]);
    assert_eq!(found(&store, &dispatcher, &one.number.grouped().to_lowercase()).await, only(FoundBy::Number));
    assert_eq!(found(&store, &dispatcher, &one.code.grouped().to_lowercase()).await, only(FoundBy::Code));
    assert_eq!(found(&store, &dispatcher, "photograph Passport").await, only(FoundBy::Words));
    assert_eq!(found(&store, &dispatcher, "photograph registry").await.1, Vec::<String>::new(), "every word counts");
    let (by, cases) = found(&store, &dispatcher, "138-0013-8000").await;
    assert_eq!((by, cases.len(), &cases[1]), (FoundBy::Phone, 2, &number), "the newest first");
    assert_eq!(found(&store, &dispatcher, "13900139000").await.1, Vec::<String>::new());
    assert_eq!(found(&store, &dispatcher, "  ").await, (FoundBy::Words, Vec::new()));
});

store_test!(nothing_of_a_case_is_found_by_whoever_does_not_see_it, |store, at| {
    let Office { dispatcher, officer, stranger, admin, .. } = office(&store, at).await;
    let receipt = told(&store, 1, "the passport photograph was refused twice", report(), at).await;
    let case = case_of(&store, &receipt).await;
    let number = receipt.number.to_string();
    for typed in [number.clone(), receipt.code.grouped(), "13800138000".into(), "photograph".into()] {
        assert_eq!(found(&store, &officer, &typed).await.1, Vec::<String>::new(), "not theirs yet: {typed}");
    }
    store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 5)).await.unwrap();
    for typed in [number.clone(), receipt.code.grouped(), "13800138000".into(), "photograph".into()] {
        assert_eq!(found(&store, &officer, &typed).await.1, [number.as_str()], "{typed}");
        assert_eq!(found(&store, &stranger, &typed).await.1, Vec::<String>::new(), "{typed}");
        assert_eq!(refusal(store.search(&admin, &typed, None).await), Some(Refusal::NotYours));
    }
    store.add_region(&beside()).await.unwrap();
    let elsewhere =
        NewDepartment { name: "elsewhere".into(), region: code("990102"), parent: None, leader_signs: false };
    let elsewhere = store.add_department(&elsewhere, later(at, 3_000)).await.unwrap();
    let beside = person(&store, "beside", elsewhere, &[Role::Dispatcher], later(at, 3_001)).await;
    assert_eq!(found(&store, &beside, "photograph").await.1, Vec::<String>::new(), "another county");
    assert_eq!(found(&store, &beside, &number).await.1, Vec::<String>::new());
});

store_test!(whoever_asked_to_be_shielded_is_not_found_by_telephone_by_the_department, |store, at| {
    let Office { dispatcher, officer, .. } = office(&store, at).await;
    let shielded = NewReport { identity: Identity::Shielded, ..report() };
    let receipt = told(&store, 1, "the passport photograph was refused twice", shielded, at).await;
    let case = case_of(&store, &receipt).await;
    store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 5)).await.unwrap();
    assert_eq!(found(&store, &officer, "13800138000").await.1, Vec::<String>::new());
    assert_eq!(found(&store, &officer, "photograph").await.1.len(), 1);
    assert_eq!(found(&store, &dispatcher, "13800138000").await.1.len(), 1, "the service knows them");
});

store_test!(pages_of_what_was_found_are_complete_and_free_of_doubles, |store, at| {
    let Office { dispatcher, .. } = office(&store, at).await;
    for n in 1..=60 {
        told(&store, n, "the passport photograph was refused", report(), at).await;
    }
    spoil(&store, "update cases set filed_at = (select min(filed_at) from cases)").await;
    spoil(&store, "update case_postings set filed_at = (select min(filed_at) from cases)").await;
    let (mut seen, mut after) = (BTreeSet::new(), None);
    loop {
        let page = store.search(&dispatcher, "photograph", after).await.unwrap();
        assert!(page.cases.len() <= FOUND_PAGE);
        assert!(page.cases.iter().all(|case| seen.insert(case.id)), "a case came twice");
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 60);
});

/// A county beside the one where everybody works.
fn beside() -> Region {
    let (code, parent) = (code("990102"), Some(code("990100")));
    Region { code, parent, level: Level::County, name: "beside".into(), initials: "b".into() }
}
