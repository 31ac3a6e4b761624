//! Reports that staff write down for somebody: drafts under their own name, filing, and the receipt to be read out once.

use super::{
    Error, Moment, Receipt, Result, Store, case::opening, history::time, report::searched, token::desk_of, told::Told,
    tx::Tx,
};
use crate::{
    case::{Act, Case},
    id::{CaseId, DraftId, ReportId},
    identifiers::{case_number::CaseNumber, phone::Phone},
    intake::{EarlierCase, KeptCall},
    policy,
    refusal::Refusal,
    report::{Channel, Kind, NewReport, ReportForm},
    staff::Staff,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Most drafts that are offered to go on with.
const KEPT_MAX: i64 = 20;
/// Most earlier cases of one telephone that are shown.
const EARLIER_MAX: i64 = 20;

const KEPT: &str = "select d.draft_id, d.form_sealed, d.kept_at from draft_holders h join drafts d using (draft_id) \
    where h.browser_digest = $1 and d.expires_at > $2 order by d.kept_at desc, d.draft_id desc limit cast($3 as bigint)";
const LEAVE: &str = "delete from drafts where draft_id = $2 \
    and exists (select 1 from draft_holders h where h.draft_id = drafts.draft_id and h.browser_digest = $1)";
const END: &str = "delete from draft_holders where browser_digest = $1 and draft_id in \
    (select r.draft_id from reports r join cases c using (case_id) where c.number = $2)";
const BY_PHONE: &str = "select report_id, case_id, filed_at from reports where phone_lookup = $1 \
    order by filed_at desc, report_id desc limit cast($2 as bigint)";

/// What is read out to the person once their report is filed.
#[derive(Clone, PartialEq)]
pub struct Taken {
    /// Number, code and deadline.
    pub receipt: Receipt,
    /// How it came.
    pub channel: Channel,
    /// What they want.
    pub kind: Kind,
    /// What went wrong, in their words.
    pub what: String,
    /// How they want it solved.
    pub wish: Option<String>,
    /// The name of the service concerned.
    pub service_name: Option<String>,
    /// Where.
    pub region_name: String,
    /// Where they can be called, masked.
    pub phone: Option<String>,
}

impl Store {
    /// Keeps what was typed of a call or a visit: sealed, seven days, for whoever typed it.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports, [`Refusal::NotFound`] when the draft is another's or was filed.
    pub async fn keep_call(&self, who: &Staff, draft: DraftId, form: &ReportForm, at: Moment) -> Result<()> {
        takes(who)?;
        let sealed = self.seal_form(draft, form, at)?;
        in_tx!(self, |tx| { tx.write_draft(&desk_of(who.id), draft, &sealed, at).await? })
    }

    /// What was kept of a call.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the database fails.
    pub async fn read_call(&self, who: &Staff, draft: DraftId, now: Timestamp) -> Result<Option<ReportForm>> {
        takes(who)?;
        let sealed = in_view!(self, |tx| { tx.sealed_form(&desk_of(who.id), draft, now).await? });
        sealed.map(|(sealed, _)| self.open_form(draft, &sealed)).transpose()
    }

    /// The calls that somebody kept and did not file, newest first.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the database fails.
    pub async fn list_calls(&self, who: &Staff, now: Timestamp) -> Result<Vec<KeptCall>> {
        takes(who)?;
        let rows: Vec<(Uuid, Vec<u8>, i64)> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(KEPT).bind(desk_of(who.id)).bind(now.as_microsecond()).bind(KEPT_MAX)
                .fetch_all(conn).await)?
        });
        let kept = |(draft, sealed, kept_at): (Uuid, Vec<u8>, i64)| {
            let form = self.open_form(DraftId(draft), &sealed)?;
            Ok(KeptCall {
                draft: DraftId(draft),
                name: form.name,
                opening: opening(&form.what),
                kept_at: time(kept_at)?,
            })
        };
        rows.into_iter().map(kept).collect()
    }

    /// Forgets what was kept of a call.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the database fails.
    pub async fn leave_call(&self, who: &Staff, draft: DraftId) -> Result<()> {
        takes(who)?;
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(LEAVE).bind(desk_of(who.id)).bind(draft.0).execute(conn).await.map(drop))?;
        })
    }

    /// Files what somebody said. A draft files once, however often it is sent.
    ///
    /// # Errors
    /// As [`Staff::may_take`]; [`Refusal::NotFound`] when the draft is another's.
    pub async fn take(&self, who: &Staff, draft: DraftId, report: &NewReport, at: Moment) -> Result<Receipt> {
        takes(who)?;
        let (holder, words) = (desk_of(who.id), searched(report).await?);
        let sealed = self.seal_form(draft, &ReportForm::default(), at)?;
        let done = in_tx!(self, |tx| {
            match tx.receipt_of_draft(&holder, draft).await? {
                Some(receipt) => receipt,
                None => {
                    tx.write_draft(&holder, draft, &sealed, at).await?;
                    let receipt = tx.file(draft, report, Some(who), &words, at).await?;
                    tx.forget_draft(draft).await?;
                    receipt
                }
            }
        });
        match done {
            // of two presses at once the second waited, and finds what the first has filed
            Err(Error::Refused(Refusal::NotFound)) => {
                let receipt = in_view!(self, |tx| { tx.receipt_of_draft(&holder, draft).await? });
                receipt.ok_or_else(|| Refusal::NotFound.into())
            }
            done => done,
        }
    }

    /// What is to be read out of a report that this person has just filed; nothing for others, later, and once the next
    /// caller is there.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the database fails.
    pub async fn read_taken(&self, who: &Staff, number: &CaseNumber, now: Timestamp) -> Result<Option<Taken>> {
        takes(who)?;
        let since = (now - SignedDuration::from_mins(policy::READ_OUT_MINUTES)).as_microsecond();
        Ok(in_view!(self, |tx| {
            match tx.receipt_of_number(&desk_of(who.id), number, since).await? {
                Some((report, receipt)) => Some(tx.taken(report, receipt).await?),
                None => None,
            }
        }))
    }

    /// The next caller: the code of the one before is not shown again.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the database fails.
    pub async fn end_taken(&self, who: &Staff, number: &CaseNumber) -> Result<()> {
        takes(who)?;
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(END).bind(desk_of(who.id)).bind(number.as_str()).execute(conn).await.map(drop))?;
        })
    }

    /// The cases that were reported from a telephone, newest first, as far as this person sees them.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever takes no reports; when the database fails.
    pub async fn earlier_cases(&self, who: &Staff, phone: &Phone) -> Result<Vec<EarlierCase>> {
        takes(who)?;
        let lookup = self.keys().lookup("phone", phone.as_str())?;
        Ok(in_view!(self, |tx| {
            let rows: Vec<(Uuid, Uuid, i64)> = sql!(tx, conn => sqlx::query_as(BY_PHONE).bind(&lookup).bind(EARLIER_MAX)
                .fetch_all(conn).await)?;
            let mut cases = Vec::new();
            for (report, case, filed_at) in rows {
                let case = tx.case(CaseId(case)).await?;
                if who.sees(&case) {
                    cases.push(tx.earlier(&case, ReportId(report), time(filed_at)?).await?);
                }
            }
            cases
        }))
    }
}

fn takes(who: &Staff) -> Result<()> {
    if who.channels().is_empty() { Err(Refusal::NotYours.into()) } else { Ok(()) }
}

impl Tx {
    async fn taken(&mut self, report: ReportId, receipt: Receipt) -> Result<Taken> {
        let Told { what, wish, contact, channel, kind, region, service_name, .. } = self.told(report).await?;
        let region_name = self.place_name(&region).await?;
        Ok(Taken { receipt, channel, kind, what, wish, service_name, region_name, phone: contact.phone })
    }

    async fn earlier(&mut self, case: &Case, report_id: ReportId, filed_at: Timestamp) -> Result<EarlierCase> {
        let follows = self.first_report(case.id).await? != report_id;
        Ok(EarlierCase {
            number: case.number.clone(),
            report_id,
            opening: opening(&self.told(report_id).await?.what),
            filed_at,
            stage: case.stage,
            due: case.due,
            department_name: self.main_department(case.id).await?,
            answer: if follows { None } else { self.newest_answer(case.id).await? },
            can_add: Act::AddFor.is_legal_at(case.stage),
        })
    }
}

#[cfg(test)]
#[path = "intake_tests.rs"]
mod tests;
