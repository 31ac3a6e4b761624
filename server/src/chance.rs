//! The edge where randomness and the machine's time come in; everything further in takes them as arguments.

#![expect(clippy::disallowed_methods, reason = "this is the edge")]

use app::desk::Clock;
use clearway::{
    id::DraftId,
    store::{Moment, Token},
};
use jiff::Timestamp;
use rand::{Rng as _, RngExt as _};
use std::time::Duration;

/// Characters of a password that is read aloud or copied by hand: none looks like another.
const LEGIBLE: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Now, with fresh random bytes.
pub fn moment(clock: &Clock) -> Moment {
    Moment { now: clock.now(), seed: seed() }
}

/// The machine's own time, which no demo moves.
pub fn machine_time() -> Timestamp {
    Timestamp::now()
}

/// 32 fresh random bytes.
pub fn seed() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A fresh id of an unfinished report.
pub fn draft() -> DraftId {
    DraftId(uuid::Builder::from_random_bytes(rand::rng().random()).into_uuid())
}

/// 64 fresh random bits.
pub fn bits() -> u64 {
    rand::rng().random()
}

/// A fresh token.
pub fn token() -> Token {
    Token::from_bytes(seed())
}

/// A password of 16 legible characters (79 bits) in groups of four.
pub fn password() -> String {
    let mut random = rand::rng();
    let mut group = || (0..4).map(|_| char::from(LEGIBLE[random.random_range(0..LEGIBLE.len())])).collect::<String>();
    [group(), group(), group(), group()].join("-")
}

/// The reference of a request: on its answer, in its log line, and on the page when something broke.
pub fn reference() -> String {
    format!("{:016x}", rand::rng().random::<u64>())
}

/// Some time between the two: so that a thousand screens do not come back in the same second.
pub fn between(least: Duration, most: Duration) -> Duration {
    rand::rng().random_range(least..most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_legible_and_never_the_same() {
        let (one, other) = (password(), password());
        assert_eq!(one.len(), 19);
        assert!(one.bytes().all(|byte| byte == b'-' || LEGIBLE.contains(&byte)));
        assert_ne!(one, other);
    }
}
