//! Filing: a report becomes a case with a number, a code, a deadline and its first event, in one commit.

use super::{Moment, Receipt, Result, Store, Token, history::digest, keys::Place, moment::Dice, tx::Tx};
use crate::{
    calendar::office_day,
    case::{Case, Stage},
    event::{Actor, Event, Happened},
    id::{CaseId, DraftId, ReportId},
    identifiers::case_number::CaseNumber,
    policy,
    queue::Scope,
    refusal::Refusal,
    region::RegionCode,
    report::NewReport,
};

/// The first version of a report's query code.
const FIRST_CODE: i64 = 1;

const NEXT_NUMBER: &str = "insert into number_series (region_code, day_on, last) values ($1, $2, 1) \
    on conflict (region_code, day_on) do update set last = number_series.last + 1 returning last";
const INSERT_CASE: &str = "insert into cases (case_id, number, region_code, kind, stage, version, filed_at, due_at, due_provisional) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const INSERT_DEADLINE: &str = "insert into deadlines (case_id, clock, started_at, working_days, due_at, provisional) \
    values ($1, 'reply', $2, $3, $4, $5)";
const INSERT_REPORT: &str = "insert into reports (report_id, case_id, channel, what, salt, name_sealed, phone_sealed, phone_lookup, \
    code_version, code_key, code_digest, browser_digest, draft_id, filed_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const FORGET_DRAFT: &str = "delete from drafts where browser_digest = $1 and draft_id = $2";

impl Store {
    /// Files a report. The same draft of the same browser files once: pressing twice, replaying or going back gives the
    /// same receipt.
    ///
    /// # Errors
    /// When the database fails; then nothing is filed.
    pub async fn file(&self, browser: &Token, draft: DraftId, report: &NewReport, at: Moment) -> Result<Receipt> {
        in_tx!(self, |tx| {
            let receipt = match tx.receipt_of_draft(browser, draft).await? {
                Some(receipt) => receipt,
                None => tx.file(browser, draft, report, at).await?,
            };
            tx.forget_draft(browser, draft).await?;
            receipt
        })
    }
}

impl Tx {
    async fn file(&mut self, browser: &Token, draft: DraftId, report: &NewReport, at: Moment) -> Result<Receipt> {
        let mut dice = at.dice();
        let report_id = ReportId(dice.id());
        let salt: [u8; 16] = dice.bytes();
        let case = self.new_case(report, at, &mut dice).await?;
        let happened = Happened::Filed {
            report_id,
            channel: report.channel,
            kind: report.kind,
            region: report.region.clone(),
            due: case.due,
        };
        let event = Event { case_id: case.id, version: case.version, at: at.now, by: Actor::Citizen, happened };
        self.insert_case(&case).await?;
        let receipt = self.insert_report(report_id, &case, report, (browser, draft), salt, &mut dice).await?;
        self.record(&case, &event, Some(digest(&salt, &report.what)), &mut dice).await?;
        Ok(receipt)
    }

    async fn forget_draft(&mut self, browser: &Token, draft: DraftId) -> Result<()> {
        let browser = browser.digest();
        Ok(sql!(self, conn => sqlx::query(FORGET_DRAFT).bind(browser).bind(draft.0).execute(conn).await.map(drop))?)
    }

    async fn new_case(&mut self, report: &NewReport, at: Moment, dice: &mut Dice) -> Result<Case> {
        let scopes = self.upward(&report.region).await?.into_iter().map(Scope::Region).collect();
        Ok(Case {
            id: CaseId(dice.id()),
            number: self.next_number(&report.region, at).await?,
            region: report.region.clone(),
            kind: report.kind,
            stage: Stage::Filed,
            version: 1,
            filed_at: at.now,
            due: self.calendar.deadline(at.now, policy::REPLY_WORKING_DAYS),
            scopes,
            work_order: None,
            reply: None,
        })
    }

    async fn next_number(&mut self, region: &RegionCode, at: Moment) -> Result<CaseNumber> {
        let day = office_day(at.now);
        let last: i64 = sql!(self, conn => sqlx::query_scalar(NEXT_NUMBER).bind(region.as_str()).bind(day.to_string())
            .fetch_one(conn).await)?;
        let serial = u32::try_from(last).map_err(|_| Refusal::TooLong)?;
        CaseNumber::new(region, day, serial)
            .map_err(|_| super::Error::advice("One county has more than 999,999 reports in a day."))
    }

    async fn insert_case(&mut self, case: &Case) -> Result<()> {
        let (filed_at, due_at) = (case.filed_at.as_microsecond(), case.due.at.as_microsecond());
        sql!(self, conn => sqlx::query(INSERT_CASE).bind(case.id.0).bind(case.number.as_str()).bind(case.region.as_str())
            .bind(case.kind.as_str()).bind(case.stage.as_str()).bind(case.version).bind(filed_at).bind(due_at)
            .bind(case.due.provisional).execute(conn).await.map(drop))?;
        sql!(self, conn => sqlx::query(INSERT_DEADLINE).bind(case.id.0).bind(filed_at)
            .bind(i64::from(policy::REPLY_WORKING_DAYS)).bind(due_at).bind(case.due.provisional)
            .execute(conn).await.map(drop))?;
        Ok(())
    }

    async fn insert_report(
        &mut self,
        id: ReportId,
        case: &Case,
        report: &NewReport,
        (browser, draft): (&Token, DraftId),
        salt: [u8; 16],
        dice: &mut Dice,
    ) -> Result<Receipt> {
        let keys = std::sync::Arc::clone(&self.keys);
        let key = keys.current().unwrap_or_default();
        let code = keys.code(key, id, FIRST_CODE)?;
        let name = report
            .name
            .as_ref()
            .map(|name| keys.seal(Place("reports.name", id.0), dice.bytes(), name.as_bytes()))
            .transpose()?;
        let phone = keys.seal(Place("reports.phone", id.0), dice.bytes(), report.phone.as_str().as_bytes())?;
        let phone_lookup = keys.lookup("phone", report.phone.as_str())?;
        let code_digest = keys.lookup("code", code.as_str())?;
        sql!(self, conn => sqlx::query(INSERT_REPORT).bind(id.0).bind(case.id.0).bind(report.channel.as_str()).bind(&report.what)
            .bind(salt.to_vec()).bind(&name).bind(&phone).bind(&phone_lookup).bind(FIRST_CODE).bind(i64::from(key))
            .bind(&code_digest).bind(browser.digest()).bind(draft.0).bind(case.filed_at.as_microsecond())
            .execute(conn).await.map(drop))?;
        Ok(Receipt { number: case.number.clone(), code, due: case.due, filed_at: case.filed_at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{county, draft, form, later, report, store_test};

    store_test!(the_same_draft_files_once_and_gives_the_same_receipt, |store, at| {
        county(&store).await;
        let mine = Token::from_bytes([1; 32]);
        let first = store.file(&mine, draft(1), &report(), at).await.unwrap();
        store.keep_draft(&mine, draft(1), &form(), at).await.unwrap();
        let again = store.file(&mine, draft(1), &report(), later(at, 1)).await.unwrap();
        assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap().is_none());
        let next = store.file(&mine, draft(2), &report(), later(at, 2)).await.unwrap();
        assert!(first == again);
        assert!(first.number != next.number && first.code != next.code);
        // another browser that learned the draft's id files its own report
        let other = store.file(&Token::from_bytes([2; 32]), draft(1), &report(), later(at, 3)).await.unwrap();
        assert!(other.number != first.number);
    });

    store_test!(the_same_draft_sent_eight_times_at_once_files_once, |store, at| {
        county(&store).await;
        let sent = (0..8).map(|minute| {
            let store = store.clone();
            tokio::spawn(async move {
                store.file(&Token::from_bytes([1; 32]), draft(1), &report(), later(at, minute)).await.unwrap().number
            })
        });
        let mut numbers = Vec::new();
        for number in sent.collect::<Vec<_>>() {
            numbers.push(number.await.unwrap());
        }
        numbers.dedup();
        assert_eq!(numbers.len(), 1);
    });

    store_test!(numbers_of_a_county_and_day_have_no_gaps, |store, at| {
        county(&store).await;
        for n in 1..=12u8 {
            let receipt =
                store.file(&Token::from_bytes([n; 32]), draft(1), &report(), later(at, i64::from(n))).await.unwrap();
            assert!(receipt.number.as_str().contains(&format!("{n:06}")), "{}", receipt.number.as_str());
        }
    });

    store_test!(no_personal_text_stands_open_in_the_database, |store, at| {
        county(&store).await;
        store.file(&Token::from_bytes([1; 32]), draft(1), &report(), at).await.unwrap();
        let mut tx = store.view().await.unwrap();
        let (name, phone): (Vec<u8>, Vec<u8>) =
            sql!(tx, conn => sqlx::query_as("select name_sealed, phone_sealed from reports").fetch_one(conn).await)
                .unwrap();
        let body: String =
            sql!(tx, conn => sqlx::query_scalar("select body from events").fetch_one(conn).await).unwrap();
        assert!(!name.windows(3).any(|part| part == "\u{738B}".as_bytes()));
        assert!(!phone.windows(5).any(|part| part == b"13800"));
        assert!(!body.contains("13800") && !body.contains(&report().what));
    });
}
