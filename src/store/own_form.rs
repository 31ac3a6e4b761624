//! What a reporter typed for an act that could not be done: sealed, for as long as the page stays open.

use super::{Fault, Moment, Result, Store, TrackPass, keys::Place};
use crate::{case::OwnForm, id::ReportId, identifiers::case_number::CaseNumber, policy::TRACKING_MINUTES};
use jiff::{SignedDuration, Timestamp};

/// Most characters that are kept: far more than any act takes, and far less than a form can send.
const KEPT_MAX: usize = 10_000;

const KEEP: &str = "insert into own_forms (report_id, form_sealed, expires_at) values ($1, $2, $3) \
    on conflict (report_id) do update set form_sealed = excluded.form_sealed, expires_at = excluded.expires_at";
const READ: &str = "select form_sealed from own_forms where report_id = $1 and expires_at > $2";
const FORGET: &str = "delete from own_forms where report_id = $1";
const SWEEP: &str = "delete from own_forms where expires_at <= $1";

impl Store {
    pub(super) async fn keep_own_form(&self, report: ReportId, form: &OwnForm, at: Moment) -> Result<()> {
        let form = OwnForm { text: form.text.chars().take(KEPT_MAX).collect(), ..form.clone() };
        let text = serde_json::to_vec(&form).map_err(|_| Fault::Corrupt("form"))?;
        let sealed = self.keys().seal(Place("own_forms.form", report.0), at.apart(0).dice().bytes(), &text)?;
        let expires_at = (at.now + SignedDuration::from_mins(TRACKING_MINUTES)).as_microsecond();
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(KEEP).bind(report.0).bind(&sealed).bind(expires_at).execute(conn).await.map(drop))?;
        })
    }

    pub(super) async fn forget_own_form(&self, report: ReportId) -> Result<()> {
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(FORGET).bind(report.0).execute(conn).await.map(drop))?;
        })
    }

    /// What the holder of a pass typed last and could not have done.
    ///
    /// # Errors
    /// [`Refusal::NotFound`](crate::refusal::Refusal::NotFound) when the pass opens no such case.
    pub async fn read_own_form(
        &self,
        pass: &TrackPass,
        number: &CaseNumber,
        now: Timestamp,
    ) -> Result<Option<OwnForm>> {
        let report = self.own_report(pass, number, now).await?;
        let sealed: Option<Vec<u8>> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(READ).bind(report.0).bind(now.as_microsecond()).fetch_optional(conn).await)?
        });
        let Some(sealed) = sealed else { return Ok(None) };
        // sealed with a key of before a rotation it still opens: the ring keeps them, and in half an hour it is gone
        let text = self.keys().open(Place("own_forms.form", report.0), &sealed)?;
        Ok(Some(serde_json::from_slice(&text).map_err(|_| Fault::Corrupt("form"))?))
    }

    /// Deletes what was typed on pages that have closed.
    pub(super) async fn sweep_own_forms(&self, now: Timestamp) -> Result<()> {
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(SWEEP).bind(now.as_microsecond()).execute(conn).await.map(drop))?;
        })
    }
}
