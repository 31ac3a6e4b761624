//! Number and code: what proves to us that somebody reported, and opens the tracking page.

use super::{Fault, Result, Store, Token, case::number_of, history::time, told::Told, tx::Tx};
use crate::{
    calendar::{Due, office_day},
    case::{PublicCase, Stage},
    deadline::Clock,
    event::What,
    id::{CaseId, DraftId, ReportId},
    identifiers::{case_number::CaseNumber, query_code::QueryCode},
    policy,
    refusal::Refusal,
    report::Visibility,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// What the person keeps: number and code.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The number, no secret.
    pub number: CaseNumber,
    /// The code, a secret.
    pub code: QueryCode,
    /// By when it must be answered.
    pub due: Due,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// Whether it follows a case that was published already.
    pub follows: bool,
}

/// Proof, good for half an hour, that somebody typed the right code: report, end, signature.
#[derive(Clone, PartialEq, Eq)]
pub struct TrackPass(String);

impl TrackPass {
    /// As it came back in the cookie: not proved yet.
    pub const fn from_cookie(text: String) -> Self {
        Self(text)
    }

    /// As it goes into the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(sqlx::FromRow)]
struct ReceiptRow {
    report_id: Uuid,
    number: String,
    code_version: i64,
    code_key: i64,
    due_at: i64,
    due_provisional: bool,
    filed_at: i64,
    follows: bool,
}

const OF_DRAFT: &str = "select r.report_id, c.number, r.code_version, r.code_key, c.due_at, c.due_provisional, r.filed_at, c.filed_at < r.filed_at as follows \
    from draft_holders h join reports r using (draft_id) join cases c using (case_id) \
    where h.browser_digest = $1 and r.draft_id = $2";
const OF_NUMBER: &str = "select r.report_id, c.number, r.code_version, r.code_key, c.due_at, c.due_provisional, r.filed_at, c.filed_at < r.filed_at as follows \
    from cases c join reports r using (case_id) join draft_holders h using (draft_id) \
    where c.number = $1 and h.browser_digest = $2 and r.filed_at > $3 order by r.filed_at desc limit 1";
const BY_CODE: &str = "select r.report_id, r.code_version from cases c join reports r using (case_id) where c.number = $1 and r.code_digest = $2";
pub(super) const CODE_VERSION: &str = "select code_version from reports where report_id = $1";
pub(super) const CASE_OF_REPORT: &str =
    "select c.case_id, c.number from reports r join cases c using (case_id) where r.report_id = $1";

impl Tx {
    fn receipt(&self, row: &ReceiptRow) -> Result<Receipt> {
        let key = u16::try_from(row.code_key).map_err(|_| Fault::Corrupt("key number"))?;
        Ok(Receipt {
            number: number_of(&row.number)?,
            code: self.keys.code(key, ReportId(row.report_id), row.code_version)?,
            due: Due { at: time(row.due_at)?, provisional: row.due_provisional },
            filed_at: time(row.filed_at)?,
            follows: row.follows,
        })
    }

    /// The receipt of a draft that was filed already, for its holders.
    pub async fn receipt_of_draft(&mut self, holder: &[u8], draft: DraftId) -> Result<Option<Receipt>> {
        let row: Option<ReceiptRow> = sql!(self, conn => sqlx::query_as(OF_DRAFT).bind(holder).bind(draft.0)
            .fetch_optional(conn).await)?;
        row.map(|row| self.receipt(&row)).transpose()
    }

    /// The newest report of a case that this holder filed since then, and its receipt.
    pub async fn receipt_of_number(
        &mut self,
        holder: &[u8],
        number: &CaseNumber,
        since: i64,
    ) -> Result<Option<(ReportId, Receipt)>> {
        let row: Option<ReceiptRow> = sql!(self, conn => sqlx::query_as(OF_NUMBER).bind(number.as_str()).bind(holder)
            .bind(since).fetch_optional(conn).await)?;
        row.map(|row| Ok((ReportId(row.report_id), self.receipt(&row)?))).transpose()
    }
}

impl Store {
    /// The receipt again, for the browser that filed, within a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_receipt(&self, browser: &Token, number: &CaseNumber, now: Timestamp) -> Result<Option<Receipt>> {
        let since = (now - SignedDuration::from_hours(policy::CODE_SHOWN_HOURS)).as_microsecond();
        Ok(in_view!(self, |tx| {
            tx.receipt_of_number(&browser.digest(), number, since).await?.map(|(_, receipt)| receipt)
        }))
    }

    /// Opens the tracking page with number and code.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for every pair that does not belong together, whichever half is wrong.
    pub async fn open_tracking(&self, number: &CaseNumber, code: &QueryCode, now: Timestamp) -> Result<TrackPass> {
        let digest = self.keys().lookup("code", code.as_str())?;
        let found: Option<(Uuid, i64)> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(BY_CODE).bind(number.as_str()).bind(&digest).fetch_optional(conn).await)?
        });
        let (report, version) = found.ok_or(Refusal::NotFound)?;
        self.pass_of(report, version, now)
    }

    /// Proof that whoever has it typed this version of a report's code.
    pub(super) fn pass_of(&self, report: Uuid, version: i64, now: Timestamp) -> Result<TrackPass> {
        let until = (now + SignedDuration::from_mins(policy::TRACKING_MINUTES)).as_second();
        let text = format!("{}.{version}.{until}", report.simple());
        let signature = self.keys().sign_pass(&text)?;
        Ok(TrackPass(format!("{text}.{signature}")))
    }

    /// The case as the person who reported it reads it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the pass is for another case, too old or not ours.
    pub async fn read_public(&self, pass: &TrackPass, number: &CaseNumber, now: Timestamp) -> Result<PublicCase> {
        let report = self.report_of(pass, now).await?;
        Ok(in_view!(self, |tx| {
            let own: Option<(Uuid, String)> =
                sql!(tx, conn => sqlx::query_as(CASE_OF_REPORT).bind(report).fetch_optional(conn).await)?;
            let (case, own) = own.ok_or(Refusal::NotFound)?;
            if own != number.as_str() {
                return Err(Refusal::NotFound.into());
            }
            tx.public_case(CaseId(case), ReportId(report), now).await?
        }))
    }

    /// Whose report a pass opens, while it is good.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is not ours, its time is over, or there is a newer code.
    pub(super) async fn report_of(&self, pass: &TrackPass, now: Timestamp) -> Result<Uuid> {
        let (report, version) = self.passed(pass, now).ok_or(Refusal::NotFound)?;
        let current: Option<i64> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(CODE_VERSION).bind(report).fetch_optional(conn).await)?
        });
        if current == Some(version) { Ok(report) } else { Err(Refusal::NotFound.into()) }
    }

    fn passed(&self, pass: &TrackPass, now: Timestamp) -> Option<(Uuid, i64)> {
        let (text, signature) = pass.0.rsplit_once('.')?;
        let [report, version, until] = text.split('.').collect::<Vec<_>>().try_into().ok()?;
        // comparing digests of both sides takes the same time wherever they differ
        let (ours, theirs) = (self.keys().sign_pass(text).ok()?, signature);
        let same = self.keys().sign_pass(&ours).ok()? == self.keys().sign_pass(theirs).ok()?;
        let open = now.as_second() < until.parse::<i64>().ok()?;
        (same && open).then(|| Some((report.parse().ok()?, version.parse().ok()?))).flatten()
    }
}

impl Tx {
    async fn public_case(&mut self, id: CaseId, report: ReportId, now: Timestamp) -> Result<PublicCase> {
        let own = self.own_case(report).await?;
        let (acts, follows) = (own.acts(&self.calendar, now), own.follows);
        let (case, reopened) = (own.case, own.past.reopened_at.is_some());
        let Told { what, wish, contact, filed_at, .. } = self.told(report).await?;
        let entries = self.entries(id).await?;
        let answer = if follows { None } else { self.newest_answer(id).await? };
        let began = self.clock_began(id).await?;
        let verdict = case.ledger.iter().find(|line| line.clock == Clock::Verdict && line.runs());
        let last = entries
            .iter()
            .map(|(_, entry)| entry.what)
            .find(|what| matches!(what, What::Solved | What::ClosedUnjudged));
        let running = case.stage.is_open() && now <= case.due.at;
        Ok(PublicCase {
            kind: case.kind,
            service_name: self.about(id).await?.0,
            region_name: self.place_name(&case.region).await?,
            what,
            wish,
            files: self.report_files(report).await?,
            phone: contact.phone,
            visibility: if follows { Visibility::Private } else { case.visibility },
            follows,
            published: self.publication(id).await?,
            filed_at: time(filed_at)?,
            days_left: running.then(|| self.calendar.working_days_between(office_day(now), office_day(case.due.at))),
            department_name: entries.iter().find_map(|(_, entry)| entry.department.clone()),
            answer,
            entries: entries.into_iter().filter_map(|(by, entry)| entry.for_reporter(by, report, follows)).collect(),
            reopened,
            verdict_until: verdict.filter(|_| !follows).map(|line| line.due.at),
            unjudged: case.stage == Stage::Closed && last == Some(What::ClosedUnjudged),
            counted: self.calendar.count(began, case.due.at),
            acts,
            number: case.number,
            stage: case.stage,
            due: case.due,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{county, draft, file, later, report, store_test};

    store_test!(number_and_code_open_the_case_for_half_an_hour, |store, at| {
        county(&store).await;
        let mine = Token::from_bytes([1; 32]);
        let receipt = file(&store, &mine, draft(1), &report(), at).await;
        let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
        let case = store.read_public(&pass, &receipt.number, later(at, 29).now).await.unwrap();
        assert_eq!((case.stage, case.what), (Stage::Filed, report().what));
        assert!(store.read_public(&pass, &receipt.number, later(at, 30).now).await.is_err());
        let other = file(&store, &mine, draft(2), &report(), later(at, 1)).await;
        assert!(store.read_public(&pass, &other.number, at.now).await.is_err());
        assert!(store.open_tracking(&other.number, &receipt.code, at.now).await.is_err());
        let forged = TrackPass::from_cookie(pass.as_str().replace('.', ".9"));
        assert!(store.read_public(&forged, &receipt.number, at.now).await.is_err());
        for nonsense in ["", ".", "..", "a.b.c", "é.1.f"] {
            assert!(
                store.read_public(&TrackPass::from_cookie(nonsense.into()), &receipt.number, at.now).await.is_err()
            );
        }
    });

    store_test!(the_code_is_shown_again_to_its_browser_for_a_day, |store, at| {
        county(&store).await;
        let mine = Token::from_bytes([1; 32]);
        let receipt = file(&store, &mine, draft(1), &report(), at).await;
        assert!(store.read_receipt(&mine, &receipt.number, later(at, 60).now).await.unwrap() == Some(receipt.clone()));
        assert!(store.read_receipt(&mine, &receipt.number, later(at, 25 * 60).now).await.unwrap().is_none());
        assert!(store.read_receipt(&Token::from_bytes([2; 32]), &receipt.number, at.now).await.unwrap().is_none());
    });
}
