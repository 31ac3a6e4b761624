//! What reporters do to their own case: a rule decides, the store keeps, one transaction.

use super::{
    Error, Fault, Moment, Result, Store, TrackPass,
    file::Owner,
    history::{digest, time},
    receipt::CASE_OF_REPORT,
    tx::Tx,
};
use crate::{
    case::{OwnCase, OwnForm, Past, Wanted},
    event::{Event, Happened},
    evidence::{FILES_MAX, FileHead, NewFile},
    id::{CaseId, FileId, ReportId},
    identifiers::case_number::CaseNumber,
    refusal::Refusal,
};
use jiff::Timestamp;
use uuid::Uuid;

/// How often an act is tried when staff change the case at the same moment: a reporter has read no version.
const TRIES: usize = 5;

const PAST: &str = "select kind, max(at) from events where case_id = $1 and kind in ('released', 'urged', 'reopened') \
    group by kind";
const LEFT: &str = "select body from events where case_id = $1 and kind = 'unfollowed'";
const INSERT_WORDS: &str =
    "insert into citizen_words (case_id, version, report_id, words, salt) values ($1, $2, $3, $4, $5)";

/// What became of what a reporter wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It is done.
    Done,
    /// It is done, but not every file was taken; which and why is kept for the page.
    WithoutSomeFiles,
    /// Something is wrong with it, or it is not possible now; what was typed is kept for the page.
    NotYet,
}

impl Store {
    /// Does what the holder of a pass wants done to the own case, or keeps what was typed for another try.
    /// `form.uploads` names the files that were handed in and not taken.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the pass opens no such case or the act is unknown.
    pub async fn act(
        &self,
        pass: &TrackPass,
        number: &CaseNumber,
        form: &OwnForm,
        files: Vec<NewFile>,
        at: Moment,
    ) -> Result<Acted> {
        let report = self.own_report(pass, number, at.now).await?;
        if files.len() > FILES_MAX {
            return Err(Refusal::TooManyFiles.into());
        }
        let wanted = match form.parse(files.len()) {
            Err(problems) if problems.is_empty() => return Err(Refusal::NotFound.into()),
            Err(_) => None,
            Ok(wanted) => Some(wanted),
        };
        let done = match wanted {
            Some(wanted) => self.act_with_files(report, &wanted, &files, at).await,
            None => Ok(false),
        };
        match done? {
            true if form.uploads.is_empty() => self.forget_own_form(report).await.map(|()| Acted::Done),
            true => {
                let rest = OwnForm { text: String::new(), reason: String::new(), ..form.clone() };
                self.keep_own_form(report, &rest, at).await.map(|()| Acted::WithoutSomeFiles)
            }
            false => self.keep_own_form(report, form, at).await.map(|()| Acted::NotYet),
        }
    }

    /// The report a pass opens, when its case has this number.
    pub(super) async fn own_report(&self, pass: &TrackPass, number: &CaseNumber, now: Timestamp) -> Result<ReportId> {
        let report = self.report_of(pass, now).await?;
        let case: Option<(Uuid, String)> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(CASE_OF_REPORT).bind(report).fetch_optional(conn).await)?
        });
        match case {
            Some((_, own)) if own == number.as_str() => Ok(ReportId(report)),
            _ => Err(Refusal::NotFound.into()),
        }
    }

    /// Contents first, rows with the event; without the event no content stays. Whether it was possible.
    async fn act_with_files(&self, report: ReportId, wanted: &Wanted, files: &[NewFile], at: Moment) -> Result<bool> {
        let mut heads = Vec::new();
        for (index, file) in files.iter().enumerate() {
            heads.push(self.write_content(file, at.apart(index)).await?);
        }
        let done = self.try_act(report, wanted, &heads, files, at).await;
        if !matches!(done, Ok(())) {
            // what cannot be deleted now is swept
            let _later = self.discard_contents(&heads.iter().map(|head| head.id).collect::<Vec<_>>()).await;
        }
        match done {
            Ok(()) => Ok(true),
            Err(Error::Refused(Refusal::Absent(_))) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn try_act(
        &self,
        report: ReportId,
        wanted: &Wanted,
        heads: &[FileHead],
        files: &[NewFile],
        at: Moment,
    ) -> Result<()> {
        let mut tries = 0;
        loop {
            tries += 1;
            let done = in_tx!(self, |tx| {
                let own = tx.own_case(report).await?;
                tx.act(&own, wanted, heads, at).await?;
                for (head, file) in heads.iter().zip(files) {
                    tx.insert_file(head, Owner::Report(report), file, at.now).await?;
                }
            });
            match done {
                Err(Error::Refused(Refusal::Changed)) if tries < TRIES => {}
                done => return done,
            }
        }
    }
}

impl Tx {
    /// The case as one of its reporters stands to it.
    pub async fn own_case(&mut self, report: ReportId) -> Result<OwnCase> {
        let row: Option<(Uuid, String)> =
            sql!(self, conn => sqlx::query_as(CASE_OF_REPORT).bind(report.0).fetch_optional(conn).await)?;
        let id = CaseId(row.ok_or(Refusal::NotFound)?.0);
        let bodies: Vec<String> = sql!(self, conn => sqlx::query_scalar(LEFT).bind(id.0).fetch_all(conn).await)?;
        let mut left = false;
        for body in bodies {
            let happened: Happened = serde_json::from_str(&body).map_err(|_| Fault::Corrupt("event"))?;
            left |= happened.report() == Some(report);
        }
        let follows = self.first_report(id).await? != report;
        Ok(OwnCase { case: self.case(id).await?, past: self.past(id).await?, report, follows, left })
    }

    async fn past(&mut self, id: CaseId) -> Result<Past> {
        let rows: Vec<(String, i64)> = sql!(self, conn => sqlx::query_as(PAST).bind(id.0).fetch_all(conn).await)?;
        let at = |kind: &str| rows.iter().find(|(name, _)| name == kind).map(|(_, at)| time(*at)).transpose();
        Ok(Past { answered_at: at("released")?, urged_at: at("urged")?, reopened_at: at("reopened")? })
    }

    /// The words of a report's person, beside the event that holds their digest.
    pub(super) async fn write_citizen_words(
        &mut self,
        event: &Event,
        report: ReportId,
        text: &str,
        salt: &[u8],
    ) -> Result<()> {
        Ok(
            sql!(self, conn => sqlx::query(INSERT_WORDS).bind(event.case_id.0).bind(event.version).bind(report.0).bind(text)
            .bind(salt).execute(conn).await.map(drop))?,
        )
    }

    async fn act(&mut self, own: &OwnCase, wanted: &Wanted, files: &[FileHead], at: Moment) -> Result<()> {
        let files: Vec<FileId> = files.iter().map(|file| file.id).collect();
        let event = own.act(wanted, files, &self.calendar, at.now)?;
        let case = own.case.clone().after(&event, &self.calendar);
        let mut dice = at.dice();
        let salt: [u8; 16] = dice.bytes();
        let words = wanted.text().map(|text| digest(&salt, text));
        self.record(&case, &event, words, &mut dice).await?;
        if let Some(text) = wanted.text() {
            self.write_citizen_words(&event, own.report, text, &salt).await?;
        }
        match event.happened {
            Happened::Withdrawn { .. } | Happened::MadePrivate { .. } => self.unpublish(case.id).await,
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
#[path = "citizen_tests.rs"]
mod tests;
