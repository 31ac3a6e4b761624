//! Every page in every look: standard, the largest letters, dark, in both languages. The gate looks at some of them.
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Row;

pub fn run() -> Result<Vec<Row>> {
    let journeys = ["--prefix", "end2end", "run", "--silent", "journeys", "--", "ways-to-look"];
    let done = Command::new("npm").args(journeys).env("CLEARWAY_DRILL", "1").output().context("npm does not start")?;
    let told = String::from_utf8_lossy(&done.stdout);
    ensure!(done.status.success(), "a page has a barrier:\n{told}");
    let passed = told.lines().rev().find(|line| line.contains(" passed")).context("nothing was looked at")?;
    let seen = format!("{} without a barrier", passed.trim());
    Ok(vec![Row { drill: "every page in every look (axe)", engine: "Chromium".into(), seen }])
}
