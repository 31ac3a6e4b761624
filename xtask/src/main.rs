//! `cargo xtask TASK`: what a shell script would do badly. Each task has a file of its own and a line in `run`.
mod browser;
mod build;
mod site;
mod stylesheets;

use std::env;

use anyhow::{Context, Result, bail};

const TASKS: &str = "\
cargo xtask TASK
  build    the browser's half: script, styles and public files, packed into target/site";

fn main() -> Result<()> {
    // Cargo starts a program wherever its caller stands; every path here begins at the workspace.
    let xtask = env::var("CARGO_MANIFEST_DIR").context("start it as `cargo xtask`")?;
    env::set_current_dir(format!("{xtask}/.."))?;
    let arguments: Vec<String> = env::args().skip(1).collect();
    run(arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice())
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["build"] => build::run(),
        _ => bail!("{TASKS}"),
    }
}
