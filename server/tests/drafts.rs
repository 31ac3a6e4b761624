//! Drafts: gone on with elsewhere, sent once however often it is pressed, and left behind on no device.

use crate::support::{Citizen, Page, TestDesk, answered, code_on};

journeys!(
    a_draft_goes_on_on_another_device_and_shows_no_phone_number,
    whoever_never_held_the_draft_is_told_what_to_do,
    cookies_cleared_on_the_way_lose_nothing_to_whoever_kept_the_link,
    a_shared_computer_is_cleared,
    sending_again_and_going_back_never_file_twice,
    numbers_of_persons_are_masked_when_asked,
    danger_leads_to_the_emergency_numbers_first,
    the_last_page_waits_for_all_others,
);

const WHAT: &str = "The window asked for the same certificate three times.";

/// Asks for the link, as whoever wants to go on later does.
async fn link(citizen: &mut Citizen, page: &Page) -> String {
    let form = answered(page, &[]).press("act", "later");
    let kept = citizen.browser.submit(page, &form).await;
    kept.is(200);
    let link = kept.links().into_iter().find(|link| link.contains("/r/")).expect("the page shows the link");
    link[link.find("/r/").unwrap()..].to_owned()
}

async fn a_draft_goes_on_on_another_device_and_shows_no_phone_number(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("privacy", &[("what", WHAT)]).await;
    let link = link(&mut citizen, &page).await;
    let mut elsewhere = desk.citizen();
    let page = elsewhere.browser.get(&link).await;
    assert_eq!(page.step(), "check", "{}", page.path);
    let contact = elsewhere.browser.get(&page.path.replace("/check", "/contact")).await;
    assert_eq!(contact.form(&["phone"]).value("phone"), "138****8000");
    let page = elsewhere.browser.submit(&contact, &contact.form_to("report/answer").unwrap()).await;
    let check = elsewhere.goes_on(page, "check", &[]).await;
    check.says("138****8000").does_not_say("13800138000").says(WHAT);
    let done = elsewhere.sends(&check).await;
    elsewhere.keeps(&done);
    // the first device is led to the same receipt
    let same = citizen.browser.get(&check.path).await;
    assert_eq!(code_on(&same), Some(elsewhere.code));
}

async fn whoever_never_held_the_draft_is_told_what_to_do(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("what", &[]).await;
    let mut stranger = desk.citizen();
    let lost = stranger.browser.get(&page.path).await;
    lost.is(410).says("We cannot find this draft").does_not_say("Tell us what happened");
    let lost = stranger.browser.submit(&page, &answered(&page, &[("what", WHAT)])).await;
    assert_eq!(lost.path, "/report/lost");
}

async fn cookies_cleared_on_the_way_lose_nothing_to_whoever_kept_the_link(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("when", &[("what", WHAT)]).await;
    let link = link(&mut citizen, &page).await;
    citizen.browser = desk.browser();
    let page = citizen.browser.get(&link).await;
    assert_eq!(page.step(), "when");
    let check = citizen.goes_on(page, "check", &[]).await;
    check.says(WHAT);
}

async fn a_shared_computer_is_cleared(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let done = citizen.files(WHAT).await;
    let draft = citizen.reaches("what", &[]).await;
    let start = citizen.browser.get("/report").await;
    start.says("There is an unfinished report on this device");
    let clear = done.form_to("report/clear").expect("the receipt has the button");
    let cleared = citizen.browser.submit(&done, &clear).await;
    cleared.is(200).says("Cleared");
    citizen.browser.get("/report").await.does_not_say("unfinished");
    citizen.browser.get(&draft.path).await.is(410);
    assert_eq!(code_on(&citizen.browser.get(&done.path).await), None);
}

async fn sending_again_and_going_back_never_file_twice(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let check = citizen.reaches("check", &[("what", WHAT)]).await;
    let done = citizen.sends(&check).await;
    citizen.keeps(&done);
    let number = citizen.number.clone();
    let again = citizen.sends(&check).await;
    citizen.keeps(&again);
    assert_eq!(citizen.number, number);
    let back = citizen.browser.get(&check.path.replace("/check", "/what")).await;
    assert_eq!(back.path, done.path, "going back leads to the receipt");
    let late = citizen.browser.submit(&check, &answered(&answer_page(&check), &[])).await;
    assert_eq!(late.path, done.path);
}

/// A page of the report as it stood in another tab.
fn answer_page(check: &Page) -> Page {
    let draft = check.path.split('/').nth(3).unwrap();
    let html = format!(
        "<form action=\"/api/report/answer\"><input name=\"draft\" value=\"{draft}\"/><input name=\"step\" value=\"what\"/>\
         <input name=\"what\" value=\"Something else, long enough.\"/></form>"
    );
    Page { path: check.path.clone(), status: 200, headers: axum::http::HeaderMap::new(), html }
}

async fn numbers_of_persons_are_masked_when_asked(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let what = "They called 13912345678 and wanted 11010519491231002X again.";
    let check = citizen.reaches("check", &[("what", what)]).await;
    check.says("This looks personal").says("Identity number 11010519491231002X");
    let form = check.form_to("report/mask").unwrap();
    let check = citizen.browser.submit(&check, &form).await;
    assert_eq!(check.step(), "check");
    check.does_not_say("13912345678").says("11010519491231002X");
    let form = check.form_to("report/mask").unwrap();
    citizen.browser.submit(&check, &form).await.does_not_say("11010519491231002X").does_not_say("This looks personal");
}

async fn danger_leads_to_the_emergency_numbers_first(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("danger", &[("what", "There is a gas leak behind our house.")]).await;
    page.says("In an emergency, call now");
    let first = page.links().into_iter().find(|link| link.starts_with("tel:11")).unwrap();
    assert_eq!(first, "tel:119");
    let check = citizen.goes_on(page, "check", &[]).await;
    let done = citizen.sends(&check).await;
    citizen.keeps(&done);
    desk.dispatcher().await.opens(&citizen.number).await.says("Danger");
}

async fn the_last_page_waits_for_all_others(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("kind", &[]).await;
    let open = citizen.browser.get(&page.path.replace("/kind", "/check")).await;
    assert_eq!(open.step(), "kind");
    assert!(open.path.contains("change=1"));
}
