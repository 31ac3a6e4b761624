//! Far more people at once than can be served: whoever cannot be is told at once and when to come again, the others wait for
//! a moment and no longer, and when the crowd has left a page is as quick as before.
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::Row;
use crate::load::scene::Scene;
use crate::office::{Engine, Office, released};
use crate::wire::{Browser, Line, Wanted};

const CASES: usize = 10_000;
/// Connections that ask again as soon as they are answered: 64 are worked for, 1,024 wait, the rest is turned away.
const CROWD: u64 = 1_500;
const SECONDS: u64 = 20;
/// What is asked for: a list of 50 rows.
const LIST: &str = "/s/q/to-dispatch";

pub fn run(much: Option<u64>) -> Result<Vec<Row>> {
    let binary = released()?;
    let each = |engine| {
        let office = Office::loaded("bench_10000", engine, CASES, binary.clone())?;
        let row = overload(&office, engine, much.unwrap_or(CROWD))?;
        if !office.was_kept() {
            office.forget()?;
        }
        Ok(row)
    };
    Engine::all().into_iter().map(each).collect()
}

/// How long each waited, by what it was answered.
#[derive(Default)]
struct Waits {
    served: Vec<Duration>,
    away: Vec<Duration>,
    health: Vec<Duration>,
}

fn overload(office: &Office, engine: Engine, crowd: u64) -> Result<Row> {
    let scene = Scene::open(office)?;
    let before = alone(&scene)?;
    let Waits { mut served, mut away, mut health } = storm(&scene, crowd)?;
    let after = alone(&scene)?;
    ensure!(!served.is_empty() && !away.is_empty(), "{} served, {} turned away", served.len(), away.len());
    let [served_99, away_99, health_99] = [&mut served, &mut away, &mut health].map(|waits| at(waits, 99));
    let seen = format!(
        "{crowd} at once for {SECONDS} s: {} lists served, p50 {} ms, p99 {served_99} ms; {} told to come again, p99 {away_99} ms; \
         /health p99 {health_99} ms; alone {before} ms before and {after} ms after",
        served.len(),
        at(&mut served, 50),
        away.len(),
    );
    Ok(Row { drill: "more people at once than can be served", engine: engine.name().to_owned(), seen })
}

/// Everybody asks again and again; beside them somebody asks whether the server lives.
#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
fn storm(scene: &Scene, crowd: u64) -> Result<Waits> {
    let (all, wrong) = (Mutex::new(Waits::default()), Mutex::new(Vec::new()));
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let asks = |path: &'static str, who: &Browser, pause: Duration| -> Result<()> {
        let mut line = Line::open(&scene.server.address)?;
        while Instant::now() < until {
            let began = Instant::now();
            let answer = line.get(who, path, Wanted::Page)?;
            let waited = began.elapsed();
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            match (path, answer.status) {
                ("/health", 200) => all.health.push(waited),
                (_, 200) => all.served.push(waited),
                (LIST, 503) => all.away.push(waited),
                (_, status) => bail!("{path} answers {status}"),
            }
            drop(all);
            // whoever was told to come again does not come in the same moment
            thread::sleep(if answer.status == 503 { Duration::from_millis(500) } else { pause });
        }
        Ok(())
    };
    let tried = |path, who: &Browser, pause| {
        if let Err(error) = asks(path, who, pause) {
            wrong.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{error:#}"));
        }
    };
    thread::scope(|scope| {
        for _ in 0..crowd {
            scope.spawn(|| tried(LIST, &scene.crew.dispatcher, Duration::ZERO));
        }
        scope.spawn(|| tried("/health", &Browser::default(), Duration::from_millis(100)));
    });
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure!(wrong.is_empty(), "{} connections broke, the first: {}", wrong.len(), wrong[0]);
    Ok(all.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Milliseconds that one person waits who is alone: the middle of twenty.
#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
fn alone(scene: &Scene) -> Result<u128> {
    let mut line = Line::open(&scene.server.address)?;
    let mut waits = Vec::new();
    for _ in 0..20 {
        let began = Instant::now();
        let answer = line.get(&scene.crew.dispatcher, LIST, Wanted::Page).context("the list, alone")?;
        ensure!(answer.status == 200, "the list answers {}", answer.status);
        waits.push(began.elapsed());
    }
    Ok(at(&mut waits, 50))
}

/// Milliseconds that so many of a hundred did not exceed.
fn at(waits: &mut [Duration], of_hundred: usize) -> u128 {
    waits.sort_unstable();
    let place = (waits.len() * of_hundred / 100).min(waits.len().saturating_sub(1));
    waits.get(place).map_or(0, Duration::as_millis)
}
