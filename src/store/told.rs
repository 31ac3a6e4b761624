//! What people told of a case: reports, opened.

use super::{Fault, Result, keys::Place, region::code_of, tx::Tx};
use crate::{
    case::ShownContact,
    id::{CaseId, ReportId},
    identifiers::phone::Phone,
    region::RegionCode,
    report::{Channel, Facts, Identity, Kind, Obstacle, TriedAt, Visibility, Who},
};
use uuid::Uuid;

/// A report, opened.
pub(super) struct Told {
    pub what: String,
    pub wish: Option<String>,
    pub obstacle: Option<Obstacle>,
    pub tried_at: Option<TriedAt>,
    pub site: Option<String>,
    pub facts: Facts,
    pub who: Who,
    pub identity: Identity,
    /// Masked already: more is shown for a reason only, by [`Tx::opened_contact`].
    pub contact: ShownContact,
    pub filed_at: i64,
    pub channel: Channel,
    pub kind: Kind,
    pub region: RegionCode,
    pub service_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    report_id: Uuid,
    what: String,
    wish: Option<String>,
    obstacle: Option<String>,
    tried_at: Option<String>,
    site: Option<String>,
    happened_on: Option<String>,
    reference: Option<String>,
    address_sealed: Option<Vec<u8>>,
    position_sealed: Option<Vec<u8>>,
    who: String,
    name_sealed: Option<Vec<u8>>,
    phone_sealed: Option<Vec<u8>>,
    organisation_sealed: Option<Vec<u8>>,
    credit_code_sealed: Option<Vec<u8>>,
    identity: String,
    filed_at: i64,
    channel: String,
    kind: String,
    region_code: String,
    service_name: Option<String>,
}

const FIRST_OF: &str = "select report_id from reports where case_id = $1 order by filed_at, report_id limit 1";
const REPORT: &str = "select report_id, what, wish, obstacle, tried_at, site, happened_on, reference, address_sealed, \
    position_sealed, who, name_sealed, phone_sealed, organisation_sealed, credit_code_sealed, identity, filed_at, \
    channel, kind, region_code, s.name as service_name from reports r left join services s using (service_code) where report_id = $1";
const COUNT: &str = "select count(*) from reports where case_id = $1";

impl Tx {
    /// The report that made the case.
    pub async fn first_report(&mut self, case: CaseId) -> Result<ReportId> {
        let first: Option<Uuid> =
            sql!(self, conn => sqlx::query_scalar(FIRST_OF).bind(case.0).fetch_optional(conn).await)?;
        Ok(ReportId(first.ok_or(Fault::Corrupt("case without a report"))?))
    }

    /// How many others reported the same.
    pub async fn count_followers(&mut self, case: CaseId) -> Result<i64> {
        let reports: i64 = sql!(self, conn => sqlx::query_scalar(COUNT).bind(case.0).fetch_one(conn).await)?;
        Ok(reports - 1)
    }

    /// What one person told, opened.
    pub async fn told(&mut self, id: ReportId) -> Result<Told> {
        let row: Option<Row> = sql!(self, conn => sqlx::query_as(REPORT).bind(id.0).fetch_optional(conn).await)?;
        self.open_row(row.ok_or(Fault::Corrupt("report"))?)
    }

    /// How the person of a report can be reached, in full.
    pub async fn opened_contact(&mut self, id: ReportId) -> Result<ShownContact> {
        let row: Option<Row> = sql!(self, conn => sqlx::query_as(REPORT).bind(id.0).fetch_optional(conn).await)?;
        self.contact_of(&row.ok_or(Fault::Corrupt("report"))?)
    }

    fn contact_of(&self, row: &Row) -> Result<ShownContact> {
        let open = |place, sealed: &Option<Vec<u8>>| {
            sealed.as_ref().map(|sealed| self.keys.open_text(Place(place, row.report_id), sealed)).transpose()
        };
        Ok(ShownContact {
            name: open("reports.name", &row.name_sealed)?,
            phone: open("reports.phone", &row.phone_sealed)?,
            organisation: open("reports.organisation", &row.organisation_sealed)?,
            credit_code: open("reports.credit_code", &row.credit_code_sealed)?,
        })
    }

    fn open_row(&self, row: Row) -> Result<Told> {
        let open = |place, sealed: &Option<Vec<u8>>| {
            sealed.as_ref().map(|sealed| self.keys.open_text(Place(place, row.report_id), sealed)).transpose()
        };
        let opened = self.contact_of(&row)?;
        let phone = opened.phone.map(|text| Phone::parse(&text)).transpose();
        let contact = ShownContact {
            name: opened.name.as_deref().map(mask_name),
            phone: phone.map_err(|_| Fault::Corrupt("phone"))?.map(|phone| phone.masked()),
            ..opened
        };
        let day = row.happened_on.map(|day| day.parse()).transpose();
        let facts = Facts {
            happened_on: day.map_err(|_| Fault::Corrupt("day"))?,
            reference: row.reference,
            address: open("reports.address", &row.address_sealed)?,
            position: open("reports.position", &row.position_sealed)?.as_deref().and_then(position),
        };
        Ok(Told {
            what: row.what,
            wish: row.wish,
            obstacle: row.obstacle.as_deref().and_then(Obstacle::parse),
            tried_at: row.tried_at.as_deref().and_then(TriedAt::parse),
            site: row.site,
            facts,
            who: Who::parse(&row.who).ok_or(Fault::Corrupt("who"))?,
            identity: Identity::parse(&row.identity).ok_or(Fault::Corrupt("identity"))?,
            contact,
            filed_at: row.filed_at,
            channel: Channel::parse(&row.channel).ok_or(Fault::Corrupt("channel"))?,
            kind: Kind::parse(&row.kind).ok_or(Fault::Corrupt("kind"))?,
            region: code_of(&row.region_code)?,
            service_name: row.service_name,
        })
    }
}

fn position(text: &str) -> Option<(f64, f64)> {
    let (north, east) = text.split_once(',')?;
    Some((north.parse().ok()?, east.parse().ok()?))
}

/// Who can read it, as it stands in the database.
pub(super) fn visibility_of(word: &str) -> Result<Visibility> {
    Ok(Visibility::parse(word).ok_or(Fault::Corrupt("visibility"))?)
}

/// A name of which only the first character shows.
fn mask_name(name: &str) -> String {
    name.chars().take(1).chain(['*']).collect()
}
