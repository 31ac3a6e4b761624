//! A thousand screens on one queue that changes twenty times a second: the journey that the gate leaves out.
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Row;
use crate::office::released;

pub fn run(_: Option<u64>) -> Result<Vec<Row>> {
    let done = Command::new("cargo-nextest")
        .args(["nextest", "run", "--locked", "--cargo-profile", "ci", "--run-ignored", "only", "--no-capture"])
        .args(["-E", "test(a_thousand_screens_see_twenty_changes_a_second)"])
        .env("CLEARWAY_BINARY", released()?)
        .output()
        .context("cargo-nextest does not start: bin/setup installs it")?;
    let told = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{told}");
    let seen = told.lines().find_map(|line| line.split_once("crowd: ")).context("nothing was measured")?.1;
    Ok(vec![Row { drill: "a crowd on one queue", engine: "SQLite".to_owned(), seen: seen.to_owned() }])
}
