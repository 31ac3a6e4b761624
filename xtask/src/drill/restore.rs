//! Backup, an empty folder, restore: the same answers, on the same engine and from one engine to the other.
use anyhow::{Result, ensure};

use super::Row;
use crate::office::{Engine, Office};

pub fn run(_: Option<u64>) -> Result<Vec<Row>> {
    let engines = Engine::all();
    let pairs = engines.iter().flat_map(|from| engines.iter().map(move |to| (*from, *to)));
    pairs.map(|(from, to)| drill(from, to)).collect()
}

fn drill(from: Engine, to: Engine) -> Result<Row> {
    let old = Office::new("backup", from)?;
    drop(old.serve()?);
    let archive = old.folder().join("backup.clearway");
    let archive = archive.to_string_lossy();
    old.runs(&["backup", &archive])?;
    let new = Office::new("restore", to)?;
    ensure!(new.runs(&["restore", &archive]).is_err(), "it was restored without its key");
    new.take_keys(&old)?;
    new.runs(&["restore", &archive])?;
    let (before, after) = (old.runs(&["check"])?, new.runs(&["check"])?);
    ensure!(before == after, "before: {before}\nafter: {after}");
    ensure!(new.runs(&["restore", &archive]).is_err(), "it was restored over what was there");
    let engine = format!("{} → {}", from.name(), to.name());
    Ok(Row { drill: "backup → empty → restore", engine, seen: after.trim().replace('\n', " ") })
}
