//! Every journey in its four pairs of script, language and width, and every page in every look. The gate does half of it.
//!
//! Each pair has a server of its own, as somebody new finds it: what one journey leaves behind does not meet the same one again.
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Row;

const PAIRS: [&str; 4] = ["script on, zh, 360", "script on, en, 1280", "script off, zh, 1280", "script off, en, 360"];

pub fn run(_: Option<u64>) -> Result<Vec<Row>> {
    PAIRS.into_iter().map(journeys).collect()
}

fn journeys(pair: &'static str) -> Result<Row> {
    let journeys = ["--prefix", "end2end", "run", "--silent", "journeys", "--", "--project", pair];
    let done = Command::new("npm").args(journeys).env("CLEARWAY_DRILL", "1").output().context("npm does not start")?;
    let told = String::from_utf8_lossy(&done.stdout);
    ensure!(done.status.success(), "{pair}: a journey fails or a page has a barrier:\n{told}");
    let passed = told.lines().rev().find(|line| line.contains(" passed")).context("nothing was looked at")?;
    let seen = format!("{pair}: {}", passed.trim());
    Ok(Row { drill: "every journey, every page in every look (axe)", engine: "Chromium".into(), seen })
}
