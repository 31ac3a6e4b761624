//! An installation full of cases, served, with people at work and reports ready to be sent.
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};

use super::crew::Crew;
use super::draft::{Filed, Ready, Tells, prepare, stranger, told};
use super::meter::{Job, Meter, Run, run};
use crate::office::{Office, Server};
use crate::wire::{Browser, Line, Wanted, form};

/// Reports that are sent by themselves, and that live a whole life.
pub const SENT: usize = 600;
pub const LIVED: usize = 800;
/// Cases that are published, and so are offered as similar.
const PUBLISHED: usize = 60;
/// Title, answer, and what somebody tells whose matter it is.
const PUBLIC: &str = include_str!("published.txt");
const SEARCHES: &str = include_str!("searches.txt");
/// Those who prepare.
const HANDS: usize = 4;
const LONG: Duration = Duration::from_secs(3_600);

pub struct Scene {
    pub server: Server,
    pub meter: Meter,
    pub crew: Crew,
    turns: AtomicUsize,
}

impl Scene {
    /// Serves, and lets everybody sign in.
    pub fn open(office: &Office) -> Result<Self> {
        let server = office.serve()?;
        let meter = Meter::of(office, &server)?;
        let mut line = Line::open(&server.address)?;
        let turns = AtomicUsize::new(begin()?);
        let some = prepare(
            &mut line,
            stranger("first", turns.fetch_add(1, Ordering::Relaxed)),
            Tells { what: told(0), instead: &[] },
        )?;
        let some = some.send(&mut line)?;
        let crew = Crew::sign_in(&mut line, &some.number)?;
        Ok(Self { server, meter, crew, turns })
    }

    /// A browser that was never here.
    fn stranger(&self) -> (usize, Browser) {
        let index = self.turns.fetch_add(1, Ordering::Relaxed);
        (index, stranger("bench", index))
    }

    /// Reports of which only the last page is open.
    pub fn drafts(&self, count: usize) -> Result<Mutex<Vec<Ready>>> {
        let ready = Mutex::new(Vec::new());
        run(&self.meter, &self.server.address, HANDS, LONG, &|line, turn| {
            if turn >= count {
                return Ok(false);
            }
            let (index, browser) = self.stranger();
            let draft = prepare(line, browser, Tells { what: told(index), instead: &[] })?;
            ready.lock().unwrap_or_else(PoisonError::into_inner).push(draft);
            Ok(true)
        })?;
        Ok(ready)
    }

    /// The whole wizard, every page read and answered, up to the receipt.
    pub fn wizard(&self, line: &mut Line) -> Result<()> {
        let (index, browser) = self.stranger();
        line.get(&browser, "/report", Wanted::Page)?;
        let ready = prepare(line, browser, Tells { what: told(index), instead: &[] })?;
        for step in STEPS {
            line.get(&ready.browser, &ready.page(step), Wanted::Page)?;
        }
        let filed = ready.send(line)?;
        line.get(&filed.browser, &format!("/report/done/{}", filed.number), Wanted::Page)?;
        Ok(())
    }

    /// Publishes answers, in a county of their own; the draft of somebody whose matter they are.
    pub fn publish(&self) -> Result<Ready> {
        let [title, answer, what] = PUBLIC.lines().collect::<Vec<_>>()[..] else {
            bail!("published.txt has three lines")
        };
        let public = [("county", "990102"), ("privacy", "public")];
        let mut line = Line::open(&self.server.address)?;
        for index in 0..PUBLISHED {
            let tells = Tells { what: told(index), instead: &public };
            let draft = prepare(&mut line, self.stranger().1, tells)?;
            draft.is_another(&mut line)?;
            let found = self.crew.live(&mut line, &draft)?;
            self.crew.publish(&mut line, &found, title, answer)?;
        }
        prepare(&mut line, self.stranger().1, Tells { what, instead: &public })
    }

    /// Numbers of cases from all over the history.
    pub fn numbers(&self, count: usize) -> Result<Vec<String>> {
        let mut line = Line::open(&self.server.address)?;
        let (mut numbers, now) = (BTreeSet::new(), since_1970()?.as_micros());
        for turn in 0..count {
            // within the 310 days that loaded cases fill
            let at = now - u128::try_from(21 + turn * 309 / count)? * 86_400_000_000;
            let after = format!("{at}.00000000-0000-0000-0000-000000000000");
            let sent = form(&[("typed", search(turn)), ("after", &after)]);
            let text = line.post(&self.crew.dispatcher, "search/find", Wanted::PlainData, &sent)?.text();
            numbers.extend(
                text.split("\"number\":\"")
                    .skip(1)
                    .take(3)
                    .filter_map(|rest| rest.split('"').next())
                    .map(str::to_owned),
            );
        }
        ensure!(numbers.len() >= count / 2, "search finds {} cases", numbers.len());
        Ok(numbers.into_iter().collect())
    }

    /// Runs a job for a while, after a moment in which everything gets warm.
    pub fn for_a_while(&self, seconds: u64, job: Job<'_>) -> Result<Run> {
        run(&self.meter, &self.server.address, HANDS, Duration::from_secs(1), job)?;
        run(&self.meter, &self.server.address, HANDS, Duration::from_secs(seconds), job)
    }

    /// Opens cases with their codes: number and browser.
    pub fn tracked(&self, filed: &[Filed]) -> Result<Vec<(String, Browser)>> {
        let mut line = Line::open(&self.server.address)?;
        filed.iter().map(|filed| Ok((filed.number.clone(), filed.open(&mut line)?))).collect()
    }
}

/// The pages of a report that ask.
const STEPS: [&str; 13] = [
    "county", "township", "service", "kind", "obstacle", "tried", "what", "when", "where", "files", "who", "privacy",
    "check",
];

/// What somebody at work looks for.
pub fn search(turn: usize) -> &'static str {
    SEARCHES.lines().nth(turn % SEARCHES.lines().count()).unwrap_or_default()
}

/// Where strangers are counted from: those of an earlier run are known already.
fn begin() -> Result<usize> {
    let minutes = since_1970()?.as_secs() / 60;
    usize::try_from(minutes % 1_000 * 16_000).context("too many strangers")
}

/// What the clock of this machine says: strangers are counted from it, and loaded cases lie before it.
#[expect(clippy::disallowed_methods, reason = "a load is told the moment by nobody")]
fn since_1970() -> Result<Duration> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?)
}
