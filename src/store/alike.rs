//! Cases that tell of the same as one that somebody at work reads: they share its words, in its county.

use super::{Result, tx::Tx, words};
use crate::{
    case::{Case, CaseHead},
    id::CaseId,
    search::SEARCHED,
    staff::Staff,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};
use uuid::Uuid;

/// Cases that are shown.
const SHOWN: usize = 5;
/// Words that are compared, the longest.
const WORDS: usize = 8;
/// Newest reports with a word that are compared.
const NEWEST: i64 = 200;
/// Words that two reports share at least.
const SHARED: usize = 2;
/// Cases that are looked at, the likest first: some are not for the reader's eyes.
const LOOKED_AT: usize = 15;

const NEWEST_WITH: &str = "select case_id from case_postings where county = $1 and word = $2 order by filed_at desc, case_id desc limit cast($3 as bigint)";

impl Tx {
    /// Up to five cases like one, the likest first, as far as this person sees them.
    pub(super) async fn alike(&mut self, who: &Staff, case: &Case, text: &str) -> Result<Vec<CaseHead>> {
        let mut words: Vec<_> = words::cut(text.to_owned()).await?.into_iter().collect();
        words.sort_by_key(|word| Reverse(word.chars().count()));
        words.truncate(WORDS);
        let mut found = Vec::new();
        for id in likest(self.sharing(case, &words).await?) {
            let other = self.case(CaseId(id)).await?;
            if who.sees(&other) {
                found.push(id);
            }
            if found.len() == SHOWN {
                break;
            }
        }
        self.heads(&found).await
    }

    /// For each case that has any of the words: which, and how telling they are together.
    async fn sharing(&mut self, case: &Case, words: &[String]) -> Result<BTreeMap<Uuid, (BTreeSet<usize>, i64)>> {
        let mut sharing: BTreeMap<Uuid, (BTreeSet<usize>, i64)> = BTreeMap::new();
        for (place, word) in words.iter().enumerate() {
            let often = self.often(case.region.six(), word).await?;
            let cases: Vec<Uuid> = sql!(self, conn => sqlx::query_scalar(NEWEST_WITH).bind(case.region.six()).bind(word)
                .bind(NEWEST).fetch_all(conn).await)?;
            for other in cases.into_iter().filter(|other| *other != case.id.0) {
                let (shared, weight) = sharing.entry(other).or_default();
                shared.insert(place);
                *weight += SEARCHED / often.max(1);
            }
        }
        Ok(sharing)
    }
}

/// The cases that share enough, the most and the rarest words first; among equals the newest, whose ids are the greatest.
fn likest(sharing: BTreeMap<Uuid, (BTreeSet<usize>, i64)>) -> Vec<Uuid> {
    let mut cases: Vec<_> = sharing.into_iter().filter(|(_, (shared, _))| shared.len() >= SHARED).collect();
    cases.sort_by_key(|(id, (shared, weight))| Reverse((shared.len(), *weight, *id)));
    cases.into_iter().take(LOOKED_AT).map(|(id, _)| id).collect()
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
