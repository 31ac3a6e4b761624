//! Drafts: what was typed so far, kept sealed on the server for the browsers that hold it.
//!
//! The browser that began a draft holds it; another may join by the link that opens it. Nobody else learns that it exists.

use super::{DraftLink, Fault, Moment, Result, Store, Token, keys::Place, tx::Tx};
use crate::{
    evidence::FileHead,
    id::{DraftId, FileId},
    policy,
    refusal::Refusal,
    report::ReportForm,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// An unfinished report as one of its holders finds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// What was typed.
    pub form: ReportForm,
    /// What was handed in with it.
    pub files: Vec<FileHead>,
    /// Whether this browser came by the link: then it is shown [`ReportForm::masked`].
    pub by_link: bool,
}

const BEGIN: &str =
    "insert into drafts (draft_id, form_sealed, kept_at, expires_at) values ($1, $2, $3, $4) on conflict do nothing";
const IS_FILED: &str = "select count(*) from reports where draft_id = $1";
const HOLD: &str = "insert into draft_holders (browser_digest, draft_id, by_link, held_at) values ($1, $2, $3, $4) \
    on conflict do nothing";
/// Also locks the draft until the transaction ends: of two writers at once the second sees what the first did.
const KEEP: &str = "update drafts set kept_at = $3, expires_at = $4 \
    where draft_id = $2 and expires_at > $3 \
    and exists (select 1 from draft_holders h where h.draft_id = drafts.draft_id and h.browser_digest = $1)";
const WRITE: &str = "update drafts set form_sealed = $2 where draft_id = $1";
const READ: &str = "select d.form_sealed, h.by_link from draft_holders h join drafts d using (draft_id) \
    where h.browser_digest = $1 and d.draft_id = $2 and d.expires_at > $3";
const NEWEST: &str = "select d.draft_id from draft_holders h join drafts d using (draft_id) \
    where h.browser_digest = $1 and d.expires_at > $2 order by d.kept_at desc, d.draft_id desc limit 1";
const LINK: &str = "update drafts set link_digest = $2 where draft_id = $1";
const BY_LINK: &str = "select draft_id from drafts where link_digest = $1 and expires_at > $2";
const FORGET_DRAFT: &str = "delete from drafts where draft_id = $1";
const LEAVE: &str = "delete from draft_holders where browser_digest = $1";
/// Drafts that this browser held and nobody can come back to: no other holder, no link.
const ONLY_HERE: &str = "select d.draft_id from draft_holders h join drafts d using (draft_id) \
    where h.browser_digest = $1 and d.link_digest is null and not exists (select 1 from draft_holders other \
    where other.draft_id = d.draft_id and other.browser_digest <> h.browser_digest)";
const EXPIRED: &str = "select draft_id from drafts where expires_at <= $1 order by expires_at limit 500";
const FILES_OF: &str = "delete from files where draft_id = $1 returning file_id";
/// Who held a draft that is gone; of one that was filed, a day later.
const SWEEP_HOLDERS: &str = "delete from draft_holders where held_at <= $1 \
    and not exists (select 1 from drafts d where d.draft_id = draft_holders.draft_id) \
    and not exists (select 1 from reports r where r.draft_id = draft_holders.draft_id and r.filed_at > $1)";

impl Store {
    /// Begins an empty draft, held by this browser.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the id is in use.
    pub async fn begin_draft(&self, browser: &Token, draft: DraftId, at: Moment) -> Result<()> {
        let sealed = self.seal_form(draft, &ReportForm::default(), at)?;
        in_tx!(self, |tx| {
            let now = at.now.as_microsecond();
            let begun = sql!(tx, conn => sqlx::query(BEGIN).bind(draft.0).bind(&sealed).bind(now).bind(expiry(at))
                .execute(conn).await.map(|done| done.rows_affected()))?;
            // an id that a draft or a report has is not taken over: who holds it sees the code
            if begun == 0 || tx.is_filed(draft).await? {
                return Err(Refusal::NotFound.into());
            }
            tx.hold_draft(&browser.digest(), draft, false, at.now).await?;
        })
    }

    /// What was typed and handed in so far.
    ///
    /// # Errors
    /// When the database fails. Nothing is there for whoever does not hold it, when its time is over, and once it was filed.
    pub async fn read_draft(&self, browser: &Token, draft: DraftId, now: Timestamp) -> Result<Option<Draft>> {
        let found: Option<(Vec<u8>, bool, Vec<FileHead>)> = in_view!(self, |tx| {
            match tx.sealed_form(&browser.digest(), draft, now).await? {
                Some((sealed, by_link)) => Some((sealed, by_link, tx.draft_files(draft).await?)),
                None => None,
            }
        });
        let Some((sealed, by_link, files)) = found else { return Ok(None) };
        Ok(Some(Draft { form: self.open_form(draft, &sealed)?, files, by_link }))
    }

    /// Changes what was typed, right or wrong, and keeps it for another seven days; the whole form as it is now. Of two that
    /// change a draft at once neither loses what the other typed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this browser holds no such draft.
    pub async fn keep_draft(
        &self,
        browser: &Token,
        draft: DraftId,
        at: Moment,
        change: impl Fn(&mut ReportForm),
    ) -> Result<ReportForm> {
        in_tx!(self, |tx| {
            if !tx.renew_draft(&browser.digest(), draft, at).await? {
                return Err(Refusal::NotFound.into());
            }
            let (sealed, _) = tx.sealed_form(&browser.digest(), draft, at.now).await?.ok_or(Refusal::NotFound)?;
            let mut form = self.open_form(draft, &sealed)?;
            change(&mut form);
            let sealed = self.seal_form(draft, &form, at)?;
            sql!(tx, conn => sqlx::query(WRITE).bind(draft.0).bind(&sealed).execute(conn).await.map(drop))?;
            form
        })
    }

    /// The draft this browser kept last: where it can go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_draft(&self, browser: &Token, now: Timestamp) -> Result<Option<DraftId>> {
        let id: Option<Uuid> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(NEWEST).bind(browser.digest()).bind(now.as_microsecond())
                .fetch_optional(conn).await)?
        });
        Ok(id.map(DraftId))
    }

    /// Lets a link open the draft; the one before opens nothing any more.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this browser holds no such draft.
    pub async fn link_draft(&self, browser: &Token, draft: DraftId, link: &DraftLink, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            if !tx.renew_draft(&browser.digest(), draft, at).await? {
                return Err(Refusal::NotFound.into());
            }
            sql!(tx, conn => sqlx::query(LINK).bind(draft.0).bind(link.digest()).execute(conn).await.map(drop))?;
        })
    }

    /// Opens a draft by its link: this browser holds it too from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume_draft(&self, link: &DraftLink, browser: &Token, now: Timestamp) -> Result<Option<DraftId>> {
        in_tx!(self, |tx| {
            let id: Option<Uuid> = sql!(tx, conn => sqlx::query_scalar(BY_LINK).bind(link.digest()).bind(now.as_microsecond())
                .fetch_optional(conn).await)?;
            if let Some(id) = id {
                tx.hold_draft(&browser.digest(), DraftId(id), true, now).await?;
            }
            id.map(DraftId)
        })
    }

    /// Clears a device: it holds no draft and sees no code any more. What nobody can come back to is deleted with its files.
    ///
    /// # Errors
    /// When the database fails; then nothing was cleared.
    pub async fn leave_device(&self, browser: &Token) -> Result<()> {
        let files = in_tx!(self, |tx| {
            let drafts: Vec<Uuid> =
                sql!(tx, conn => sqlx::query_scalar(ONLY_HERE).bind(browser.digest()).fetch_all(conn).await)?;
            let files = tx.delete_drafts(&drafts).await?;
            sql!(tx, conn => sqlx::query(LEAVE).bind(browser.digest()).execute(conn).await.map(drop))?;
            files
        })?;
        self.delete_contents(&files).await
    }

    /// Deletes drafts and sessions whose time is over, and what was handed in with such drafts.
    ///
    /// # Errors
    /// When the database or the file store fails.
    pub async fn sweep(&self, now: Timestamp) -> Result<()> {
        let day_ago = (now - SignedDuration::from_hours(policy::CODE_SHOWN_HOURS)).as_microsecond();
        in_tx!(self, |tx| {
            let now = now.as_microsecond();
            loop {
                let drafts: Vec<Uuid> = sql!(tx, conn => sqlx::query_scalar(EXPIRED).bind(now).fetch_all(conn).await)?;
                if drafts.is_empty() {
                    break;
                }
                tx.delete_drafts(&drafts).await?;
            }
            sql!(tx, conn => sqlx::query(SWEEP_HOLDERS).bind(day_ago).execute(conn).await.map(drop))?;
        })?;
        self.sweep_own_forms(now).await?;
        self.sweep_sign_in(now).await?;
        self.sweep_contents(now).await
    }

    pub(super) fn open_form(&self, draft: DraftId, sealed: &[u8]) -> Result<ReportForm> {
        let text = self.keys().open(Place("drafts.form", draft.0), sealed)?;
        Ok(serde_json::from_slice(&text).map_err(|_| Fault::Corrupt("draft"))?)
    }

    pub(super) fn seal_form(&self, draft: DraftId, form: &ReportForm, at: Moment) -> Result<Vec<u8>> {
        let text = serde_json::to_vec(form).map_err(|_| Fault::Corrupt("form"))?;
        self.keys().seal(Place("drafts.form", draft.0), at.dice().bytes(), &text)
    }
}

/// Until when a draft is kept that was touched now.
fn expiry(at: Moment) -> i64 {
    (at.now + SignedDuration::from_hours(24 * policy::DRAFT_DAYS)).as_microsecond()
}

impl Tx {
    async fn is_filed(&mut self, draft: DraftId) -> Result<bool> {
        let filed: i64 = sql!(self, conn => sqlx::query_scalar(IS_FILED).bind(draft.0).fetch_one(conn).await)?;
        Ok(filed > 0)
    }

    pub async fn hold_draft(&mut self, holder: &[u8], draft: DraftId, by_link: bool, now: Timestamp) -> Result<()> {
        let now = now.as_microsecond();
        Ok(sql!(self, conn => sqlx::query(HOLD).bind(holder).bind(draft.0).bind(by_link).bind(now)
            .execute(conn).await.map(drop))?)
    }

    /// What was typed, sealed, and whether the holder came by a link.
    pub async fn sealed_form(
        &mut self,
        holder: &[u8],
        draft: DraftId,
        now: Timestamp,
    ) -> Result<Option<(Vec<u8>, bool)>> {
        Ok(sql!(self, conn => sqlx::query_as(READ).bind(holder).bind(draft.0).bind(now.as_microsecond())
            .fetch_optional(conn).await)?)
    }

    /// Keeps a draft for another seven days, and locks it until the transaction ends. Whether it is theirs.
    pub async fn renew_draft(&mut self, holder: &[u8], draft: DraftId, at: Moment) -> Result<bool> {
        let now = at.now.as_microsecond();
        let held = sql!(self, conn => sqlx::query(KEEP).bind(holder).bind(draft.0).bind(now).bind(expiry(at))
            .execute(conn).await.map(|done| done.rows_affected()))?;
        Ok(held > 0)
    }

    /// Writes a draft whole: begun under an id that nobody has, or found with whoever holds it. It is locked from then on.
    pub async fn write_draft(&mut self, holder: &[u8], draft: DraftId, sealed: &[u8], at: Moment) -> Result<()> {
        let now = at.now.as_microsecond();
        let begun = sql!(self, conn => sqlx::query(BEGIN).bind(draft.0).bind(sealed).bind(now).bind(expiry(at))
            .execute(conn).await.map(|done| done.rows_affected()))?;
        if begun > 0 && self.is_filed(draft).await? {
            return Err(Refusal::NotFound.into());
        }
        if begun > 0 {
            self.hold_draft(holder, draft, false, at.now).await?;
        }
        if !self.renew_draft(holder, draft, at).await? {
            return Err(Refusal::NotFound.into());
        }
        Ok(sql!(self, conn => sqlx::query(WRITE).bind(draft.0).bind(sealed).execute(conn).await.map(drop))?)
    }

    /// Forgets a draft that was filed; whoever held it may still see the code for a day.
    pub async fn forget_draft(&mut self, draft: DraftId) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(FORGET_DRAFT).bind(draft.0).execute(conn).await.map(drop))?)
    }

    /// Deletes drafts; the contents of their files are left to be deleted once this is committed.
    async fn delete_drafts(&mut self, drafts: &[Uuid]) -> Result<Vec<FileId>> {
        let mut files = Vec::new();
        for draft in drafts {
            let gone: Vec<Uuid> = sql!(self, conn => sqlx::query_scalar(FILES_OF).bind(draft).fetch_all(conn).await)?;
            for id in gone.into_iter().map(FileId) {
                self.leave_content(id).await?;
                files.push(id);
            }
            self.forget_draft(DraftId(*draft)).await?;
        }
        Ok(files)
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
