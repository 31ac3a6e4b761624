//! Links that people keep: the square of a receipt, the link to a case, the link to a draft that is no more.

use crate::support::{Citizen, TestDesk, read};
use axum::{
    body::Body,
    http::{Method, header},
};
use std::process::Command;

journeys!(
    the_square_of_a_receipt_leads_to_the_case,
    the_square_is_for_the_browser_that_filed,
    a_wrong_link_says_what_a_wrong_code_says,
    a_link_that_opens_nothing_leads_to_what_to_do,
);

const WHAT: &str = "The window asked for the same certificate three times.";

async fn square(citizen: &mut Citizen) -> (u16, Vec<u8>) {
    let path = format!("/report/done/{}/qr.png", citizen.number);
    let answer = citizen.browser.send(citizen.browser.request(Method::GET, &path).body(Body::empty()).unwrap()).await;
    let status = answer.status().as_u16();
    if status == 200 {
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/png");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    }
    (status, axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec())
}

/// What a telephone reads from a picture.
fn scanned(picture: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("square.png");
    std::fs::write(&path, picture).unwrap();
    let done =
        Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&path).output().expect("bin/setup brings zbarimg");
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

async fn the_square_of_a_receipt_leads_to_the_case(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let done = citizen.files(WHAT).await;
    assert!(done.html.contains(&format!("/report/done/{}/qr.png", citizen.number)), "the page shows it");
    let (status, picture) = square(&mut citizen).await;
    assert_eq!(status, 200);
    let link = scanned(&picture);
    let code = citizen.code.replace('-', "");
    assert_eq!(link, format!("http://clearway.test/t/{}/{code}", citizen.number));
    let mut telephone = desk.browser();
    let path = link.strip_prefix("http://clearway.test").unwrap();
    let answer = telephone.send(telephone.request(Method::GET, path).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()[header::LOCATION], format!("/track/{}", citizen.number));
    assert_eq!(answer.headers()[header::REFERRER_POLICY], "no-referrer");
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Max-Age=1800") && !cookie.contains(&code), "{cookie}");
    let page = telephone.get(&format!("/track/{}", citizen.number)).await;
    page.is(200).says(WHAT).does_not_say(&code).does_not_say(&citizen.code);
    desk.office.clock.forward(jiff::SignedDuration::from_mins(31));
    telephone.get(&format!("/track/{}", citizen.number)).await.does_not_say(WHAT);
}

async fn the_square_is_for_the_browser_that_filed(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let mut stranger = desk.citizen();
    stranger.number = citizen.number.clone();
    assert_eq!(square(&mut stranger).await.0, 404, "no cookie");
    stranger.files(WHAT).await;
    stranger.number = citizen.number.clone();
    assert_eq!(square(&mut stranger).await.0, 404, "another browser");
    desk.office.clock.forward(jiff::SignedDuration::from_hours(25));
    assert_eq!(square(&mut citizen).await.0, 404, "a day later");
    citizen.number = "nonsense".into();
    assert_eq!(square(&mut citizen).await.0, 404);
}

async fn a_wrong_link_says_what_a_wrong_code_says(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let (number, mut browser) = (citizen.number.clone(), desk.browser());
    let typed = citizen.tries(&number, "0000-0000-00").await;
    for path in [format!("/t/{number}/0000000000"), format!("/t/{number}/U"), format!("/t/{number}/%00%ff")] {
        let page = browser.get(&path).await;
        assert!(matches!(page.status, 200 | 400), "{path}: {}", page.status);
        if page.status == 200 {
            assert_eq!(page.path, typed.path);
            page.says("The number and the code do not match");
        }
    }
    let unknown = browser.get("/t/990101261122000009X/0000000000").await;
    unknown.is(200);
    assert!(unknown.path.starts_with("/track?"), "{}", unknown.path);
}

async fn a_link_that_opens_nothing_leads_to_what_to_do(desk: &TestDesk) {
    let mut browser = desk.browser();
    for link in ["00000000000000000000000000", "x", "..%2f..", "7zzzzzzzzzzzzzzzzzzzzzzzzz"] {
        let page = browser.get(&format!("/r/{link}")).await;
        assert_eq!((page.path.as_str(), page.status), ("/report/lost", 410), "{link}");
    }
    let answer = browser.send(browser.request(Method::GET, "/r/x").body(Body::empty()).unwrap()).await;
    let page = read("/r/x".into(), answer).await;
    assert_eq!(page.header("referrer-policy"), "no-referrer");
}
