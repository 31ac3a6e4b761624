//! What keeps the data is away: everybody is told so, with when to come again, and nobody is told that something was done.

use crate::support::{Page, TestDesk, Upload, answered, document};

journeys!(a_page_a_form_a_file_and_a_desk_say_that_the_records_are_away);

fn says_so(page: &Page) {
    page.is(503).says("cannot be reached just now").says("12345");
    assert_eq!(page.header("retry-after"), "60");
}

async fn a_page_a_form_a_file_and_a_desk_say_that_the_records_are_away(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("what", &[]).await;
    let mut officer = desk.officer().await;
    desk.office.store.close().await;

    let form = answered(&page, &[("what", "The window asked for the same certificate three times.")]);
    says_so(&citizen.browser.submit(&page, &form).await);
    let draft = page.path.split('/').nth(3).unwrap().to_owned();
    says_so(&citizen.browser.get(&page.path).await);
    let files = format!("/report/d/{draft}/files");
    says_so(&citizen.browser.upload(&files, Upload::default().file("a.pdf", &document("a letter"))).await);
    says_so(&officer.looks_at("to-accept").await);
    citizen.browser.get("/health").await.is(200);
    let ready = citizen.browser.get("/ready").await;
    ready.is(503);
    assert_eq!(ready.header("retry-after"), "60");
}
