//! The rules of staff work: who may do what, when, and with which words.

use super::*;
use crate::{
    calendar::Calendar,
    department::Department,
    id::DepartmentId,
    publication::PublicText,
    report::{Channel, Identity, Who},
    staff::{Role, Staff},
};
use uuid::Uuid;

fn department(n: u128, region: &str) -> Department {
    Department {
        id: DepartmentId(Uuid::from_u128(n)),
        name: n.to_string(),
        region: region.parse().unwrap(),
        parent: None,
    }
}

fn staff(n: u128, role: Role, department: &Department) -> Staff {
    Staff { id: StaffId(Uuid::from_u128(n)), name: n.to_string(), roles: vec![role], department: department.clone() }
}

fn by(author: StaffId) -> ReplyHands {
    ReplyHands { id: ReplyId(Uuid::from_u128(3)), author, signer: None }
}

fn case(stage: Stage, registry: &Department) -> Case {
    let region: RegionCode = "990101".parse().unwrap();
    Case {
        id: CaseId(Uuid::from_u128(1)),
        number: CaseNumber::new(&region, jiff::civil::date(2026, 11, 23), 1).unwrap(),
        region: region.clone(),
        kind: Kind::Help,
        channel: Channel::Web,
        service: None,
        danger: false,
        who: Who::Person,
        identity: Identity::Named,
        stage,
        version: 7,
        filed_at: Timestamp::UNIX_EPOCH,
        due: Due { at: Timestamp::UNIX_EPOCH, provisional: false },
        ledger: Vec::new(),
        holder: None,
        urged: false,
        reopened: false,
        points_open: 0,
        scopes: vec![Scope::Region(region), Scope::Department(registry.id)],
        work_order: Some(WorkOrderId(Uuid::from_u128(2))),
        leader_signs: true,
        reply: Some(by(StaffId(Uuid::from_u128(42)))),
        visibility: Visibility::Public,
        published: false,
    }
}

#[test]
fn each_act_is_legal_at_one_stage_for_one_role() {
    let registry = department(5, "990101");
    for stage in Stage::ALL {
        for role in Role::ALL {
            let mut acts = case(stage, &registry).acts(&staff(9, role, &registry));
            acts.retain(|act| act.is_work() || *act == Act::Publish);
            let legal = match (stage, role) {
                (Stage::Filed, Role::Dispatcher) => vec![Act::Dispatch],
                (Stage::Dispatched, Role::Officer) => vec![Act::Accept],
                (Stage::Accepted, Role::Officer) => vec![Act::Contact, Act::Reply],
                (Stage::Written, Role::Leader) => vec![Act::Sign, Act::Return],
                (Stage::Replied, Role::Reviewer) => vec![Act::Return, Act::Release],
                (Stage::Answered | Stage::Closed, Role::Reviewer) => vec![Act::Publish],
                _ => vec![],
            };
            assert_eq!(acts, legal, "{role:?} at {stage:?}");
        }
    }
}

#[test]
fn only_what_the_person_agreed_to_is_published_once_and_tells_of_nobody() {
    let registry = department(5, "990101");
    let reviewer = staff(9, Role::Reviewer, &registry);
    let text = |answer: &str| PublicText::parse("Which papers it takes", answer).unwrap();
    let plain = text("Bring the card; nothing else is asked for here.");
    let publish = |case: &Case, text| case.publish(&reviewer, 7, text, Timestamp::UNIX_EPOCH).err();
    let answered = case(Stage::Answered, &registry);
    assert_eq!(publish(&answered, &plain), None);
    let telling = text("Call Ms Wang at 13800138000 for this.");
    assert_eq!(publish(&answered, &telling), Some(Refusal::PersonalData));
    let private = Case { visibility: Visibility::Private, ..answered.clone() };
    assert_eq!(publish(&private, &plain), Some(Refusal::NotPublic));
    assert!(!private.acts(&reviewer).contains(&Act::Publish));
    let twice = Case { published: true, ..answered.clone() };
    assert_eq!(publish(&twice, &plain), Some(Refusal::WrongStage));
    let own = Case { reply: Some(by(reviewer.id)), ..answered.clone() };
    assert_eq!(publish(&own, &plain), Some(Refusal::SameHand));
    let signed =
        Case { reply: answered.reply.map(|reply| ReplyHands { signer: Some(reviewer.id), ..reply }), ..answered };
    assert_eq!(publish(&signed, &plain), Some(Refusal::SameHand));
}

#[test]
fn a_reply_is_signed_before_it_is_read_unless_the_department_does_without() {
    let registry = department(5, "990101");
    let (officer, leader) = (staff(9, Role::Officer, &registry), staff(10, Role::Leader, &registry));
    let case = case(Stage::Accepted, &registry);
    let reply = |case: &Case| {
        let event = case.reply(&officer, 7, ReplyId(Uuid::from_u128(8)), Timestamp::UNIX_EPOCH).unwrap();
        case.clone().after(&event, &Calendar::default())
    };
    let written = reply(&case);
    assert_eq!(written.stage, Stage::Written);
    let signed = written.clone().after(&written.sign(&leader, 8, Timestamp::UNIX_EPOCH).unwrap(), &Calendar::default());
    assert_eq!((signed.stage, signed.reply.unwrap().signer), (Stage::Replied, Some(leader.id)));
    let both = Staff { roles: vec![Role::Leader, Role::Reviewer], ..leader };
    assert_eq!(signed.release(&both, 9, Timestamp::UNIX_EPOCH).err(), Some(Refusal::SameHand));
    assert_eq!(reply(&Case { leader_signs: false, ..case }).stage, Stage::Replied);
}

#[test]
fn a_page_that_is_out_of_date_is_told_so_before_anything_else() {
    let registry = department(5, "990101");
    let officer = staff(9, Role::Officer, &registry);
    let case = case(Stage::Replied, &registry);
    assert_eq!(case.accept(&officer, 6, Timestamp::UNIX_EPOCH).err(), Some(Refusal::Changed));
    assert_eq!(case.accept(&officer, 7, Timestamp::UNIX_EPOCH).err(), Some(Refusal::WrongStage));
}

#[test]
fn a_department_of_another_region_cannot_be_given_the_case() {
    let registry = department(5, "990101");
    let dispatcher = staff(9, Role::Dispatcher, &registry);
    let task = WorkOrderId(Uuid::from_u128(8));
    let case = case(Stage::Filed, &registry);
    let far = case.dispatch(&dispatcher, 7, &department(6, "990102"), task, None, Timestamp::UNIX_EPOCH);
    assert_eq!(far.err(), Some(Refusal::OtherRegion));
    let event = case.dispatch(&dispatcher, 7, &registry, task, None, Timestamp::UNIX_EPOCH).unwrap();
    let after = case.after(&event, &Calendar::default());
    assert_eq!((after.stage, after.version, after.work_order), (Stage::Dispatched, 8, Some(task)));
}

#[test]
fn whoever_gave_a_case_away_takes_it_back_within_minutes_and_nobody_else() {
    let registry = department(5, "990101");
    let (mine, theirs) = (staff(9, Role::Dispatcher, &registry), staff(10, Role::Dispatcher, &registry));
    let (calendar, sent_at) = (Calendar::default(), Timestamp::UNIX_EPOCH);
    let minutes = |minutes| sent_at + jiff::SignedDuration::from_mins(minutes);
    let before = Case { scopes: vec![Scope::Region(registry.region.clone())], ..case(Stage::Filed, &registry) };
    let before = Case { work_order: None, reply: None, ..before };
    let sent = before.dispatch(&mine, 7, &registry, WorkOrderId(Uuid::from_u128(8)), None, sent_at).unwrap();
    let mut case = before.clone().after(&sent, &calendar);
    case.scopes.push(Scope::Department(registry.id));
    let back = |who: &Staff, seen, at| case.take_back(who, seen, &sent, at);
    assert_eq!(
        back(&theirs, 8, minutes(1)).err(),
        Some(Refusal::NotYours),
        "a colleague's dispatch is the colleague's"
    );
    assert_eq!(back(&staff(9, Role::Officer, &registry), 8, minutes(1)).err(), Some(Refusal::NotYours));
    assert_eq!(back(&mine, 7, minutes(1)).err(), Some(Refusal::Changed));
    assert_eq!(back(&mine, 8, minutes(11)).err(), Some(Refusal::TooLate));
    let officer = staff(11, Role::Officer, &registry);
    let claimed = case.claim(&officer, 8, false, minutes(1)).unwrap();
    let held = case.clone().after(&claimed, &calendar);
    assert_eq!(held.take_back(&mine, 9, &claimed, minutes(2)).err(), Some(Refusal::Changed), "somebody works on it");
    let accepted = held.after(&held_accept(&officer), &calendar);
    assert_eq!(accepted.take_back(&mine, 10, &sent, minutes(2)).err(), Some(Refusal::WrongStage));
    let event = back(&mine, 8, minutes(10)).unwrap();
    let restored = case.clone().after(&event, &calendar);
    assert_eq!(restored, Case { version: 9, ledger: restored.ledger.clone(), ..before }, "it is where it was");
}

/// An officer takes it on.
fn held_accept(officer: &Staff) -> Event {
    let happened = Happened::Accepted { work_order_id: WorkOrderId(Uuid::from_u128(8)) };
    let (case_id, by) = (CaseId(Uuid::from_u128(1)), Actor::Staff(officer.id));
    Event { case_id, version: 10, at: Timestamp::UNIX_EPOCH, by, happened }
}

#[test]
fn whoever_holds_a_case_works_on_it_and_another_takes_it_over_first() {
    let registry = department(5, "990101");
    let (mine, theirs) = (staff(9, Role::Officer, &registry), staff(10, Role::Officer, &registry));
    let now = Timestamp::UNIX_EPOCH;
    let held = Case { holder: Some(mine.id), ..case(Stage::Accepted, &registry) };
    let reply = |who: &Staff, case: &Case| case.reply(who, 7, ReplyId(Uuid::from_u128(8)), now).err();
    assert_eq!((reply(&mine, &held), reply(&theirs, &held)), (None, Some(Refusal::Held)));
    assert!(held.note(&theirs, now).is_ok(), "anybody may leave a note");
    assert_eq!(held.claim(&theirs, 7, false, now).err(), Some(Refusal::Held));
    let event = held.claim(&theirs, 7, true, now).unwrap();
    assert_eq!(held.clone().after(&event, &Calendar::default()).holder, Some(theirs.id));
    assert_eq!(held.let_go(&theirs, 7, now).err(), Some(Refusal::NotHeld));
    let event = held.let_go(&mine, 7, now).unwrap();
    assert_eq!(held.after(&event, &Calendar::default()).holder, None);
}

#[test]
fn what_is_given_back_is_in_the_hands_of_whoever_wrote_it() {
    let registry = department(5, "990101");
    let leader = staff(10, Role::Leader, &registry);
    let written = case(Stage::Written, &registry);
    let event = written.give_back(&leader, 7, Timestamp::UNIX_EPOCH).unwrap();
    let back = written.after(&event, &Calendar::default());
    assert_eq!((back.stage, back.holder), (Stage::Accepted, Some(StaffId(Uuid::from_u128(42)))));
}

#[test]
fn a_deadline_that_stands_as_it_was_makes_no_event() {
    let case = case(Stage::Accepted, &department(5, "990101"));
    assert!(case.recompute(case.due, Timestamp::UNIX_EPOCH).is_none());
}

/// The reviewed table of rights, as `(act, role, in scope, outside, own)`.
fn reviewed() -> Vec<[&'static str; 5]> {
    let lines = include_str!("../../docs/permissions.csv").lines().skip(1);
    lines.map(|line| line.split(',').collect::<Vec<_>>().try_into().unwrap()).collect()
}

fn word<Given>(answer: Result<Given, Refusal>) -> &'static str {
    match answer {
        Ok(_) => "yes",
        Err(Refusal::NotFound) => "hidden",
        Err(Refusal::NotYours | Refusal::SameHand) => "no",
        Err(refusal) => panic!("{refusal}"),
    }
}

#[test]
fn the_rules_say_what_the_reviewed_table_says() {
    let (registry, elsewhere) = (department(5, "990101"), department(6, "990102"));
    let text = PublicText::parse("Which papers it takes", "Bring the card; nothing else is asked for here.").unwrap();
    for [door, role, in_scope, outside, own] in reviewed() {
        let role = Role::parse(role).unwrap();
        let (here, away) = (staff(9, role, &registry), staff(9, role, &elsewhere));
        let Some(act) = Act::ALL.into_iter().find(|act| door == format!("case/{}", act.as_str())) else {
            continue;
        };
        let stage = Stage::ALL.into_iter().find(|stage| act.is_legal_at(*stage)).unwrap();
        let case = case(stage, &registry);
        assert_eq!(word(here.may(act, &case)), in_scope, "{door} {role:?}");
        assert_eq!(word(away.may(act, &case)), outside, "{door} {role:?} outside");
        let mine = Case { reply: Some(by(here.id)), ..case };
        let done = match act {
            Act::Sign => mine.sign(&here, 7, Timestamp::UNIX_EPOCH),
            Act::Release => mine.release(&here, 7, Timestamp::UNIX_EPOCH),
            Act::Publish => mine.publish(&here, 7, &text, Timestamp::UNIX_EPOCH),
            _ => continue,
        };
        if own != "-" {
            assert_eq!(word(done), own, "{door} {role:?} of their own words");
        }
    }
}

#[test]
fn each_list_belongs_to_the_role_that_the_reviewed_table_names() {
    for [door, role, in_scope, ..] in reviewed() {
        let Some(bucket) = door.strip_prefix("queue/").and_then(crate::queue::Bucket::parse) else {
            continue;
        };
        assert_eq!((bucket.role() == Role::parse(role).unwrap()), in_scope == "yes", "{door} {role}");
    }
}

#[test]
fn whoever_goes_back_from_a_case_finds_a_list_of_their_own() {
    use crate::queue::Bucket;
    let office = department(1, "990101");
    let back = |role, waits| staff(1, role, &office).back_from(waits);
    assert_eq!(back(Role::Officer, Some(Bucket::ToAccept)), Some(Bucket::ToAccept));
    assert_eq!(
        back(Role::Officer, Some(Bucket::ToRelease)),
        Some(Bucket::ToReply),
        "whoever has answered answers the next"
    );
    assert_eq!(back(Role::Officer, None), Some(Bucket::ToReply));
    assert_eq!(back(Role::Dispatcher, Some(Bucket::ToAccept)), Some(Bucket::ToDispatch));
    assert_eq!(back(Role::Reviewer, Some(Bucket::ToDispatch)), Some(Bucket::ToRelease));
    assert_eq!(back(Role::Operator, Some(Bucket::ToDispatch)), None, "who has no list goes to the first page");
}
