//! `cargo xtask bench`: what a page, a report and a whole case cost with few cases and with a million; one table.
//!
//! Everything goes through the ordinary doors of the released server, on this machine's loopback; whoever asks shares its cores.
mod table;
mod yardstick;

use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail, ensure};

use crate::load::draft::{Filed, Ready};
use crate::load::meter::{Job, Meter, Run, run};
use crate::load::scene::{LIVED, SENT, Scene, search};
use crate::office::{Engine, Office, build_release, released};
use crate::wire::{Browser, Line, Wanted, form};
use table::Row;
use yardstick::Program;

/// How long a page is asked for, in seconds.
const SECONDS: u64 = 5;
/// Those who send at once; and those through whose hands cases go.
const SENDERS: usize = 4;
const WORKERS: usize = 12;
/// Whole reports, from the first page on.
const WIZARDS: usize = 40;

/// What is asked for.
struct Asked {
    cases: Vec<usize>,
    keep: bool,
}

/// Runs on every engine that can be had, with 10,000 and a million cases unless others are named; `--keep` keeps them for the next run.
pub fn bench(words: &[&str]) -> Result<()> {
    let asked = read(words)?;
    let (server, yardstick) = (released()?, build_release(&["--example", "yardstick"], "examples/yardstick")?);
    let (mut rows, mut memory) = (Vec::new(), Vec::new());
    for engine in Engine::all() {
        for cases in &asked.cases {
            let office = Office::loaded(&format!("bench_{cases}"), engine, *cases, server.clone())?;
            let program = Program::new(yardstick.clone(), office.folder());
            let mut bench =
                Bench { scene: Scene::open(&office)?, program, engine, cases: *cases, rows: Vec::new(), memory: 0 };
            bench.all()?;
            memory.push((engine.name(), *cases, bench.memory));
            rows.append(&mut bench.rows);
            drop(bench);
            if !asked.keep {
                office.forget()?;
            }
        }
    }
    table::print(&rows, &memory);
    Ok(())
}

fn read(words: &[&str]) -> Result<Asked> {
    let mut asked = Asked { cases: Vec::new(), keep: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--keep" => asked.keep = true,
            "--cases" => asked.cases.push(words.next().context("--cases N")?.parse().context("--cases N")?),
            _ => bail!("cargo xtask bench [--cases N]… [--keep]"),
        }
    }
    if asked.cases.is_empty() {
        asked.cases = vec![10_000, 1_000_000];
    }
    Ok(asked)
}

/// The rows of one installation.
struct Bench {
    scene: Scene,
    program: Program,
    engine: Engine,
    cases: usize,
    rows: Vec<Row>,
    /// The most that was seen, MiB.
    memory: u64,
}

impl Bench {
    fn all(&mut self) -> Result<()> {
        let (to_send, to_live) = (self.scene.drafts(SENT)?, self.scene.drafts(LIVED)?);
        self.wizard()?;
        let filed = self.file(&to_send)?;
        let similar = self.scene.publish()?;
        self.pages(&filed, &similar)?;
        self.lifecycle(&to_live)
    }

    fn wizard(&mut self) -> Result<()> {
        let run = self.run(SENDERS, &|line, turn| {
            let left = turn < WIZARDS;
            if left {
                self.scene.wizard(line)?;
            }
            Ok(left)
        })?;
        self.note("whole report (15 pages, 11 forms)", run, None, 0)
    }

    fn file(&mut self, ready: &Mutex<Vec<Ready>>) -> Result<Vec<Filed>> {
        let filed = Mutex::new(Vec::new());
        let run = self.run(SENDERS, &|line, _| {
            let Some(ready) = taken(ready) else { return Ok(false) };
            filed.lock().unwrap_or_else(PoisonError::into_inner).push(ready.send(line)?);
            Ok(true)
        })?;
        self.note("file a report (last page)", run, None, 0)?;
        Ok(filed.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn pages(&mut self, filed: &[Filed], similar: &Ready) -> Result<()> {
        let dispatcher = self.scene.crew.dispatcher.clone();
        let tracked = self.scene.tracked(&filed[..40])?;
        let open: Vec<_> = filed[..100].iter().map(|filed| filed.number.clone()).collect();
        let closed = self.scene.numbers(200)?;
        let case = |numbers: &[String], turn: usize| format!("/s/c/{}", numbers[turn * 7 % numbers.len()]);
        self.page("queue page (50 rows)", &|_| (dispatcher.clone(), "/s/q/to-dispatch".to_owned()))?;
        self.page("case page (open)", &|turn| (dispatcher.clone(), case(&open, turn)))?;
        self.page("case page (closed, any age)", &|turn| (dispatcher.clone(), case(&closed, turn)))?;
        self.page("track page", &|turn| {
            let (number, browser) = &tracked[turn % tracked.len()];
            (browser.clone(), format!("/track/{number}"))
        })?;
        self.page("similar cases (page)", &|_| (similar.browser.clone(), similar.page("similar")))?;
        self.page("front page", &|_| (Browser::default(), "/".to_owned()))?;
        self.search(&dispatcher)
    }

    /// A page that is read, beside the same bytes from a bare handler.
    fn page(&mut self, what: &'static str, asked: &(dyn Fn(usize) -> (Browser, String) + Sync)) -> Result<()> {
        let (who, path) = asked(0);
        let plain = Line::open(&self.scene.server.address)?.get(&who, &path, Wanted::Plain)?;
        ensure!(plain.status == 200 && plain.body.len() > 2_000, "{path} answers {} {}", plain.status, plain.place);
        let bare = self.bare(&plain.body, "text/html; charset=utf-8")?;
        let run = self.scene.for_a_while(SECONDS, &|line, turn| {
            let (who, path) = asked(turn);
            let answer = line.get(&who, &path, Wanted::Page)?;
            ensure!(answer.status == 200, "{path} answers {} {}", answer.status, answer.place);
            Ok(true)
        })?;
        self.note(what, run, Some(bare), plain.body.len())
    }

    fn search(&mut self, who: &Browser) -> Result<()> {
        let sought =
            |line: &mut Line, turn, wanted| line.post(who, "search/find", wanted, &form(&[("typed", search(turn))]));
        let plain = sought(&mut Line::open(&self.scene.server.address)?, 0, Wanted::PlainData)?;
        ensure!(plain.status == 200, "search answers {}", plain.status);
        let bare = self.bare(&plain.body, "application/json")?;
        let run = self.scene.for_a_while(SECONDS, &|line, turn| {
            let answer = sought(line, turn, Wanted::Data)?;
            ensure!(answer.status == 200, "search answers {}", answer.status);
            Ok(true)
        })?;
        self.note("staff search (words)", run, Some(bare), plain.body.len())
    }

    fn lifecycle(&mut self, ready: &Mutex<Vec<Ready>>) -> Result<()> {
        let run = self.run(WORKERS, &|line, _| {
            let Some(ready) = taken(ready) else { return Ok(false) };
            self.scene.crew.live(line, &ready)?;
            Ok(true)
        })?;
        self.note("lifecycle (7 requests)", run, None, 0)
    }

    /// Until nothing is left.
    fn run(&self, hands: usize, job: Job<'_>) -> Result<Run> {
        run(&self.scene.meter, &self.scene.server.address, hands, std::time::Duration::MAX, job)
    }

    /// Processor milliseconds of the same bytes from a bare handler.
    fn bare(&self, page: &[u8], kind: &str) -> Result<f64> {
        let bare = self.program.serve(page, kind)?;
        let ask: Job<'_> = &|line, _| Ok(line.get(&Browser::default(), "/", Wanted::Page)?.status == 200);
        let run = run(&Meter::alone(bare.id()), &bare.address, SENDERS, std::time::Duration::from_secs(2), ask)?;
        Ok(run.cpu())
    }

    fn note(&mut self, what: &'static str, run: Run, bare: Option<f64>, bytes: usize) -> Result<()> {
        self.memory = self.memory.max(self.scene.meter.memory()?);
        let (engine, cases) = (self.engine.name(), self.cases);
        eprintln!("{engine} {cases}: {what}: {:.0}/s, {:.2} CPU ms, {} MiB", run.per_second(), run.cpu(), self.memory);
        self.rows.push(Row { what, engine, cases, run, bare, bytes });
        Ok(())
    }
}

fn taken(ready: &Mutex<Vec<Ready>>) -> Option<Ready> {
    ready.lock().unwrap_or_else(PoisonError::into_inner).pop()
}
