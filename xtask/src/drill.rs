//! `cargo xtask drill`: the long checks that the gate has no time for, against the real binary.
//!
//! It prints one table. Everything runs on this machine's loopback, in a folder of its own.
mod kill;
mod looks;
mod office;
mod restore;

use anyhow::Result;

/// Runs every drill and prints what each saw.
pub fn run() -> Result<()> {
    let rounds = [looks::run()?, kill::run()?, restore::run()?].concat();
    println!("| drill | engine | seen |\n|---|---|---|");
    for round in rounds {
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
