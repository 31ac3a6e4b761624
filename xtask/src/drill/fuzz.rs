//! Strange input for each parser of what strangers send: a minute each, or as many seconds as stand behind its name. What is found on the
//! way is kept below `target`; what is worth keeping for ever is copied into `fuzz/corpus` by hand.
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Row;

const TARGETS: &str = "fuzz/fuzz_targets";
/// What cargo-fuzz builds and what the fuzzers find.
const BUILT: &str = "target/fuzz";

pub fn run(seconds: Option<u64>) -> Result<Vec<Row>> {
    let there = Command::new("cargo").args(["fuzz", "--version"]).output()?.status.success();
    if !there {
        let seen = "not run: `cargo install cargo-fuzz` brings what is missing".to_owned();
        return Ok(vec![Row { drill: "strange input", engine: "–".to_owned(), seen }]);
    }
    let mut targets = Vec::new();
    for entry in fs::read_dir(TARGETS)? {
        let path = entry?.path();
        targets.push(path.file_stem().context("a target has a name")?.to_string_lossy().into_owned());
    }
    targets.sort();
    targets.iter().map(|target| fuzz(target, seconds.unwrap_or(60))).collect()
}

fn fuzz(target: &str, seconds: u64) -> Result<Row> {
    let found = format!("{BUILT}/corpus/{target}");
    fs::create_dir_all(&found)?;
    let kept = format!("fuzz/corpus/{target}");
    let time = format!("-max_total_time={seconds}");
    let done = Command::new("cargo")
        .args(["fuzz", "run", "--fuzz-dir", "fuzz", "--sanitizer", "none", "--target-dir", BUILT])
        .args([target, &found, &kept, "--", &time, "-timeout=25", "-print_final_stats=1"])
        .output()?;
    let told = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{target} fails; the input lies in fuzz/artifacts/{target}:\n{told}");
    let count = told.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let seen = format!("{} inputs in {seconds} s", count.context("nothing was tried")?.trim());
    Ok(Row { drill: "strange input", engine: target.to_owned(), seen })
}
