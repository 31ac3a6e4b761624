//! Screens hear that a case changed, when it is for them, and never what it became.

use crate::support::{Staffer, TestDesk};
use axum::{
    body::Body,
    http::{Method, Response},
};
use futures::StreamExt as _;
use std::time::Duration;
use tokio::time::timeout;

journeys!(
    a_change_reaches_those_who_may_know,
    a_screen_that_was_away_catches_up,
    a_closing_server_says_goodbye,
    the_eleventh_stream_is_asked_to_wait
);

const WHAT: &str = "The counter closed at noon and opened no more.";

/// A stream that is being read.
struct Screen {
    body: axum::body::BodyDataStream,
    heard: String,
}

async fn listen(staffer: &mut Staffer, path: &str) -> Response<Body> {
    let request = staffer.browser.request(Method::GET, path).body(Body::empty()).unwrap();
    staffer.browser.send(request).await
}

impl Screen {
    async fn open(staffer: &mut Staffer, path: &str) -> Self {
        let answer = listen(staffer, path).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["x-accel-buffering"], "no");
        assert!(answer.headers().get("content-encoding").is_none());
        Self { body: answer.into_body().into_data_stream(), heard: String::new() }
    }

    /// Reads until it hears these words; how it ends without them is no matter.
    async fn hears(&mut self, words: &str) -> bool {
        let until = async {
            while !self.heard.contains(words) {
                match self.body.next().await {
                    Some(Ok(bytes)) => self.heard.push_str(std::str::from_utf8(&bytes).unwrap()),
                    _ => return,
                }
            }
        };
        let _ = timeout(Duration::from_secs(2), until).await;
        self.heard.contains(words)
    }

    async fn ends(&mut self) -> bool {
        timeout(Duration::from_secs(2), async { while self.body.next().await.is_some() {} }).await.is_ok()
    }
}

async fn a_change_reaches_those_who_may_know(desk: &TestDesk) {
    let jobs = desk.jobs().await;
    let (mut dispatcher, mut officer) = (desk.dispatcher().await, desk.officer().await);
    let mut screen = Screen::open(&mut dispatcher, "/live").await;
    let mut other = Screen::open(&mut officer, "/live").await;
    desk.citizen().files(WHAT).await;
    assert!(screen.hears("\"kind\":\"filed\"").await, "{}", screen.heard);
    assert!(!screen.heard.contains("counter") && !screen.heard.contains("region:"), "{}", screen.heard);
    assert!(!other.hears("filed").await, "{}", other.heard);
    jobs.stop().await;
}

async fn a_screen_that_was_away_catches_up(desk: &TestDesk) {
    let jobs = desk.jobs().await;
    let mut dispatcher = desk.dispatcher().await;
    desk.citizen().files(WHAT).await;
    let mut screen = Screen::open(&mut dispatcher, "/live?since=0").await;
    assert!(screen.hears("id: 1\nevent: change").await, "{}", screen.heard);
    let mut lost = Screen::open(&mut dispatcher, "/live?since=99").await;
    assert!(lost.hears("event: resync").await, "{}", lost.heard);
    jobs.stop().await;
}

async fn a_closing_server_says_goodbye(desk: &TestDesk) {
    let mut dispatcher = desk.dispatcher().await;
    let mut screen = Screen::open(&mut dispatcher, "/live").await;
    desk.hub.close();
    assert!(screen.hears("event: bye").await, "{}", screen.heard);
    assert!(screen.heard.contains("retry: "));
    assert!(screen.ends().await);
    assert_eq!(listen(&mut dispatcher, "/live").await.status(), 503);
}

async fn the_eleventh_stream_is_asked_to_wait(desk: &TestDesk) {
    let mut dispatcher = desk.dispatcher().await;
    let mut screens = Vec::new();
    for _ in 0..10 {
        screens.push(Screen::open(&mut dispatcher, "/live").await);
    }
    let refused = listen(&mut dispatcher, "/live").await;
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (503, "30"));
    screens.pop();
    assert_eq!(listen(&mut dispatcher, "/live").await.status(), 200);
}
