//! What staff typed on a case and have not sent: kept as they type, so that no closed tab loses it.

use super::{Fault, Moment, Result, Store, tx::Tx};
use crate::{
    id::{CaseId, StaffId},
    reply::DraftPart,
    staff::Staff,
};

/// Most characters that are kept: more than may be sent.
const KEPT_MAX: usize = 10_000;

const KEEP: &str = "insert into desk_drafts (staff_id, case_id, part, body, kept_at) values ($1, $2, $3, $4, $5) \
    on conflict (staff_id, case_id, part) do update set body = excluded.body, kept_at = excluded.kept_at";
const FORGET: &str = "delete from desk_drafts where staff_id = $1 and case_id = $2 and part = $3";
const READ: &str = "select part, body from desk_drafts where staff_id = $1 and case_id = $2 order by part";

impl Store {
    /// Keeps what somebody typed; empty words keep nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`](crate::refusal::Refusal::NotFound) when the case is not for their eyes.
    pub async fn keep_desk_draft(
        &self,
        who: &Staff,
        case: CaseId,
        part: DraftPart,
        body: &str,
        at: Moment,
    ) -> Result<()> {
        let body: String = body.chars().take(KEPT_MAX).filter(|letter| *letter != '\0').collect();
        in_tx!(self, |tx| {
            tx.case_seen_by(who, case).await?;
            if body.trim().is_empty() {
                tx.forget_desk_draft(who.id, case, part).await?;
            } else {
                sql!(tx, conn => sqlx::query(KEEP).bind(who.id.0).bind(case.0).bind(part.as_str()).bind(&body)
                    .bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
            }
        })
    }
}

impl Tx {
    /// What this person typed on the case.
    pub async fn desk_drafts(&mut self, who: StaffId, case: CaseId) -> Result<Vec<(DraftPart, String)>> {
        let rows: Vec<(String, String)> =
            sql!(self, conn => sqlx::query_as(READ).bind(who.0).bind(case.0).fetch_all(conn).await)?;
        let draft = |(part, body): (String, String)| {
            Ok((DraftPart::parse(&part).ok_or(Fault::Corrupt("part of a page"))?, body))
        };
        rows.into_iter().map(draft).collect()
    }

    /// It was sent.
    pub async fn forget_desk_draft(&mut self, who: StaffId, case: CaseId, part: DraftPart) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(FORGET).bind(who.0).bind(case.0).bind(part.as_str()).execute(conn).await
            .map(drop))?)
    }
}
