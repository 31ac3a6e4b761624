//! A million cases: how long loading and checking them takes.
use std::time::Instant;

use anyhow::Result;

use super::Row;
use crate::office::{Engine, Office, released};

const CASES: &str = "1000000";

pub fn run(_: Option<u64>) -> Result<Vec<Row>> {
    let office = Office::new("million", Engine::Sqlite)?.with(released()?);
    let (_, loaded) = timed(|| office.runs(&["seed", "--cases", CASES]))?;
    let (check, checked) = timed(|| office.runs(&["check"]))?;
    let size = office.size()? >> 20;
    let check = check.trim().replace('\n', " ");
    let seen = format!("{CASES} cases loaded in {loaded} s ({size} MiB), checked in {checked} s: {check}");
    Ok(vec![Row { drill: "a million cases", engine: Engine::Sqlite.name().to_owned(), seen }])
}

/// What it gave, and how many seconds it took.
#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, u64)> {
    let began = Instant::now();
    let gave = work()?;
    Ok((gave, began.elapsed().as_secs()))
}
