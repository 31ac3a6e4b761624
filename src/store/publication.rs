//! Publishing: title and answer for everybody, and the words by which the search for similar cases finds them.

use super::{
    Fault, Moment, Result, Store,
    history::digest,
    similar::{Posting, postings},
    tx::Tx,
};
use crate::{id::CaseId, publication::PublicText, service::ServiceCode, staff::Staff};
use uuid::Uuid;

const INSERT: &str = "insert into publications (case_id, title, answer, salt, published_by, published_at) \
    values ($1, $2, $3, $4, $5, $6)";
const READ: &str = "select title, answer from publications where case_id = $1";
const ABOUT: &str = "select c.region_code, s.category, p.title, p.answer, p.published_at from publications p \
    join cases c using (case_id) left join services s using (service_code) where p.case_id = $1";
const OF_SERVICE: &str = "select p.case_id from cases c join publications p using (case_id) where c.service_code = $1";
const DELETE_POSTINGS: &str = "delete from similar_postings where case_id = $1";
const DELETE: &str = "delete from publications where case_id = $1";

/// The words that digest and reviewer agreed on.
pub(super) fn words(text: &PublicText) -> String {
    format!("{}\0{}", text.title, text.answer)
}

impl Store {
    /// Lets everybody read question and answer.
    ///
    /// # Errors
    /// As [`Case::publish`](crate::case::Case::publish).
    pub async fn publish(&self, who: &Staff, case: CaseId, seen: i64, text: &PublicText, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let case = tx.case(case).await?;
            let event = case.publish(who, seen, text, at.now)?;
            let salt: [u8; 16] = dice.bytes();
            sql!(tx, conn => sqlx::query(INSERT).bind(case.id.0).bind(&text.title).bind(&text.answer).bind(salt.to_vec())
                .bind(who.id.0).bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
            tx.write_postings(case.id).await?;
            let digest = digest(&salt, &words(text));
            tx.record(&case.after(&event, &tx.calendar), &event, Some(digest), &mut dice).await?;
        })
    }
}

impl Tx {
    /// What everybody may read of a case.
    pub async fn publication(&mut self, case: CaseId) -> Result<Option<PublicText>> {
        let row: Option<(String, String)> =
            sql!(self, conn => sqlx::query_as(READ).bind(case.0).fetch_optional(conn).await)?;
        Ok(row.map(|(title, answer)| PublicText { title, answer }))
    }

    /// Withdraws a case from the public: its text, and every word it was found by.
    pub async fn unpublish(&mut self, case: CaseId) -> Result<()> {
        sql!(self, conn => sqlx::query(DELETE_POSTINGS).bind(case.0).execute(conn).await.map(drop))?;
        Ok(sql!(self, conn => sqlx::query(DELETE).bind(case.0).execute(conn).await.map(drop))?)
    }

    /// Writes the words of the publications of a service anew: it has another category.
    pub async fn move_publications(&mut self, service: &ServiceCode) -> Result<()> {
        let cases: Vec<Uuid> =
            sql!(self, conn => sqlx::query_scalar(OF_SERVICE).bind(service.as_str()).fetch_all(conn).await)?;
        for case in cases {
            sql!(self, conn => sqlx::query(DELETE_POSTINGS).bind(case).execute(conn).await.map(drop))?;
            self.write_postings(CaseId(case)).await?;
        }
        Ok(())
    }

    /// The words by which a published case is found.
    pub async fn expected_postings(&mut self, case: CaseId) -> Result<(Vec<Posting>, i64)> {
        type Row = (String, Option<String>, String, String, i64);
        let row: Option<Row> = sql!(self, conn => sqlx::query_as(ABOUT).bind(case.0).fetch_optional(conn).await)?;
        let (region, category, title, answer, published_at) = row.ok_or(Fault::Corrupt("publication"))?;
        let county = super::region::code_of(&region)?;
        Ok((postings(county.six(), category.as_deref(), &PublicText { title, answer }), published_at))
    }

    async fn write_postings(&mut self, case: CaseId) -> Result<()> {
        let (postings, published_at) = self.expected_postings(case).await?;
        // SQLite takes 32,766 values in a statement, PostgreSQL 65,535
        for part in postings.chunks(1_000) {
            sql!(self, conn => {
                let text = "insert into similar_postings (scope, word, published_at, case_id, weight) ";
                let mut insert = sqlx::QueryBuilder::new(text);
                insert.push_values(part, |mut row, posting| {
                    row.push_bind(posting.scope.clone()).push_bind(posting.word.clone()).push_bind(published_at)
                        .push_bind(case.0).push_bind(posting.weight);
                });
                insert.build().execute(conn).await.map(drop)
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "publication_tests.rs"]
mod tests;
