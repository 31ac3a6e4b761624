//! `cargo xtask drill`: the long checks that the gate has no time for, against the real binary.
//!
//! It prints one table. Everything runs on this machine's loopback, in a folder of its own.
mod crowd;
mod kill;
mod looks;
mod million;
pub mod office;
mod restore;
mod spike;

use anyhow::{Result, bail};

/// What a drill is called, and what runs it.
type Drill = (&'static str, fn() -> Result<Vec<Row>>);

const DRILLS: [Drill; 6] = [
    ("looks", looks::run),
    ("kill", kill::run),
    ("restore", restore::run),
    ("crowd", crowd::run),
    ("million", million::run),
    ("spike", spike::run),
];

/// Runs the drills that are named, or every one, and prints what each saw.
pub fn run(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| DRILLS.iter().all(|(known, _)| known != *name)) {
        bail!("no drill is called {unknown}: {}", DRILLS.map(|(name, _)| name).join(", "));
    }
    let chosen = DRILLS.into_iter().filter(|(name, _)| names.is_empty() || names.contains(name));
    let rounds: Vec<_> = chosen.map(|(_, drill)| drill()).collect::<Result<_>>()?;
    println!("| drill | engine | seen |\n|---|---|---|");
    for round in rounds.concat() {
        println!("| {} | {} | {} |", round.drill, round.engine, round.seen);
    }
    Ok(())
}

/// A row of the table.
#[derive(Clone)]
pub struct Row {
    drill: &'static str,
    engine: String,
    seen: String,
}
