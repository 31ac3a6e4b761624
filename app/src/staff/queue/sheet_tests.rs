//! What becomes of a row that is looked at.

use super::*;
use clearway::{
    calendar::Due,
    case::Stage,
    report::{Channel, Kind},
};

const READER: u128 = 1;
const OTHER: u128 = 2;

fn head() -> CaseHead {
    CaseHead {
        id: CaseId(uuid::Uuid::from_u128(7)),
        number: clearway::identifiers::case_number::CaseNumber::parse("990101261122000123H").unwrap(),
        version: 1,
        stage: Stage::Dispatched,
        kind: Kind::Help,
        service_name: None,
        danger: false,
        opening: "words".into(),
        region_name: "here".into(),
        department_name: None,
        filed_at: Timestamp::UNIX_EPOCH,
        due: Due { at: Timestamp::UNIX_EPOCH, provisional: false },
        next: None,
        holder: None,
        channel: Channel::Web,
        urges: 0,
        reopened: false,
    }
}

fn row(head: CaseHead) -> Option<QueueRow> {
    Some(QueueRow { head, stands: true })
}

fn staff(number: u128) -> StaffId {
    StaffId(uuid::Uuid::from_u128(number))
}

fn held(by: u128) -> CaseHead {
    let holder = Holder { id: staff(by), name: "Li Ming".into(), since: Timestamp::UNIX_EPOCH };
    CaseHead { holder: Some(holder), version: 2, ..head() }
}

#[test]
fn what_somebody_else_takes_stays_and_says_who_took_it() {
    let mut shown = Shown::new(head());
    assert_eq!(shown.renew(row(held(OTHER)), staff(READER)), Change::Taken);
    assert!(matches!(&shown.away, Some(Away::Taken(holder)) if holder.id == staff(OTHER)));
    let mut urged = held(OTHER);
    urged.urges = 1;
    shown.renew(row(urged), staff(READER));
    assert!(shown.away.is_some(), "a further change does not give it back");
}

#[test]
fn what_the_reader_takes_or_somebody_puts_back_is_not_away() {
    let mut shown = Shown::new(head());
    assert_eq!(shown.renew(row(held(READER)), staff(READER)), Change::Cells);
    assert_eq!((shown.away.clone(), shown.changed), (None, part::HOLDER));
    shown.renew(row(held(OTHER)), staff(READER));
    shown.renew(row(CaseHead { version: 3, ..head() }), staff(READER));
    assert_eq!(shown.away, None);
}

#[test]
fn what_left_the_list_is_told_once() {
    let mut shown = Shown::new(head());
    assert_eq!(shown.renew(None, staff(READER)), Change::Left);
    assert_eq!(shown.renew(None, staff(READER)), Change::None);
}

#[test]
fn another_deadline_means_another_order() {
    let mut shown = Shown::new(head());
    let later = CaseHead { due: Due { at: Timestamp::MAX, provisional: false }, version: 2, ..head() };
    assert_eq!(shown.renew(row(later), staff(READER)), Change::Moved);
    assert_eq!(shown.changed, part::DUE);
}
