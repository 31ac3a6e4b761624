//! A case that never was, as it stands at different times.

use clearway::{
    calendar::{DayCount, Due},
    case::{CaseHead, PublicCase, Stage},
    deadline::Clock,
    event::{Entry, What},
    evidence::{FileHead, Media},
    id::{CaseId, FileId},
    identifiers::case_number::CaseNumber,
    report::{Channel, Kind, Visibility},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use uuid::Uuid;

/// When everything on the page is read: a Wednesday morning in office time.
pub const NOW: Timestamp = Timestamp::constant(1_795_658_400, 0);

/// So many hours from then.
pub fn hours(hours: i64) -> Timestamp {
    NOW + SignedDuration::from_hours(hours)
}

fn due(at: Timestamp) -> Due {
    Due { at, provisional: false }
}

/// A number that no case has.
pub fn number() -> CaseNumber {
    let region = "990101".parse().unwrap_or_else(|_| unreachable!("six digits"));
    CaseNumber::new(&region, date(2026, 11, 23), 3).unwrap_or_else(|_| unreachable!("a day of this century"))
}

/// The case as its reporter sees it.
pub fn case(stage: Stage, days_left: Option<u32>) -> PublicCase {
    let line = |hours_ago: i64, what: What| Entry::bare(hours(-hours_ago), what);
    PublicCase {
        number: number(),
        stage,
        kind: Kind::Help,
        service_name: Some("Registration of a birth".into()),
        region_name: "Example County".into(),
        what: "The window asked for the same certificate three times.".into(),
        wish: None,
        files: Vec::new(),
        phone: Some("138****8000".into()),
        visibility: Visibility::Private,
        follows: false,
        published: None,
        filed_at: hours(-52),
        due: due(hours(if days_left.is_none() { -3 } else { 50 })),
        days_left,
        department_name: Some("Example Registry".into()),
        answer: None,
        entries: vec![
            line(2, What::Contacted),
            line(20, What::Accepted),
            line(48, What::Dispatched),
            line(52, What::Filed),
        ],
        reopened: false,
        verdict_until: None,
        unjudged: false,
        counted: vec![
            (date(2026, 11, 23), DayCount::Received),
            (date(2026, 11, 24), DayCount::Worked),
            (date(2026, 11, 25), DayCount::Worked),
            (date(2026, 11, 26), DayCount::Worked),
        ],
        acts: Vec::new(),
    }
}

/// The same as staff see it in a list, due after so many hours.
pub fn head(stage: Stage, after: i64) -> CaseHead {
    CaseHead {
        id: CaseId(Uuid::nil()),
        number: number(),
        version: 1,
        stage,
        kind: Kind::Help,
        service_name: None,
        danger: false,
        opening: String::new(),
        region_name: "Example County".into(),
        department_name: None,
        filed_at: hours(-52),
        due: due(hours(after)),
        next: stage.is_open().then(|| (Clock::Contact, due(hours(after)))),
        holder: None,
        channel: Channel::Web,
        urges: 2,
        reopened: true,
    }
}

/// A document that nobody handed in.
pub fn file() -> FileHead {
    FileHead { id: FileId(Uuid::nil()), name: "certificate.pdf".into(), media: Media::Pdf, byte_count: 184_320 }
}
