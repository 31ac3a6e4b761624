//! Search as the screen asks for it: each thing found by what is meant, by nobody who may not see it.

use crate::support::{Browser, TestDesk};
use app::staff::search::FoundNow;

journeys!(a_case_is_found_by_whoever_sees_it, a_page_of_search_tells_nothing_of_what_is_looked_for);

const WHAT: &str = "The turnstile swallowed my residence permit, and three offices shrugged.";

async fn numbers(browser: &mut Browser, typed: &str) -> Vec<String> {
    let typed = typed.replace(' ', "+");
    let now: FoundNow = browser.asks("search/find", &format!("typed={typed}")).await.unwrap();
    now.found.cases.iter().map(|case| case.number.to_string()).collect()
}

async fn a_case_is_found_by_whoever_sees_it(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let (number, code) = (citizen.number.clone(), citizen.code.clone());
    let mut dispatcher = desk.dispatcher().await.browser;
    let mut elsewhere = desk.officer_elsewhere().await.browser;
    let mut admin = desk.admin().await.browser;
    for typed in [number.to_lowercase(), code.to_lowercase(), "turnstile residence".to_owned()] {
        assert_eq!(numbers(&mut dispatcher, &typed).await, [number.replace(' ', "")], "{typed}");
        assert!(numbers(&mut elsewhere, &typed).await.is_empty(), "{typed}");
        assert_eq!(admin.asks::<FoundNow>("search/find", &format!("typed={typed}")).await.err(), Some(403));
    }
    assert!(numbers(&mut dispatcher, "turnstile snowstorm").await.is_empty());
    assert!(numbers(&mut dispatcher, "").await.is_empty());
    assert!(numbers(&mut dispatcher, &"x".repeat(9_000)).await.is_empty());
    let wrong = dispatcher.asks::<FoundNow>("search/find", "typed=turnstile&after=nowhere").await.unwrap();
    assert_eq!(wrong.found.cases.len(), 1, "a place that is none is the beginning");
}

async fn a_page_of_search_tells_nothing_of_what_is_looked_for(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let mut dispatcher = desk.dispatcher().await.browser;
    dispatcher.get("/s/search?typed=turnstile").await.is(200).says("Find a case").does_not_say(&citizen.number);
    let page = desk.browser().get("/s/search").await;
    assert!(page.path.starts_with("/s/sign-in"), "{}", page.path);
}
