//! `cargo xtask TASK`: what a shell script would do badly. Each task has a file of its own and a line in `run`.
mod bench;
mod browser;
mod build;
mod drill;
mod load;
mod permissions;
mod site;
mod stylesheets;

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const TASKS: &str = "\
cargo xtask TASK
  build    the browser's half: script, styles and public files, packed into target/site
  bench [--cases N]… [--keep]  what pages, reports and whole cases cost with 10,000 and a million cases: one table
  drill [NAME[=HOW MUCH]…]  the long checks: looks, pages, kill, stopped, full, unsynced, clock, soak, restore, crowd, fuzz, million, spike
  permissions  docs/permissions.md from docs/permissions.csv";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    // Cargo starts a program wherever its caller stands; every path here begins at the workspace.
    let xtask = env::var("CARGO_MANIFEST_DIR").context("start it as `cargo xtask`")?;
    env::set_current_dir(format!("{xtask}/.."))?;
    match arguments {
        ["build"] => build::run(),
        ["bench", words @ ..] => bench::bench(words),
        ["drill", names @ ..] => drill::run(names),
        ["permissions"] => permissions::run(),
        _ => bail!("{TASKS}"),
    }
}
