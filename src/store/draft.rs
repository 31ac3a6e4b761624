//! Drafts: what was typed so far, kept sealed on the server for the browser that typed it.

use super::{Fault, Moment, Result, Store, Token, keys::Place};
use crate::{id::DraftId, policy, report::ReportForm};
use jiff::{SignedDuration, Timestamp};

const KEEP: &str = "insert into drafts (browser_digest, draft_id, form_sealed, kept_at, expires_at) values ($1, $2, $3, $4, $5) \
    on conflict (browser_digest, draft_id) do update set form_sealed = excluded.form_sealed, kept_at = excluded.kept_at, \
    expires_at = excluded.expires_at";
const READ: &str = "select form_sealed from drafts where browser_digest = $1 and draft_id = $2 and expires_at > $3";
const SWEEP_DRAFTS: &str = "delete from drafts where expires_at <= $1";
const SWEEP_SESSIONS: &str = "delete from sessions where expires_at <= $1";

impl Store {
    /// Keeps what was typed, right or wrong.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_draft(&self, browser: &Token, draft: DraftId, form: &ReportForm, at: Moment) -> Result<()> {
        let text = serde_json::to_vec(form).map_err(|_| Fault::Corrupt("form"))?;
        let sealed = self.keys().seal(Place("drafts.form", draft.0), at.dice().bytes(), &text)?;
        let expires_at = (at.now + SignedDuration::from_hours(24 * policy::DRAFT_DAYS)).as_microsecond();
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(KEEP).bind(browser.digest()).bind(draft.0).bind(&sealed).bind(at.now.as_microsecond())
                .bind(expires_at).execute(conn).await.map(drop))?;
        })
    }

    /// What this browser typed; nothing for any other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_draft(&self, browser: &Token, draft: DraftId, now: Timestamp) -> Result<Option<ReportForm>> {
        let sealed: Option<Vec<u8>> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(READ).bind(browser.digest()).bind(draft.0).bind(now.as_microsecond())
                .fetch_optional(conn).await)?
        });
        let Some(sealed) = sealed else { return Ok(None) };
        let text = self.keys().open(Place("drafts.form", draft.0), &sealed)?;
        Ok(Some(serde_json::from_slice(&text).map_err(|_| Fault::Corrupt("draft"))?))
    }

    /// Deletes drafts and sessions whose time is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self, now: Timestamp) -> Result<()> {
        let now = now.as_microsecond();
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(SWEEP_DRAFTS).bind(now).execute(conn).await.map(drop))?;
            sql!(tx, conn => sqlx::query(SWEEP_SESSIONS).bind(now).execute(conn).await.map(drop))?;
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{draft, form, later, store_test};

    store_test!(a_draft_is_for_its_own_browser_until_it_expires, |store, at| {
        let (mine, other) = (Token::from_bytes([1; 32]), Token::from_bytes([2; 32]));
        store.keep_draft(&mine, draft(1), &form(), at).await.unwrap();
        assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap() == Some(form()));
        assert!(store.read_draft(&other, draft(1), at.now).await.unwrap().is_none());
        let week = later(at, 7 * 24 * 60);
        assert!(store.read_draft(&mine, draft(1), week.now).await.unwrap().is_none());
        store.sweep(week.now).await.unwrap();
        assert!(store.read_draft(&mine, draft(1), at.now).await.unwrap().is_none());
    });
}
