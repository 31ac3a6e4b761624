//! The clocks of a case: which run, which were met, and what each event does to them.
//!
//! The ledger is the truth. By when the citizen is answered and which clock is next are its results. How long each clock
//! runs is an example of an installation, not law ([`policy`]).

use crate::{
    calendar::{Calendar, DayCount, Due},
    event::{Event, Happened},
    policy,
    word::choices,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

choices! {
    /// What a clock waits for.
    Clock {
        /// A dispatcher, or a rule, names the department.
        Dispatch = "dispatch",
        /// The department accepts.
        Accept = "accept",
        /// An officer speaks to the person for the first time.
        Contact = "contact",
        /// The answer goes out.
        Reply = "reply",
        /// Another answer goes out, after one that did not solve it.
        ReplyAgain = "reply-again",
        /// The person says whether it is solved; when it ends nobody is late, the case closes without a verdict.
        Verdict = "verdict",
    }

    /// What a limit counts.
    Unit {
        /// Mornings and afternoons of working days.
        HalfDays = "half_days",
        /// Days of the calendar.
        Days = "days",
    }
}

impl Clock {
    /// Whether the office is late when it runs out.
    pub const fn is_of_the_office(self) -> bool {
        !matches!(self, Self::Verdict)
    }

    /// How long it runs: so many, of what.
    pub const fn limit(self) -> Limit {
        match self {
            Self::Dispatch => Limit { count: policy::DISPATCH_HALF_DAYS, unit: Unit::HalfDays },
            Self::Accept => Limit { count: policy::ACCEPT_HALF_DAYS, unit: Unit::HalfDays },
            Self::Contact => Limit { count: policy::CONTACT_HALF_DAYS, unit: Unit::HalfDays },
            Self::Reply | Self::ReplyAgain => Limit { count: 2 * policy::REPLY_WORKING_DAYS, unit: Unit::HalfDays },
            Self::Verdict => Limit { count: policy::SILENCE_DAYS, unit: Unit::Days },
        }
    }
}

/// How long a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// So many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Limit {
    /// The moment by which, counted from when the clock began.
    pub fn due(self, from: Timestamp, calendar: &Calendar) -> Due {
        match self.unit {
            Unit::HalfDays => calendar.half_days(from, self.count),
            Unit::Days => {
                let at = from.saturating_add(SignedDuration::from_hours(24 * i64::from(self.count)));
                Due { at: at.unwrap_or(Timestamp::MAX), provisional: false }
            }
        }
    }
}

/// A line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Which clock.
    pub clock: Clock,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it runs.
    pub limit: Limit,
    /// By when.
    pub due: Due,
    /// When what it waits for happened.
    pub met_at: Option<Timestamp>,
    /// When it ended without that.
    pub stopped_at: Option<Timestamp>,
}

impl Deadline {
    /// A clock that begins now.
    pub fn begin(clock: Clock, now: Timestamp, calendar: &Calendar) -> Self {
        let limit = clock.limit();
        Self { clock, started_at: now, limit, due: limit.due(now, calendar), met_at: None, stopped_at: None }
    }

    /// Whether it runs.
    pub const fn runs(&self) -> bool {
        self.met_at.is_none() && self.stopped_at.is_none()
    }
}

/// A line of the ledger for whoever asks “why this date?”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedDeadline {
    /// The line.
    pub deadline: Deadline,
    /// The days that were counted.
    pub days: Vec<(Date, DayCount)>,
}

/// The office's clock that runs out first.
pub fn next(ledger: &[Deadline]) -> Option<(Clock, Due)> {
    let running = ledger.iter().filter(|line| line.runs() && line.clock.is_of_the_office());
    running.min_by_key(|line| (line.due.at, line.clock)).map(|line| (line.clock, line.due))
}

/// The ledger once an event has happened; `reachable` when the department knows how to speak to the person.
#[must_use]
pub fn follow(ledger: Vec<Deadline>, event: &Event, reachable: bool, calendar: &Calendar) -> Vec<Deadline> {
    use Clock::{Accept, Contact, Dispatch, Reply, ReplyAgain, Verdict};
    let now = event.at;
    let ledger = Ledger { lines: ledger, now, calendar };
    match &event.happened {
        Happened::Filed { .. } => ledger.begin(Dispatch).begin(Reply),
        Happened::Dispatched { .. } => ledger.meet(&[Dispatch]).begin(Accept),
        // the department had it by mistake: its clock never counts, and the dispatcher's runs on from where it began
        Happened::TakenBack { .. } => ledger.stop(Accept).resume(Dispatch),
        Happened::Accepted { .. } if reachable => ledger.meet(&[Accept]).begin(Contact),
        Happened::Accepted { .. } => ledger.meet(&[Accept]),
        Happened::Contacted { .. } => ledger.meet(&[Contact]),
        Happened::Released { .. } => ledger.meet(&[Reply, ReplyAgain]).stop_all().begin(Verdict),
        Happened::Solved { .. } | Happened::ClosedUnjudged => ledger.meet(&[Verdict]).stop_all(),
        Happened::Reopened { .. } => ledger.meet(&[Verdict]).begin(ReplyAgain),
        Happened::Withdrawn { .. } => ledger.stop_all(),
        _ => ledger,
    }
    .lines
}

struct Ledger<'a> {
    lines: Vec<Deadline>,
    now: Timestamp,
    calendar: &'a Calendar,
}

impl Ledger<'_> {
    /// A clock runs from now; one of the same name has its line.
    fn begin(mut self, clock: Clock) -> Self {
        self.lines.retain(|line| line.clock != clock);
        self.lines.push(Deadline::begin(clock, self.now, self.calendar));
        self
    }

    fn meet(mut self, clocks: &[Clock]) -> Self {
        let now = self.now;
        let running = self.lines.iter_mut().filter(|line| line.runs() && clocks.contains(&line.clock));
        running.for_each(|line| line.met_at = Some(now));
        self
    }

    fn stop(mut self, clock: Clock) -> Self {
        let now = self.now;
        self.lines.iter_mut().filter(|line| line.clock == clock).for_each(|line| line.stopped_at = Some(now));
        self
    }

    /// What a clock waited for turns out not to have happened.
    fn resume(mut self, clock: Clock) -> Self {
        self.lines.iter_mut().filter(|line| line.clock == clock).for_each(|line| line.met_at = None);
        self
    }

    fn stop_all(mut self) -> Self {
        let now = self.now;
        self.lines.iter_mut().filter(|line| line.runs()).for_each(|line| line.stopped_at = Some(now));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::CalendarYear,
        event::Actor,
        id::{CaseId, DepartmentId, ReplyId, ReportId, WorkOrderId},
    };
    use uuid::Uuid;

    fn calendar() -> Calendar {
        let years = CalendarYear::parse_all(include_str!("../data/holidays.csv")).unwrap();
        years.into_iter().fold(Calendar::default(), |calendar, year| calendar.with(year))
    }

    fn at(text: &str) -> Timestamp {
        format!("{text}+08:00").parse().unwrap()
    }

    fn after(ledger: Vec<Deadline>, time: &str, happened: Happened) -> Vec<Deadline> {
        let case_id = CaseId(Uuid::nil());
        let event = Event { case_id, version: 1, at: at(time), by: Actor::System, happened };
        follow(ledger, &event, true, &calendar())
    }

    fn filed() -> Vec<Deadline> {
        let region = "990101".parse().unwrap();
        let due = calendar().deadline(at("2026-11-23T10:00:00"), policy::REPLY_WORKING_DAYS);
        let channel = crate::report::Channel::Web;
        let (kind, report_id) = (crate::report::Kind::Help, ReportId(Uuid::nil()));
        after(Vec::new(), "2026-11-23T10:00:00", Happened::Filed { report_id, channel, kind, region, due })
    }

    fn dispatched() -> Happened {
        let (department_id, work_order_id) = (DepartmentId(Uuid::nil()), WorkOrderId(Uuid::nil()));
        Happened::Dispatched { department_id, work_order_id, duty_rule_id: None }
    }

    #[test]
    fn a_case_has_half_a_day_to_be_dispatched_and_five_to_be_answered() {
        let ledger = filed();
        assert_eq!(next(&ledger), Some((Clock::Dispatch, Due { at: at("2026-11-23T17:30:00"), provisional: false })));
        let reply = ledger.iter().find(|line| line.clock == Clock::Reply).unwrap();
        assert_eq!(reply.due.at, at("2026-11-30T17:30:00"));
    }

    #[test]
    fn each_step_ends_its_clock_and_begins_the_next() {
        let ledger = after(filed(), "2026-11-23T15:00:00", dispatched());
        assert_eq!(next(&ledger).unwrap().0, Clock::Accept);
        let ledger =
            after(ledger, "2026-11-24T09:00:00", Happened::Accepted { work_order_id: WorkOrderId(Uuid::nil()) });
        assert_eq!(next(&ledger).unwrap(), (Clock::Contact, Due { at: at("2026-11-25T12:00:00"), provisional: false }));
        let contacted = Happened::Contacted { way: crate::case::ContactWay::Phone, reached: true };
        let ledger = after(ledger, "2026-11-24T11:00:00", contacted);
        assert_eq!(next(&ledger).unwrap().0, Clock::Reply);
        let ledger = after(ledger, "2026-11-25T11:00:00", Happened::Released { reply_id: ReplyId(Uuid::nil()) });
        assert_eq!(next(&ledger), None, "the office waits for nothing");
        let verdict = ledger.iter().find(|line| line.runs()).unwrap();
        assert_eq!((verdict.clock, verdict.due.at), (Clock::Verdict, at("2026-12-02T11:00:00")));
    }

    #[test]
    fn a_dispatch_that_is_taken_back_leaves_the_dispatchers_clock_as_it_was() {
        let before = filed();
        let sent = after(before.clone(), "2026-11-23T15:00:00", dispatched());
        let taken = Happened::TakenBack { department_id: DepartmentId(Uuid::nil()) };
        let back = after(sent, "2026-11-23T15:04:00", taken);
        assert_eq!(next(&back), next(&before), "nobody wins time by giving a case away and taking it back");
        let accept = back.iter().find(|line| line.clock == Clock::Accept).unwrap();
        assert!(!accept.runs() && accept.met_at.is_none());
        assert_eq!(next(&after(back, "2026-11-23T15:05:00", dispatched())).unwrap().0, Clock::Accept);
    }

    #[test]
    fn what_is_taken_back_stops_every_clock_and_meets_none() {
        let why = crate::case::WithdrawReason::Other;
        let ledger =
            after(filed(), "2026-11-23T15:00:00", Happened::Withdrawn { report_id: ReportId(Uuid::nil()), why });
        assert!(ledger.iter().all(|line| !line.runs() && line.met_at.is_none()));
    }
}
