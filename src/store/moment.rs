//! Time and randomness as one argument: nothing in the store or the rules asks the machine for them.

use jiff::Timestamp;
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

/// What an act takes from outside: when it happens, and 32 random bytes from which all its ids, salts and nonces come.
///
/// A transaction that runs again draws the same values again.
#[derive(Clone, Copy)]
pub struct Moment {
    /// When.
    pub now: Timestamp,
    /// Fresh random bytes, never used twice.
    pub seed: [u8; 32],
}

impl Moment {
    /// The same moment with other randomness: the part of an act that `index` counts from 0.
    pub(super) fn apart(&self, index: usize) -> Self {
        let (mut seed, part) = (self.seed, u64::try_from(index).unwrap_or(u64::MAX).wrapping_add(1));
        if let Some(last) = seed.last_chunk_mut::<8>() {
            *last = u64::from_le_bytes(*last).wrapping_add(part).to_le_bytes();
        }
        Self { seed, ..*self }
    }

    pub(super) fn dice(&self) -> Dice {
        Dice { now: self.now, random: StdRng::from_seed(self.seed) }
    }
}

/// The values drawn from a moment, one after another.
pub(super) struct Dice {
    now: Timestamp,
    random: StdRng,
}

impl Dice {
    /// Some random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill_bytes(&mut bytes);
        bytes
    }

    /// A UUIDv7 (RFC 9562): the millisecond, then random bits.
    pub fn id(&mut self) -> Uuid {
        let milliseconds = u64::try_from(self.now.as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &self.bytes()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_parts_of_a_moment_draw_the_same_however_many_there_are() {
        let at = Moment { now: Timestamp::UNIX_EPOCH, seed: [250; 32] };
        let drawn: HashSet<Uuid> =
            (0..1_000).map(|index| at.apart(index).dice().id()).chain([at.dice().id()]).collect();
        assert_eq!(drawn.len(), 1_001);
    }
}
