//! Filing: once, with everything that was told, and nothing personal in the open.

use super::*;
use crate::{
    event::What,
    evidence::FileHead,
    report::{Identity, Visibility},
    store::testing::{
        Office, anonymous, case_of, code, county, draft, file, form, later, office, own_draft, page, published,
        refusal, report, store_test,
    },
};

fn browser(n: u8) -> Token {
    Token::from_bytes([n; 32])
}

store_test!(the_same_draft_files_once_and_gives_the_same_receipt, |store, at| {
    county(&store).await;
    let mine = browser(1);
    let first = file(&store, &mine, draft(1), &report(), at).await;
    let late = store.keep_draft(&mine, draft(1), at, |kept| *kept = form()).await;
    assert_eq!(refusal(late), Some(Refusal::NotFound), "what was filed is never opened again");
    let again = store.file(&mine, draft(1), &report(), later(at, 1)).await.unwrap();
    assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap().is_none());
    let next = file(&store, &mine, draft(2), &report(), later(at, 2)).await;
    assert!(first == again);
    assert!(first.number != next.number && first.code != next.code);
    // another browser that learned the draft's id learns and files nothing
    let other = store.file(&browser(2), draft(1), &report(), later(at, 3)).await;
    assert_eq!(refusal(other), Some(Refusal::NotFound));
    assert_eq!(refusal(store.begin_draft(&browser(2), draft(1), later(at, 4)).await), Some(Refusal::NotFound));
    assert!(store.read_receipt(&browser(2), &first.number, at.now).await.unwrap().is_none());
});

store_test!(a_draft_sent_by_two_holders_at_once_files_once, |store, at| {
    county(&store).await;
    let link = crate::store::DraftLink::from_bytes([7; 16]);
    store.begin_draft(&browser(1), draft(1), at).await.unwrap();
    store.link_draft(&browser(1), draft(1), &link, at).await.unwrap();
    store.resume_draft(&link, &browser(2), at.now).await.unwrap().unwrap();
    let sent = (0..8).map(|minute| {
        let store = store.clone();
        tokio::spawn(async move {
            let holder = browser(1 + u8::try_from(minute % 2).unwrap());
            store.file(&holder, draft(1), &report(), later(at, minute)).await.unwrap().number
        })
    });
    let mut numbers = Vec::new();
    for number in sent.collect::<Vec<_>>() {
        numbers.push(number.await.unwrap());
    }
    let number = numbers[0].clone();
    numbers.dedup();
    assert_eq!(numbers.len(), 1);
    for holder in [1, 2] {
        assert!(store.read_receipt(&browser(holder), &number, at.now).await.unwrap().is_some());
    }
});

store_test!(numbers_of_a_county_and_day_have_no_gaps_whichever_the_township, |store, at| {
    county(&store).await;
    for n in 1..=12u8 {
        let place = if n % 2 == 0 { "990101" } else { "990101001" };
        let report = NewReport { region: code(place), ..report() };
        let at = later(at, i64::from(n));
        let receipt = file(&store, &browser(n), own_draft(&browser(n), at), &report, at).await;
        assert!(receipt.number.as_str().contains(&format!("{n:06}")), "{}", receipt.number.as_str());
    }
});

store_test!(staff_read_everything_that_was_told, |store, at| {
    let Office { dispatcher, .. } = office(&store, at).await;
    let report = NewReport { region: code("990101001"), danger: true, ..report() };
    store.begin_draft(&browser(1), draft(1), at).await.unwrap();
    let head = store.add_draft_file(&browser(1), draft(1), &page(), at).await.unwrap();
    let receipt = store.file(&browser(1), draft(1), &report, at).await.unwrap();
    let case = store.read_case(&dispatcher, &receipt.number).await.unwrap();
    assert_eq!((case.what.as_str(), &case.wish, case.obstacle), (report.what.as_str(), &report.wish, report.obstacle));
    assert_eq!((case.tried_at, &case.site, &case.facts), (report.tried_at, &report.site, &report.facts));
    assert_eq!((case.head.region_name.as_str(), case.head.danger), ("R990101 R990101001", true));
    assert_eq!((case.who, case.visibility, case.identity), (report.who, Visibility::Public, Identity::Named));
    assert_eq!(case.files, [FileHead { ..head }]);
    assert_eq!(case.contact.phone.as_deref(), Some("138****8000"));
    assert_eq!(case.contact.organisation.as_deref(), Some("Example Trading"));
    assert_eq!((case.followers, case.published), (0, None));
});

store_test!(who_asked_to_be_shielded_is_unknown_to_the_department, |store, at| {
    let Office { dispatcher, officer, reviewer, .. } = office(&store, at).await;
    let report = NewReport { identity: Identity::Shielded, ..report() };
    let receipt = file(&store, &browser(1), draft(1), &report, at).await;
    let id = case_of(&store, &receipt).await;
    store.dispatch(&dispatcher, id, 1, officer.department.id, later(at, 1)).await.unwrap();
    let seen = store.read_case(&officer, &receipt.number).await.unwrap().contact;
    assert_eq!(seen, Default::default());
    for knows in [&dispatcher, &reviewer] {
        assert!(store.read_case(knows, &receipt.number).await.unwrap().contact.phone.is_some());
    }
});

store_test!(an_anonymous_report_keeps_nothing_that_leads_to_a_person, |store, at| {
    let Office { dispatcher, .. } = office(&store, at).await;
    let receipt = file(&store, &browser(1), draft(1), &anonymous(), at).await;
    let case = store.read_case(&dispatcher, &receipt.number).await.unwrap();
    assert_eq!((case.contact, case.identity), (Default::default(), Identity::Anonymous));
    let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
    assert_eq!(store.read_public(&pass, &receipt.number, at.now).await.unwrap().phone, None);
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(no_personal_text_stands_open_in_the_database, |store, at| {
    county(&store).await;
    file(&store, &browser(1), draft(1), &report(), at).await;
    type Row = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);
    let text = "select name_sealed, phone_sealed, address_sealed, position_sealed, organisation_sealed, credit_code_sealed \
        from reports";
    let mut tx = store.view().await.unwrap();
    let (a, b, c, d, e, f): Row = sql!(tx, conn => sqlx::query_as(text).fetch_one(conn).await).unwrap();
    let all = [a, b, c, d, e, f].concat();
    for open in ["\u{738B}", "13800", "Long Street", "31.5", "Example", "91350"] {
        assert!(!all.windows(open.len()).any(|part| part == open.as_bytes()), "{open}");
    }
    let body: String = sql!(tx, conn => sqlx::query_scalar("select body from events").fetch_one(conn).await).unwrap();
    assert!(!body.contains("13800") && !body.contains(&report().what));
});

store_test!(who_follows_reads_what_is_published_and_nothing_of_the_first, |store, at| {
    let office = office(&store, at).await;
    let first = published(&store, &office, at).await;
    let what = "The same happened to me at the other hall";
    let own = NewReport { follow: Some(first.number.clone()), what: what.into(), ..anonymous() };
    let mine = file(&store, &browser(2), draft(2), &own, later(at, 9)).await;
    assert!(mine.number == first.number && mine.code != first.code);
    let pass = store.open_tracking(&mine.number, &mine.code, at.now).await.ok().unwrap();
    let case = store.read_public(&pass, &mine.number, at.now).await.unwrap();
    assert!(
        case.follows && case.what == what && case.answer.is_none() && case.phone.is_none() && case.files.is_empty()
    );
    assert_eq!(case.published, Some(crate::store::testing::public_text()));
    let pass = store.open_tracking(&first.number, &first.code, at.now).await.ok().unwrap();
    let case = store.read_public(&pass, &first.number, at.now).await.unwrap();
    assert!(!case.follows && case.answer.is_some());
    assert!(!case.entries.iter().any(|entry| entry.what == What::Followed));
    assert_eq!(store.read_case(&office.reviewer, &first.number).await.unwrap().followers, 1);
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(what_is_not_published_here_is_not_followed_but_still_filed, |store, at| {
    let office = office(&store, at).await;
    let first = published(&store, &office, at).await;
    let mut tx = store.begin().await.unwrap();
    let id = tx.case_by_number(&first.number).await.unwrap();
    tx.unpublish(id).await.unwrap();
    tx.commit().await.unwrap();
    let own = NewReport { follow: Some(first.number.clone()), ..report() };
    let receipt = file(&store, &browser(2), draft(2), &own, later(at, 9)).await;
    assert!(receipt.number != first.number, "a case of its own");
});
