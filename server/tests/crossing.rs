//! No page of another site does anything here: each door that changes something is knocked at as a browser would be made to.

use crate::support::{Browser, TestDesk, read};
use axum::{
    body::Body,
    http::{Method, header},
};
use leptos::server_fn::axum::server_fn_paths;

journeys!(no_door_opens_for_a_form_of_another_site, the_same_doors_open_for_forms_of_ours);

const ID: &str = "00000000-0000-0000-0000-000000000000";
/// Doors that are no server functions.
const OTHERS: [&str; 4] = [
    "/report/d/00000000-0000-0000-0000-000000000000/files",
    "/track/990101261122000123H/supplement",
    "/admin/lists/staff/send",
    "/dev/clock",
];
/// What browsers say of a form that another site, a neighbour under the same name, or a page without an origin sends; the last
/// two as browsers that do not know `Sec-Fetch-Site`.
const FROM: [(&str, &str); 6] = [
    ("cross-site", "https://elsewhere.example"),
    ("same-site", "http://other.clearway.test"),
    ("cross-site", "null"),
    ("cross-site", "http://clearway.test.elsewhere.example"),
    ("", "https://elsewhere.example"),
    ("", "null"),
];
/// What a form can be sent as without asking the server first.
const KINDS: [&str; 3] = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"];

fn doors() -> Vec<&'static str> {
    let functions: Vec<_> = server_fn_paths().collect();
    assert!(functions.len() > 80, "{}", functions.len());
    let reads: Vec<_> = functions.iter().filter(|(_, method)| *method != Method::POST).collect();
    assert!(reads.is_empty(), "a link would call {reads:?}");
    functions.into_iter().map(|(path, _)| path).chain(OTHERS).collect()
}

async fn knocks(browser: &mut Browser, door: &str, (site, origin): (&str, &str), kind: &str) -> u16 {
    let mut request = browser.request(Method::POST, door).body(Body::from(format!("id={ID}"))).unwrap();
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
    headers.insert(header::ORIGIN, origin.parse().unwrap());
    match site {
        "" => headers.remove("sec-fetch-site"),
        site => headers.insert("sec-fetch-site", site.parse().unwrap()),
    };
    let answer = read(door.into(), browser.send(request).await).await;
    assert!(answer.headers.get(header::SET_COOKIE).is_none() || answer.status != 403, "{door} sets a cookie");
    answer.status
}

async fn no_door_opens_for_a_form_of_another_site(desk: &TestDesk) {
    let (mut citizen, mut dispatcher, mut admin) =
        (desk.browser(), desk.dispatcher().await.browser, desk.admin().await.browser);
    for door in doors() {
        for from in FROM {
            for browser in [&mut citizen, &mut dispatcher, &mut admin] {
                assert_eq!(knocks(browser, door, from, KINDS[0]).await, 403, "{door} for {from:?}");
            }
        }
        for kind in KINDS {
            assert_eq!(knocks(&mut admin, door, FROM[0], kind).await, 403, "{door} for {kind}");
        }
    }
    assert!(!desk.dispatcher().await.browser.get("/s").await.path.contains("sign-in"), "nobody was signed out");
}

async fn the_same_doors_open_for_forms_of_ours(desk: &TestDesk) {
    for door in doors() {
        let answer = knocks(&mut desk.browser(), door, ("same-origin", "http://clearway.test"), KINDS[0]).await;
        // 401, 404 and so on come from further in
        assert!(answer != 403, "{door} takes no form of ours");
    }
    let old = knocks(&mut desk.browser(), "/api/report/begin", ("", "http://clearway.test"), KINDS[0]).await;
    assert_eq!(old, 303, "a browser that says its origin only");
}
