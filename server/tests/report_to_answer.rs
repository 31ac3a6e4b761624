//! From the first word to the answer: a citizen, a dispatcher, an officer, a reviewer, and the citizen again.

use crate::support::{Citizen, Staffer, TestDesk, registry};

const WHAT: &str = "Three counters asked me for the same marriage certificate, and none of them took it.";
const ANSWER: &str = "You need your identity card and nothing else; we check the register ourselves.";

journeys!(
    a_report_becomes_an_answer,
    pressing_twice_files_once,
    reloading_shows_the_same_code,
    whoever_replied_cannot_release
);

async fn dispatched(desk: &TestDesk) -> Citizen {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    desk.dispatcher().await.dispatches(&citizen.number, &registry()).await.is(200);
    citizen
}

async fn answered_by(mut officer: Staffer, citizen: &Citizen) -> Staffer {
    officer.accepts(&citizen.number).await.is(200);
    officer.replies(&citizen.number, ANSWER).await.is(200);
    officer
}

async fn signed(desk: &TestDesk, citizen: &Citizen) {
    assert!(!desk.reviewer().await.may("release", &citizen.number).await, "it waits for the leader");
    let mut leader = desk.leader().await;
    leader.looks_at("to-sign").await.leads_to(&format!("/s/c/{}", citizen.number));
    leader.signs(&citizen.number).await.is(200);
}

async fn a_report_becomes_an_answer(desk: &TestDesk) {
    let mut citizen = dispatched(desk).await;
    answered_by(desk.officer().await, &citizen).await;
    citizen.tracks().await.does_not_say(ANSWER);
    signed(desk, &citizen).await;
    let mut reviewer = desk.reviewer().await;
    reviewer.opens(&citizen.number).await.says(WHAT).says(ANSWER);
    reviewer.releases(&citizen.number).await.is(200);
    citizen.reads_the_answer().await.says(WHAT).says(ANSWER);
    reviewer.looks_at("to-release").await.does_not_say(&citizen.number);
}

async fn pressing_twice_files_once(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("check", &[("what", WHAT)]).await;
    let form = page.form(&["declared"]).fill("declared", "yes");
    let (mut tab, mut other) = (citizen.browser.clone(), citizen.browser.clone());
    let (one, two) = tokio::join!(tab.submit(&page, &form), other.submit(&page, &form));
    citizen.keeps(&one);
    let (number, code) = (citizen.number.clone(), citizen.code.clone());
    citizen.keeps(&two);
    assert_eq!((citizen.number, citizen.code), (number, code));
}

async fn reloading_shows_the_same_code(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let done = citizen.files(WHAT).await;
    let again = citizen.browser.get(&done.path).await;
    again.is(200).says(&citizen.code);
}

async fn whoever_replied_cannot_release(desk: &TestDesk) {
    let mut citizen = dispatched(desk).await;
    let mut jack = answered_by(desk.jack_of_all_trades().await, &citizen).await;
    signed(desk, &citizen).await;
    assert!(!jack.may("release", &citizen.number).await, "it is not offered");
    // The form of another reviewer, sent by the one who wrote the words.
    let page = desk.reviewer().await.opens(&citizen.number).await;
    let form = page.form_to("release").unwrap();
    jack.browser.submit(&page, &form).await;
    citizen.tracks().await.does_not_say(ANSWER);
    desk.reviewer().await.releases(&citizen.number).await.is(200);
    citizen.reads_the_answer().await.says(ANSWER);
}
