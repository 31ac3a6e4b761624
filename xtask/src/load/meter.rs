//! What a run costs: processor time of the server and of its database, the memory of the server, and how long people waited.
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::office::{Office, Server, anonymous_kb, psql};
use crate::wire::Line;

/// Milliseconds of a tick of `/proc/PID/stat`.
const TICK: f64 = 10.0;

/// Where the cost is read.
pub struct Meter {
    server: u32,
    /// PostgreSQL's first process, whose children answer.
    postmaster: Option<u32>,
}

impl Meter {
    pub fn of(office: &Office, server: &Server) -> Result<Self> {
        let postmaster = match office.database() {
            None => None,
            Some(database) => {
                let file = psql(database, "select pg_read_file('postmaster.pid')")?;
                Some(file.lines().next().context("no postmaster")?.parse()?)
            }
        };
        Ok(Self { server: server.id(), postmaster })
    }

    /// Of a process that has no database.
    pub const fn alone(server: u32) -> Self {
        Self { server, postmaster: None }
    }

    /// Milliseconds of one core, user and system, since the processes began.
    pub fn cpu(&self) -> Result<f64> {
        let server = ticks(&stat(self.server)?, 11..13);
        let Some(postmaster) = self.postmaster else { return Ok(server * TICK) };
        // with the time of children that have ended
        let mut database = ticks(&stat(postmaster)?, 11..15);
        for entry in fs::read_dir("/proc")? {
            let id = entry?.file_name().to_string_lossy().parse();
            let Some(fields) = id.ok().and_then(|id| stat(id).ok()) else { continue };
            if fields[1] == postmaster.to_string() {
                database += ticks(&fields, 11..13);
            }
        }
        Ok((server + database) * TICK)
    }

    /// MiB of the server's own that are in memory: no file stands behind them.
    pub fn memory(&self) -> Result<u64> {
        Ok(anonymous_kb(self.server)? / 1024)
    }
}

/// The fields behind the name, in which blanks may stand.
fn stat(id: u32) -> Result<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{id}/stat"))?;
    let fields = text.rsplit(')').next().unwrap_or_default();
    Ok(fields.split_whitespace().map(str::to_owned).collect())
}

fn ticks(fields: &[String], which: std::ops::Range<usize>) -> f64 {
    fields[which].iter().filter_map(|field| field.parse::<f64>().ok()).sum()
}

/// What was seen of a run.
#[derive(Default)]
pub struct Run {
    seconds: f64,
    cpu: f64,
    /// Microseconds that each waited, the shortest first.
    waits: Vec<u64>,
}

impl Run {
    pub fn per_second(&self) -> f64 {
        self.count() / self.seconds
    }

    /// Processor milliseconds for one.
    pub fn cpu(&self) -> f64 {
        self.cpu / self.count()
    }

    /// Milliseconds that so many of a hundred did not exceed.
    pub fn wait(&self, of_hundred: usize) -> f64 {
        let place = (self.waits.len() * of_hundred / 100).min(self.waits.len().saturating_sub(1));
        self.waits.get(place).map_or(0.0, |wait| *wait as f64 / 1000.0)
    }

    fn count(&self) -> f64 {
        self.waits.len() as f64
    }
}

/// What one of several does at its turn; false when nothing is left.
pub type Job<'a> = &'a (dyn Fn(&mut Line, usize) -> Result<bool> + Sync);

/// Lets so many do a job again and again, each on a connection that is kept, until the time is over or nothing is left.
#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
pub fn run(meter: &Meter, address: &str, hands: usize, most: Duration, job: Job<'_>) -> Result<Run> {
    let (turn, waits) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let (before, began) = (meter.cpu()?, Instant::now());
    let work = || -> Result<()> {
        let (mut line, mut own) = (Line::open(address)?, Vec::new());
        while began.elapsed() < most {
            let at = Instant::now();
            if !job(&mut line, turn.fetch_add(1, Ordering::Relaxed))? {
                break;
            }
            own.push(u64::try_from(at.elapsed().as_micros())?);
        }
        waits.lock().unwrap_or_else(PoisonError::into_inner).append(&mut own);
        Ok(())
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(work)).collect();
        hands.into_iter().try_for_each(|hand| hand.join().map_err(|_| anyhow::anyhow!("a hand fell"))?)
    })?;
    let (seconds, cpu) = (began.elapsed().as_secs_f64(), meter.cpu()? - before);
    let mut waits = waits.into_inner().unwrap_or_else(PoisonError::into_inner);
    waits.sort_unstable();
    Ok(Run { seconds, cpu, waits })
}
