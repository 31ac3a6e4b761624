//! One case's life: who did what when, decided by the rules.

use super::{Calendar, Keys, RegionCode, Result, Scope, ServiceCode, Staff, Stage};
use crate::{
    calendar::office_day,
    case::{Case, ContactWay, OwnCase, Past, Wanted},
    event::{Actor, Event, Happened},
    id::{CaseId, ReplyId, ReportId, WorkOrderId},
    identifiers::case_number::CaseNumber,
    policy,
    refusal::Refusal,
    report::{Channel, Identity, Kind, Visibility, Who},
    store::{Error, Moment, history::digest, keys::Place, moment::Dice},
};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// How far back the first of them lies.
const DAYS_BACK: i64 = 330;
/// How long ago the last of them was filed: its life is over.
const DAYS_SINCE: i64 = 20;

/// Words of a report, its answer, and what search finds it by.
pub struct Story {
    pub what: String,
    pub reply: String,
    pub words: BTreeSet<String>,
}

/// Who answers, and the scopes of their department.
pub struct Team {
    pub officer: Staff,
    pub leader: Option<Staff>,
    pub scopes: Vec<Scope>,
}

/// A county with all above it, who dispatches and reviews there, and which teams answer.
pub struct County {
    pub code: RegionCode,
    pub scopes: Vec<Scope>,
    pub dispatcher: Staff,
    pub reviewer: Staff,
    pub teams: Vec<usize>,
}

/// Everything a case is made of.
pub struct World {
    pub counties: Vec<County>,
    pub services: Vec<ServiceCode>,
    pub teams: Vec<Team>,
    pub stories: Vec<Story>,
    pub serials: HashMap<(String, String), i64>,
}

/// An event as it is kept.
pub struct Kept {
    pub id: Uuid,
    pub event: Event,
    pub words: Option<Vec<u8>>,
    pub scopes: String,
}

/// A case from its report to its verdict.
pub struct Life {
    pub case: Case,
    pub report: ReportId,
    pub draft: Uuid,
    pub code: (i64, Vec<u8>),
    pub name: Vec<u8>,
    pub phone: (Vec<u8>, Vec<u8>),
    pub what: String,
    pub salt: [u8; 16],
    pub words: BTreeSet<String>,
    pub order: (WorkOrderId, crate::id::DepartmentId),
    pub reply: (ReplyId, String, [u8; 16]),
    /// The day of the number, and its serial number there.
    pub serial: (String, i64),
    pub events: Vec<Kept>,
}

/// A case that is being lived.
struct Living<'a> {
    case: Case,
    calendar: &'a Calendar,
    events: Vec<Kept>,
    random: Dice,
}

impl Living<'_> {
    fn happens(&mut self, event: Event, words: Option<Vec<u8>>) {
        self.case = self.case.clone().after(&event, self.calendar);
        let scopes = self.case.scopes.iter().map(Scope::id).collect::<Vec<_>>().join(" ");
        self.events.push(Kept { id: self.random.id(), event, words, scopes });
    }
}

impl World {
    /// The case with this index of so many: the oldest first, spread evenly.
    pub fn live(&mut self, index: usize, count: usize, at: Moment, keys: &Keys, calendar: &Calendar) -> Result<Life> {
        let filed_at = filed_at(at.now, index, count)?;
        let mut seed = at.seed;
        seed[..8].iter_mut().zip(index.to_le_bytes()).for_each(|(byte, part)| *byte ^= part);
        let mut dice = Moment { now: filed_at, seed }.dice();
        let (report, salt) = (ReportId(dice.id()), dice.bytes());
        let serial = self.next_serial(index, filed_at);
        let case = self.filed(index, filed_at, serial.1, &mut dice, calendar)?;
        let story = &self.stories[index % self.stories.len()];
        let key = keys.current().unwrap_or_default();
        let code = keys.lookup("code", keys.code(key, report, 1)?.as_str())?;
        let phone = format!("139{:08}", index % 100_000_000);
        let name = keys.seal(
            Place("reports.name", report.0),
            dice.bytes(),
            story.what.chars().take(1).collect::<String>().as_bytes(),
        )?;
        let sealed = keys.seal(Place("reports.phone", report.0), dice.bytes(), phone.as_bytes())?;
        let (draft, order) = (dice.id(), WorkOrderId(dice.id()));
        let reply = (ReplyId(dice.id()), story.reply.clone(), dice.bytes());
        let county = self.county(index);
        let team = self.team(index);
        let department = team.officer.department.clone();
        let living = Living { case, calendar, events: Vec::with_capacity(8), random: dice };
        let (case, events) = goes_through(living, (report, salt), story, (county, team), order, &reply)?;
        Ok(Life {
            case,
            report,
            draft,
            code: (i64::from(key), code),
            name,
            phone: (sealed, keys.lookup("phone", &phone)?),
            what: story.what.clone(),
            salt,
            words: story.words.clone(),
            order: (order, department.id),
            reply,
            serial,
            events,
        })
    }

    /// The number a report has among those of its county and day.
    fn next_serial(&mut self, index: usize, filed_at: Timestamp) -> (String, i64) {
        let region = self.county(index).code.six().to_owned();
        let day = office_day(filed_at).to_string();
        let last = self.serials.entry((region, day.clone())).or_default();
        *last += 1;
        (day, *last)
    }

    fn filed(
        &self,
        index: usize,
        filed_at: Timestamp,
        serial: i64,
        dice: &mut Dice,
        calendar: &Calendar,
    ) -> Result<Case> {
        let County { code: region, scopes, .. } = self.county(index);
        let serial = u32::try_from(serial).map_err(|_| Refusal::TooLong)?;
        let number = CaseNumber::new(region, office_day(filed_at), serial)
            .map_err(|_| Error::advice("More than 999,999 reports a day."))?;
        Ok(Case {
            id: CaseId(dice.id()),
            number,
            region: region.clone(),
            kind: Kind::Help,
            channel: Channel::ALL[index % 3],
            service: Some(self.services[index % self.services.len()].clone()),
            danger: false,
            who: Who::Person,
            identity: Identity::Named,
            stage: Stage::Filed,
            version: 1,
            filed_at,
            due: calendar.deadline(filed_at, policy::REPLY_WORKING_DAYS),
            ledger: Vec::new(),
            holder: None,
            urged: false,
            reopened: false,
            points_open: 0,
            scopes: scopes.clone(),
            work_order: None,
            leader_signs: self.team(index).leader.is_some(),
            reply: None,
            visibility: Visibility::Private,
            published: false,
        })
    }

    fn county(&self, index: usize) -> &County {
        &self.counties[index % self.counties.len()]
    }

    fn team(&self, index: usize) -> &Team {
        let teams = &self.county(index).teams;
        &self.teams[teams[index / self.counties.len() % teams.len()]]
    }
}

/// Everything that happens to it, each decided by its rule.
fn goes_through(
    mut living: Living<'_>,
    (report, salt): (ReportId, [u8; 16]),
    story: &Story,
    (county, team): (&County, &Team),
    order: WorkOrderId,
    reply: &(ReplyId, String, [u8; 16]),
) -> Result<(Case, Vec<Kept>)> {
    let begun = living.case.filed_at;
    let hours = |hours| begun + SignedDuration::from_hours(hours);
    let Case { id, channel, kind, region, due, .. } = living.case.clone();
    let happened = Happened::Filed { report_id: report, channel, kind, region, due };
    let filed = Event { case_id: id, version: 1, at: begun, by: Actor::Citizen, happened };
    living.happens(filed, Some(digest(&salt, &story.what)));
    let event = living.case.dispatch(&county.dispatcher, 1, &team.officer.department, order, None, hours(2))?;
    living.happens(event, None);
    living.case.scopes.extend(team.scopes.iter().cloned());
    let event = living.case.accept(&team.officer, 2, hours(20))?;
    living.happens(event, None);
    let event = living.case.contact(&team.officer, 3, ContactWay::Phone, true, hours(24))?;
    living.happens(event, None);
    let event = living.case.reply(&team.officer, 4, reply.0, hours(60))?;
    living.happens(event, Some(digest(&reply.2, &reply.1)));
    if let Some(leader) = &team.leader {
        let event = living.case.sign(leader, 5, hours(66))?;
        living.happens(event, None);
    }
    let event = living.case.release(&county.reviewer, living.case.version, hours(72))?;
    living.happens(event, None);
    let past = Past { answered_at: Some(hours(72)), urged_at: None, reopened_at: None };
    let own = OwnCase { case: living.case.clone(), past, report, follows: false, left: false };
    let event = own.act(&Wanted::Solved, Vec::new(), living.calendar, hours(96))?;
    living.happens(event, None);
    Ok((living.case, living.events))
}

/// When the case with this index was filed.
fn filed_at(now: Timestamp, index: usize, count: usize) -> Result<Timestamp> {
    let span = SignedDuration::from_hours(24 * (DAYS_BACK - DAYS_SINCE)).as_micros();
    let into = span * i128::try_from(index).unwrap_or_default() / i128::try_from(count.max(1)).unwrap_or(1);
    let into = SignedDuration::from_micros(i64::try_from(into).unwrap_or_default());
    let first = now - SignedDuration::from_hours(24 * DAYS_BACK);
    first.checked_add(into).map_err(|_| Error::advice("The clock of this machine is beyond every calendar."))
}
