//! Whether the clock of the machine goes as time does.
//!
//! What a job ends because its time is over, nobody brings back: drafts, sessions, cases on which a reporter was silent. A clock
//! that is suddenly ahead may be put right in a minute, so nothing is ended for an hour. A machine that slept looks the same,
//! and loses that hour only.

use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio::time::Instant;

/// So far a clock is put right without a word: what time servers do every day is a fraction of it.
const JUMP: SignedDuration = SignedDuration::from_mins(5);
/// How long nothing is ended after a jump.
const REST: Duration = Duration::from_secs(60 * 60);

/// The clock beside the time that passes by itself.
pub struct Pulse {
    told: Timestamp,
    felt: Instant,
    rests_until: Option<Instant>,
}

impl Pulse {
    /// From here on.
    pub fn new(told: Timestamp, felt: Instant) -> Self {
        Self { told, felt, rests_until: None }
    }

    /// Whether something may be ended because the clock says that its time is over.
    pub fn trusts(&mut self, told: Timestamp, felt: Instant) -> bool {
        let passed = SignedDuration::try_from(felt.duration_since(self.felt)).unwrap_or(SignedDuration::MAX);
        let ahead = told.duration_since(self.told).saturating_sub(passed);
        (self.told, self.felt) = (told, felt);
        if ahead > JUMP {
            tracing::error!(
                seconds = ahead.as_secs(),
                "the clock of this machine jumped ahead; nothing is ended for an hour"
            );
            self.rests_until = Some(felt + REST);
        } else if ahead < -JUMP {
            tracing::error!(seconds = ahead.as_secs(), "the clock of this machine was put back");
            self.rests_until = None;
        }
        self.rests_until.is_none_or(|until| until <= felt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulse() -> (Pulse, Timestamp, Instant) {
        let (told, felt) = (Timestamp::UNIX_EPOCH, Instant::now());
        (Pulse::new(told, felt), told, felt)
    }

    fn minutes(count: i64) -> SignedDuration {
        SignedDuration::from_mins(count)
    }

    #[test]
    fn time_that_passes_is_trusted() {
        let (mut pulse, told, felt) = pulse();
        assert!(pulse.trusts(told + minutes(1), felt + Duration::from_secs(60)));
        assert!(
            pulse.trusts(told + minutes(600), felt + Duration::from_secs(600 * 60)),
            "the database was away for hours"
        );
        assert!(pulse.trusts(told + minutes(604), felt + Duration::from_secs(600 * 60)), "a time server put it right");
    }

    #[test]
    fn a_clock_that_jumps_ahead_ends_nothing_until_it_is_put_right_or_an_hour_has_passed() {
        let (mut pulse, told, felt) = pulse();
        assert!(!pulse.trusts(told + minutes(10_000), felt));
        assert!(!pulse.trusts(told + minutes(10_059), felt + Duration::from_secs(59 * 60)));
        assert!(pulse.trusts(told + minutes(10_060), felt + Duration::from_secs(60 * 60)), "it was so after all");
        assert!(!pulse.trusts(told + minutes(20_000), felt + Duration::from_secs(61 * 60)));
        assert!(pulse.trusts(told + minutes(62), felt + Duration::from_secs(62 * 60)), "put right");
    }
}
