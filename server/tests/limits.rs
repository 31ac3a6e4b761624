//! How often somebody may try: five wrong codes for a case, and a service hall is not locked out.

use crate::support::{Browser, Citizen, TestDesk};
use jiff::SignedDuration;
use server::{client::Proxies, router::Around};

journeys!(
    after_five_wrong_codes_even_the_right_one_waits,
    links_and_forms_are_counted_together,
    a_stranger_cannot_pretend_to_come_from_elsewhere,
    whoever_begins_thousands_of_reports_waits,
);

const WHAT: &str = "The window asked for the same certificate three times.";
const WRONG: &str = "0000-0000-00";
const WAIT: &str = "wait 15 minutes";

async fn filed(desk: &TestDesk) -> Citizen {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    citizen
}

/// The same person at another device, somewhere.
fn at(browser: Browser, place: &str, citizen: &Citizen) -> Citizen {
    Citizen { browser: browser.at(place), number: citizen.number.clone(), code: citizen.code.clone() }
}

async fn after_five_wrong_codes_even_the_right_one_waits(desk: &TestDesk) {
    let (mine, other) = (filed(desk).await, filed(desk).await);
    let mut hall = at(desk.browser(), "192.0.2.1", &mine);
    for _ in 0..5 {
        hall.tries(&mine.number, WRONG).await.is(200).says("do not match").does_not_say(WAIT);
    }
    let page = hall.tracks().await;
    page.is(200).says(WAIT).says("12345").does_not_say(WHAT);
    assert_eq!(
        page.form(&["number", "code"]).value("number").replace(' ', ""),
        mine.number,
        "what was typed stands there"
    );
    // the next person in the hall, with another case; and the same person at home
    at(desk.browser(), "192.0.2.1", &other).tracks().await.says(WHAT);
    at(desk.browser(), "192.0.2.2", &mine).tracks().await.says(WHAT);
    desk.office.clock.forward(SignedDuration::from_mins(15));
    hall.tracks().await.says(WHAT);
}

async fn links_and_forms_are_counted_together(desk: &TestDesk) {
    let mine = filed(desk).await;
    let mut thief = at(desk.browser(), "192.0.2.1", &mine);
    for _ in 0..3 {
        thief.browser.get(&format!("/t/{}/0000000000", mine.number)).await.says("do not match");
    }
    for _ in 0..2 {
        thief.tries(&mine.number, WRONG).await.says("do not match");
    }
    let link = format!("/t/{}/{}", mine.number, mine.code.replace('-', ""));
    thief.browser.get(&link).await.says(WAIT).does_not_say(WHAT);
    thief.tracks().await.says(WAIT);
    // a number that was mistyped is no guess
    let mut other = at(desk.browser(), "192.0.2.3", &mine);
    for _ in 0..10 {
        other.tries("990101", &mine.code.clone()).await.does_not_say(WAIT);
    }
    other.tracks().await.says(WHAT);
}

async fn a_stranger_cannot_pretend_to_come_from_elsewhere(desk: &TestDesk) {
    let mine = filed(desk).await;
    let guesses = async |browser: Browser, same_proxy: bool| {
        let mut last = None;
        for home in 0..6 {
            let browser = browser.clone().forwarded(&format!("198.51.100.{}", if same_proxy { 7 } else { home }));
            let mut citizen = Citizen { browser, number: mine.number.clone(), code: mine.code.clone() };
            last = Some(citizen.tries(&mine.number, WRONG).await);
        }
        last.unwrap()
    };
    guesses(desk.browser().at("192.0.2.9"), false).await.says(WAIT);
    let around = Around { proxies: Proxies::parse("10.0.0.0/8").unwrap(), ..Around::default() };
    let behind = Browser::new(desk.router_around(around)).at("10.0.0.1");
    guesses(behind.clone(), false).await.says("do not match");
    guesses(behind, true).await.says(WAIT);
}

async fn whoever_begins_thousands_of_reports_waits(desk: &TestDesk) {
    let mut browser = desk.browser().at("192.0.2.1");
    let start = browser.get("/report").await;
    let begin = start.form_to("report/begin").unwrap();
    let now = desk.office.clock.now();
    let hall = app::desk::Address::of("192.0.2.1".parse().unwrap());
    while desk.office.limits.begin(hall, now).is_ok() {}
    let page = browser.submit(&start, &begin).await;
    page.is(429).says("minutes").says("12345");
    assert!(page.header("retry-after").parse::<u32>().unwrap() > 0);
    let mut elsewhere = desk.browser().at("192.0.2.2");
    let start = elsewhere.get("/report").await;
    elsewhere.submit(&start, &begin).await.is(200);
}
