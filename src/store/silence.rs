//! What ends by itself: answered cases nobody judged.

use super::{Moment, Result, Store};
use crate::id::CaseId;
use jiff::Timestamp;
use uuid::Uuid;

/// Cases closed in one sweep.
const MOST: i64 = 200;

const OVER: &str = "select case_id from deadlines where clock = 'verdict' and met_at is null and stopped_at is null \
    and due_at < $1 order by due_at limit cast($2 as bigint)";

impl Store {
    /// Closes answered cases whose reporters said nothing for so long; how many it was. For the holder of the lease.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_unjudged(&self, at: Moment) -> Result<usize> {
        let over = self.unjudged(at.now).await?;
        for (index, case) in over.iter().enumerate() {
            let at = at.apart(index);
            in_tx!(self, |tx| {
                let case = tx.case(*case).await?;
                if let Some(event) = case.close_unjudged(at.now) {
                    tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
                }
            })?;
        }
        Ok(over.len())
    }

    async fn unjudged(&self, now: Timestamp) -> Result<Vec<CaseId>> {
        let ids: Vec<Uuid> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_scalar(OVER).bind(now.as_microsecond()).bind(MOST).fetch_all(conn).await)?
        });
        Ok(ids.into_iter().map(CaseId).collect())
    }
}
