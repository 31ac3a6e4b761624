//! A thousand screens on one queue while it changes twenty times a second: a drill, run by `cargo xtask drill`, not by the gate.
//!
//! The server is the real binary in a process of its own; the screens are here, and do what the page does: one stream each, and
//! at most one call in two seconds that reads again the rows that changed.

mod office;
mod screen;
mod wire;

use office::CrowdOffice;
use screen::Heard;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;
use wire::Line;

/// Screens.
const SCREENS: usize = 1_000;
/// Changes a second.
const CHANGES: u32 = 20;
/// How long it is measured, in seconds.
const SECONDS: u32 = 30;

/// The value below which so many of a hundred lie, in milliseconds.
fn percentile(values: &mut [u64], of_hundred: usize) -> u64 {
    values.sort_unstable();
    values.get((values.len() * of_hundred / 100).min(values.len().saturating_sub(1))).copied().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a drill: it takes a minute and both cores"]
async fn a_thousand_screens_see_twenty_changes_a_second() {
    let office = CrowdOffice::open(SCREENS).await;
    let heard = Arc::new(Heard::default());
    let screens: Vec<_> = office.screens().map(|seat| tokio::spawn(screen::watch(seat, Arc::clone(&heard)))).collect();
    let open = async {
        while heard.streams() < SCREENS {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(3), open).await.expect("every screen has its stream");
    // what opening so many pages left to do is not what is measured
    tokio::time::sleep(Duration::from_secs(5)).await;

    let (began, cpu) = (Instant::now(), office.cpu_seconds());
    heard.begin();
    let pages = tokio::spawn(pages(office.one_more()));
    let mut worker = office.worker().await;
    let mut beat = tokio::time::interval(Duration::from_secs(1) / CHANGES);
    for change in 0..CHANGES * SECONDS {
        beat.tick().await;
        let asked = Instant::now();
        heard.sent(worker.act(change as usize).await, asked);
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let cores = (office.cpu_seconds() - cpu) / began.elapsed().as_secs_f64();
    let mut pages = pages.await.unwrap();
    let mut waits = heard.waits();
    screens.iter().for_each(tokio::task::JoinHandle::abort);

    let expected = SCREENS * (CHANGES * SECONDS) as usize;
    println!(
        "crowd: {SCREENS} screens, {CHANGES} changes/s for {SECONDS} s: {} of {expected} notices heard, commit to event p50 {} ms \
         p99 {} ms; the queue page for one more person p50 {} ms p99 {} ms; {} calls of screens; server {cores:.2} cores",
        waits.len(),
        percentile(&mut waits, 50),
        percentile(&mut waits, 99),
        percentile(&mut pages, 50),
        percentile(&mut pages, 99),
        heard.calls(),
    );
    assert_eq!(waits.len(), expected, "nobody misses anything");
}

/// How long the queue's page takes somebody who opens it, in milliseconds, twice a second.
async fn pages(seat: office::CrowdSeat) -> Vec<u64> {
    let mut line = Line::open(&seat.address).await;
    let mut took = Vec::new();
    for _ in 0..SECONDS * 2 - 2 {
        let asked = Instant::now();
        line.get(&seat, office::PAGE).await;
        took.push(u64::try_from(asked.elapsed().as_millis()).unwrap());
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    took
}
