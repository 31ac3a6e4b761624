//! From what was typed to a report that can be filed: each field read once, every problem told.

use super::{
    ADDRESS_MAX, Channel, Contact, Facts, Identity, Kind, Known, NAME_MAX, NewReport, Obstacle, Problem, REFERENCE_MAX,
    ReportForm, Step, TITLE_MAX, TITLE_MIN, TriedAt, Visibility, WHAT_MAX, WHAT_MIN, WISH_MAX, Who, YEARS_BACK,
    form::{UNSURE, YES},
    tidy,
};
use crate::{
    identifiers::{case_number::CaseNumber, credit_code::CreditCode, fold, phone::Phone},
    region::{Region, RegionCode},
    service::ServiceCode,
};
use jiff::civil::Date;

type Read<Value> = Result<Value, Problem>;

impl ReportForm {
    /// Reads every page that is asked; what is wrong is added to the list.
    pub(super) fn read(&self, known: &Known, steps: &[Step], problems: &mut Vec<Problem>) -> Option<NewReport> {
        let asked = |step| steps.contains(&step);
        let mut keep = |problem: Problem| problems.push(problem);
        let region = told(self.region(known), &mut keep);
        let service = if asked(Step::Service) { told(self.service(known), &mut keep) } else { Some(None) };
        let kind = told(self.kind(), &mut keep);
        let obstacle = when(asked(Step::Obstacle), || self.obstacle(), &mut keep);
        let tried = when(asked(Step::Tried), || self.tried(), &mut keep);
        let what = told(self.what(), &mut keep);
        let wish = told(self.wish(), &mut keep);
        let danger = asked(Step::Danger);
        when(danger && self.danger != YES, || Err::<(), _>(Problem::DangerUnseen), &mut keep);
        let follow = when(asked(Step::Similar), || self.follow(known), &mut keep).flatten();
        let facts = if asked(Step::When) { self.facts(known.today, &mut keep) } else { Facts::default() };
        let who = told(self.who().ok_or(Problem::WhoEmpty), &mut keep);
        let contact = if asked(Step::Contact) { Some(self.contact(&mut keep)) } else { None };
        let visibility =
            if self.asks_visibility() { told(self.visibility(), &mut keep) } else { Some(Visibility::Private) };
        let identity = if self.asks_identity() { told(self.identity(), &mut keep) } else { Some(Identity::Anonymous) };
        when(self.declared != YES, || Err::<(), _>(Problem::NotDeclared), &mut keep);
        let (tried_at, site) = tried.map_or((None, None), |(at, site)| (Some(at), site));
        Some(NewReport {
            channel: Channel::Web,
            kind: kind?,
            region: region?,
            service: service?,
            obstacle,
            tried_at,
            site,
            what: what?,
            wish: wish?,
            facts,
            who: who?,
            contact: contact.map_or(Some(None), |contact| contact.map(Some))?,
            visibility: visibility?,
            identity: identity?,
            follow,
            danger,
        })
    }

    fn facts(&self, today: Date, keep: &mut impl FnMut(Problem)) -> Facts {
        let reference = short(&self.reference, REFERENCE_MAX, |_| Problem::ReferenceLong);
        Facts {
            happened_on: told(self.happened_on(today), keep).flatten(),
            reference: told(reference, keep).flatten(),
            address: told(short(&self.address, ADDRESS_MAX, Problem::AddressLong), keep).flatten(),
            position: told(self.position(), keep).flatten(),
        }
    }

    fn region(&self, known: &Known) -> Read<RegionCode> {
        let only = known.counties.first().filter(|_| known.counties.len() == 1);
        let county = only.or_else(|| find(&known.counties, &self.county)).ok_or(Problem::CountyEmpty)?;
        if known.townships.is_empty() || self.township == UNSURE {
            return Ok(county.code.clone());
        }
        Ok(find(&known.townships, &self.township).ok_or(Problem::TownshipEmpty)?.code.clone())
    }

    fn service(&self, known: &Known) -> Read<Option<ServiceCode>> {
        if self.service == UNSURE {
            return Ok(None);
        }
        let item = known.service.as_ref().filter(|item| item.code.as_str() == self.service);
        item.map(|item| Some(item.code.clone())).ok_or(Problem::ServiceEmpty)
    }

    fn kind(&self) -> Read<Kind> {
        Kind::parse(&self.kind).filter(|kind| Kind::OFFERED.contains(kind)).ok_or(Problem::KindEmpty)
    }

    fn obstacle(&self) -> Read<Obstacle> {
        Obstacle::parse(&self.obstacle).ok_or(Problem::ObstacleEmpty)
    }

    fn tried(&self) -> Read<(TriedAt, Option<String>)> {
        let at = TriedAt::parse(&self.tried_at).ok_or(Problem::TriedAtEmpty)?;
        if !at.has_a_site() {
            return Ok((at, None));
        }
        Ok((at, Some(title(&self.site, Problem::SiteEmpty, Problem::SiteLength)?)))
    }

    fn what(&self) -> Read<String> {
        let what = tidy(&self.what);
        match what.chars().count() {
            0 => Err(Problem::WhatEmpty),
            1..WHAT_MIN => Err(Problem::WhatShort),
            WHAT_MIN..=WHAT_MAX => Ok(what),
            long => Err(Problem::WhatLong(long)),
        }
    }

    fn wish(&self) -> Read<Option<String>> {
        short(&self.wish, WISH_MAX, Problem::WishLong)
    }

    fn follow(&self, known: &Known) -> Read<Option<CaseNumber>> {
        match self.follows() {
            Some(number) if known.similar.contains(&number) => Ok(Some(number)),
            None if self.follow == super::form::NONE => Ok(None),
            _ => Err(Problem::FollowEmpty),
        }
    }

    fn happened_on(&self, today: Date) -> Read<Option<Date>> {
        let parts = [&self.year, &self.month, &self.day].map(|part| fold(part));
        if parts.iter().all(String::is_empty) {
            return Ok(None);
        }
        let [year, month, day] = parts;
        let date = match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).map_err(|_| Problem::DateUnreal)?,
            _ => return Err(Problem::DateUnreal),
        };
        let oldest = today.saturating_sub(jiff::Span::new().years(YEARS_BACK));
        match date {
            date if date > today => Err(Problem::DateFuture),
            date if date < oldest => Err(Problem::DateOld),
            date => Ok(Some(date)),
        }
    }

    fn position(&self) -> Read<Option<(f64, f64)>> {
        let (latitude, longitude) = (fold(&self.latitude), fold(&self.longitude));
        if latitude.is_empty() && longitude.is_empty() {
            return Ok(None);
        }
        match (latitude.parse::<f64>(), longitude.parse::<f64>()) {
            (Ok(north), Ok(east)) if north.abs() <= 90.0 && east.abs() <= 180.0 => Ok(Some((north, east))),
            _ => Err(Problem::PositionBad),
        }
    }

    fn contact(&self, keep: &mut impl FnMut(Problem)) -> Option<Contact> {
        let (organisation, credit_code) = match self.who() {
            Some(Who::Organisation) => {
                let organisation = title(&self.organisation, Problem::OrganisationEmpty, Problem::OrganisationLength);
                (told(organisation, keep).map(Some), told(self.credit_code(), keep))
            }
            _ => (Some(None), Some(None)),
        };
        let name = match short(&self.name, NAME_MAX, |_| Problem::NameLong) {
            Ok(name) => told(name.ok_or(Problem::NameEmpty), keep),
            Err(problem) => told(Err(problem), keep),
        };
        let phone = match tidy(&self.phone).as_str() {
            "" => Err(Problem::PhoneEmpty),
            typed => Phone::parse(typed).map_err(|_| Problem::PhoneBad),
        };
        let phone = told(phone, keep);
        Some(Contact { name: name?, phone: phone?, organisation: organisation?, credit_code: credit_code? })
    }

    fn credit_code(&self) -> Read<Option<CreditCode>> {
        match tidy(&self.credit_code).as_str() {
            "" => Ok(None),
            typed => CreditCode::parse(typed).map(Some).map_err(|_| Problem::CreditCodeBad),
        }
    }

    fn visibility(&self) -> Read<Visibility> {
        Visibility::parse(&self.visibility).ok_or(Problem::VisibilityEmpty)
    }

    fn identity(&self) -> Read<Identity> {
        let given = |identity: &Identity| *identity != Identity::Anonymous;
        Identity::parse(&self.identity).filter(given).ok_or(Problem::IdentityEmpty)
    }
}

fn told<Value>(read: Read<Value>, keep: &mut impl FnMut(Problem)) -> Option<Value> {
    read.map_err(keep).ok()
}

fn when<Value>(asked: bool, read: impl FnOnce() -> Read<Value>, keep: &mut impl FnMut(Problem)) -> Option<Value> {
    asked.then(|| told(read(), keep)).flatten()
}

fn find<'known>(regions: &'known [Region], code: &str) -> Option<&'known Region> {
    regions.iter().find(|region| region.code.as_str() == code.trim())
}

/// A line that may be left empty.
fn short(typed: &str, most: usize, long: impl FnOnce(usize) -> Problem) -> Read<Option<String>> {
    let text = tidy(typed);
    match text.chars().count() {
        0 => Ok(None),
        count if count <= most => Ok(Some(text)),
        count => Err(long(count)),
    }
}

/// The name of a place or an organisation.
fn title(typed: &str, empty: Problem, length: Problem) -> Read<String> {
    let text = tidy(typed);
    match text.chars().count() {
        0 => Err(empty),
        TITLE_MIN..=TITLE_MAX => Ok(text),
        _ => Err(length),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
