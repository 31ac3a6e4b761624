//! Every server function, asked what no form of ours asks: by a stranger, by a citizen with a case, by somebody with every role.
//! Whatever comes, it is answered, not with a fault, and leads nowhere else.

mod made;

use crate::support::{Browser, TestDesk};
use axum::{
    body::{Body, to_bytes},
    http::{Method, header},
};
use clearway::staff::Role;
use leptos::server_fn::axum::server_fn_paths;
use made::{Asked, Dice, ask};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::timeout;

journeys!(no_odd_input_breaks_a_server_function);

/// Calls of a run; `CLEARWAY_ODD_CASES` asks for more.
const CASES: usize = 600;
/// Longest that a person waits.
const PATIENCE: Duration = Duration::from_secs(10);
const WHAT: &str = "The deed is ready, says the bank; it is not, says the registry.";

/// Whoever asks.
struct People {
    stranger: Browser,
    citizen: Browser,
    staff: Browser,
}

/// What a form of ours would say: with it the odd words get past the first question.
async fn plain(desk: &TestDesk) -> (Browser, BTreeMap<&'static str, String>) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    citizen.tracks().await;
    let draft = citizen.reaches("what", &[("what", WHAT)]).await;
    let page = desk.dispatcher().await.opens(&citizen.number).await;
    let case = page.form_to("dispatch").unwrap().value("case").to_owned();
    let mut plain: BTreeMap<_, _> = made::FIELDS.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    plain.insert("number", citizen.number.clone());
    plain.insert("code", citizen.code.clone());
    plain.insert("case", case);
    plain.insert("draft", draft.path.split('/').nth(3).unwrap_or_default().to_owned());
    plain.insert("department", desk.department("property").to_string());
    (citizen.browser, plain)
}

async fn no_odd_input_breaks_a_server_function(desk: &TestDesk) {
    let (citizen, plain) = plain(desk).await;
    let everything = desk.joins("jill", desk.department("property"), &Role::ALL).await;
    let mut people = People { stranger: desk.browser(), citizen, staff: desk.browser() };
    let mut doors: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
    // they move the clock and end sessions: last of all
    doors.sort_by_key(|path| (path.starts_with("/api/demo/"), *path));
    let quiet = doors.iter().filter(|path| !path.starts_with("/api/demo/")).count();
    let cases = std::env::var("CLEARWAY_ODD_CASES").map_or(CASES, |cases| cases.parse().unwrap());
    let (mut dice, mut seen) = (Dice::new(), BTreeMap::<u16, usize>::new());
    for case in 0..cases.max(doors.len() * 3) {
        let door = if case < cases { doors[case % quiet] } else { doors[case % doors.len()] };
        let asked = ask(&plain, &mut dice);
        let who = match case % 3 {
            0 => &mut people.stranger,
            1 => &mut people.citizen,
            _ => {
                people.staff = desk.browser().with_session(&desk.session(everything).await);
                &mut people.staff
            }
        };
        let status = answer(who.clone(), door, &asked).await;
        *seen.entry(status).or_default() += 1;
    }
    println!("answers by status: {seen:?}");
    assert!(seen.contains_key(&200) && seen.contains_key(&422), "the odd words get past the door: {seen:?}");
}

/// The status, once everything about the answer is as it must be.
async fn answer(mut browser: Browser, door: &str, asked: &Asked) -> u16 {
    let path = if asked.method == Method::GET { format!("{door}?{}", asked.query()) } else { door.to_owned() };
    let mut request = browser.request(asked.method.clone(), &path);
    for (name, value) in &asked.headers {
        request = request.header(name, value);
    }
    let mut request = request.body(Body::from(asked.body.clone())).unwrap();
    if let Some(accept) = asked.accept {
        request.headers_mut().insert(header::ACCEPT, accept.parse().unwrap());
    }
    let told = || format!("{door}: {}", asked.shown());
    let answer = timeout(PATIENCE, browser.send(request)).await.unwrap_or_else(|_| panic!("no answer from {}", told()));
    let status = answer.status().as_u16();
    assert!(status < 500, "{status} from {}", told());
    assert!(answer.headers().contains_key("x-request-id"), "{}", told());
    if let Some(to) = answer.headers().get(header::LOCATION) {
        let to = to.to_str().unwrap();
        let inside = to.starts_with("http://clearway.test/") || to.starts_with('/') && !to.starts_with("//");
        assert!(inside && !to.contains(['\\', '\t']), "led to {to:?} by {}", told());
    }
    let content = timeout(PATIENCE, to_bytes(answer.into_body(), usize::MAX)).await.unwrap().unwrap();
    assert!(!content.windows(8).any(|part| part == b"panicked"), "{}", told());
    status
}
