//! The words by which staff find a case, kept beside it.

use super::{Result, tx::Tx};
use crate::case::Case;
use std::collections::BTreeSet;

impl Tx {
    /// Keeps the words by which a case is found, beside those that it is found by already.
    pub async fn write_words(&mut self, case: &Case, words: &BTreeSet<String>) -> Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        let filed_at = case.filed_at.as_microsecond();
        Ok(sql!(self, conn => {
            let mut insert = sqlx::QueryBuilder::new("insert into case_postings (county, word, filed_at, case_id) ");
            insert.push_values(words, |mut row, word| {
                row.push_bind(case.region.six()).push_bind(word).push_bind(filed_at).push_bind(case.id.0);
            });
            insert.push(" on conflict do nothing");
            insert.build().execute(conn).await.map(drop)
        })?)
    }
}
