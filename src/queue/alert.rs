//! What somebody at work is told while they look elsewhere, by a sound or by a notice of the system, and when they are not.

use super::{Bucket, View};
use crate::{calendar::OFFICE_TIME, event::What, word::choices};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// One alert in so many seconds at most: what comes meanwhile is told together.
const PACE: SignedDuration = SignedDuration::from_secs(10);

choices! {
    /// What somebody can be told of.
    Alert {
        /// Work that nobody has yet came into a queue of theirs.
        Work = "work",
        /// Work in a queue of theirs became late.
        Late = "late",
        /// Somebody else did something to a case that they hold.
        Mine = "mine",
    }
}

/// How somebody wants to be told: nothing makes a sound and nothing shows up until they say so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alerts {
    /// Of what by a sound.
    pub sound: Vec<Alert>,
    /// Of what by a notice of the system.
    pub desktop: Vec<Alert>,
    /// When they are told nothing at all.
    pub quiet: Option<Quiet>,
}

/// Hours in which nobody is told anything, on the office's wall clock. Where both ends are the same it is always so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// From this minute on.
    pub from: Minute,
    /// Until before this one: of the next day where it is the earlier one.
    pub until: Minute,
}

/// A minute of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Minute(pub u16);

/// How much is to be told, of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Untold {
    /// Cases that came in.
    pub work: usize,
    /// Cases that became late.
    pub late: usize,
    /// Things that happened to cases in hand.
    pub mine: usize,
}

/// Whether it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Not at all: nobody wants it, or it is quiet hours.
    Never,
    /// Not yet.
    In(SignedDuration),
    /// Now.
    Now,
}

/// What is before somebody's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A list.
    List(View),
    /// Their inbox.
    Inbox,
}

impl Minute {
    /// Reads it as a clock shows it, as `22:30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }

    /// As a clock shows it.
    pub fn shown(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    /// The minute of a moment.
    fn of(now: Timestamp) -> Self {
        let time = OFFICE_TIME.to_datetime(now).time();
        Self(u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs()))
    }
}

impl Quiet {
    /// In the evening and at night.
    pub const USUAL: Self = Self { from: Minute(20 * 60), until: Minute(8 * 60) };

    fn holds(self, now: Timestamp) -> bool {
        let (Self { from, until }, now) = (self, Minute::of(now));
        if from < until { from <= now && now < until } else { now >= from || now < until }
    }
}

impl Untold {
    /// Only this of it.
    #[must_use]
    pub fn only(self, wanted: &[Alert]) -> Self {
        let of = |alert, count| if wanted.contains(&alert) { count } else { 0 };
        Self { work: of(Alert::Work, self.work), late: of(Alert::Late, self.late), mine: of(Alert::Mine, self.mine) }
    }

    /// Whether it is nothing.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl Alerts {
    /// Whether they want to be told of it in any way.
    pub fn want(&self, alert: Alert) -> bool {
        self.sound.contains(&alert) || self.desktop.contains(&alert)
    }

    /// Whether this much is told now, after they were told something at that moment.
    pub fn tell(&self, untold: Untold, told_at: Option<Timestamp>, now: Timestamp) -> Telling {
        let wanted = Alert::ALL.into_iter().filter(|alert| self.want(*alert)).collect::<Vec<_>>();
        if untold.only(&wanted).is_none() || self.quiet.is_some_and(|quiet| quiet.holds(now)) {
            return Telling::Never;
        }
        let since = told_at.map(|at| now.duration_since(at));
        // a clock that was set back makes nobody wait for longer
        match since.filter(|since| (SignedDuration::ZERO..PACE).contains(since)) {
            Some(since) => Telling::In(PACE.saturating_sub(since)),
            None => Telling::Now,
        }
    }

    /// Whether it can be kept: nothing named twice, and minutes that a day has.
    pub(super) fn is_good(&self) -> bool {
        let once =
            |alerts: &[Alert]| Alert::ALL.iter().all(|alert| alerts.iter().filter(|it| *it == alert).count() <= 1);
        let day = |minute: Minute| minute.0 < 24 * 60;
        once(&self.sound) && once(&self.desktop) && self.quiet.is_none_or(|quiet| day(quiet.from) && day(quiet.until))
    }
}

impl Looked {
    /// Whether somebody who has this before their eyes sees that work came into a list.
    pub fn shows_work(self, bucket: Bucket) -> bool {
        [Self::List(View::Bucket(bucket)), Self::List(View::Open)].contains(&self)
    }

    /// Whether they see how much is late: every list says it.
    pub const fn shows_late(self) -> bool {
        matches!(self, Self::List(_))
    }

    /// Whether they see what happened to their own cases.
    pub const fn shows_mine(self) -> bool {
        matches!(self, Self::Inbox)
    }
}

/// The lists into which something may have come when this happened; the case's row says into which it did.
pub const fn filled_by(what: What) -> &'static [Bucket] {
    match what {
        What::Filed | What::TakenBack => &[Bucket::ToDispatch],
        What::Dispatched => &[Bucket::ToAccept],
        What::Reopened => &[Bucket::ToReply],
        What::Replied => &[Bucket::ToSign, Bucket::ToRelease],
        What::Signed => &[Bucket::ToRelease],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        format!("2026-11-27T{time}+08:00").parse().unwrap()
    }

    fn quiet(from: &str, until: &str) -> Option<Quiet> {
        Some(Quiet { from: Minute::parse(from).unwrap(), until: Minute::parse(until).unwrap() })
    }

    const WORK: Untold = Untold { work: 2, late: 0, mine: 0 };
    const LATE: Untold = Untold { work: 0, late: 1, mine: 0 };
    const BOTH: Untold = Untold { work: 2, late: 1, mine: 0 };

    #[test]
    fn nobody_is_told_what_they_did_not_ask_for() {
        use Telling::{Never, Now};
        for (sound, desktop, untold, told) in [
            (&[][..], &[][..], BOTH, Never),
            (&[Alert::Work], &[], WORK, Now),
            (&[], &[Alert::Work], WORK, Now),
            (&[Alert::Late], &[Alert::Mine], WORK, Never),
            (&[Alert::Late], &[], BOTH, Now),
            (&[Alert::Work], &[Alert::Work], Untold::default(), Never),
        ] {
            let alerts = Alerts { sound: sound.into(), desktop: desktop.into(), quiet: None };
            assert_eq!(alerts.tell(untold, None, at("09:00:00")), told, "{alerts:?} {untold:?}");
        }
        assert_eq!(BOTH.only(&[Alert::Late]), LATE);
    }

    #[test]
    fn in_quiet_hours_nobody_is_told_anything_across_midnight_too() {
        for (from, until, now, told) in [
            ("20:00", "08:00", "19:59:59", true),
            ("20:00", "08:00", "20:00:00", false),
            ("20:00", "08:00", "00:00:00", false),
            ("20:00", "08:00", "07:59:59", false),
            ("20:00", "08:00", "08:00:00", true),
            ("12:00", "14:30", "11:59:00", true),
            ("12:00", "14:30", "12:00:00", false),
            ("12:00", "14:30", "14:29:59", false),
            ("12:00", "14:30", "14:30:00", true),
            ("00:00", "00:00", "12:00:00", false),
        ] {
            let alerts = Alerts { sound: vec![Alert::Work], desktop: Vec::new(), quiet: quiet(from, until) };
            let telling = alerts.tell(WORK, None, at(now));
            assert_eq!(telling == Telling::Now, told, "{now} in {from}–{until}");
            assert_ne!(telling == Telling::Never, told);
        }
    }

    #[test]
    fn what_comes_within_ten_seconds_is_told_together() {
        let alerts = Alerts { sound: vec![Alert::Work], ..Alerts::default() };
        for (told_at, now, telling) in [
            (None, "09:00:00", Telling::Now),
            (Some("09:00:00"), "09:00:00", Telling::In(SignedDuration::from_secs(10))),
            (Some("09:00:00"), "09:00:07", Telling::In(SignedDuration::from_secs(3))),
            (Some("09:00:00"), "09:00:10", Telling::Now),
            (Some("10:00:00"), "09:00:00", Telling::Now),
        ] {
            assert_eq!(alerts.tell(WORK, told_at.map(at), at(now)), telling, "{told_at:?} {now}");
        }
    }

    #[test]
    fn whoever_looks_at_it_is_not_told() {
        let list = |bucket| Looked::List(View::Bucket(bucket));
        for (looked, work, late, mine) in [
            (list(Bucket::ToAccept), true, true, false),
            (list(Bucket::ToReply), false, true, false),
            (Looked::List(View::Open), true, true, false),
            (Looked::List(View::Mine), false, true, false),
            (Looked::Inbox, false, false, true),
        ] {
            let seen = (looked.shows_work(Bucket::ToAccept), looked.shows_late(), looked.shows_mine());
            assert_eq!(seen, (work, late, mine), "{looked:?}");
        }
    }

    #[test]
    fn a_minute_is_read_and_shown_as_a_clock_does() {
        for (text, minute) in
            [("00:00", Some(0)), ("23:59", Some(1_439)), ("24:00", None), ("8", None), ("", None), ("7:5", Some(425))]
        {
            assert_eq!(Minute::parse(text), minute.map(Minute), "{text}");
        }
        assert_eq!(Minute(485).shown(), "08:05");
    }

    #[test]
    fn work_comes_into_a_list_when_it_is_passed_on_and_not_when_somebody_takes_it() {
        for what in [What::Accepted, What::Claimed, What::LetGo, What::Noted, What::Returned, What::Released] {
            assert!(filled_by(what).is_empty(), "{what:?}");
        }
        assert_eq!(filled_by(What::Replied), [Bucket::ToSign, Bucket::ToRelease]);
    }
}
