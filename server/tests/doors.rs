//! What every answer carries, and what the doors refuse.

use crate::support::{Browser, TestDesk, read};
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use tower::ServiceExt as _;

journeys!(
    every_answer_has_a_reference_and_protecting_headers,
    a_form_of_another_site_is_refused,
    readiness_says_ok_and_nothing_else,
    an_unknown_page_is_the_apps_own_404,
    over_https_browsers_are_told_to_stay,
    where_nothing_is_encrypted_staff_are_told_on_every_page,
    only_a_demo_of_this_machine_has_a_clock_to_move,
);

async fn every_answer_has_a_reference_and_protecting_headers(desk: &TestDesk) {
    let mut browser = desk.browser();
    for path in ["/", "/report", "/track", "/s/sign-in", "/nowhere", "/health", "/live", "/pkg/none.js"] {
        let answer = {
            let request =
                browser.request(Method::GET, path).header("x-request-id", "forged").body(Body::empty()).unwrap();
            browser.send(request).await
        };
        let page = read(path.into(), answer).await;
        assert_eq!(page.header("x-request-id").len(), 16, "{path} has a reference of ours");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(page.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(page.header("permissions-policy").contains("camera=()"), "{path}");
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(page.header("strict-transport-security").is_empty(), "{path}: plain http makes no promise");
        assert!(!page.header("cache-control").is_empty(), "{path}");
    }
    let (one, other) = (browser.get("/").await, browser.get("/").await);
    assert_ne!(one.header("content-security-policy"), other.header("content-security-policy"), "a nonce is used once");
    let nonce = one.header("content-security-policy").split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(one.html.contains(&format!("nonce=\"{nonce}\"")), "the page's scripts carry it");
    assert!(!one.html.contains(" style=\""), "the policy would refuse it");
    assert_eq!(browser.get("/report").await.header("cache-control"), "no-store");
}

async fn a_form_of_another_site_is_refused(desk: &TestDesk) {
    let mut browser = desk.browser();
    let page = browser.get("/report").await;
    let form = page.form_to("report/begin").unwrap();
    for (site, origin) in [("cross-site", "https://elsewhere.example"), ("same-site", "http://other.clearway.test")] {
        let request = Request::builder()
            .method(Method::POST)
            .uri(&form.action)
            .header(header::HOST, "clearway.test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .header(header::ORIGIN, origin);
        let answer = browser.send(request.body(Body::from(form.encode())).unwrap()).await;
        read(form.action.clone(), answer).await.is(403).says("page of another site");
    }
}

async fn readiness_says_ok_and_nothing_else(desk: &TestDesk) {
    let mut browser = desk.browser();
    assert_eq!(browser.get("/ready").await.is(200).html, "ok");
    assert_eq!(browser.get("/health").await.is(200).html, "ok");
    browser.get("/metrics").await.is(404);
    desk.office.store.close().await;
    assert_eq!(browser.get("/ready").await.is(503).html, "not ready");
    assert_eq!(browser.get("/health").await.is(200).html, "ok", "the process lives");
}

async fn an_unknown_page_is_the_apps_own_404(desk: &TestDesk) {
    let page = desk.browser().get("/nowhere/at/all").await;
    page.is(404);
    assert!(page.links().contains(&"/".to_owned()), "it leads back");
}

async fn over_https_browsers_are_told_to_stay(desk: &TestDesk) {
    let router = desk.router_with(|office| office.secure = true);
    let request = Request::builder().uri("/report").header(header::HOST, "clearway.test").body(Body::empty()).unwrap();
    let page = read("/report".into(), router.oneshot(request).await.unwrap()).await;
    assert!(page.header("strict-transport-security").contains("max-age=31536000"));
    for cookie in page.headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-") && cookie.contains("; Secure"), "{cookie}");
    }
}

async fn where_nothing_is_encrypted_staff_are_told_on_every_page(desk: &TestDesk) {
    const LINE: &str = "This connection is not encrypted";
    let plain = Browser::new(desk.router_with(|office| office.unencrypted = true));
    let mut dispatcher = desk.dispatcher().await.browser;
    for path in ["/s/sign-in", "/s/q/to-dispatch", "/s/account", "/s/nowhere"] {
        dispatcher.clone().elsewhere(plain.clone()).get(path).await.says(LINE);
        dispatcher.get(path).await.does_not_say(LINE);
    }
    plain.clone().get("/report").await.does_not_say(LINE);
}

async fn only_a_demo_of_this_machine_has_a_clock_to_move(desk: &TestDesk) {
    let mut browser = desk.browser();
    let before = desk.office.clock.now();
    let answer = browser.post("/dev/clock", "forward=86400", "/").await;
    read("/dev/clock".into(), answer).await.is(200);
    assert!(desk.office.clock.now().duration_since(before).as_hours() >= 24);
    for router in [
        desk.router_with(|office| office.demo = None),
        desk.router_with(|office| office.demo.as_mut().unwrap().public = true),
    ] {
        let request = browser
            .request(Method::POST, "/dev/clock")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = router.oneshot(request.body(Body::from("forward=86400")).unwrap()).await.unwrap();
        assert_eq!(answer.status(), 404);
    }
}
