//! Words are words on every page that shows them, whatever they look like.

use crate::{
    support::{Citizen, Page, Staffer, TestDesk, Upload, answered, registry, screenshot},
    track::does,
};

journeys!(typed_markup_is_shown_and_never_run, letters_that_nobody_sees_do_no_harm);

/// Short enough for every field.
const TRICKS: [&str; 5] = [
    "\"><script>alert(1)</script>",
    "</textarea><svg/onload=a(1)>",
    "' onfocus='a()' x=\"><b>",
    "</script><img src=x onerror=a>",
    "{{7*7}}<!--${7*7}--><b>\u{1F4A5}\u{20BB7}",
];
const FIELDS: [&str; 9] =
    ["service_q", "site", "what", "wish", "reference", "address", "organisation", "credit_code", "phone"];

/// The page without what stands in quotes inside its tags: there a sharp bracket opens nothing.
fn outside_quotes(html: &str) -> String {
    let mut parts = html.split("=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').map_or(part, |(_, rest)| rest))
}

/// Shows the trick as somebody typed it, and nothing of it is markup.
#[track_caller]
fn is_inert(page: &Page, trick: &str) {
    assert!(page.text().contains(trick) || page.forms().iter().any(|form| form.holds(trick)), "{} hides it", page.path);
    is_clean(page, trick);
}

#[track_caller]
fn is_clean(page: &Page, trick: &str) {
    let html = if trick.contains('"') { page.html.clone() } else { outside_quotes(&page.html) };
    assert!(!html.contains(trick), "{} holds {trick}", page.path);
}

/// Goes through every page of the report with the trick in every field, wrong first where it is wrong.
async fn tells(citizen: &mut Citizen, trick: &str) -> Page {
    let what = format!("It says {trick} and nothing else, on each page of the portal.");
    let tricks: Vec<_> =
        FIELDS.iter().map(|name| (*name, if *name == "what" { what.as_str() } else { trick })).collect();
    let chosen = [("tried_at", "window"), ("who", "organisation"), ("visibility", "public"), ("act", "search")];
    let right = [("credit_code", "91350100M000100Y43"), ("phone", "13800138000"), ("act", "")];
    let mut page = citizen.reaches("service", &[]).await;
    let form = answered(&page, &tricks).press("act", "search");
    page = citizen.browser.submit(&page, &form).await;
    is_inert(&page, trick);
    page = citizen.goes_on(page, "contact", &[&tricks[..], &chosen].concat()).await;
    let wrong = answered(&page, &[("organisation", trick), ("credit_code", trick), ("name", trick), ("phone", trick)]);
    page = citizen.browser.submit(&page, &wrong).await;
    is_inert(&page, trick);
    assert_eq!(page.form(&["phone"]).value("phone"), trick);
    let check = citizen.goes_on(page, "check", &[&chosen[..], &right].concat()).await;
    for link in check.links().iter().filter(|link| link.contains("/report/d/")) {
        is_clean(&citizen.browser.get(link).await, trick);
    }
    is_inert(&check, trick);
    citizen.sends(&check).await
}

async fn works(desk: &TestDesk, citizen: &Citizen, trick: &str) {
    let mut dispatcher = desk.dispatcher().await;
    is_inert(&dispatcher.looks_at("to-dispatch").await, trick);
    is_inert(&dispatcher.opens(&citizen.number).await, trick);
    dispatcher.dispatches(&citizen.number, &registry()).await.is(200);
    let mut officer = desk.officer().await;
    is_inert(&officer.accepts(&citizen.number).await, trick);
    is_inert(&officer.replies(&citizen.number, &format!("{trick}, but no longer: we took it away.")).await, trick);
    is_inert(&desk.leader().await.signs(&citizen.number).await, trick);
    let mut reviewer = desk.reviewer().await;
    is_inert(&reviewer.releases(&citizen.number).await, trick);
    publishes(&mut reviewer, &citizen.number, trick).await;
}

async fn publishes(reviewer: &mut Staffer, number: &str, trick: &str) {
    let page = reviewer.opens(number).await;
    let form = page.form_to("case/publish").unwrap_or_else(|| panic!("nothing to publish:\n{}", page.text()));
    let answer = format!("{trick}: the counter asks for the same marriage certificate again.");
    let published = reviewer.browser.submit(&page, &form.fill("title", trick).fill("answer", &answer)).await;
    is_inert(published.is(200), trick);
}

async fn typed_markup_is_shown_and_never_run(desk: &TestDesk) {
    for trick in TRICKS {
        let mut citizen = desk.citizen();
        let done = tells(&mut citizen, trick).await;
        citizen.keeps(&done);
        is_clean(&done, trick);
        is_inert(&citizen.tracks().await, trick);
        let path = format!("/track/{}/supplement", citizen.number);
        let upload = Upload::default().field("text", &trick.repeat(80));
        is_inert(&citizen.browser.upload(&path, upload).await, trick);
        let name = trick.replace('"', "%22");
        let upload = Upload::default().field("text", trick).file(&format!("{name}.png"), &screenshot());
        is_inert(&citizen.browser.upload(&path, upload).await, trick);
        works(desk, &citizen, trick).await;
        is_inert(&does(&mut citizen, "not-solved", &[("text", trick)]).await, trick);
        let mut other = desk.citizen();
        let what = format!("{trick}: the counter asks for the same marriage certificate again.");
        let similar = other.reaches("similar", &[("what", &what)]).await;
        is_inert(&similar, trick);
        let followed = similar.form(&["follow"]).choice("follow", &citizen.number);
        let check = other.goes_on(similar, "check", &[("what", &what), ("follow", &followed)]).await;
        let done = other.sends(&check).await;
        other.keeps(&done);
        is_inert(&other.tracks().await, trick);
        let echo = other.browser.get(&format!("/track?number={}&e=1", crate::support::encode(trick))).await;
        is_clean(&echo, trick);
    }
}

async fn letters_that_nobody_sees_do_no_harm(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("what", &[]).await;
    let unseen = "\u{200B}\u{2060}\u{FEFF}\u{202E}\0".repeat(20);
    let wrong = citizen.browser.submit(&page, &answered(&page, &[("what", &unseen)])).await;
    wrong.says("Enter what went wrong");
    let what =
        "\0The\u{202E} counter \u{1F468}\u{200D}\u{1F469} \u{0627}\u{0644}\u{200F} told \u{20BB7}\u{FEFF} nothing.\0";
    let page = citizen.goes_on(wrong, "check", &[("what", what), ("wish", "\u{200B}\0")]).await;
    let done = citizen.sends(&page).await;
    citizen.keeps(&done);
    let kept = "The counter \u{1F468}\u{200D}\u{1F469} \u{0627}\u{0644}\u{200F} told \u{20BB7} nothing.";
    citizen.tracks().await.says(kept);
    desk.dispatcher().await.opens(&citizen.number).await.says(kept);
}
