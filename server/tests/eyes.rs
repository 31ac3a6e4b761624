//! Who sees what: strangers nothing, officers their own department, nobody a case that is not for them.

use crate::support::{TestDesk, read};
use axum::{body::Body, http::Method};
use clearway::policy;

journeys!(
    an_officer_of_another_department_finds_nothing,
    an_admin_sees_no_case,
    a_stranger_is_sent_to_sign_in,
    no_server_function_answers_a_stranger_unless_it_is_public,
    a_signed_out_browser_is_a_stranger,
    a_session_ends_after_its_hours_and_leads_back_to_sign_in,
);

const WHAT: &str = "The deed is ready, says the bank; it is not, says the registry.";

async fn an_officer_of_another_department_finds_nothing(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let page = desk.dispatcher().await.opens(&citizen.number).await;
    page.is(200).says(WHAT);
    let mut other = desk.officer_elsewhere().await;
    other.opens(&citizen.number).await.is(404).does_not_say("deed");
    for queue in ["to-accept", "to-reply", "to-dispatch", "to-release"] {
        other.looks_at(queue).await.does_not_say(&citizen.number).does_not_say("deed");
    }
    let form = page.form_to("dispatch").unwrap();
    let refused = other.browser.post(&form.action, &form.encode(), &page.path).await;
    assert!(!refused.status().is_success());
    desk.dispatcher().await.opens(&citizen.number).await.says(WHAT);
}

async fn an_admin_sees_no_case(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let mut admin = desk.admin().await;
    admin.opens(&citizen.number).await.is(404).does_not_say("deed");
    admin.browser.get("/s").await.is(200).does_not_say(&citizen.number);
}

async fn a_stranger_is_sent_to_sign_in(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let mut stranger = desk.browser();
    for path in ["/s".to_owned(), "/s/q/to-dispatch".into(), format!("/s/c/{}", citizen.number), "/s/c/x".into()] {
        let page = stranger.get(&path).await;
        assert!(page.path.starts_with("/s/sign-in"), "{path} led to {}", page.path);
        page.does_not_say("deed");
    }
    let request = stranger.request(Method::GET, "/live").body(Body::empty()).unwrap();
    assert_eq!(stranger.send(request).await.status(), 401);
}

async fn a_signed_out_browser_is_a_stranger(desk: &TestDesk) {
    let mut dispatcher = desk.dispatcher().await;
    let page = dispatcher.looks_at("to-dispatch").await;
    let mut thief = dispatcher.browser.clone();
    let form = page.form_to("sign-out").unwrap();
    dispatcher.browser.submit(&page, &form).await;
    let page = thief.get("/s/q/to-dispatch").await;
    assert!(page.path.starts_with("/s/sign-in"), "the session itself has ended, not only its cookie: {}", page.path);
    let answer = thief.post("/api/none", "", "/s").await;
    read("/api/none".into(), answer).await.is(404);
}

/// What anybody may call; whatever is added elsewhere must ask who it is.
pub const PUBLIC: [&str; 32] = [
    "/api/article/read",
    "/api/demo/again",
    "/api/demo/city",
    "/api/demo/enter",
    "/api/demo/outbox",
    "/api/demo/read",
    "/api/demo/wait",
    "/api/password/choose",
    "/api/password/read",
    "/api/prefs",
    "/api/report/answer",
    "/api/report/begin",
    "/api/report/clear",
    "/api/report/link",
    "/api/report/mask",
    "/api/report/read_step",
    "/api/report/receipt",
    "/api/report/remove_file",
    "/api/report/send",
    "/api/report/unfinished",
    "/api/setup/admin",
    "/api/setup/enter",
    "/api/setup/facts",
    "/api/setup/find",
    "/api/setup/read",
    "/api/setup/region",
    "/api/staff/accounts",
    "/api/staff/sign-in",
    "/api/staff/sign-out",
    "/api/track/act",
    "/api/track/open",
    "/api/track/read",
];
/// Arguments enough for every function.
const ARGUMENTS: &str = "number=x&case=00000000-0000-0000-0000-000000000000&seen=1&bucket=to-dispatch&view=to-dispatch&act=claim&reason=other&id=00000000-0000-0000-0000-000000000000&after=&department=&text=&title=&answer=\
    &key=&whom=00000000-0000-0000-0000-000000000000&password=&new=&digits=&code=&place=1&thing=staff&part=note\
    &draft=00000000-0000-0000-0000-000000000000&channel=hotline&wrong=false";

async fn no_server_function_answers_a_stranger_unless_it_is_public(desk: &TestDesk) {
    let paths: Vec<_> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert!(paths.len() > PUBLIC.len(), "{paths:?}");
    for path in paths.into_iter().filter(|path| !PUBLIC.contains(path)) {
        let mut request = desk.browser().request(Method::POST, path).body(Body::from(ARGUMENTS)).unwrap();
        request.headers_mut().insert("accept", "application/json".parse().unwrap());
        request.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        let answer = desk.browser().send(request).await;
        assert_eq!(answer.status(), 401, "{path}");
    }
}

async fn a_session_ends_after_its_hours_and_leads_back_to_sign_in(desk: &TestDesk) {
    let mut dispatcher = desk.dispatcher().await;
    dispatcher.looks_at("to-dispatch").await.is(200);
    desk.office.clock.forward(jiff::SignedDuration::from_hours(policy::SESSION_HOURS + 1));
    let page = dispatcher.looks_at("to-dispatch").await;
    assert!(page.path.starts_with("/s/sign-in"), "{}: {}", page.path, page.text());
}
