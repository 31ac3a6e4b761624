//! Files: what is handed in with a draft, kept with its report, and read by those who may see the draft or the case.
//!
//! The content is written before its row is committed and deleted after the row is gone: a row without content is a fault;
//! content without a row is on its way (`loose_file.rs`), or a stray that `clearway check` names.

use super::{Fault, Moment, Result, Store, Token, TrackPass, tx::Tx};
use crate::{
    evidence::{FILES_MAX, FileHead, Media, NewFile},
    id::{CaseId, DraftId, FileId, ReportId},
    refusal::Refusal,
    staff::Staff,
};
use bytes::Bytes;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct FileRow {
    file_id: Uuid,
    name: String,
    media: String,
    byte_count: i64,
}

impl FileRow {
    fn head(self) -> Result<FileHead> {
        let media = Media::parse(&self.media).ok_or(Fault::Corrupt("media"))?;
        let byte_count = u64::try_from(self.byte_count).map_err(|_| Fault::Corrupt("file size"))?;
        Ok(FileHead { id: FileId(self.file_id), name: self.name, media, byte_count })
    }
}

const INSERT: &str = "insert into files (file_id, report_id, draft_id, name, media, byte_count, digest, added_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const COUNT: &str = "select count(*) from files where draft_id = $1";
const OF_DRAFT: &str =
    "select file_id, name, media, byte_count from files where draft_id = $1 order by added_at, file_id";
const OF_REPORT: &str =
    "select file_id, name, media, byte_count from files where report_id = $1 order by added_at, file_id";
const OF_CASE: &str = "select f.file_id, f.name, f.media, f.byte_count from reports r join files f using (report_id) \
    where r.case_id = $1 order by f.added_at, f.file_id";
const IN_DRAFT: &str = "select f.file_id, f.name, f.media, f.byte_count from files f \
    join drafts d using (draft_id) join draft_holders h using (draft_id) \
    where f.file_id = $1 and d.draft_id = $2 and h.browser_digest = $3 and d.expires_at > $4";
const IN_REPORT: &str = "select file_id, name, media, byte_count from files where file_id = $1 and report_id = $2";
const CASE_OF: &str = "select r.case_id from files f join reports r using (report_id) where f.file_id = $1";
const BY_ID: &str = "select file_id, name, media, byte_count from files where file_id = $1";
const MOVE: &str = "update files set report_id = $2, draft_id = null where draft_id = $1";
const REMOVE: &str = "delete from files where file_id = $1 and draft_id = $2 \
    and exists (select 1 from draft_holders h where h.draft_id = files.draft_id and h.browser_digest = $3)";

/// Whose file it is.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Draft(DraftId),
    /// What is added to a report that was filed already.
    Report(ReportId),
}

impl Store {
    /// Keeps a file with a draft.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this browser holds no such draft, [`Refusal::TooManyFiles`] when it has
    /// [`FILES_MAX`] already.
    pub async fn add_draft_file(
        &self,
        browser: &Token,
        draft: DraftId,
        file: &NewFile,
        at: Moment,
    ) -> Result<FileHead> {
        let head = self.write_content(file, at).await?;
        let added = in_tx!(self, |tx| {
            if !tx.renew_draft(&browser.digest(), draft, at).await? {
                return Err(Refusal::NotFound.into());
            }
            let count: i64 = sql!(tx, conn => sqlx::query_scalar(COUNT).bind(draft.0).fetch_one(conn).await)?;
            if usize::try_from(count).is_ok_and(|count| count >= FILES_MAX) {
                return Err(Refusal::TooManyFiles.into());
            }
            tx.insert_file(&head, Owner::Draft(draft), file, at.now).await?;
        });
        self.keep_or_delete(head, added).await
    }

    /// Takes a file out of a draft.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this browser holds no such draft, or the draft no such file.
    pub async fn remove_draft_file(&self, browser: &Token, draft: DraftId, id: FileId) -> Result<()> {
        in_tx!(self, |tx| { tx.remove_file(browser, draft, id).await? })?;
        self.delete_contents(&[id]).await
    }

    /// A file of a draft, for its holders.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for everybody else.
    pub async fn read_draft_file(
        &self,
        browser: &Token,
        draft: DraftId,
        id: FileId,
        now: Timestamp,
    ) -> Result<(FileHead, Bytes)> {
        let row: Option<FileRow> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(IN_DRAFT).bind(id.0).bind(draft.0).bind(browser.digest())
                .bind(now.as_microsecond()).fetch_optional(conn).await)?
        });
        self.with_content(row).await
    }

    /// A file of a case, for staff who see the case.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for everybody else.
    pub async fn read_case_file(&self, who: &Staff, id: FileId) -> Result<(FileHead, Bytes)> {
        let row: Option<FileRow> = in_view!(self, |tx| {
            let case: Option<Uuid> =
                sql!(tx, conn => sqlx::query_scalar(CASE_OF).bind(id.0).fetch_optional(conn).await)?;
            tx.case_seen_by(who, CaseId(case.ok_or(Refusal::NotFound)?)).await?;
            sql!(tx, conn => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(conn).await)?
        });
        self.with_content(row).await
    }

    /// A file that the holder of number and code handed in.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for files of anybody else, also on the same case, and when the pass has ended.
    pub async fn read_own_file(&self, pass: &TrackPass, id: FileId, now: Timestamp) -> Result<(FileHead, Bytes)> {
        let report = self.report_of(pass, now).await?;
        let row: Option<FileRow> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(IN_REPORT).bind(id.0).bind(report).fetch_optional(conn).await)?
        });
        self.with_content(row).await
    }

    async fn with_content(&self, row: Option<FileRow>) -> Result<(FileHead, Bytes)> {
        let head = row.ok_or(Refusal::NotFound)?.head()?;
        // taken out between the two reads, or lost: `check` tells which
        let content = self.contents.read(head.id).await?.ok_or(Refusal::NotFound)?;
        Ok((head, content))
    }

    /// Writes a content before the row that will name it is committed.
    pub(super) async fn write_content(&self, file: &NewFile, at: Moment) -> Result<FileHead> {
        let id = FileId(at.dice().id());
        self.enter_content(id, at.now).await?;
        self.contents.write(id, Bytes::copy_from_slice(&file.content)).await?;
        let byte_count = file.content.len() as u64;
        Ok(FileHead { id, name: file.name.clone(), media: file.media, byte_count })
    }

    /// Gives the head of a file back once its row is committed; else deletes the content again.
    pub(super) async fn keep_or_delete(&self, head: FileHead, added: Result<()>) -> Result<FileHead> {
        match added {
            Ok(()) => Ok(head),
            Err(error) => {
                // why it was not kept is what counts; a content that cannot be deleted now is swept
                let _later = self.discard_contents(&[head.id]).await;
                Err(error)
            }
        }
    }
}

impl Tx {
    /// The row of a file whose content is written.
    pub async fn insert_file(&mut self, head: &FileHead, owner: Owner, file: &NewFile, now: Timestamp) -> Result<()> {
        let (draft, report) = match owner {
            Owner::Draft(draft) => (Some(draft.0), None),
            Owner::Report(report) => (None, Some(report.0)),
        };
        self.settle_content(head.id).await?;
        let digest = Sha256::digest(&file.content).to_vec();
        let byte_count = i64::try_from(head.byte_count).map_err(|_| Refusal::TooLong)?;
        Ok(sql!(self, conn => sqlx::query(INSERT).bind(head.id.0).bind(report).bind(draft).bind(&head.name)
            .bind(head.media.as_str()).bind(byte_count).bind(&digest).bind(now.as_microsecond())
            .execute(conn).await.map(drop))?)
    }

    /// Takes a file out of a draft of this browser's; its content is left to be deleted.
    pub async fn remove_file(&mut self, browser: &Token, draft: DraftId, id: FileId) -> Result<()> {
        let gone = sql!(self, conn => sqlx::query(REMOVE).bind(id.0).bind(draft.0).bind(browser.digest())
            .execute(conn).await.map(|done| done.rows_affected()))?;
        if gone == 0 { Err(Refusal::NotFound.into()) } else { self.leave_content(id).await }
    }

    /// What was handed in with a draft.
    pub async fn draft_files(&mut self, draft: DraftId) -> Result<Vec<FileHead>> {
        self.list_files(OF_DRAFT, draft.0).await
    }

    /// What one person handed in with and after a report.
    pub async fn report_files(&mut self, report: ReportId) -> Result<Vec<FileHead>> {
        self.list_files(OF_REPORT, report.0).await
    }

    /// What everybody handed in on a case.
    pub async fn case_files(&mut self, case: CaseId) -> Result<Vec<FileHead>> {
        self.list_files(OF_CASE, case.0).await
    }

    async fn list_files(&mut self, text: &'static str, owner: Uuid) -> Result<Vec<FileHead>> {
        let rows: Vec<FileRow> = sql!(self, conn => sqlx::query_as(text).bind(owner).fetch_all(conn).await)?;
        rows.into_iter().map(FileRow::head).collect()
    }

    /// Gives the files of a draft to the report it became: the rows move, the contents stay.
    pub async fn move_files(&mut self, draft: DraftId, report: ReportId) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(MOVE).bind(draft.0).bind(report.0).execute(conn).await.map(drop))?)
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
