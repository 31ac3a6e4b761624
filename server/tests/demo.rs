//! The demo: cases at every stage, some overdue, all of them really filed; and never twice.

use crate::support::{Browser, Page, TestDesk, registry};
use app::desk::{Clock, Office};
use clearway::{
    queue::{Bucket, QueueCount},
    store::Store,
};
use server::{
    chance,
    demo::{self, World},
};
use tempfile::TempDir;

journeys!(
    the_people_of_the_demo_sign_in,
    one_press_opens_the_desk_of_each_role,
    a_reporter_reads_the_newest_answer_at_one_press,
    the_outbox_holds_what_would_have_been_sent,
    a_press_moves_the_clock_by_a_day_and_lets_the_city_live,
    without_the_setting_there_is_no_demo_and_in_public_no_press,
);

async fn the_people_of_the_demo_sign_in(desk: &TestDesk) {
    for page in
        [desk.dispatcher().await.looks_at("to-dispatch").await, desk.reviewer().await.looks_at("to-release").await]
    {
        page.is(200);
    }
}

async fn presses(browser: &mut Browser, door: &str, form: &str) -> Page {
    let answer = browser.post(&format!("/api/demo/{door}"), form, "/demo").await;
    browser.follow(format!("/api/demo/{door}"), answer).await
}

async fn one_press_opens_the_desk_of_each_role(desk: &TestDesk) {
    for role in ["operator", "dispatcher", "officer", "leader", "reviewer", "supervisor", "admin"] {
        let mut browser = desk.browser();
        let page = browser.get("/demo").await;
        page.is(200);
        let page = presses(&mut browser, "enter", &format!("role={role}")).await;
        page.is(200);
        let desk = if role == "admin" { "/admin" } else { "/s" };
        assert_eq!(page.path, desk, "{role}");
        assert!(!page.path.contains("second-factor"), "{role} has nothing to show");
        browser.get("/s/account").await.is(200);
    }
    let mut nobody = desk.browser();
    assert_eq!(nobody.calls("demo/enter", "role=analyst").await, 404, "nobody here is one");
}

async fn a_reporter_reads_the_newest_answer_at_one_press(desk: &TestDesk) {
    const ANSWER: &str = "The registry takes the copy that it has; nothing else is needed.";
    assert_eq!(desk.browser().calls("demo/enter", "role=").await, 404, "nothing is answered yet");
    let mut citizen = desk.citizen();
    citizen.files("The deed is ready, says the bank; it is not, says the registry.").await;
    let number = citizen.number.clone();
    desk.dispatcher().await.dispatches(&number, &registry()).await;
    desk.officer().await.accepts(&number).await;
    desk.officer().await.replies(&number, ANSWER).await;
    desk.leader().await.signs(&number).await;
    desk.reviewer().await.releases(&number).await;
    let page = presses(&mut desk.browser(), "enter", "").await;
    assert_eq!(page.path, format!("/track/{number}"));
    page.says(ANSWER);
}

async fn the_outbox_holds_what_would_have_been_sent(desk: &TestDesk) {
    desk.browser().get("/demo/outbox").await.is(200).says("No messages");
    let mut citizen = desk.citizen();
    citizen.files("The deed is ready, says the bank; it is not, says the registry.").await;
    while desk.office.store.sequence().await.unwrap() > 0 {}
    let page = desk.browser().get("/demo/outbox").await;
    page.says(&citizen.number).says("138****8000").does_not_say("13800138000").does_not_say(&citizen.code);
}

async fn a_press_moves_the_clock_by_a_day_and_lets_the_city_live(desk: &TestDesk) {
    let (before, mut browser) = (desk.office.clock.now(), desk.browser());
    presses(&mut browser, "wait", "").await.is(200);
    assert!(desk.office.clock.now() >= before + jiff::SignedDuration::from_hours(24));
    presses(&mut browser, "city", "").await.says("30 minutes").does_not_say("stands still");
    presses(&mut browser, "city", "stop=1").await.says("stands still");
}

async fn without_the_setting_there_is_no_demo_and_in_public_no_press(desk: &TestDesk) {
    let mut none = Browser::new(desk.router_with(|office| office.demo = None));
    let mut public = Browser::new(desk.router_with(|office| office.demo.as_mut().unwrap().public = true));
    for path in ["/demo", "/demo/outbox"] {
        none.get(path).await.is(404);
        public.get(path).await.is(200);
    }
    let page = public.get("/demo").await;
    for door in ["enter", "wait", "city", "again"] {
        assert!(page.form_to(&format!("demo/{door}")).is_none(), "{door} can be pressed");
        assert_eq!(none.calls(&format!("demo/{door}"), "role=admin").await, 404, "{door}");
        assert_eq!(public.calls(&format!("demo/{door}"), "role=admin").await, 404, "{door} in public");
    }
}

/// An installation that was filled with a world.
async fn seeded(world: World) -> (TempDir, Store, Clock) {
    let (folder, clock) = (tempfile::tempdir().unwrap(), Clock::default());
    let settings = clearway::store::Settings {
        database_url: format!("sqlite://{}", folder.path().join("data/clearway.db").display()),
        data: folder.path().join("data"),
        keys: folder.path().join("keys"),
        key_ring: None,
        bucket: None,
    };
    let store = Store::open(&settings, chance::moment(&clock)).await.unwrap();
    assert!(world.seed(&store, &clock, if world == World::Ningxia { 40 } else { 0 }).await.unwrap());
    assert!(!world.seed(&store, &clock, if world == World::Ningxia { 40 } else { 0 }).await.unwrap(), "never twice");
    let report = store.check().await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    (folder, store, clock)
}

/// What waits for somebody.
async fn waits(store: &Store, clock: &Clock, username: &str) -> Vec<QueueCount> {
    let (id, _) = store.read_password(username).await.unwrap().unwrap();
    let token = chance::token();
    store.open_session(id, &token, clock.now()).await.unwrap();
    let staff = store.read_session(&token, clock.now()).await.unwrap();
    store.at_desk(&staff, clock.now()).await.unwrap().counts
}

#[tokio::test]
async fn the_demo_has_work_in_every_queue_and_its_seals_hold() {
    let (_folder, store, clock) = seeded(World::Small).await;
    let (mut open, mut overdue) = (0, 0);
    for username in ["dispatcher", "officer", "officer2", "reviewer"] {
        for count in waits(&store, &clock, username).await {
            let empty_by_design = username == "officer2" && count.bucket == Bucket::ToAccept;
            assert!(count.open > 0 || empty_by_design, "{username} has work in {:?}", count.bucket);
            open += count.open;
            overdue += count.overdue;
        }
    }
    assert!(open >= 10 && (1..open).contains(&overdue), "{overdue} of {open} are late");
    store.close().await;
}

#[tokio::test]
async fn a_province_is_at_work_in_every_queue_and_its_seals_hold() {
    let (_folder, store, clock) = seeded(World::Ningxia).await;
    for username in ["dispatcher", "officer", "leader", "reviewer"] {
        for count in waits(&store, &clock, username).await {
            assert!(count.open > 0, "{username} has work in {:?}", count.bucket);
        }
    }
    assert_eq!(store.counties().await.unwrap().len(), 22);
    assert!(store.duty_rules().await.unwrap().len() >= 90);
    lives_on(store, clock).await;
}

/// The city goes on by itself: each beat files a report, and what came before is worked on.
async fn lives_on(store: Store, clock: Clock) {
    let office = Office {
        store,
        clock,
        secure: false,
        unencrypted: false,
        public_url: String::new(),
        demo: None,
        limits: std::sync::Arc::default(),
        presence: std::sync::Arc::default(),
        standing: app::desk::Standing::default(),
    };
    while office.store.sequence().await.unwrap() > 0 {}
    let before = office.store.last_notice().await.unwrap();
    let mut street = None;
    for _ in 0..12 {
        demo::beat(&office, &mut street).await.unwrap();
    }
    while office.store.sequence().await.unwrap() > 0 {}
    let happened = office.store.last_notice().await.unwrap() - before;
    assert!(happened >= 24, "12 reports and what was done to them: {happened}");
    let report = office.store.check().await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    office.store.close().await;
}
