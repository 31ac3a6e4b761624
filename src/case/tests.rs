//! The rules of staff work: who may do what, when, and with which words.

use super::*;
use crate::{
    id::DepartmentId,
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

fn case(stage: Stage, registry: &Department) -> Case {
    let region: RegionCode = "990101".parse().unwrap();
    Case {
        id: CaseId(Uuid::from_u128(1)),
        number: CaseNumber::new(&region, jiff::civil::date(2026, 11, 23), 1).unwrap(),
        region: region.clone(),
        kind: Kind::Help,
        stage,
        version: 7,
        filed_at: Timestamp::UNIX_EPOCH,
        due: Due { at: Timestamp::UNIX_EPOCH, provisional: false },
        scopes: vec![Scope::Region(region), Scope::Department(registry.id)],
        work_order: Some(WorkOrderId(Uuid::from_u128(2))),
        reply: Some((ReplyId(Uuid::from_u128(3)), StaffId(Uuid::from_u128(42)))),
        visibility: Visibility::Public,
        published: false,
    }
}

#[test]
fn each_act_is_legal_at_one_stage_for_one_role() {
    let registry = department(5, "990101");
    for stage in Stage::ALL {
        for role in Role::ALL {
            let acts = case(stage, &registry).acts(&staff(9, role, &registry));
            let legal = match (stage, role) {
                (Stage::Filed, Role::Dispatcher) => vec![Act::Dispatch],
                (Stage::Dispatched, Role::Officer) => vec![Act::Accept],
                (Stage::Accepted, Role::Officer) => vec![Act::Reply],
                (Stage::Replied, Role::Reviewer) => vec![Act::Release],
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
    assert!(private.acts(&reviewer).is_empty());
    let twice = Case { published: true, ..answered.clone() };
    assert_eq!(publish(&twice, &plain), Some(Refusal::WrongStage));
    let own = Case { reply: Some((ReplyId(Uuid::from_u128(3)), reviewer.id)), ..answered };
    assert_eq!(publish(&own, &plain), Some(Refusal::SameHand));
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
    let far = case.dispatch(&dispatcher, 7, &department(6, "990102"), task, Timestamp::UNIX_EPOCH);
    assert_eq!(far.err(), Some(Refusal::OtherRegion));
    let event = case.dispatch(&dispatcher, 7, &registry, task, Timestamp::UNIX_EPOCH).unwrap();
    let after = case.after(&event);
    assert_eq!((after.stage, after.version, after.work_order), (Stage::Dispatched, 8, Some(task)));
}

#[test]
fn a_deadline_that_stands_as_it_was_makes_no_event() {
    let case = case(Stage::Accepted, &department(5, "990101"));
    assert!(case.recompute(case.due, Timestamp::UNIX_EPOCH).is_none());
}
