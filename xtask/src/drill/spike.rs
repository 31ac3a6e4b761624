//! One whole case a second, and all at once 35, with a million cases behind them: the published load test that others fail.
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::Row;
use crate::load::draft::Ready;
use crate::load::scene::Scene;
use crate::office::{Engine, Office, released};
use crate::wire::Line;

const CASES: usize = 1_000_000;
/// How many lives begin in a second, and for how many seconds.
const RATES: [(u32, u32); 3] = [(1, 10), (35, 40), (1, 10)];

pub fn run(_: Option<u64>) -> Result<Vec<Row>> {
    let binary = released()?;
    Engine::all()
        .into_iter()
        .map(|engine| spike(&Office::loaded("bench_1000000", engine, CASES, binary.clone())?, engine))
        .collect()
}

fn spike(office: &Office, engine: Engine) -> Result<Row> {
    let scene = Scene::open(office)?;
    let lives: u32 = RATES.iter().map(|(rate, seconds)| rate * seconds).sum();
    let ready = scene.drafts(usize::try_from(lives)?)?.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut waits = live(&scene, &ready)?;
    waits.sort_unstable();
    let at = |of_hundred: usize| waits[(waits.len() * of_hundred / 100).min(waits.len() - 1)].as_millis();
    let (half, most, last) = (at(50), at(99), at(100));
    let seen =
        format!("{lives} whole cases, 0 errors; p50 {half} ms, p99 {most} ms, the longest {last} ms (7 requests each)");
    drop(scene);
    if !office.was_kept() {
        office.forget()?;
    }
    Ok(Row {
        drill: "1 → 35 → 1 whole cases a second, a million behind them", engine: engine.name().to_owned(), seen
    })
}

/// Lets each begin at its moment, on a connection of its own, however long those before it take.
#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
fn live(scene: &Scene, ready: &[Ready]) -> Result<Vec<Duration>> {
    let (waits, wrong) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let one = |ready: &Ready| {
        let began = Instant::now();
        match Line::open(&scene.server.address).and_then(|mut line| scene.crew.live(&mut line, ready)) {
            Ok(_) => waits.lock().unwrap_or_else(PoisonError::into_inner).push(began.elapsed()),
            Err(error) => wrong.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{error:#}")),
        }
    };
    let began = Instant::now();
    thread::scope(|scope| {
        for (ready, moment) in ready.iter().zip(moments()) {
            thread::sleep(moment.saturating_sub(began.elapsed()));
            scope.spawn(|| one(ready));
        }
    });
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure!(wrong.is_empty(), "{} of {} went wrong, the first: {}", wrong.len(), ready.len(), wrong[0]);
    Ok(waits.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// When each begins.
fn moments() -> impl Iterator<Item = Duration> {
    let mut begin = Duration::ZERO;
    RATES.into_iter().flat_map(move |(rate, seconds)| {
        let from = begin;
        begin += Duration::from_secs(seconds.into());
        (0..rate * seconds).map(move |index| from + Duration::from_secs(1) * index / rate)
    })
}
