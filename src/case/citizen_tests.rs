//! The table of what a reporter may do, at each stage, and why not.

use super::{Absent, Case, OwnAct, OwnCase, OwnForm, Past, Stage, UrgeReason, Wanted, WithdrawReason};
use crate::{
    calendar::{Calendar, CalendarYear, Due},
    event::Happened,
    id::{CaseId, ReportId},
    identifiers::case_number::CaseNumber,
    refusal::Refusal,
    region::RegionCode,
    report::{Channel, Identity, Kind, Visibility, Who},
};
use jiff::Timestamp;
use uuid::Uuid;

fn local(text: &str) -> Timestamp {
    format!("{text}:00+08:00").parse().unwrap()
}

fn calendar() -> Calendar {
    let years = CalendarYear::parse_all(include_str!("../../data/holidays.csv")).unwrap();
    years.into_iter().fold(Calendar::default(), |calendar, year| calendar.with(year))
}

fn own(stage: Stage) -> OwnCase {
    let region: RegionCode = "990101".parse().unwrap();
    OwnCase {
        case: Case {
            id: CaseId(Uuid::from_u128(1)),
            number: CaseNumber::new(&region, jiff::civil::date(2026, 11, 23), 1).unwrap(),
            region,
            kind: Kind::Help,
            channel: Channel::Web,
            service: None,
            danger: false,
            who: Who::Person,
            identity: Identity::Named,
            stage,
            version: 4,
            filed_at: local("2026-11-23T10:00"),
            due: Due { at: local("2026-11-30T17:30"), provisional: false },
            ledger: Vec::new(),
            holder: None,
            urged: false,
            reopened: false,
            points_open: 0,
            scopes: Vec::new(),
            work_order: None,
            leader_signs: true,
            reply: None,
            visibility: Visibility::Public,
            published: true,
        },
        past: Past::default(),
        report: ReportId(Uuid::from_u128(2)),
        follows: false,
        left: false,
    }
}

fn absent(own: &OwnCase, now: &str) -> Vec<(OwnAct, Option<Absent>)> {
    own.acts(&calendar(), local(now))
}

fn after(own: &OwnCase, wanted: &Wanted, now: &str) -> Result<(Case, Happened), Refusal> {
    let event = own.act(wanted, Vec::new(), &calendar(), local(now))?;
    Ok((own.case.clone().after(&event, &Calendar::default()), event.happened))
}

#[test]
fn each_stage_has_its_acts_and_says_why_the_others_are_absent() {
    use Absent::{Answered, Closed, Unanswered, Withdrawn};
    use OwnAct::{MakePrivate, NotSolved, Solved, Supplement, Urge, Withdraw};
    for stage in Stage::ALL {
        let [supplement, urge, judge, withdraw] = match stage {
            Stage::Filed | Stage::Dispatched | Stage::Accepted | Stage::Written | Stage::Replied => {
                [None, None, Some(Unanswered), None]
            }
            Stage::Answered => [None, Some(Answered), None, Some(Answered)],
            Stage::Closed => [Some(Closed); 4],
            Stage::Withdrawn => [Some(Withdrawn); 4],
        };
        let acts = [
            (Supplement, supplement),
            (Urge, urge),
            (Solved, judge),
            (NotSolved, if stage == Stage::Closed { None } else { judge }),
            (Withdraw, withdraw),
            (MakePrivate, None),
        ];
        assert_eq!(absent(&own(stage), "2026-11-24T09:00"), acts, "{stage:?}");
    }
}

#[test]
fn whoever_follows_may_add_and_leave_and_nothing_else() {
    for stage in Stage::ALL {
        let follower = OwnCase { follows: true, ..own(stage) };
        let acts = absent(&follower, "2026-11-24T09:00");
        assert_eq!(acts.iter().map(|(act, _)| *act).collect::<Vec<_>>(), [OwnAct::Supplement, OwnAct::StopFollowing]);
        assert_eq!(acts[1].1, None);
        for wanted in [Wanted::Solved, Wanted::MakePrivate, Wanted::Withdraw(WithdrawReason::Other, None)] {
            assert_eq!(after(&follower, &wanted, "2026-11-24T09:00").err(), Some(Refusal::Absent(Absent::NotOwn)));
        }
    }
    let left = OwnCase { follows: true, left: true, ..own(Stage::Accepted) };
    assert!(absent(&left, "2026-11-24T09:00").iter().all(|(_, why)| *why == Some(Absent::Left)));
    let refused = after(&own(Stage::Accepted), &Wanted::StopFollowing, "2026-11-24T09:00").err();
    assert_eq!(refused, Some(Refusal::Absent(Absent::NotOwn)));
}

#[test]
fn asking_to_hurry_is_possible_once_each_working_day() {
    for (urged, now, possible) in [
        ("2026-11-24T09:00", "2026-11-24T17:00", false),
        ("2026-11-24T23:50", "2026-11-25T00:10", true),
        ("2026-11-27T09:00", "2026-11-28T09:00", false),
        ("2026-11-27T09:00", "2026-11-29T23:59", false),
        ("2026-11-27T09:00", "2026-11-30T00:00", true),
        ("2026-11-28T09:00", "2026-11-30T09:00", true),
        ("2026-09-30T09:00", "2026-10-07T09:00", false),
        ("2026-10-09T09:00", "2026-10-10T09:00", true),
    ] {
        let past = Past { urged_at: Some(local(urged)), ..Past::default() };
        let own = OwnCase { past, ..own(Stage::Accepted) };
        let why = own.absent(OwnAct::Urge, &calendar(), local(now));
        assert_eq!(why, (!possible).then_some(Absent::UrgedToday), "{urged} {now}");
    }
}

#[test]
fn nobody_says_overdue_of_what_is_not() {
    let overdue = Wanted::Urge(UrgeReason::Overdue, None);
    let own = own(Stage::Accepted);
    assert_eq!(after(&own, &overdue, "2026-11-30T17:30").err(), Some(Refusal::Absent(Absent::NotOverdue)));
    let (case, happened) = after(&own, &overdue, "2026-11-30T17:31").unwrap();
    assert_eq!((case.stage, case.version, happened.kind()), (Stage::Accepted, 5, "urged"));
}

#[test]
fn what_is_not_solved_is_taken_up_once_within_thirty_days_with_a_new_deadline() {
    let not_solved = Wanted::NotSolved("still the same paper".into());
    let answered = |at: &str| Past { answered_at: Some(local(at)), ..Past::default() };
    let own = |past| OwnCase { past, ..own(Stage::Answered) };
    let (case, happened) = after(&own(answered("2026-11-25T10:00")), &not_solved, "2026-11-26T10:00").unwrap();
    assert_eq!((case.stage, happened.kind()), (Stage::Accepted, "reopened"));
    assert_eq!(case.due, Due { at: local("2026-12-03T17:30"), provisional: false });
    assert!(after(&own(answered("2026-11-01T10:00")), &not_solved, "2026-12-01T23:59").is_ok());
    let late = after(&own(answered("2026-11-01T10:00")), &not_solved, "2026-12-02T00:00");
    assert_eq!(late.err(), Some(Refusal::Absent(Absent::LongAgo)));
    let again = Past { reopened_at: Some(local("2026-11-24T10:00")), ..answered("2026-11-25T10:00") };
    let twice = after(&own(again), &not_solved, "2026-11-26T10:00");
    assert_eq!(twice.err(), Some(Refusal::Absent(Absent::ReopenedOnce)));
    assert_eq!(own(again).absent(OwnAct::Solved, &calendar(), local("2027-11-26T10:00")), None);
}

#[test]
fn solved_closes_withdrawing_ends_and_private_changes_no_stage() {
    let now = "2026-11-24T09:00";
    assert_eq!(after(&own(Stage::Answered), &Wanted::Solved, now).unwrap().0.stage, Stage::Closed);
    let withdraw = Wanted::Withdraw(WithdrawReason::Pressed, None);
    let withdrawn = after(&own(Stage::Replied), &withdraw, now).unwrap().0;
    assert_eq!(
        (withdrawn.stage, withdrawn.visibility, withdrawn.published),
        (Stage::Withdrawn, Visibility::Private, false)
    );
    let case = after(&own(Stage::Closed), &Wanted::MakePrivate, now).unwrap().0;
    assert_eq!((case.stage, case.visibility, case.published), (Stage::Closed, Visibility::Private, false));
    let private = OwnCase { case, ..own(Stage::Closed) };
    assert_eq!(after(&private, &Wanted::MakePrivate, now).err(), Some(Refusal::Absent(Absent::Private)));
}

#[test]
fn an_event_names_the_report_and_never_holds_its_words() {
    let own = own(Stage::Answered);
    let (_, happened) = after(&own, &Wanted::NotSolved("words of a person".into()), "2026-11-24T09:00").unwrap();
    let text = format!("{happened:?}");
    assert!(text.contains("ReportId") && !text.contains("words of"));
    assert!(OwnForm::default().parse(0).is_err_and(|problems| problems.is_empty()));
}
