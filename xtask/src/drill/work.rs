//! A day's work in a few seconds: people report, hand in files, and staff answer, while something is done to the server.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::matter::{Halt, Matter, Staff};
use super::visitor::{Trouble, Visitor};
use crate::office::Office;

/// Who reports and works at the same time.
const HANDS: usize = 4;
/// How long somebody waits who was told to come again; people are told a minute.
const PATIENCE: Duration = Duration::from_millis(100);

/// What was heard that is no yes: how often each status was said, and whether with the time to come again.
pub type Heard = BTreeMap<(u16, bool), usize>;

/// All matters, and what was heard while they were on their way.
pub struct Work {
    staff: Staff,
    begun: AtomicUsize,
    open: Mutex<Vec<Matter>>,
    done: Mutex<Vec<Matter>>,
    heard: Mutex<Heard>,
    /// The words of the first refusal of each kind.
    words: Mutex<BTreeMap<u16, String>>,
    /// What does not hold.
    broken: Mutex<Vec<String>>,
    /// When somebody who was not answered gives up.
    pub until: Until,
}

/// When the hands rest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// When the server does not answer any more.
    Silence,
    /// When they are told.
    Told,
}

fn open<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Work {
    pub fn new(address: &str, until: Until) -> Result<Self> {
        let staff = Staff::sign_in(&Visitor::new(address))?;
        let (begun, nothing) = (AtomicUsize::new(1), Mutex::default);
        let (open, done, heard, words, broken) =
            (nothing(), Mutex::default(), Mutex::default(), Mutex::default(), Mutex::default());
        Ok(Self { staff, begun, open, done, heard, words, broken, until })
    }

    /// Works with four hands while `meanwhile` runs, and until it has ended or the server has.
    pub fn goes_on<T>(&self, address: &str, meanwhile: impl FnOnce() -> Result<T>) -> Result<T> {
        let rest = AtomicBool::new(false);
        let outcome = thread::scope(|scope| {
            for _ in 0..HANDS {
                scope.spawn(|| self.hand(address, &rest));
            }
            let outcome = meanwhile();
            rest.store(true, Ordering::SeqCst);
            outcome
        })?;
        let broken = open(&self.broken);
        ensure!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(outcome)
    }

    fn hand(&self, address: &str, rest: &AtomicBool) {
        let visitor = Visitor::new(address);
        while !rest.load(Ordering::SeqCst) {
            let mut matter = self.next();
            let goes_on = self.step(&mut matter, &visitor);
            open(if matter.is_done() { &self.done } else { &self.open }).push(matter);
            match goes_on {
                Ok(()) => {}
                Err(Trouble::Silent) if self.until == Until::Silence => return,
                Err(_) => thread::sleep(PATIENCE),
            }
        }
    }

    fn next(&self) -> Matter {
        open(&self.open).pop().unwrap_or_else(|| Matter::new(self.begun.fetch_add(1, Ordering::SeqCst)))
    }

    fn step(&self, matter: &mut Matter, visitor: &Visitor) -> Result<(), Trouble> {
        match matter.goes_on(visitor, &self.staff) {
            Ok(()) => Ok(()),
            Err(Halt::Trouble(why)) => {
                let (status, again) = match &why {
                    Trouble::Said(status, again, words) => {
                        open(&self.words).entry(*status).or_insert_with(|| words.clone());
                        (*status, *again)
                    }
                    Trouble::Silent => (0, false),
                };
                *open(&self.heard).entry((status, again)).or_default() += 1;
                Err(why)
            }
            Err(Halt::Broken(why)) => {
                open(&self.broken).push(format!("{why:#}"));
                Err(Trouble::Silent)
            }
        }
    }

    /// The officer's cookie.
    pub fn officer(&self) -> &str {
        &self.staff.officer
    }

    /// How many things were acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        [&self.open, &self.done]
            .into_iter()
            .map(|some| open(some).iter().map(Matter::acknowledged).sum::<usize>())
            .sum()
    }

    /// Waits until so many more are acknowledged.
    pub fn waits_for(&self, more: usize, longest: Duration) -> Result<()> {
        let before = self.acknowledged();
        let step = Duration::from_millis(5);
        for _ in 0..longest.as_millis() / step.as_millis() {
            if self.acknowledged() >= before + more {
                return Ok(());
            }
            thread::sleep(step);
        }
        bail!("no {more} acts were acknowledged within {longest:?}; heard {:?}", open(&self.words))
    }

    /// What was heard that is no yes since this was asked last.
    pub fn heard(&self) -> Heard {
        std::mem::take(&mut *open(&self.heard))
    }

    /// The words of a refusal with this status.
    pub fn words(&self, status: u16) -> Option<String> {
        open(&self.words).get(&status).cloned()
    }

    /// Brings every matter to its end with a server that works, and shows that nothing is lost or doubled.
    pub fn ends_well(self, office: &Office, before: usize) -> Result<String> {
        let server = office.serve()?;
        let visitor = Visitor::new(&server.address);
        for matter in &mut *open(&self.open) {
            while !matter.is_done() {
                self.step(matter, &visitor)
                    .map_err(|why| anyhow::anyhow!("{}: {why:?} {}", matter.number, open(&self.broken).join("\n")))?;
            }
        }
        let matters: Vec<_> =
            [self.open, self.done].into_iter().flat_map(|some| some.into_inner().unwrap_or_default()).collect();
        let numbers: BTreeSet<_> = matters.iter().map(|matter| &matter.number).collect();
        ensure!(numbers.len() == matters.len(), "a number was given twice");
        for matter in &matters {
            matter.is_whole(&visitor, &self.staff)?;
        }
        server.ends()?;
        let check = office.runs(&["check"])?;
        ensure!(
            cases(&check)? == before + matters.len(),
            "of {} reports some were filed twice: {check}",
            matters.len()
        );
        Ok(format!("{} matters, 0 missing, 0 doubled; {}", matters.len(), check.trim().replace('\n', " ")))
    }
}

/// The number before the word, as `clearway check` says it.
pub fn cases(check: &str) -> Result<usize> {
    let words: Vec<_> = check.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair[1] == "cases").context("the check counts no cases")?;
    Ok(pair[0].parse()?)
}

/// "503 (with Retry-After) 17 times" for each.
pub fn told(heard: &Heard) -> String {
    let one = |((status, again), times): (&(u16, bool), &usize)| match (status, again) {
        (0, _) => format!("no answer {times} times"),
        (status, true) => format!("{status} with Retry-After {times} times"),
        (status, false) => format!("{status} {times} times"),
    };
    heard.iter().map(one).collect::<Vec<_>>().join(", ")
}
