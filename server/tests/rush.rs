//! More people at once than can be served: who is served is served soon, who is not is told at once and loses nothing.

use crate::support::{Browser, Citizen, TestDesk, answered, encode};
use axum::{
    body::Body,
    http::{Method, header},
};
use server::{room::Bounds, router::Around};
use std::time::Duration;
use tokio::time::Instant;

journeys!(
    in_a_rush_some_are_served_and_the_rest_told_at_once,
    what_was_typed_stands_in_the_page_that_says_wait,
    a_stream_takes_no_place,
    a_slow_sender_takes_no_place,
);

const WHAT: &str = "The window asked for \"the same\" certificate <three> times & more.";

fn within(desk: &TestDesk, work: usize, waiting: usize, patience: Duration) -> Browser {
    let bounds = Bounds { work, waiting, patience };
    Browser::new(desk.router_around(Around { bounds, ..Around::default() }))
}

async fn in_a_rush_some_are_served_and_the_rest_told_at_once(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    // a page that waits for the database: others come meanwhile
    let path = citizen.reaches("what", &[]).await.path.clone();
    let browser = citizen.browser.clone().elsewhere(within(desk, 2, 4, Duration::from_millis(300)));
    let rush = (0..200).map(|_| {
        let (mut browser, path) = (browser.clone(), path.clone());
        tokio::spawn(async move {
            let asked = Instant::now();
            let page = browser.get(&path).await;
            (page, asked.elapsed())
        })
    });
    let (mut served, mut told) = (0, 0);
    for answer in rush.collect::<Vec<_>>() {
        let (page, took) = answer.await.unwrap();
        match page.status {
            200 => served += 1,
            503 => {
                told += 1;
                assert_eq!(page.header("retry-after"), "10");
                page.says("wait ten seconds").leads_to("/track").leads_to("/");
            }
            status => panic!("{status}: {}", page.text()),
        }
        assert!(took < Duration::from_secs(20), "{took:?}");
    }
    assert!(served >= 2 && told > 0, "{served} served, {told} told");
    let mut browser = browser;
    browser.get(&path).await.is(200);
}

async fn what_was_typed_stands_in_the_page_that_says_wait(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("what", &[]).await;
    let form = answered(&page, &[("what", WHAT)]);
    let mut full = citizen.browser.clone().elsewhere(within(desk, 0, 0, Duration::ZERO));
    let told = full.submit(&page, &form).await;
    told.is(503).says("What you filled in is kept");
    let again = told.form_to("report/answer").unwrap();
    assert_eq!(again.value("what"), WHAT);
    let next = citizen.browser.submit(&told, &again).await;
    assert_ne!(next.step(), "what", "it was taken: {}", next.text());
    let check = citizen.goes_on(next, "check", &[("what", WHAT)]).await;
    check.says(WHAT);
    // passwords stand in no page
    let form = format!("username=officer&password={}", encode("demo demo"));
    let answer = full.post("/api/staff/sign-in", &form, "/s/sign-in").await;
    let told = full.follow("/api/staff/sign-in".into(), answer).await;
    told.is(503).does_not_say("demo demo");
    assert!(told.form_to("staff/sign-in").is_none());
}

async fn a_stream_takes_no_place(desk: &TestDesk) {
    let dispatcher = desk.dispatcher().await.browser;
    let mut one = dispatcher.elsewhere(within(desk, 1, 0, Duration::ZERO));
    let mut streams = Vec::new();
    for _ in 0..3 {
        let request = one.request(Method::GET, "/live").body(Body::empty()).unwrap();
        let answer = one.send(request).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()[header::CONTENT_TYPE]),
            (200, &"text/event-stream".parse().unwrap())
        );
        streams.push(answer);
    }
    one.get("/s/q/to-dispatch").await.is(200);
    drop(streams);
}

async fn a_slow_sender_takes_no_place(desk: &TestDesk) {
    let one = within(desk, 1, 0, Duration::ZERO);
    let mut slow = Citizen::new(one.clone());
    let page = slow.reaches("files", &[("what", WHAT)]).await;
    let folder = page.path.split('?').next().unwrap().to_owned();
    for (path, kind) in [
        (folder.as_str(), "multipart/form-data; boundary=b"),
        ("/api/report/begin", "application/x-www-form-urlencoded"),
    ] {
        let begun = futures::StreamExt::chain(
            futures::stream::iter([Ok::<_, std::io::Error>("--b\r\n")]),
            futures::stream::pending(),
        );
        let request = slow.browser.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
        let request = request.body(Body::from_stream(begun)).unwrap();
        let mut sender = slow.browser.clone();
        let sends = tokio::spawn(async move { sender.send(request).await.status() });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!sends.is_finished(), "{path} waits for the rest");
        one.clone().get("/track").await.is(200);
        sends.abort();
    }
}
