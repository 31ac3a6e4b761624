//! What a reporter does after the report, as browsers without JavaScript do it; and what a stranger cannot.

use crate::support::{Citizen, Page, Staffer, TestDesk, Upload, registry, screenshot};

const WHAT: &str = "Three counters asked me for the same marriage certificate, and none of them took it.";
const ANSWER: &str = "You need your identity card and nothing else; we check the register ourselves.";
const AGAIN: &str = "The second answer: the counter has been told, come again with the card alone.";
const MORE: &str = "They asked me a fourth time this morning";
const WRONG: &str = "The counter refuses the copy as it did before";

journeys!(
    what_is_added_is_read_by_staff_and_by_nobody_else,
    what_is_wrong_leads_back_with_everything_that_was_typed,
    asking_to_hurry_marks_the_queue_once_a_day,
    what_is_taken_back_is_gone_from_the_queue_and_says_so,
    what_is_not_solved_is_answered_again_and_then_solved,
    what_is_public_can_be_made_private,
    whoever_has_no_open_case_is_asked_for_the_code,
    pages_to_read_say_what_the_software_does,
);

async fn filed(desk: &TestDesk) -> Citizen {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    citizen.tracks().await.is(200);
    citizen
}

async fn answered(desk: &TestDesk, citizen: &Citizen) {
    desk.dispatcher().await.dispatches(&citizen.number, &registry()).await.is(200);
    let mut officer = desk.officer().await;
    officer.accepts(&citizen.number).await.is(200);
    replied(desk, &mut officer, &citizen.number, ANSWER).await;
}

async fn replied(desk: &TestDesk, officer: &mut Staffer, number: &str, text: &str) {
    officer.replies(number, text).await.is(200);
    desk.leader().await.signs(number).await.is(200);
    desk.reviewer().await.releases(number).await.is(200);
}

/// Opens the page of an act and presses its button.
pub async fn does(citizen: &mut Citizen, act: &str, fields: &[(&str, &str)]) -> Page {
    let page = citizen.browser.get(&format!("/track/{}/{act}", citizen.number)).await;
    let form = page.form_to("track/act").unwrap_or_else(|| panic!("{act} is not offered:\n{}", page.text()));
    let form = fields.iter().fold(form, |form, (name, value)| form.fill(name, value));
    citizen.browser.submit(&page, &form).await
}

async fn adds(citizen: &mut Citizen, upload: Upload) -> Page {
    let path = format!("/track/{}/supplement", citizen.number);
    citizen.browser.get(&path).await.is(200).form(&["text", "files"]);
    citizen.browser.upload(&path, upload).await
}

async fn what_is_added_is_read_by_staff_and_by_nobody_else(desk: &TestDesk) {
    let mut citizen = filed(desk).await;
    let page = adds(&mut citizen, Upload::default().field("text", MORE).file("letter.png", &screenshot())).await;
    page.is(200).says("Added.").says(MORE).says("letter.png");
    assert_eq!(page.path, format!("/track/{}?did=supplement", citizen.number));
    let folder = format!("/track/{}/files/", citizen.number);
    let file = page.links().into_iter().find(|link| link.starts_with(&folder)).expect("the file can be read");
    assert_eq!(desk.browser().get(&file).await.status, 404, "not by a stranger");
    let mut dispatcher = desk.dispatcher().await;
    dispatcher.opens(&citizen.number).await.says(MORE).says("letter.png");
    let mut other = filed(desk).await;
    let (path, upload) = (format!("/track/{}/supplement", citizen.number), Upload::default().field("text", "Not mine"));
    let page = other.browser.upload(&path, upload).await;
    page.is(200).does_not_say(WHAT).says("That was not done");
    dispatcher.opens(&citizen.number).await.does_not_say("Not mine");
}

async fn what_is_wrong_leads_back_with_everything_that_was_typed(desk: &TestDesk) {
    let mut citizen = filed(desk).await;
    let page = adds(&mut citizen, Upload::default().field("text", "four")).await;
    page.is(200).says("Error: ").says("Text must be 5 characters or more");
    assert_eq!(page.path, format!("/track/{}/supplement?e=1", citizen.number));
    assert_eq!(page.form(&["text"]).value("text"), "four");
    adds(&mut citizen, Upload::default()).await.says("Enter what you want to add, or choose a file");
    let heic = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic";
    let page = adds(&mut citizen, Upload::default().field("text", MORE).file("IMG.HEIC", heic)).await;
    page.says("Added, but not every file was taken").says("IMG.HEIC");
    citizen.browser.get(&format!("/track/{}", citizen.number)).await.says(MORE);
    let page = does(&mut citizen, "urge", &[("text", &"soon ".repeat(30))]).await;
    page.says("Select a reason").says("Text must be 100 characters or less");
    assert!(!page.path.contains("soon") && page.form(&["reason"]).value("text").starts_with("soon soon"));
    // what one act was told does not stand on the page of another
    let other = citizen.browser.get(&format!("/track/{}/withdraw?e=1", citizen.number)).await;
    assert_eq!(other.form(&["reason"]).value("text"), "");
}

async fn asking_to_hurry_marks_the_queue_once_a_day(desk: &TestDesk) {
    let mut citizen = filed(desk).await;
    let page = does(&mut citizen, "urge", &[("reason", "no_news"), ("text", "The shop opens on Friday")]).await;
    page.is(200).says("Your case is marked").says("Ask to hurry : You asked today");
    let mut dispatcher = desk.dispatcher().await;
    dispatcher.looks_at("to-dispatch").await.says("Asked to hurry: 1");
    dispatcher.opens(&citizen.number).await.says("The shop opens on Friday").says("Asked to hurry: 1");
    let page = citizen.browser.get(&format!("/track/{}/urge", citizen.number)).await;
    page.is(200).says("You can ask again on the next working day");
    assert!(page.form_to("track/act").is_none(), "explained, not greyed");
}

async fn what_is_taken_back_is_gone_from_the_queue_and_says_so(desk: &TestDesk) {
    let mut citizen = filed(desk).await;
    citizen.browser.get(&format!("/track/{}/withdraw", citizen.number)).await.says("Nobody may ask you to withdraw");
    let page = does(&mut citizen, "withdraw", &[("reason", "pressed"), ("text", "by phone")]).await;
    page.is(200).says("Withdrawn").says("There is no deadline any more").says("by phone");
    let mut dispatcher = desk.dispatcher().await;
    dispatcher.looks_at("to-dispatch").await.does_not_say(&citizen.number);
    dispatcher.opens(&citizen.number).await.says("Somebody asked me to withdraw");
    let path = format!("/track/{}/supplement", citizen.number);
    let page = citizen.browser.get(&path).await;
    assert!(page.says("It was withdrawn").form_to("supplement").is_none(), "explained, not greyed");
    let late = Upload::default().field("text", "Too late for this");
    citizen.browser.upload(&path, late).await.says("It was withdrawn").says("Too late for this");
}

async fn what_is_not_solved_is_answered_again_and_then_solved(desk: &TestDesk) {
    let mut citizen = filed(desk).await;
    answered(desk, &citizen).await;
    citizen.browser.get(&format!("/track/{}", citizen.number)).await.says("Is it solved?");
    let page = does(&mut citizen, "not-solved", &[("text", "no")]).await;
    assert_eq!(page.says("Text must be 10 characters").form(&["text"]).value("text"), "no");
    let page = does(&mut citizen, "not-solved", &[("text", WRONG)]).await;
    page.is(200).says("Being done again").says(WRONG).says(ANSWER);
    let mut officer = desk.officer().await;
    officer.looks_at("to-reply").await.says("Again");
    officer.opens(&citizen.number).await.says(WRONG);
    replied(desk, &mut officer, &citizen.number, AGAIN).await;
    let page = citizen.browser.get(&format!("/track/{}", citizen.number)).await;
    page.says(AGAIN).says("Earlier answer").says(ANSWER).says("It was done again once already");
    let page = does(&mut citizen, "solved", &[]).await;
    page.is(200).says("The matter is closed").says("Closed").does_not_say("Is it solved?");
}

async fn what_is_public_can_be_made_private(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.tells(&[("what", WHAT), ("visibility", "public")]).await;
    citizen.tracks().await.is(200);
    does(&mut citizen, "private", &[]).await.is(200).says("It is private now");
    let page = citizen.browser.get(&format!("/track/{}/private", citizen.number)).await;
    assert!(page.says("It is private already").form_to("track/act").is_none());
}

async fn whoever_has_no_open_case_is_asked_for_the_code(desk: &TestDesk) {
    let mut citizen = filed(desk).await;
    let page = citizen.browser.get(&format!("/track/{}/withdraw", citizen.number)).await;
    let form = page.form_to("track/act").unwrap().fill("reason", "other");
    let mut stranger = desk.browser();
    for act in ["supplement", "urge", "withdraw", "solved", "not-solved", "private", "stop"] {
        let page = stranger.get(&format!("/track/{}/{act}", citizen.number)).await;
        page.does_not_say(WHAT).form(&["number", "code"]);
    }
    stranger.submit(&page, &form).await.says("That was not done").does_not_say(WHAT);
    assert_eq!(stranger.get(&format!("/track/{}/nonsense", citizen.number)).await.status, 404);
    desk.office.clock.forward(jiff::SignedDuration::from_mins(31));
    let page = citizen.browser.submit(&page, &form).await;
    page.says("That was not done").does_not_say(WHAT).form(&["number", "code"]);
    citizen.tracks().await.is(200).says("Received").does_not_say("Withdrawn");
}

async fn pages_to_read_say_what_the_software_does(desk: &TestDesk) {
    let mut browser = desk.browser();
    browser.get("/help").await.is(200).says("5 working days").says("10 MB").says("7 days");
    let privacy = browser.get("/privacy").await;
    privacy.is(200).says("24 hours").says("30 minutes");
    browser.get("/accessibility").await.is(200).says("WCAG 2.2").says("Not yet");
    browser.get("/contact").await.is(200).says("09:00–12:00").says("12345");
    let begun = browser.get("/report").await.form_to("report/begin").unwrap();
    let answer = browser.post(&begun.action, &begun.encode(), "/report").await;
    for line in answer.headers().get_all("set-cookie") {
        let name = line.to_str().unwrap().split('=').next().unwrap().to_owned();
        privacy.says(&name);
    }
    let order = ["/help", "/contact", "/privacy", "/accessibility"];
    for path in ["/", "/report", "/track", "/help", "/nowhere"] {
        let links = browser.get(path).await.links();
        let found: Vec<_> = links.iter().map(String::as_str).filter(|link| order.contains(link)).collect();
        assert!(found.ends_with(&order), "{path}: {found:?}");
    }
}
