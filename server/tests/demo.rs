//! The demo: cases at every stage, some overdue, all of them really filed; and never twice.

use crate::support::TestDesk;
use app::desk::Clock;
use clearway::{
    queue::{Bucket, QueueCount},
    store::Store,
};
use server::{chance, demo::World};
use tempfile::TempDir;

journeys!(the_people_of_the_demo_sign_in);

async fn the_people_of_the_demo_sign_in(desk: &TestDesk) {
    for page in
        [desk.dispatcher().await.looks_at("to-dispatch").await, desk.reviewer().await.looks_at("to-release").await]
    {
        page.is(200);
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
    assert!(world.seed(&store, &clock).await.unwrap());
    assert!(!world.seed(&store, &clock).await.unwrap(), "never twice");
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
    store.count_queues(&staff, clock.now()).await.unwrap()
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
    store.close().await;
}
