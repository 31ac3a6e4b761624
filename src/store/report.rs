//! Filing: a report becomes a case with a number, a code, a deadline and its first event, in one commit.

use super::{Moment, Receipt, Result, Store, Token, history::digest, keys::Place, moment::Dice, tx::Tx, words::cut};
use crate::{
    calendar::office_day,
    case::{Case, Stage},
    event::{Actor, Event, Happened},
    id::{CaseId, DraftId, ReportId, WorkOrderId},
    identifiers::{case_number::CaseNumber, credit_code::CreditCode},
    policy,
    queue::Scope,
    refusal::Refusal,
    region::RegionCode,
    report::{Contact, NewReport},
    service::ServiceCode,
    staff::Staff,
};
use std::{collections::BTreeSet, sync::Arc};

/// The first version of a report's query code.
const FIRST_CODE: i64 = 1;

const NEXT_NUMBER: &str = "insert into number_series (region_code, day_on, last) values ($1, $2, 1) \
    on conflict (region_code, day_on) do update set last = number_series.last + 1 returning last";
const INSERT_CASE: &str = "insert into cases (case_id, number, region_code, kind, service_code, visibility, danger, stage, version, \
    filed_at, due_at, due_provisional, next_provisional) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false)";
const INSERT_REPORT: &str = "insert into reports (report_id, case_id, channel, kind, region_code, service_code, obstacle, \
    tried_at, site, what, wish, salt, happened_on, reference, address_sealed, position_sealed, who, visibility, identity, danger, \
    code_version, code_key, code_digest, draft_id, filed_at, taken_by) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)";
const WRITE_CONTACT: &str = "update reports set name_sealed = $2, phone_sealed = $3, phone_lookup = $4, organisation_sealed = $5, \
    credit_code_sealed = $6, credit_code_lookup = $7 where report_id = $1";

/// What belongs to one filing beside the report itself.
struct Filing<'a> {
    id: ReportId,
    draft: DraftId,
    report: &'a NewReport,
    /// Whoever wrote it down for the person.
    by: Option<&'a Staff>,
    words: &'a BTreeSet<String>,
    salt: [u8; 16],
    at: Moment,
}

impl Store {
    /// Files the report of a draft, with what was handed in. A draft files once, whoever of its holders sends it and how often:
    /// pressing twice, replaying or going back gives the same receipt.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this browser holds no such draft. When the database fails; then nothing is filed.
    pub async fn file(&self, browser: &Token, draft: DraftId, report: &NewReport, at: Moment) -> Result<Receipt> {
        let (holder, words) = (browser.digest(), searched(report).await?);
        in_tx!(self, |tx| {
            // the draft is locked from here on: whoever comes second finds the receipt
            if tx.renew_draft(&holder, draft, at).await? {
                let receipt = tx.file(draft, report, None, &words, at).await?;
                tx.forget_draft(draft).await?;
                receipt
            } else {
                tx.receipt_of_draft(&holder, draft).await?.ok_or(Refusal::NotFound)?
            }
        })
    }
}

impl Store {
    /// The number under which a draft of this browser was filed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filed(&self, browser: &Token, draft: DraftId) -> Result<Option<CaseNumber>> {
        Ok(in_view!(self, |tx| { tx.receipt_of_draft(&browser.digest(), draft).await?.map(|receipt| receipt.number) }))
    }
}

impl Tx {
    /// Files a report, as the person sent it or as somebody at work wrote it down for them.
    pub async fn file(
        &mut self,
        draft: DraftId,
        report: &NewReport,
        by: Option<&Staff>,
        words: &BTreeSet<String>,
        at: Moment,
    ) -> Result<Receipt> {
        let mut dice = at.dice();
        let filing = Filing { id: ReportId(dice.id()), draft, report, by, words, salt: dice.bytes(), at };
        // what was withdrawn from the public meanwhile is followed no more: the report becomes a case of its own
        let receipt = match self.followed(report).await? {
            Some(case) => self.follow(&filing, case, &mut dice).await?,
            None => self.open_case(&filing, &mut dice).await?,
        };
        self.move_files(draft, filing.id).await?;
        Ok(receipt)
    }

    async fn open_case(&mut self, filing: &Filing<'_>, dice: &mut Dice) -> Result<Receipt> {
        let Filing { id, report, at, .. } = filing;
        let case = self.new_case(report, *at, dice).await?;
        filing.may_be_taken(&case)?;
        let happened = Happened::Filed {
            report_id: *id,
            channel: report.channel,
            kind: report.kind,
            region: report.region.clone(),
            due: case.due,
        };
        let event = Event { case_id: case.id, version: case.version, at: at.now, by: filing.actor(), happened };
        self.insert_case(&case, report).await?;
        let receipt = self.insert_report(filing, &case, dice).await?;
        let case = case.after(&event, &self.calendar);
        self.record(&case, &event, Some(filing.digest()), dice).await?;
        self.write_words(&case, filing.words).await?;
        self.dispatch_by_rule(case, *at, dice).await?;
        Ok(receipt)
    }

    /// Where one duty rule decides, nobody has to look: the department has it in the same moment.
    async fn dispatch_by_rule(&mut self, case: Case, at: Moment, dice: &mut Dice) -> Result<()> {
        let proposal = self.proposal(&case).await?;
        let Some(rule) = proposal.decides(case.danger) else { return Ok(()) };
        let order = WorkOrderId(dice.id());
        let event = case.dispatch_by_rule(&rule.department, order, rule.id, at.now);
        self.send_to(case, &rule.department, order, &event, dice).await
    }

    /// The published case that the person says is the same, of the same county.
    async fn followed(&mut self, report: &NewReport) -> Result<Option<Case>> {
        let Some(number) = &report.follow else { return Ok(None) };
        let id = self.case_by_number(number).await?;
        let case = self.case(id).await?;
        let same_county = case.region.six() == report.region.six();
        Ok(Some(case).filter(|case| case.published && same_county))
    }

    async fn follow(&mut self, filing: &Filing<'_>, case: Case, dice: &mut Dice) -> Result<Receipt> {
        filing.may_be_taken(&case)?;
        let event = case.follow(filing.id, filing.report.channel, filing.actor(), filing.at.now);
        let case = case.after(&event, &self.calendar);
        let receipt = self.insert_report(filing, &case, dice).await?;
        self.record(&case, &event, Some(filing.digest()), dice).await?;
        self.write_words(&case, filing.words).await?;
        Ok(receipt)
    }

    async fn new_case(&mut self, report: &NewReport, at: Moment, dice: &mut Dice) -> Result<Case> {
        let scopes = self.upward(&report.region).await?.into_iter().map(Scope::Region).collect();
        Ok(Case {
            id: CaseId(dice.id()),
            number: self.next_number(&report.region, at).await?,
            region: report.region.clone(),
            kind: report.kind,
            channel: report.channel,
            service: report.service.clone(),
            danger: report.danger,
            who: report.who,
            identity: report.identity,
            stage: Stage::Filed,
            version: 1,
            filed_at: at.now,
            due: self.calendar.deadline(at.now, policy::REPLY_WORKING_DAYS),
            ledger: Vec::new(),
            holder: None,
            urged: false,
            reopened: false,
            points_open: 0,
            scopes,
            work_order: None,
            leader_signs: true,
            reply: None,
            visibility: report.visibility,
            published: false,
        })
    }

    /// Numbers run by the six digits that stand in them, whichever township it is about.
    async fn next_number(&mut self, region: &RegionCode, at: Moment) -> Result<CaseNumber> {
        let day = office_day(at.now);
        let last: i64 = sql!(self, conn => sqlx::query_scalar(NEXT_NUMBER).bind(region.six()).bind(day.to_string())
            .fetch_one(conn).await)?;
        let serial = u32::try_from(last).map_err(|_| Refusal::TooLong)?;
        CaseNumber::new(region, day, serial)
            .map_err(|_| super::Error::advice("One county has more than 999,999 reports in a day."))
    }

    async fn insert_case(&mut self, case: &Case, report: &NewReport) -> Result<()> {
        let (filed_at, due_at) = (case.filed_at.as_microsecond(), case.due.at.as_microsecond());
        let service = report.service.as_ref().map(ServiceCode::as_str);
        sql!(self, conn => sqlx::query(INSERT_CASE).bind(case.id.0).bind(case.number.as_str()).bind(case.region.as_str())
            .bind(case.kind.as_str()).bind(service).bind(case.visibility.as_str()).bind(report.danger)
            .bind(case.stage.as_str()).bind(case.version).bind(filed_at).bind(due_at)
            .bind(case.due.provisional).execute(conn).await.map(drop))?;
        Ok(())
    }

    async fn insert_report(&mut self, filing: &Filing<'_>, case: &Case, dice: &mut Dice) -> Result<Receipt> {
        let Filing { id, draft, report, by, salt, at, .. } = filing;
        let keys = Arc::clone(&self.keys);
        let key = keys.current().unwrap_or_default();
        let code = keys.code(key, *id, FIRST_CODE)?;
        let code_digest = keys.lookup("code", code.as_str())?;
        let mut seal = |place, text: Option<String>| {
            text.map(|text| keys.seal(Place(place, id.0), dice.bytes(), text.as_bytes())).transpose()
        };
        let address = seal("reports.address", report.facts.address.clone())?;
        let position = seal("reports.position", report.facts.position.map(|(north, east)| format!("{north},{east}")))?;
        let happened_on = report.facts.happened_on.map(|day| day.to_string());
        sql!(self, conn => sqlx::query(INSERT_REPORT).bind(id.0).bind(case.id.0).bind(report.channel.as_str())
            .bind(report.kind.as_str()).bind(report.region.as_str()).bind(report.service.as_ref().map(ServiceCode::as_str))
            .bind(report.obstacle.map(|choice| choice.as_str())).bind(report.tried_at.map(|choice| choice.as_str()))
            .bind(&report.site).bind(&report.what).bind(&report.wish).bind(salt.to_vec()).bind(happened_on)
            .bind(&report.facts.reference).bind(&address).bind(&position).bind(report.who.as_str())
            .bind(report.visibility.as_str()).bind(report.identity.as_str()).bind(report.danger)
            .bind(FIRST_CODE).bind(i64::from(key)).bind(&code_digest).bind(draft.0).bind(at.now.as_microsecond())
            .bind(by.map(|staff| staff.id.0)).execute(conn).await.map(drop))?;
        if let Some(contact) = &report.contact {
            self.write_contact(*id, contact, dice).await?;
        }
        Ok(Receipt { number: case.number.clone(), code, due: case.due, filed_at: at.now, follows: case.version > 1 })
    }

    /// Seals how somebody can be reached with the current key.
    pub async fn write_contact(&mut self, id: ReportId, contact: &Contact, dice: &mut Dice) -> Result<()> {
        let Contact { name, phone, organisation, credit_code } = contact;
        let keys = Arc::clone(&self.keys);
        let mut seal = |place, text: &str| keys.seal(Place(place, id.0), dice.bytes(), text.as_bytes());
        let name = seal("reports.name", name)?;
        let phone_sealed = seal("reports.phone", phone.as_str())?;
        let organisation = organisation.as_ref().map(|text| seal("reports.organisation", text)).transpose()?;
        let code = credit_code.as_ref().map(CreditCode::as_str);
        let code_sealed = code.map(|code| seal("reports.credit_code", code)).transpose()?;
        let code_lookup = code.map(|code| keys.lookup("credit_code", code)).transpose()?;
        let phone_lookup = keys.lookup("phone", phone.as_str())?;
        Ok(sql!(self, conn => sqlx::query(WRITE_CONTACT).bind(id.0).bind(&name).bind(&phone_sealed).bind(&phone_lookup)
            .bind(&organisation).bind(&code_sealed).bind(&code_lookup).execute(conn).await.map(drop))?)
    }
}

impl Filing<'_> {
    fn actor(&self) -> Actor {
        self.by.map_or(Actor::Citizen, |staff| Actor::Staff(staff.id))
    }

    fn may_be_taken(&self, case: &Case) -> Result<()> {
        match self.by {
            Some(staff) => Ok(staff.may_take(self.report.channel, case)?),
            None => Ok(()),
        }
    }

    fn digest(&self) -> Vec<u8> {
        digest(&self.salt, &words(&self.report.what, self.report.wish.as_deref()))
    }
}

/// The words by which staff find a report again.
pub(super) async fn searched(report: &NewReport) -> Result<BTreeSet<String>> {
    searched_in(&report.what, report.wish.as_deref(), report.site.as_deref()).await
}

/// The same of a report that is kept already.
pub(super) async fn searched_in(what: &str, wish: Option<&str>, site: Option<&str>) -> Result<BTreeSet<String>> {
    cut([Some(what), wish, site].into_iter().flatten().collect::<Vec<_>>().join("\n")).await
}

/// The words of a report as its digest covers them; no text of a person holds the character between them.
pub(super) fn words(what: &str, wish: Option<&str>) -> String {
    wish.map_or_else(|| what.to_owned(), |wish| format!("{what}\0{wish}"))
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
