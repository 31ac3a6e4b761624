//! Hours of ordinary work: screens come and go, pages are read, reports are filed and answered. Memory must stay flat.
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Row;
use super::matter::{Halt, Matter, Staff};
use super::visitor::Visitor;
use super::work::cases;
use crate::office::{Engine, Office, Server, anonymous_kb};

const MINUTES: u64 = 120;
/// Who sits before a screen, in several windows each.
const PEOPLE: [&str; 8] =
    ["dispatcher", "officer", "officer2", "officer3", "leader", "reviewer", "supervisor", "operator"];
const WINDOWS: usize = 6;
/// Somebody reports so often: an address that is no hall's may hand in 600 files an hour.
const EACH: Duration = Duration::from_millis(6_500);
/// How long a screen waits for its first word: the machine may be busy with something else.
const FIRST_WORD: Duration = Duration::from_secs(20);
/// How often memory is read.
const LOOK: Duration = Duration::from_secs(10);
/// Memory that may come and go, in KB: what one picture or one busy moment takes.
const SWAY: f64 = 16.0 * 1024.0;

/// What happened.
#[derive(Default)]
struct Tally {
    rest: AtomicBool,
    streams: AtomicUsize,
    beats: AtomicUsize,
    pages: AtomicUsize,
    refused: Mutex<Vec<String>>,
}

impl Tally {
    fn goes_on(&self) -> bool {
        !self.rest.load(Ordering::SeqCst)
    }

    /// Somebody did not get what they may have; how many before them.
    fn is_refused(&self, why: String) -> usize {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.push(why);
        refused.len() - 1
    }
}

pub fn run(minutes: Option<u64>) -> Result<Vec<Row>> {
    let minutes = minutes.unwrap_or(MINUTES);
    Engine::all().into_iter().map(|engine| drill(engine, minutes)).collect()
}

fn drill(engine: Engine, minutes: u64) -> Result<Row> {
    let office = Office::new("soak", engine)?;
    let server = office.serve()?;
    let before = cases(&office.runs(&["check"])?)?;
    let visitor = Visitor::new(&server.address);
    let cookies = PEOPLE.into_iter().map(|name| visitor.signs_in(name)).collect::<Result<Vec<_>>>()?;
    let tally = Tally::default();
    let (memory, reports) = thread::scope(|scope| -> Result<_> {
        for (place, cookie) in cookies.iter().flat_map(|cookie| std::iter::repeat_n(cookie, WINDOWS)).enumerate() {
            let (tally, server) = (&tally, &server);
            scope.spawn(move || screen(tally, server, cookie, place as u64 + 1));
        }
        scope.spawn(|| reader(&tally, &server, &cookies));
        let reports = scope.spawn(|| reporter(&tally, &server));
        let memory = memory_over(&server, minutes);
        tally.rest.store(true, Ordering::SeqCst);
        let reports = reports.join().map_err(|_| anyhow::anyhow!("whoever reports fell over"))??;
        Ok((memory?, reports))
    })?;
    let refused = tally.refused.into_inner().unwrap_or_default();
    let flat = flat(&memory)?;
    ensure!(refused.is_empty(), "{} were refused, the first of them: {}; {flat}", refused.len(), refused[0]);
    server.ends()?;
    let check = office.runs(&["check"])?;
    ensure!(cases(&check)? == before + reports, "{reports} reports were filed: {check}");
    let seen = format!(
        "{minutes} min: {} connects of {} screens, {} notices and beats, {} pages, {reports} reports answered, nobody refused; {flat}; {}",
        tally.streams.load(Ordering::SeqCst),
        WINDOWS * PEOPLE.len(),
        tally.beats.load(Ordering::SeqCst),
        tally.pages.load(Ordering::SeqCst),
        check.trim().replace('\n', " ")
    );
    Ok(Row { drill: "a long day", engine: engine.name().to_owned(), seen })
}

/// A screen that comes, listens for up to 40 seconds, and goes without a word.
fn screen(tally: &Tally, server: &Server, cookie: &str, mut dice: u64) {
    while tally.goes_on() {
        // as random as it has to be
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let seconds = 1 + (dice >> 33) % 40;
        match listen(server, cookie, seconds, tally) {
            Ok(()) => tally.streams.fetch_add(1, Ordering::SeqCst),
            Err(why) => {
                // one that is refused at once is not asked for a thousand times a second
                thread::sleep(Duration::from_secs(1));
                tally.is_refused(format!("a stream: {why:#}"))
            }
        };
    }
}

fn listen(server: &Server, cookie: &str, seconds: u64, tally: &Tally) -> Result<()> {
    let host = server.address.trim_start_matches("http://");
    let mut line = TcpStream::connect(host)?;
    line.set_read_timeout(Some(FIRST_WORD))?;
    write!(line, "GET /live HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n")?;
    let mut piece = [0; 4096];
    let first = line.read(&mut piece)?;
    ensure!(piece[..first].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&piece[..first]));
    line.set_read_timeout(Some(Duration::from_secs(1)))?;
    for _ in 0..seconds {
        if !tally.goes_on() {
            break;
        }
        // a second without a word is no fault
        if line.read(&mut piece).is_ok_and(|length| length > 0) {
            tally.beats.fetch_add(1, Ordering::SeqCst);
        }
    }
    Ok(())
}

/// Reads one page after the other, as the public and as staff: everybody opens each of them, so that no session falls asleep.
fn reader(tally: &Tally, server: &Server, cookies: &[String]) {
    let visitor = Visitor::new(&server.address);
    let pages = ["/", "/track", "/report", "/s", "/s/account", "/s/q/open"];
    let reads = cookies.iter().flat_map(|cookie| pages.map(|page| (page, cookie)));
    for (page, cookie) in reads.cycle().take_while(|_| tally.goes_on()) {
        match visitor.get(cookie, page) {
            Ok(_) => tally.pages.fetch_add(1, Ordering::SeqCst),
            Err(why) => tally.is_refused(format!("{page}: {why:?}")),
        };
        thread::sleep(Duration::from_millis(20));
    }
}

/// Reports with a file, from the first page to the answer, one after the other; how many.
fn reporter(tally: &Tally, server: &Server) -> Result<usize> {
    let visitor = Visitor::new(&server.address);
    let (mut staff, mut serial) = (Staff::sign_in(&visitor)?, 0);
    while tally.goes_on() {
        serial += 1;
        let mut matter = Matter::new(serial);
        while !matter.is_done() {
            match matter.goes_on(&visitor, &staff) {
                Ok(()) => {}
                // after 12 hours everybody signs in again
                Err(Halt::Trouble(_)) => staff = Staff::sign_in(&visitor)?,
                Err(Halt::Broken(why)) => return Err(why),
            }
        }
        thread::sleep(EACH);
    }
    Ok(serial)
}

/// The memory that the server wrote to and has not given back, in KB, every few seconds.
fn memory_over(server: &Server, minutes: u64) -> Result<Vec<f64>> {
    let mut memory = Vec::new();
    for _ in 0..minutes * 60 / LOOK.as_secs() {
        thread::sleep(LOOK);
        memory.push(anonymous_kb(server.id()).context("the server is gone")? as f64);
    }
    Ok(memory)
}

/// What it was after the first tenth, in the middle and at the end, and how it leans in the second half; flat, or an error.
fn flat(memory: &[f64]) -> Result<String> {
    let (tenth, half) = (memory.len() / 10, memory.len() / 2);
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len().max(1) as f64;
    let around = |from: usize| mean(&memory[from..memory.len().min(from + tenth.max(1))]);
    let (start, middle, end) = (around(tenth), around(half), around(memory.len().saturating_sub(tenth.max(1))));
    let late = &memory[half..];
    let centre = (late.len().saturating_sub(1)) as f64 / 2.0;
    let (mut lean, mut spread) = (0.0, 0.0);
    for (place, size) in late.iter().enumerate() {
        let away = place as f64 - centre;
        lean += away * (size - mean(late));
        spread += away * away;
    }
    let per_hour = lean / f64::max(spread, 1.0) * 3600.0 / LOOK.as_secs_f64();
    let mib = |size: f64| format!("{:.1}", size / 1024.0);
    let told = format!(
        "anonymous memory {} MiB after a tenth, {} in the middle, {} at the end; in the second half {} MiB an hour",
        mib(start),
        mib(middle),
        mib(end),
        mib(per_hour)
    );
    ensure!(end < middle + SWAY, "memory grows: {told}");
    Ok(told)
}
