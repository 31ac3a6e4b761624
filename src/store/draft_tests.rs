//! Drafts are for their holders, and for nobody else.

use super::*;
use crate::store::testing::{county, draft, file, form, later, page, refusal, report, store_test};

fn browser(n: u8) -> Token {
    Token::from_bytes([n; 32])
}

const WEEK: i64 = 7 * 24 * 60;

store_test!(a_draft_is_for_its_own_browser_until_it_expires, |store, at| {
    let (mine, other) = (browser(1), browser(2));
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    store.keep_draft(&mine, draft(1), at, |kept| *kept = form()).await.unwrap();
    let kept = store.read_draft(&mine, draft(1), at.now).await.unwrap().unwrap();
    assert!(kept.form == form() && kept.files.is_empty() && !kept.by_link);
    assert!(store.read_draft(&other, draft(1), at.now).await.unwrap().is_none());
    assert_eq!(refusal(store.keep_draft(&other, draft(1), at, |kept| *kept = form()).await), Some(Refusal::NotFound));
    let link = DraftLink::from_bytes([3; 16]);
    assert_eq!(refusal(store.link_draft(&other, draft(1), &link, at).await), Some(Refusal::NotFound));
    // an id that is taken gives nothing to who begins with it
    assert_eq!(refusal(store.begin_draft(&other, draft(1), at).await), Some(Refusal::NotFound));
    assert!(store.read_draft(&other, draft(1), at.now).await.unwrap().is_none());
    let week = later(at, WEEK);
    assert!(store.read_draft(&mine, draft(1), week.now).await.unwrap().is_none());
    assert_eq!(refusal(store.keep_draft(&mine, draft(1), week, |kept| *kept = form()).await), Some(Refusal::NotFound));
    store.sweep(week.now).await.unwrap();
    assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap().is_none());
});

store_test!(of_many_answers_at_once_none_is_lost, |store, at| {
    let mine = browser(1);
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    let keep = |change: fn(&mut ReportForm)| store.keep_draft(&mine, draft(1), at, change);
    let kept = tokio::join!(
        keep(|form| form.county = "990101".into()),
        keep(|form| form.what = "Three visits".into()),
        keep(|form| form.wish = "One visit".into()),
        keep(|form| form.phone = "13800138000".into()),
        keep(|form| form.address = "12 People's Road".into()),
        keep(|form| form.reference = "SL-1".into()),
    );
    assert!([kept.0, kept.1, kept.2, kept.3, kept.4, kept.5].iter().all(Result::is_ok));
    let form = store.read_draft(&mine, draft(1), at.now).await.unwrap().unwrap().form;
    for answer in [form.county, form.what, form.wish, form.phone, form.address, form.reference] {
        assert!(!answer.is_empty());
    }
});

store_test!(touching_a_draft_keeps_it_for_another_week_and_the_newest_is_found, |store, at| {
    let mine = browser(1);
    assert!(store.newest_draft(&mine, at.now).await.unwrap().is_none());
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    store.begin_draft(&mine, draft(2), later(at, 1)).await.unwrap();
    assert_eq!(store.newest_draft(&mine, at.now).await.unwrap(), Some(draft(2)));
    store.keep_draft(&mine, draft(1), later(at, WEEK - 1), |kept| *kept = form()).await.unwrap();
    assert_eq!(store.newest_draft(&mine, later(at, WEEK + 5).now).await.unwrap(), Some(draft(1)));
    assert!(store.newest_draft(&browser(2), at.now).await.unwrap().is_none());
});

store_test!(a_link_opens_the_draft_elsewhere_and_an_old_or_expired_one_does_not, |store, at| {
    let (mine, phone) = (browser(1), browser(2));
    let (first, second) = (DraftLink::from_bytes([1; 16]), DraftLink::from_bytes([2; 16]));
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    assert!(store.resume_draft(&first, &phone, at.now).await.unwrap().is_none());
    store.link_draft(&mine, draft(1), &first, at).await.unwrap();
    store.link_draft(&mine, draft(1), &second, at).await.unwrap();
    assert!(store.resume_draft(&first, &phone, at.now).await.unwrap().is_none(), "the new one replaced it");
    assert!(store.resume_draft(&second, &phone, later(at, WEEK).now).await.unwrap().is_none(), "expired");
    assert_eq!(store.resume_draft(&second, &phone, at.now).await.unwrap(), Some(draft(1)));
    assert!(store.read_draft(&phone, draft(1), at.now).await.unwrap().unwrap().by_link);
    assert_eq!(store.resume_draft(&second, &mine, at.now).await.unwrap(), Some(draft(1)));
    assert!(!store.read_draft(&mine, draft(1), at.now).await.unwrap().unwrap().by_link, "who typed it stays so");
    county(&store).await;
    store.file(&phone, draft(1), &report(), at).await.unwrap();
    assert!(store.resume_draft(&second, &browser(3), at.now).await.unwrap().is_none(), "filed");
});

store_test!(a_cleared_device_keeps_nothing_and_leaves_no_draft_that_nobody_can_open, |store, at| {
    county(&store).await;
    let (hall, phone) = (browser(1), browser(2));
    let link = DraftLink::from_bytes([1; 16]);
    for n in 1..=2 {
        store.begin_draft(&hall, draft(n), at).await.unwrap();
        store.add_draft_file(&hall, draft(n), &page(), later(at, n as i64)).await.unwrap();
    }
    store.link_draft(&hall, draft(2), &link, at).await.unwrap();
    let receipt = file(&store, &hall, draft(3), &report(), later(at, 9)).await;
    store.leave_device(&hall).await.unwrap();
    assert!(store.newest_draft(&hall, at.now).await.unwrap().is_none());
    assert!(store.read_receipt(&hall, &receipt.number, at.now).await.unwrap().is_none());
    assert_eq!(refusal(store.file(&hall, draft(3), &report(), at).await), Some(Refusal::NotFound));
    assert_eq!(store.content_count().await, 1, "the file of the draft that a link opens");
    assert_eq!(store.resume_draft(&link, &phone, at.now).await.unwrap(), Some(draft(2)));
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(what_expires_goes_with_its_files_and_who_held_it, |store, at| {
    county(&store).await;
    let mine = browser(1);
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    store.add_draft_file(&mine, draft(1), &page(), at).await.unwrap();
    let receipt = file(&store, &mine, draft(2), &report(), later(at, 5)).await;
    store.sweep(later(at, 60).now).await.unwrap();
    assert_eq!(store.content_count().await, 1);
    assert!(store.read_receipt(&mine, &receipt.number, later(at, 60).now).await.unwrap().is_some());
    store.sweep(later(at, WEEK + 9).now).await.unwrap();
    assert_eq!(store.content_count().await, 0);
    let mut tx = store.view().await.unwrap();
    let holders: i64 =
        sql!(tx, conn => sqlx::query_scalar("select count(*) from draft_holders").fetch_one(conn).await).unwrap();
    assert_eq!(holders, 0);
});

store_test!(a_draft_takes_whatever_is_typed_and_gives_it_back, |store, at| {
    let mine = browser(1);
    let typed = format!("\0 \u{202E}<script>\u{1F600}{}", "\u{957F}".repeat(300_000));
    let form = ReportForm { what: typed, ..ReportForm::default() };
    store.begin_draft(&mine, draft(1), at).await.unwrap();
    store.keep_draft(&mine, draft(1), at, |kept| *kept = form.clone()).await.unwrap();
    assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap().unwrap().form == form);
});
