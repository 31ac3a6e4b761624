//! Who looks at which case right now, and who writes on it: known to this process only, and forgotten by itself.

use clearway::{
    id::{CaseId, StaffId},
    presence::{Doing, Present},
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How long somebody is thought to be there without another word of theirs.
const STAYS: SignedDuration = SignedDuration::from_secs(45);
/// Cases asked for at once: more than stand on a page.
const ASKED: usize = 60;
/// People told of on one case.
const MOST: usize = 20;

struct Here {
    present: Present,
    until: Timestamp,
}

impl Here {
    /// A word that was said later was said by a clock that has been put back since.
    fn stays(&self, now: Timestamp) -> bool {
        self.until > now && self.until.duration_since(now) <= STAYS
    }
}

/// Everybody, by case.
#[derive(Default)]
pub struct Presence(Mutex<HashMap<CaseId, HashMap<StaffId, Here>>>);

impl Presence {
    /// Somebody is there and does this. Who sees the case is asked before.
    pub fn beat(&self, case: CaseId, who: &Staff, doing: Doing, now: Timestamp) {
        let mut cases = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cases.retain(|_, people| {
            people.retain(|_, here| here.stays(now));
            !people.is_empty()
        });
        let people = cases.entry(case).or_default();
        let since =
            people.get(&who.id).filter(|here| here.present.doing == doing).map_or(now, |here| here.present.since);
        if people.len() < MOST || people.contains_key(&who.id) {
            let present = Present { name: who.name.clone(), doing, since };
            people.insert(who.id, Here { present, until: now.saturating_add(STAYS).unwrap_or(now) });
        }
    }

    /// The others on a case, whoever writes first.
    pub fn others(&self, case: CaseId, but: StaffId, now: Timestamp) -> Vec<Present> {
        let cases = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let people = cases.get(&case).into_iter().flatten();
        let there = people.filter(|(id, here)| **id != but && here.stays(now));
        let mut others: Vec<_> = there.map(|(_, here)| here.present.clone()).collect();
        others.sort_by_key(|present| (present.doing != Doing::Replying, present.since));
        others
    }

    /// Who is on any of the first of these cases, one of the others a case.
    pub fn among(&self, cases: &[CaseId], but: StaffId, now: Timestamp) -> Vec<(CaseId, Present)> {
        let first = |case: &CaseId| Some((*case, self.others(*case, but, now).into_iter().next()?));
        cases.iter().take(ASKED).filter_map(first).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clearway::{department::Department, id::DepartmentId, staff::Role};
    use uuid::Uuid;

    fn staff(n: u128) -> Staff {
        let region = "990101".parse().unwrap();
        let department = Department { id: DepartmentId(Uuid::nil()), name: "d".into(), region, parent: None };
        Staff { id: StaffId(Uuid::from_u128(n)), name: n.to_string(), roles: vec![Role::Officer], department }
    }

    #[test]
    fn others_are_told_of_until_they_are_silent() {
        let (presence, case, now) = (Presence::default(), CaseId(Uuid::nil()), Timestamp::UNIX_EPOCH);
        presence.beat(case, &staff(1), Doing::Viewing, now);
        presence.beat(case, &staff(2), Doing::Replying, now);
        let names = |but, now| {
            presence.others(case, staff(but).id, now).into_iter().map(|other| other.name).collect::<Vec<_>>()
        };
        assert_eq!(names(3, now), ["2", "1"], "whoever writes comes first");
        assert_eq!(names(2, now), ["1"], "nobody is told of themselves");
        let other = CaseId(Uuid::from_u128(9));
        let among: Vec<_> = presence.among(&[other, case], staff(3).id, now);
        assert!(matches!(&among[..], [(on, first)] if *on == case && first.name == "2"), "one a case, whoever writes");
        assert!(names(3, now + SignedDuration::from_secs(46)).is_empty());
        assert!(names(3, now - SignedDuration::from_secs(46)).is_empty(), "the clock was put back");
    }
}
