//! Files are for those who may see the draft or the case.

use super::*;
use crate::store::testing::{Office, case_of, draft, later, office, page, published, refusal, report, store_test};

fn browser(n: u8) -> Token {
    Token::from_bytes([n; 32])
}

store_test!(a_file_of_a_draft_is_for_its_holders_only, |store, at| {
    let (mine, other) = (browser(1), browser(2));
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    store.begin_draft(&other, draft(2), at).await.unwrap();
    let head = store.add_draft_file(&mine, draft(1), &page(), at).await.unwrap();
    assert_eq!(store.draft_files_of(&mine, draft(1), at).await, std::slice::from_ref(&head));
    let (read, content) = store.read_draft_file(&mine, draft(1), head.id, at.now).await.unwrap();
    assert!(read == head && content == "a page" && head.byte_count == 6);
    for (browser, draft) in [(&other, draft(1)), (&other, draft(2)), (&mine, draft(2))] {
        let read = store.read_draft_file(browser, draft, head.id, at.now).await;
        assert_eq!(refusal(read), Some(Refusal::NotFound));
        assert_eq!(refusal(store.remove_draft_file(browser, draft, head.id).await), Some(Refusal::NotFound));
    }
    let later = later(at, 7 * 24 * 60);
    assert!(store.read_draft_file(&mine, draft(1), head.id, later.now).await.is_err(), "expired");
    assert_eq!(refusal(store.add_draft_file(&other, draft(1), &page(), later).await), Some(Refusal::NotFound));
    assert_eq!(store.content_count().await, 1, "what was refused is not kept");
    store.remove_draft_file(&mine, draft(1), head.id).await.unwrap();
    assert_eq!(store.content_count().await, 0);
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(of_many_files_at_once_no_more_than_three_are_kept, |store, at| {
    let mine = browser(1);
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    let added = (0..8).map(|minute| {
        let store = store.clone();
        tokio::spawn(async move { store.add_draft_file(&browser(1), draft(1), &page(), later(at, minute)).await })
    });
    let mut refused = 0;
    for done in added.collect::<Vec<_>>() {
        match done.await.unwrap() {
            Ok(_) => {}
            other => {
                assert_eq!(refusal(other), Some(Refusal::TooManyFiles));
                refused += 1;
            }
        }
    }
    assert_eq!((refused, store.content_count().await), (5, FILES_MAX));
});

store_test!(a_file_of_a_case_is_for_its_reporter_and_for_staff_who_see_the_case, |store, at| {
    let Office { dispatcher, officer, stranger, reviewer, admin } = office(&store, at).await;
    let mine = browser(1);
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    let head = store.add_draft_file(&mine, draft(1), &page(), at).await.unwrap();
    let receipt = store.file(&mine, draft(1), &report(), at).await.unwrap();
    assert!(store.read_draft_file(&mine, draft(1), head.id, at.now).await.is_err(), "it is no draft any more");
    let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
    assert_eq!(store.read_own_file(&pass, head.id, at.now).await.unwrap().1, "a page");
    assert!(store.read_own_file(&pass, head.id, later(at, 31).now).await.is_err(), "the pass has ended");
    let case = case_of(&store, &receipt).await;
    store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 1)).await.unwrap();
    for who in [&dispatcher, &officer, &reviewer] {
        assert_eq!(store.read_case_file(who, head.id).await.unwrap().1, "a page");
    }
    for who in [&stranger, &admin] {
        assert_eq!(refusal(store.read_case_file(who, head.id).await), Some(Refusal::NotFound));
    }
    assert_eq!(refusal(store.read_case_file(&officer, FileId(Uuid::nil())).await), Some(Refusal::NotFound));
});

store_test!(who_follows_opens_no_file_of_the_first, |store, at| {
    let office = office(&store, at).await;
    let first = published(&store, &office, at).await;
    let head = store.write_content(&page(), at).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let case = tx.case_by_number(&first.number).await.unwrap();
    let report_id = tx.first_report(case).await.unwrap();
    tx.insert_file(&head, Owner::Report(report_id), &page(), at.now).await.unwrap();
    tx.commit().await.unwrap();
    let own = crate::report::NewReport { follow: Some(first.number.clone()), ..report() };
    let mine = crate::store::testing::file(&store, &browser(2), draft(2), &own, later(at, 9)).await;
    let pass = store.open_tracking(&mine.number, &mine.code, at.now).await.ok().unwrap();
    assert_eq!(refusal(store.read_own_file(&pass, head.id, at.now).await), Some(Refusal::NotFound));
    let pass = store.open_tracking(&first.number, &first.code, at.now).await.ok().unwrap();
    assert!(store.read_own_file(&pass, head.id, at.now).await.is_ok());
});
