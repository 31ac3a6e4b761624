//! Similar cases: published ones that share words with a report, found through at most 2,000 postings.
//!
//! A posting is a word of a published title or answer. Words come from jieba's dictionary; each is read newest first, so a word
//! that stands in everything cannot use up what the others need.

use super::{
    Result, Store,
    case::number_of,
    history::time,
    words::{cut, words},
};
use crate::{
    publication::{PublicText, Similar, beginning},
    region::RegionCode,
    service::ServiceCode,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Most postings read for one search.
const READ_MAX: usize = 2_000;
/// Most words of a report that are searched.
const WORDS_MAX: usize = 40;
/// How far back a publication may lie.
const DAYS_BACK: i64 = 90;
/// Most cases that are offered.
const OFFERED: i64 = 3;
/// What a word of the title weighs; one of the answer weighs 1.
const TITLE_WEIGHT: i64 = 3;
/// Least weight of the shared words, and least number of them: one chance word is no similarity.
const LEAST_WEIGHT: i64 = 6;
const LEAST_WORDS: i64 = 3;

/// A word by which a published case is found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub scope: String,
    pub word: String,
    pub weight: i64,
}

/// Where a search looks: in a county, or in one category of it.
fn scope(county: &str, category: Option<&str>) -> String {
    category.map_or_else(|| county.to_owned(), |category| format!("{county}:{category}"))
}

/// All postings of a published text.
pub(super) fn postings(county: &str, category: Option<&str>, text: &PublicText) -> Vec<Posting> {
    let mut weights: BTreeMap<String, i64> = words(&text.answer).into_iter().map(|word| (word, 1)).collect();
    weights.extend(words(&text.title).into_iter().map(|word| (word, TITLE_WEIGHT)));
    let scopes: BTreeSet<String> = [scope(county, None), scope(county, category)].into();
    let all = scopes.into_iter().flat_map(|scope| {
        weights.iter().map(move |(word, weight)| Posting { scope: scope.clone(), word: word.clone(), weight: *weight })
    });
    all.collect()
}

const FOUND: &str = "select c.number, p.title, p.answer, d.name, r.released_at from publications p join cases c using (case_id) \
    join replies r on r.reply_id = (select reply_id from replies where case_id = c.case_id and released_at is not null \
        order by released_at desc, reply_id desc limit 1) \
    left join work_orders w on w.case_id = c.case_id and w.main left join departments d on d.department_id = w.department_id \
    where p.case_id = $1";

impl Store {
    /// Published cases that could be the same matter: of this county, about the same service or one of its category, of the
    /// last 90 days; at most three, the most similar first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn similar(
        &self,
        county: &RegionCode,
        service: Option<&ServiceCode>,
        what: &str,
        now: Timestamp,
    ) -> Result<Vec<Similar>> {
        if !self.has_publications().await? {
            return Ok(Vec::new());
        }
        let category = match service {
            Some(code) => self.service(code.as_str()).await?.map(|item| item.category),
            None => None,
        };
        let scope = scope(county.six(), category.as_deref());
        let words = longest(cut(what.to_owned()).await?);
        if i64::try_from(words.len()).unwrap_or(i64::MAX) < LEAST_WORDS {
            return Ok(Vec::new());
        }
        let since = (now - SignedDuration::from_hours(24 * DAYS_BACK)).as_microsecond();
        let each = i64::try_from(READ_MAX / words.len()).unwrap_or(1);
        Ok(in_view!(self, |tx| {
            let best: Vec<Uuid> = sql!(tx, conn => {
                let mut query = sqlx::QueryBuilder::new("select case_id from (");
                for (index, word) in words.iter().enumerate() {
                    query.push(if index == 0 { "" } else { " union all " });
                    query.push("select * from (select case_id, weight from similar_postings where scope = ").push_bind(scope.clone());
                    query.push(" and word = ").push_bind(word.clone()).push(" and published_at > ").push_bind(since);
                    query.push(" order by published_at desc, case_id desc limit ").push_bind(each).push(") as w").push(index.to_string());
                }
                // the cases that share enough, the most similar first
                query.push(") as hits group by case_id having sum(weight) >= ").push_bind(LEAST_WEIGHT);
                query.push(" and count(*) >= ").push_bind(LEAST_WORDS);
                query.push(" order by sum(weight) desc, case_id desc limit ").push_bind(OFFERED);
                query.build_query_scalar().fetch_all(conn).await
            })?;
            let mut similar = Vec::new();
            for case in best {
                let row = sql!(tx, conn => sqlx::query_as(FOUND).bind(case).fetch_optional(conn).await)?;
                similar.extend(row.map(offered).transpose()?);
            }
            similar
        }))
    }

    async fn has_publications(&self) -> Result<bool> {
        const ANY: &str = "select count(*) from (select 1 from publications limit 1) as some_publication";
        let some: i64 = at_once!(self, conn => sqlx::query_scalar(ANY).fetch_one(conn).await)?;
        Ok(some > 0)
    }
}

type Found = (String, String, String, Option<String>, i64);

fn offered((number, title, answer, department_name, answered_at): Found) -> Result<Similar> {
    Ok(Similar {
        number: number_of(&number)?,
        title,
        answer: beginning(&answer),
        department_name,
        answered_at: time(answered_at)?,
    })
}

/// The longest words of a report: they tell most.
fn longest(words: BTreeSet<String>) -> Vec<String> {
    let mut words: Vec<String> = words.into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(WORDS_MAX);
    words
}

#[cfg(test)]
#[path = "similar_tests.rs"]
mod tests;
