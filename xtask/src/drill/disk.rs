//! The disk is full, and the disk does not sync: clear errors, nothing acknowledged is lost, and nobody's hands once it is well again.
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Row;
use super::cluster::{is_root, run as run_command};
use super::stopped::clear_only;
use super::visitor::Visitor;
use super::work::{Until, Work, cases, told};
use crate::office::{Engine, Office, Server, signal};

/// Acts that are acknowledged before it goes wrong and after it is well again.
const SOME: usize = 60;
const SLOW: Duration = Duration::from_secs(30);
const ROUNDS: u64 = 3;
/// How long it is not well.
const ILL: Duration = Duration::from_secs(6);

/// The disk has no room.
pub fn full(rounds: Option<u64>) -> Result<Vec<Row>> {
    let office = Office::on("full", Engine::Sqlite, None)?;
    let disk = Disk::small(&office.folder().join("data"))?;
    let server = office.serve()?;
    let work = Work::new(&server.address, Until::Told)?;
    let before = cases(&office.runs(&["check"])?)?;
    let mut seen = Vec::new();
    for _ in 0..rounds.unwrap_or(ROUNDS) {
        seen.push(lives_through(&work, &server.address, || {
            let ballast = disk.fill()?;
            Visitor::new(&server.address).get("", "/track").context("reading needs no room")?;
            Ok(fs::remove_file(ballast)?)
        })?);
    }
    finish("a full disk", seen, (server, work), &office, before)
}

/// The disk does not write what it was told to sync: EIO from each third call.
pub fn unsynced(rounds: Option<u64>) -> Result<Vec<Row>> {
    let strace = Command::new("strace").arg("-V").output();
    strace.context(
        "strace is missing, by which a disk is made to fail. As root: apt-get install --no-install-recommends strace",
    )?;
    let office = Office::on("unsynced", Engine::Sqlite, None)?;
    let mut server = office.serve()?;
    let work = Work::new(&server.address, Until::Told)?;
    let before = cases(&office.runs(&["check"])?)?;
    let mut seen = Vec::new();
    for round in 0..rounds.unwrap_or(ROUNDS) {
        let address = server.address.clone();
        seen.push(lives_through(&work, &address, || {
            let illness = Illness::of(&server)?;
            thread::sleep(ILL);
            illness.ends()
        })?);
        // and once it dies while the disk is ill: what was acknowledged is there for the next one
        work.goes_on(&address, || {
            let illness = Illness::of(&server)?;
            thread::sleep(Duration::from_millis(500 + 400 * round));
            server.kill()?;
            illness.ends()
        })?;
        work.heard();
        server = office.serve()?;
    }
    finish("a disk that does not sync, and kill −9 meanwhile", seen, (server, work), &office, before)
}

/// Work goes on, through a trouble and after it; what those who work heard meanwhile.
fn lives_through(work: &Work, address: &str, trouble: impl FnOnce() -> Result<()>) -> Result<String> {
    work.goes_on(address, || {
        work.waits_for(SOME, SLOW)?;
        trouble()?;
        work.waits_for(SOME, SLOW)?;
        let heard = work.heard();
        ensure!(heard.contains_key(&(503, true)), "nobody heard of it: {}", told(&heard));
        clear_only(work, &heard)?;
        Ok(told(&heard))
    })
}

fn finish(
    drill: &'static str,
    seen: Vec<String>,
    (mut server, work): (Server, Work),
    office: &Office,
    before: usize,
) -> Result<Vec<Row>> {
    server.kill()?;
    let acts = work.acknowledged();
    let whole = work.ends_well(office, before)?;
    let seen = format!("{acts} acts acknowledged; meanwhile {}; at work again by itself; {whole}", seen.join("; "));
    Ok(vec![Row { drill, engine: Engine::Sqlite.name().to_owned(), seen }])
}

/// A small disk in memory.
struct Disk(PathBuf);

impl Disk {
    fn small(folder: &Path) -> Result<Self> {
        ensure!(is_root()?, "a small disk is mounted for this drill: run it as root");
        fs::create_dir_all(folder)?;
        run_command(Command::new("mount").args(["-t", "tmpfs", "-o", "size=64m", "clearway-drill"]).arg(folder))?;
        Ok(Self(folder.to_owned()))
    }

    /// Keeps it full to the last byte for a while; the file that fills it.
    fn fill(&self) -> Result<PathBuf> {
        let path = self.0.join("ballast");
        let mut ballast = File::create(&path)?;
        for _ in 0..ILL.as_millis() / 20 {
            // what the server gave back since is taken, too
            for size in [1 << 20, 1 << 12, 1] {
                while ballast.write_all(&vec![1; size]).is_ok() {}
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(path)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A server whose disk answers each third sync with "input/output error", and does not do it.
struct Illness(Child);

impl Illness {
    fn of(server: &Server) -> Result<Self> {
        let inject = "inject=fdatasync,fsync:error=EIO:when=2+3";
        let mut strace = Command::new("strace");
        strace.args(["-f", "-q", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", inject]);
        let child = strace.args(["-p", &server.id().to_string()]).stderr(Stdio::null()).spawn()?;
        thread::sleep(Duration::from_millis(300));
        Ok(Self(child))
    }

    fn ends(mut self) -> Result<()> {
        if self.0.try_wait()?.is_none() {
            signal("-INT", self.0.id())?;
        }
        self.0.wait()?;
        Ok(())
    }
}
