//! What a reporter may do to the own case, and for each act that is not possible now: why.

use super::{
    Case, Stage,
    own_form::{OwnAct, UrgeReason, Wanted},
};
use crate::{
    calendar::{Calendar, office_day},
    event::{Actor, Event, Happened},
    id::{FileId, ReportId},
    policy::{REOPEN_DAYS, REPLY_WORKING_DAYS},
    refusal::Refusal,
    report::Visibility,
    word::choices,
};
use jiff::{Timestamp, ToSpan};

choices! {
    /// Why an act is not possible now. The screens have a sentence for each.
    Absent {
        /// The reporter said that it is solved.
        Closed = "closed",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// There is no answer yet that could be judged.
        Unanswered = "unanswered",
        /// The answer is there: nothing to hurry or to take back.
        Answered = "answered",
        /// Asked to hurry already on this working day.
        UrgedToday = "urged_today",
        /// It is not overdue.
        NotOverdue = "not_overdue",
        /// It was taken up again once already.
        ReopenedOnce = "reopened_once",
        /// The answer is longer ago than [`REOPEN_DAYS`].
        LongAgo = "long_ago",
        /// Nobody else can read it as it is.
        Private = "private",
        /// It is the case of somebody else, which they follow.
        NotOwn = "not_own",
        /// They have left it.
        Left = "left",
    }
}

/// What has happened to a case, as far as it decides what its reporters can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// When the newest answer went out.
    pub answered_at: Option<Timestamp>,
    /// When somebody last asked to hurry.
    pub urged_at: Option<Timestamp>,
    /// When it was taken up again.
    pub reopened_at: Option<Timestamp>,
}

/// A case as one of its reporters stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCase {
    /// The case.
    pub case: Case,
    /// What has happened to it.
    pub past: Past,
    /// Their report.
    pub report: ReportId,
    /// Whether the case is somebody else's, and they follow it.
    pub follows: bool,
    /// Whether they have stopped following.
    pub left: bool,
}

impl OwnCase {
    /// Why an act is not possible now; nothing when it is.
    pub fn absent(&self, act: OwnAct, calendar: &Calendar, now: Timestamp) -> Option<Absent> {
        if let Some(why) = self.not_theirs(act) {
            return Some(why);
        }
        match (act, self.case.stage) {
            (OwnAct::StopFollowing, _) => None,
            (OwnAct::MakePrivate, _) => (self.case.visibility == Visibility::Private).then_some(Absent::Private),
            // whoever said nothing, or found out later, may still have it done again
            (OwnAct::NotSolved, Stage::Closed) => self.not_again(now),
            (_, Stage::Closed) => Some(Absent::Closed),
            (_, Stage::Withdrawn) => Some(Absent::Withdrawn),
            (OwnAct::Supplement, _) => None,
            (OwnAct::Urge | OwnAct::Withdraw, Stage::Answered) => Some(Absent::Answered),
            (OwnAct::Withdraw, _) => None,
            (OwnAct::Urge, _) => self.urged_today(calendar, now).then_some(Absent::UrgedToday),
            (OwnAct::Solved, Stage::Answered) => None,
            (OwnAct::NotSolved, Stage::Answered) => self.not_again(now),
            (OwnAct::Solved | OwnAct::NotSolved, _) => Some(Absent::Unanswered),
        }
    }

    /// Every act of theirs, in the order of the page, with why it is not possible now.
    pub fn acts(&self, calendar: &Calendar, now: Timestamp) -> Vec<(OwnAct, Option<Absent>)> {
        let theirs = |act: &OwnAct| self.follows == (*act == OwnAct::StopFollowing) || *act == OwnAct::Supplement;
        OwnAct::ALL.into_iter().filter(theirs).map(|act| (act, self.absent(act, calendar, now))).collect()
    }

    /// The event of what they want done.
    ///
    /// # Errors
    /// [`Refusal::Absent`] says why it is not possible now.
    pub fn act(
        &self,
        wanted: &Wanted,
        files: Vec<FileId>,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<Event, Refusal> {
        if let Some(why) = self.absent(wanted.act(), calendar, now) {
            return Err(Refusal::Absent(why));
        }
        let report_id = self.report;
        let happened = match wanted {
            Wanted::Supplement(_) => Happened::Supplemented { report_id, files },
            Wanted::Urge(UrgeReason::Overdue, _) if now <= self.case.due.at => {
                return Err(Refusal::Absent(Absent::NotOverdue));
            }
            Wanted::Urge(why, _) => Happened::Urged { report_id, why: *why },
            Wanted::Solved => Happened::Solved { report_id },
            Wanted::NotSolved(_) => Happened::Reopened { report_id, due: calendar.deadline(now, REPLY_WORKING_DAYS) },
            Wanted::Withdraw(why, _) => Happened::Withdrawn { report_id, why: *why },
            Wanted::MakePrivate => Happened::MadePrivate { report_id },
            Wanted::StopFollowing => Happened::Unfollowed { report_id },
        };
        let (case_id, version) = (self.case.id, self.case.version + 1);
        Ok(Event { case_id, version, at: now, by: Actor::Citizen, happened })
    }

    fn not_theirs(&self, act: OwnAct) -> Option<Absent> {
        match (self.follows, act) {
            (true, _) if self.left => Some(Absent::Left),
            (true, OwnAct::Supplement | OwnAct::StopFollowing) => None,
            (true, _) | (false, OwnAct::StopFollowing) => Some(Absent::NotOwn),
            (false, _) => None,
        }
    }

    /// Once each working day: there must be a new one since.
    fn urged_today(&self, calendar: &Calendar, now: Timestamp) -> bool {
        let since = |urged: Timestamp| calendar.working_days_between(office_day(urged), office_day(now));
        self.past.urged_at.is_some_and(|urged| since(urged) == 0)
    }

    fn not_again(&self, now: Timestamp) -> Option<Absent> {
        let last = self.past.answered_at.map(|at| office_day(at).saturating_add(REOPEN_DAYS.days()));
        match (self.past.reopened_at, last) {
            (Some(_), _) => Some(Absent::ReopenedOnce),
            (None, Some(last)) if office_day(now) > last => Some(Absent::LongAgo),
            (None, _) => None,
        }
    }
}
