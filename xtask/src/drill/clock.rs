//! The clock of the machine jumps, forward and back, while people work: libfaketime moves it under the running server.
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Row;
use super::stopped::clear_only;
use super::visitor::Visitor;
use super::work::{Until, Work, cases};
use crate::office::{Engine, Office, Server};

const LIBRARIES: [&str; 2] =
    ["/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"];
const MISSING: &str =
    "libfaketime is missing, by which the clock is moved. As root: apt-get install --no-install-recommends libfaketime";
const SOME: usize = 60;
const SLOW: Duration = Duration::from_secs(30);
/// Seconds beside the true time, one after the other. A session sleeps in after an hour: so far they go without signing in anew.
const JUMPS: [i64; 7] = [1_800, -1_800, 0, -86_400, 0, 20, -20];
/// Ahead of everything that ends by itself, for a moment: a draft is kept for a week.
const FAR: i64 = 30 * 86_400;

pub fn run(_: Option<u64>) -> Result<Vec<Row>> {
    let library = LIBRARIES.iter().find(|path| Path::new(path).exists()).context(MISSING)?;
    Engine::all().into_iter().map(|engine| drill(engine, library)).collect()
}

fn drill(engine: Engine, library: &str) -> Result<Row> {
    let mut office = Office::new("clock", engine)?;
    let clock = Clock(office.folder().join("clock"));
    clock.is(0)?;
    office.sets("LD_PRELOAD", library);
    office.sets("FAKETIME_TIMESTAMP_FILE", &clock.0.to_string_lossy());
    office.sets("FAKETIME_NO_CACHE", "1");
    // time that passes by itself is not the clock
    office.sets("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    let mut server = office.serve()?;
    let work = Work::new(&server.address, Until::Told)?;
    let before = cases(&office.runs(&["check"])?)?;
    let kept = Kept::begins(&server)?;
    work.goes_on(&server.address, || {
        for jump in JUMPS {
            clock.is(jump)?;
            work.waits_for(SOME, SLOW)?;
        }
        Ok(())
    })?;
    clear_only(&work, &work.heard())?;
    // a month ahead: whoever is signed in is signed out for now; the jobs run twice and end nothing
    clock.is(FAR)?;
    thread::sleep(Duration::from_secs(125));
    clock.is(0)?;
    kept.is_there(&server)?;
    work.goes_on(&server.address, || work.waits_for(SOME, SLOW))?;
    clear_only(&work, &work.heard())?;
    // started anew behind a clock that was put back: the lease of the one before ends in an hour
    clock.is(3_600)?;
    thread::sleep(Duration::from_secs(5));
    server.kill()?;
    clock.is(0)?;
    server = office.serve()?;
    work.goes_on(&server.address, || publishes(&work, &server))?;
    let log = fs::read_to_string(office.folder().join("server.log"))?;
    ensure!(log.contains("jumped ahead"), "the server did not notice: {log}");
    ensure!(!log.contains("panick"), "it panicked: {log}");
    server.kill()?;
    let seen = format!("{} jumps and a month ahead, a draft and sessions kept, sealing goes on; ", JUMPS.len());
    let seen = seen + &work.ends_well(&office, before)?;
    Ok(Row { drill: "the clock jumps", engine: engine.name().to_owned(), seen })
}

/// New events are numbered and told within seconds.
fn publishes(work: &Work, server: &Server) -> Result<()> {
    let notice = || -> Result<i64> {
        let desk = Visitor::new(&server.address).calls(work.officer(), "desk/read", &[])?;
        desk.value()?["notice"].as_i64().context("no notice")
    };
    let before = notice()?;
    work.waits_for(SOME, SLOW)?;
    thread::sleep(Duration::from_secs(5));
    ensure!(notice()? > before, "nothing is published any more");
    Ok(())
}

/// The clock of the server: a file that libfaketime reads at each look.
struct Clock(PathBuf);

impl Clock {
    fn is(&self, ahead: i64) -> Result<()> {
        let new = self.0.with_extension("new");
        fs::write(&new, format!("{ahead:+}\n"))?;
        Ok(fs::rename(new, &self.0)?)
    }
}

/// A draft that somebody has begun.
struct Kept(String);

const COOKIE: &str = "clearway_browser=00000000000000000000000000000000000000000000000000000000000000ff";

impl Kept {
    fn begins(server: &Server) -> Result<Self> {
        Ok(Self(Visitor::new(&server.address).sends(COOKIE, "report/begin", &[])?.place))
    }

    fn is_there(&self, server: &Server) -> Result<()> {
        let page = Visitor::new(&server.address).get(COOKIE, &self.0).context("the draft is gone")?;
        ensure!(page.place.is_empty(), "the draft is gone: it leads to {}", page.place);
        Ok(())
    }
}
