//! PostgreSQL goes away under load, in order and by kill −9, and comes back: clear errors meanwhile, no lie, and nobody's hands.
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail, ensure};

use super::Row;
use super::cluster::Cluster;
use super::visitor::{Trouble, Visitor};
use super::work::{Heard, Until, Work, cases, told};
use crate::office::{Engine, Office};

/// Acts that are acknowledged before it goes and after it came back.
const SOME: usize = 60;
const SLOW: Duration = Duration::from_secs(30);
/// How long it is away.
const AWAY: Duration = Duration::from_secs(8);

pub fn run(times: Option<u64>) -> Result<Vec<Row>> {
    let cluster = Cluster::new()?;
    let office = Office::on("stopped", Engine::Postgres, Some(cluster.url()))?;
    let mut server = office.serve()?;
    let work = Work::new(&server.address, Until::Told)?;
    let before = cases(&office.runs(&["check"])?)?;
    let address = server.address.clone();
    let mut seen = Vec::new();
    for time in 0..times.unwrap_or(2) {
        let by_force = time % 2 == 1;
        let heard = work.goes_on(&address, || away(&work, &cluster, &address, by_force))?;
        seen.push(format!("{}: {heard}", if by_force { "killed" } else { "stopped" }));
    }
    server.kill()?;
    let seen = format!("{}; each time at work again by itself; {}", seen.join("; "), work.ends_well(&office, before)?);
    Ok(vec![Row { drill: "the database goes away under load", engine: Engine::Postgres.name().to_owned(), seen }])
}

fn away(work: &Work, cluster: &Cluster, address: &str, by_force: bool) -> Result<String> {
    work.waits_for(SOME, SLOW)?;
    if by_force {
        cluster.kill()?;
    } else {
        cluster.stop()?;
    }
    thread::sleep(AWAY);
    pages_say_so(&Visitor::new(address))?;
    cluster.start()?;
    work.waits_for(SOME, SLOW)?;
    let heard = work.heard();
    ensure!(heard.contains_key(&(503, true)), "nobody heard that it was away: {}", told(&heard));
    clear_only(work, &heard)?;
    Ok(told(&heard))
}

/// Whether whoever was refused heard 503 and when to come again, and nothing else.
pub fn clear_only(work: &Work, heard: &Heard) -> Result<()> {
    match heard.keys().find(|kind| **kind != (503, true)) {
        Some((status, _)) => {
            let words = work.words(*status).unwrap_or_default();
            bail!("not every refusal was clear: {}; one of them: {words}", told(heard))
        }
        None => Ok(()),
    }
}

/// What somebody sees who opens a page meanwhile.
fn pages_say_so(visitor: &Visitor) -> Result<()> {
    ensure!(visitor.get("", "/health").is_ok(), "the process itself must answer");
    for path in ["/ready", "/s", "/track"] {
        match (
            path,
            visitor.get("clearway_session=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", path),
        ) {
            // looking a case up begins with a page that needs no records
            ("/track", Ok(_)) => {}
            ("/ready", Err(Trouble::Said(503, true, _))) => {}
            (_, Err(Trouble::Said(503, true, page))) => {
                ensure!(page.starts_with("<!DOCTYPE html>"), "{path} is no page: {page}");
            }
            (_, Err(why)) => bail!("{path}: {why:?}"),
            (_, Ok(answer)) => bail!("{path} pretends that all is well: {}", answer.place),
        }
    }
    Ok(())
}
