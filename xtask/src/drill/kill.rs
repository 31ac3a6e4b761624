//! kill −9 while people report, hand in files, and staff act: nothing acknowledged may be missing, nothing doubled.
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};

use super::Row;
use super::work::{Until, Work, cases};
use crate::office::{Engine, Office};

const ROUNDS: u64 = 200;
/// A server that was just started is slow at first.
const SLOW: Duration = Duration::from_secs(20);

pub fn run(rounds: Option<u64>) -> Result<Vec<Row>> {
    Engine::all().into_iter().map(|engine| drill(engine, rounds.unwrap_or(ROUNDS))).collect()
}

fn drill(engine: Engine, rounds: u64) -> Result<Row> {
    let office = Office::new("kill", engine)?;
    let work = {
        let server = office.serve()?;
        let work = Work::new(&server.address, Until::Silence)?;
        server.ends()?;
        work
    };
    let before = cases(&office.runs(&["check"])?)?;
    for round in 0..rounds {
        let mut server = office.serve()?;
        let address = server.address.clone();
        work.goes_on(&address, || {
            work.waits_for(1, SLOW)?;
            // each round dies at another moment of the work
            thread::sleep(Duration::from_millis(round * 7 % 140));
            server.kill()
        })?;
    }
    let acts = work.acknowledged();
    let interrupted = work.heard().get(&(0, false)).copied().unwrap_or_default();
    ensure!(interrupted > 0, "no act was interrupted: the server died while nobody did anything");
    let seen = work.ends_well(&office, before)?;
    let seen = format!("{rounds} kills, {acts} acts acknowledged between them, {interrupted} interrupted; {seen}");
    Ok(Row {
        drill: "kill −9 while people report, hand in files and staff act",
        engine: engine.name().to_owned(),
        seen,
    })
}
