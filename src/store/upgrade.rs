//! What an upgrade has to do that SQL cannot say: the words of reports from before staff could search (migration 3).

use super::{Result, Store, report::searched_in};
use crate::id::CaseId;
use uuid::Uuid;

const NEXT: &str = "select case_id from cases where case_id > $1 order by case_id limit 200";
const TOLD: &str = "select what, wish, site from reports where case_id = $1";
/// Up to which case the words are written; `all` where they are.
const FACT: &str = "words_written";
const ALL: &str = "all";

impl Store {
    /// Writes the words of every report that has none yet; a process that dies on the way is followed by one that goes on there.
    pub(super) async fn write_missing_words(&self) -> Result<()> {
        let mut known = self.read_fact(FACT).await?.unwrap_or_default();
        while known != ALL {
            let last: Uuid = known.parse().unwrap_or_default();
            let cases: Vec<Uuid> =
                in_view!(self, |tx| { sql!(tx, conn => sqlx::query_scalar(NEXT).bind(last).fetch_all(conn).await)? });
            for case in &cases {
                self.write_words_of(CaseId(*case)).await?;
            }
            known = cases.last().map_or_else(|| ALL.to_owned(), Uuid::to_string);
            in_tx!(self, |tx| { tx.write_fact(FACT, &known).await? })?;
        }
        Ok(())
    }

    async fn write_words_of(&self, id: CaseId) -> Result<()> {
        let reports: Vec<(String, Option<String>, Option<String>)> =
            in_view!(self, |tx| { sql!(tx, conn => sqlx::query_as(TOLD).bind(id.0).fetch_all(conn).await)? });
        for (what, wish, site) in reports {
            let words = searched_in(&what, wish.as_deref(), site.as_deref()).await?;
            in_tx!(self, |tx| {
                let case = tx.case(id).await?;
                tx.write_words(&case, &words).await?;
            })?;
        }
        Ok(())
    }
}
