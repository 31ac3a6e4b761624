//! `cargo xtask drill`: the long checks that the gate has no time for, against the real binary.
//!
//! It prints one table. Everything runs on this machine's loopback, in a folder of its own.
mod clock;
mod cluster;
mod crowd;
mod disk;
mod fuzz;
mod kill;
mod looks;
mod matter;
mod million;
mod overload;
mod pages;
mod restore;
mod soak;
mod spike;
mod stopped;
mod visitor;
mod work;

use anyhow::{Context, Result, bail};

/// What a drill is called, and what runs it.
///
/// A number behind its name (`kill=20`) says how much of it.
type Drill = (&'static str, fn(Option<u64>) -> Result<Vec<Row>>);

const DRILLS: [Drill; 14] = [
    ("looks", looks::run),
    ("pages", pages::run),
    ("kill", kill::run),
    ("stopped", stopped::run),
    ("full", disk::full),
    ("unsynced", disk::unsynced),
    ("clock", clock::run),
    ("soak", soak::run),
    ("restore", restore::run),
    ("crowd", crowd::run),
    ("fuzz", fuzz::run),
    ("million", million::run),
    ("spike", spike::run),
    ("overload", overload::run),
];

/// Runs the drills that are named, or every one, and prints what each saw.
pub fn run(names: &[&str]) -> Result<()> {
    let mut wanted = Vec::new();
    for name in names {
        let (name, much) = name.split_once('=').map_or((*name, None), |(name, much)| (name, Some(much)));
        if DRILLS.iter().all(|(known, _)| *known != name) {
            bail!("no drill is called {name}: {}", DRILLS.map(|(name, _)| name).join(", "));
        }
        let much = much.map(str::parse).transpose().with_context(|| format!("{name}=: how much, as a number"))?;
        wanted.push((name, much));
    }
    let much = |name: &str| match wanted.iter().find(|(known, _)| *known == name) {
        Some((_, much)) => Some(*much),
        None => names.is_empty().then_some(None),
    };
    println!("| drill | engine | seen |\n|---|---|---|");
    for (drill, much) in DRILLS.into_iter().filter_map(|(name, drill)| Some((drill, much(name)?))) {
        for row in drill(much)? {
            println!("| {} | {} | {} |", row.drill, row.engine, row.seen);
        }
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
