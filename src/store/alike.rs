//! Cases that tell of the same as one that somebody at work reads: they share its words, in its county.

use super::{Result, tx::Tx, words};
use crate::{
    case::{Case, CaseHead},
    staff::Staff,
};
use std::cmp::Reverse;
use uuid::Uuid;

/// Cases that are shown.
const SHOWN: usize = 5;
/// Words that are compared, the longest.
const WORDS: usize = 8;
/// Newest reports with a word that are compared.
const NEWEST: i64 = 200;
/// A word that so many reports have tells no less than one that more have.
const OFTEN: i64 = 1_000;
/// Words that two reports share at least.
const SHARED: usize = 2;
/// Cases that are looked at, the likest first: some are not for the reader's eyes.
const LOOKED_AT: usize = 15;

impl Tx {
    /// Up to five cases like one, the likest first, as far as this person sees them.
    pub(super) async fn alike(&mut self, who: &Staff, case: &Case, text: &str) -> Result<Vec<CaseHead>> {
        let mut words: Vec<_> = words::cut(text.to_owned()).await?.into_iter().collect();
        words.sort_by_key(|word| Reverse(word.chars().count()));
        words.truncate(WORDS);
        let mut found = self.likest(case, &words).await?;
        let scopes = self.scopes_of(&found).await?;
        found.retain(|id| scopes.get(id).is_some_and(|stands| who.sees_under(stands)));
        found.truncate(SHOWN);
        self.heads(&found).await
    }

    /// The cases that share enough, the most and the rarest words first; among equals the newest, whose ids are the greatest.
    async fn likest(&mut self, case: &Case, words: &[String]) -> Result<Vec<Uuid>> {
        if words.len() < SHARED {
            return Ok(Vec::new());
        }
        let county = case.region.six();
        let pairs: Vec<_> = words.iter().map(|word| (county, word.as_str())).collect();
        let often = self.often(&pairs, OFTEN).await?;
        Ok(sql!(self, conn => {
            let mut query = sqlx::QueryBuilder::new("select case_id from (");
            for (place, (word, often)) in words.iter().zip(often).enumerate() {
                let weight = OFTEN / often.max(1);
                query.push(if place == 0 { "" } else { " union all " });
                query.push("select * from (select case_id, cast(").push_bind(weight);
                query.push(" as bigint) as weight from case_postings where county = ").push_bind(county);
                query.push(" and word = ").push_bind(word).push(" order by filed_at desc, case_id desc limit ");
                query.push(NEWEST).push(") as w").push(place);
            }
            query.push(") as hits where case_id <> ").push_bind(case.id.0).push(" group by case_id having count(*) >= ");
            query.push(SHARED).push(" order by count(*) desc, sum(weight) desc, case_id desc limit ").push(LOOKED_AT);
            query.build_query_scalar().fetch_all(conn).await
        })?)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        report::NewReport,
        store::{
            Moment, Receipt, Store, Token,
            testing::{Office, case_of, file, later, office, own_draft, report, store_test},
        },
    };

    async fn told(store: &Store, n: u8, what: &str, at: Moment) -> Receipt {
        let (browser, at) = (Token::from_bytes([n; 32]), later(at, i64::from(n)));
        file(store, &browser, own_draft(&browser, at), &NewReport { what: what.into(), ..report() }, at).await
    }

    store_test!(a_case_is_shown_beside_those_that_tell_the_same_to_whoever_sees_them, |store, at| {
        let Office { dispatcher, officer, .. } = office(&store, at).await;
        let first = told(&store, 1, "the passport photograph was refused by the machine", at).await;
        let second = told(&store, 2, "the machine refused my passport photograph again", at).await;
        told(&store, 3, "nobody answers the telephone of the registry", at).await;
        let file = store.read_case(&dispatcher, &first.number).await.unwrap();
        let numbers: Vec<_> = file.alike.iter().map(|head| head.number.clone()).collect();
        assert_eq!(numbers, std::slice::from_ref(&second.number), "neither itself nor what tells of something else");
        let case = case_of(&store, &first).await;
        store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 9)).await.unwrap();
        assert!(store.read_case(&officer, &first.number).await.unwrap().alike.is_empty(), "the other is not theirs");
        let case = case_of(&store, &second).await;
        store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 10)).await.unwrap();
        assert_eq!(store.read_case(&officer, &first.number).await.unwrap().alike.len(), 1);
    });
}
