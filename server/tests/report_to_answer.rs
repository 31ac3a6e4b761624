//! From the first word to the answer: a citizen, a dispatcher, an officer, a reviewer, and the citizen again.

use crate::support::{Citizen, Staffer, TestDesk, registry};

const WHAT: &str = "Three counters asked me for the same marriage certificate, and none of them took it.";
const ANSWER: &str = "You need your identity card and nothing else; we check the register ourselves.";

journeys!(
    a_report_becomes_an_answer,
    pressing_twice_files_once,
    reloading_shows_the_same_code,
    whoever_replied_cannot_release,
    nothing_that_staff_say_among_themselves_reaches_the_person,
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

async fn nothing_that_staff_say_among_themselves_reaches_the_person(desk: &TestDesk) {
    let mut citizen = dispatched(desk).await;
    let mut officer = desk.officer().await;
    officer.accepts(&citizen.number).await.is(200);
    let secrets = ["the note is for colleagues", "a draft that nobody has sent yet", "it lacks the legal basis"];
    let page = officer.opens(&citizen.number).await;
    let case = page.form_to("reply").unwrap().value("case").to_owned();
    let (number, case) = (format!("number={}", citizen.number), format!("case={case}"));
    let words = secrets.map(|words| words.replace(' ', "+"));
    let noted = officer.browser.calls("case/note", &format!("{number}&{case}&note={}", words[0])).await;
    assert!(matches!(noted, 200 | 302), "{noted}");
    let draft = format!("{case}&part=note&body={}", words[1]);
    assert_eq!(officer.browser.calls("case/keep-draft", &draft).await, 200);
    officer.replies(&citizen.number, ANSWER).await.is(200);
    let mut leader = desk.leader().await;
    let back = leader.opens(&citizen.number).await;
    let back = back.form_to("return").unwrap();
    leader.browser.submit(&page, &back.fill("missing", secrets[2])).await;
    let staff = officer.opens(&citizen.number).await;
    staff.says(secrets[0]).says(secrets[1]).says(secrets[2]);

    let page = citizen.tracks().await;
    page.is(200).says(WHAT);
    let json: serde_json::Value =
        citizen.browser.asks("track/read", &format!("number={}&wrong=false", citizen.number)).await.unwrap();
    for secret in secrets.into_iter().chain([ANSWER]) {
        assert!(!page.html.contains(secret) && !json.to_string().contains(secret), "{secret}");
    }
    let json = json.to_string();
    for inside in ["staff_id", "holder", "note", "draft"] {
        assert!(!json.contains(&format!("\"{inside}\":")), "{inside} in {json}");
    }
}
