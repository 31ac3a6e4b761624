//! How often the same address may guess a code, begin a report, or send files. Counted in memory, bounded, and forgotten after
//! a while; written so that a service hall, where hundreds share one address, is not locked out.

use clearway::identifiers::case_number::CaseNumber;
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

/// Wrong codes for one case from one address.
const GUESSES: u32 = 5;
/// Wrong codes from one address, whatever the cases.
const GUESSES_IN_ALL: u32 = 300;
const GUESS_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// New reports from one address: more than the busiest hall begins.
const DRAFTS: u32 = 2_000;
/// Presses of "upload" from one address.
const UPLOADS: u32 = 600;
const WORK_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Codes of a set-up, from one address.
const SETUPS: u32 = 5;
/// Addresses that are remembered, by each count; beyond them the oldest is forgotten.
const MOST_KEPT: usize = 100_000;

/// Whose request it is, as far as limits go. A household has a whole IPv6 network: its first 64 bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl Address {
    /// The address that a client came from.
    pub fn of(client: IpAddr) -> Self {
        match client.to_canonical() {
            IpAddr::V6(ip) => Self(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64).into()),
            ip @ IpAddr::V4(_) => Self(ip),
        }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl Default for Address {
    fn default() -> Self {
        Self(Ipv6Addr::UNSPECIFIED.into())
    }
}

/// It was too often; so many minutes have to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub u32);

/// All counts of this process.
pub struct Limits {
    guesses: Count<(Address, CaseNumber)>,
    guesses_in_all: Count<Address>,
    drafts: Count<Address>,
    uploads: Count<Address>,
    setups: Count<Address>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            guesses: Count::new(GUESSES, GUESS_WINDOW),
            guesses_in_all: Count::new(GUESSES_IN_ALL, GUESS_WINDOW),
            drafts: Count::new(DRAFTS, WORK_WINDOW),
            uploads: Count::new(UPLOADS, WORK_WINDOW),
            setups: Count::new(SETUPS, GUESS_WINDOW),
        }
    }
}

impl Limits {
    /// Counts a guess before it is known whether it is right: of a hundred at once, five are looked at.
    ///
    /// # Errors
    /// How long to wait.
    pub fn guess(&self, from: Address, number: &CaseNumber, now: Timestamp) -> Result<(), Wait> {
        self.guesses.take((from, number.clone()), now)?;
        self.guesses_in_all.take(from, now)
    }

    /// Takes a guess back: it was right, and a right code is no guess.
    pub fn guessed_right(&self, from: Address, number: &CaseNumber) {
        self.guesses.give_back(&(from, number.clone()));
        self.guesses_in_all.give_back(&from);
    }

    /// Counts a report that begins.
    ///
    /// # Errors
    /// How long to wait.
    pub fn begin(&self, from: Address, now: Timestamp) -> Result<(), Wait> {
        self.drafts.take(from, now)
    }

    /// Counts a code of a set-up before it is known whether it is right.
    ///
    /// # Errors
    /// How long to wait.
    pub fn set_up(&self, from: Address, now: Timestamp) -> Result<(), Wait> {
        self.setups.take(from, now)
    }

    /// Counts files that are sent.
    ///
    /// # Errors
    /// How long to wait.
    pub fn upload(&self, from: Address, now: Timestamp) -> Result<(), Wait> {
        self.uploads.take(from, now)
    }
}

/// So many in so long, for each key.
struct Count<Key> {
    most: u32,
    window: SignedDuration,
    kept: Mutex<Kept<Key>>,
}

struct Kept<Key> {
    counts: HashMap<Key, (Timestamp, u32)>,
    /// Every window lasts equally long: the one that began first ends first.
    begun: VecDeque<(Timestamp, Key)>,
}

impl<Key: Clone + Eq + Hash> Count<Key> {
    fn new(most: u32, window: SignedDuration) -> Self {
        Self { most, window, kept: Mutex::new(Kept { counts: HashMap::new(), begun: VecDeque::new() }) }
    }

    fn take(&self, key: Key, now: Timestamp) -> Result<(), Wait> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.forget(now, self.window);
        if let Some((since, count)) = kept.counts.get_mut(&key)
            && *since <= now
        {
            if *count >= self.most {
                return Err(Wait(minutes(self.window - now.duration_since(*since))));
            }
            *count += 1;
            return Ok(());
        }
        kept.begun.push_back((now, key.clone()));
        kept.counts.insert(key, (now, 1));
        Ok(())
    }

    fn give_back(&self, key: &Key) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = kept.counts.get_mut(key) {
            *count = count.saturating_sub(1);
        }
    }
}

impl<Key: Eq + Hash> Kept<Key> {
    fn forget(&mut self, now: Timestamp, window: SignedDuration) {
        while let Some((since, _)) = self.begun.front() {
            // one that begins later was begun by a clock that has been put back since
            if *since <= now && now.duration_since(*since) < window && self.begun.len() < MOST_KEPT {
                break;
            }
            if let Some((_, key)) = self.begun.pop_front() {
                self.counts.remove(&key);
            }
        }
    }
}

fn minutes(left: SignedDuration) -> u32 {
    u32::try_from((left.as_secs() + 59) / 60).unwrap_or_default().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(serial: u32) -> CaseNumber {
        let region = clearway::region::RegionCode::parse("990101").unwrap();
        CaseNumber::new(&region, jiff::civil::date(2026, 11, 22), serial).unwrap()
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    fn client(text: &str) -> Address {
        Address::of(text.parse().unwrap())
    }

    #[test]
    fn the_sixth_guess_at_a_case_waits_and_other_cases_do_not() {
        let (limits, hall) = (Limits::default(), client("192.0.2.1"));
        for minute in 0..5 {
            assert_eq!(limits.guess(hall, &number(1), at(minute)), Ok(()));
        }
        assert_eq!(limits.guess(hall, &number(1), at(5)), Err(Wait(10)));
        assert_eq!(limits.guess(hall, &number(1), at(14)), Err(Wait(1)), "waiting is not made longer by trying");
        assert_eq!(limits.guess(hall, &number(2), at(5)), Ok(()));
        assert_eq!(limits.guess(client("192.0.2.2"), &number(1), at(5)), Ok(()));
        assert_eq!(limits.guess(hall, &number(1), at(15)), Ok(()));
    }

    #[test]
    fn a_hall_looks_up_a_thousand_cases_and_mistypes_some() {
        let (limits, hall) = (Limits::default(), client("192.0.2.1"));
        for serial in 0..1000 {
            assert_eq!(limits.guess(hall, &number(serial), at(1)), Ok(()), "{serial}");
            if serial % 4 > 0 {
                limits.guessed_right(hall, &number(serial));
            }
        }
        let tried = (1000..2000).filter(|serial| limits.guess(hall, &number(*serial), at(2)).is_ok()).count();
        assert_eq!(tried, 50, "guessing through all numbers ends at three hundred");
    }

    #[test]
    fn a_clock_that_was_put_back_keeps_nobody_out() {
        let (limits, hall) = (Limits::default(), client("192.0.2.1"));
        for _ in 0..5 {
            assert_eq!(limits.guess(hall, &number(1), at(600)), Ok(()), "for a moment it is ten hours later");
        }
        assert_eq!(limits.guess(hall, &number(1), at(601)), Err(Wait(14)));
        assert_eq!(limits.guess(hall, &number(1), at(2)), Ok(()));
    }

    #[test]
    fn a_household_is_one_address_however_it_is_written() {
        assert_eq!(client("2001:db8:0:7::1"), client("2001:db8:0:7:ffff::9"));
        assert_ne!(client("2001:db8:0:7::1"), client("2001:db8:0:8::1"));
        assert_eq!(client("::ffff:192.0.2.1"), client("192.0.2.1"));
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_oldest_goes_first() {
        let count = Count::new(1, SignedDuration::from_mins(15));
        for key in 0..MOST_KEPT + 10 {
            assert_eq!(count.take(key, at(0)), Ok(()));
        }
        assert_eq!(count.kept.lock().unwrap().counts.len(), MOST_KEPT);
        assert_eq!(count.take(MOST_KEPT + 9, at(0)), Err(Wait(15)));
        assert_eq!(count.take(0, at(0)), Ok(()), "forgotten");
        assert_eq!(count.take(0, at(16)), Ok(()));
        assert_eq!(count.kept.lock().unwrap().counts.len(), 1, "the window of all others has ended");
    }
}
