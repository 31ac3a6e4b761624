//! Staff search: the words by which a case is found, kept beside it; and finding it, by number, code, telephone or words.

use super::{Error, Fault, Result, Store, history::time, tx::Tx, words};
use crate::{
    case::{Case, CaseHead},
    id::CaseId,
    queue::Scope,
    refusal::Refusal,
    report::Identity,
    search::{FOUND_PAGE, Found, FoundBy, FoundPlace, SEARCHED, Sought},
    staff::Staff,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Words that are looked for at most, the longest: shorter ones tell little.
const WORDS_MAX: usize = 4;
/// Reports of one telephone that are looked through.
const OF_PHONE: i64 = 100;

const BY_CODE: &str = "select case_id, identity from reports where code_digest = $1 order by filed_at desc, report_id desc limit cast($2 as bigint)";
const BY_PHONE: &str = "select case_id, identity from reports where phone_lookup = $1 order by filed_at desc, report_id desc limit cast($2 as bigint)";
/// Where search looks for words: they are kept county by county.
const PLACES: &str = "with recursive below (region_code) as ( \
        select region_code from regions where region_code = $1 \
        union all select r.region_code from regions r join below b on r.parent_code = b.region_code where r.level <> 'township') \
    select distinct substr(region_code, 1, 6) as place from below order by place";
const OFTEN: &str = "select count(*) from (select 1 from case_postings where county = $1 and word = $2 limit cast($3 as bigint)) as postings";
/// The newest reports of a county with the first word, as far as they have the others, too, and stand in a scope.
const WITH_WORDS: &str = "with recursive places (region_code) as ( \
        select region_code from regions where region_code = $6 \
        union all select r.region_code from regions r join places b on r.parent_code = b.region_code), \
    offices (department_id) as ( \
        select department_id from departments where department_id = $7 \
        union all select d.department_id from departments d join offices o on d.parent_id = o.department_id) \
    select p.filed_at, p.case_id from (select filed_at, case_id from case_postings where county = $1 and word = $2 \
        and (filed_at, case_id) < ($3, $4) order by filed_at desc, case_id desc limit cast($5 as bigint)) as p \
    join cases c on c.case_id = p.case_id \
    where (c.region_code in (select region_code from places) or exists (select 1 from work_orders w \
        where w.case_id = p.case_id and w.main and w.department_id in (select department_id from offices))) \
    and ($8 is null or exists (select 1 from case_postings o where o.county = $1 and o.word = $8 and o.filed_at = p.filed_at and o.case_id = p.case_id)) \
    and ($9 is null or exists (select 1 from case_postings o where o.county = $1 and o.word = $9 and o.filed_at = p.filed_at and o.case_id = p.case_id)) \
    and ($10 is null or exists (select 1 from case_postings o where o.county = $1 and o.word = $10 and o.filed_at = p.filed_at and o.case_id = p.case_id)) \
    order by p.filed_at desc, p.case_id desc limit cast($11 as bigint)";

impl Store {
    /// The cases that somebody looks for and may see, the newest first; a page behind a place only where words were found.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever sees no case; when the database fails.
    pub async fn search(&self, who: &Staff, typed: &str, after: Option<FoundPlace>) -> Result<Found> {
        if who.scopes().is_empty() {
            return Err(Refusal::NotYours.into());
        }
        let ways = Sought::all(typed);
        let last = ways.last().map_or(FoundBy::Words, Sought::by);
        for way in ways {
            let found = self.find(who, &way, after).await?;
            if !found.cases.is_empty() || way.by() == last {
                return Ok(found);
            }
        }
        Ok(Found { by: last, words: Vec::new(), cases: Vec::new(), next: None })
    }

    async fn find(&self, who: &Staff, sought: &Sought, after: Option<FoundPlace>) -> Result<Found> {
        let by = sought.by();
        let found = |cases| Found { by, words: Vec::new(), cases, next: None };
        Ok(match sought {
            Sought::Number(number) => found(in_view!(self, |tx| {
                let case = tx.case_by_number(number).await;
                let case = case.map(|case| vec![(case.0, None)]).or_else(nothing)?;
                tx.seen(who, &case).await?
            })),
            Sought::Code(code) => {
                let lookup = self.keys().lookup("code", code.as_str())?;
                found(in_view!(self, |tx| { tx.reported(who, BY_CODE, &lookup).await? }))
            }
            Sought::Phone(phone) => {
                let lookup = self.keys().lookup("phone", phone.as_str())?;
                found(in_view!(self, |tx| { tx.reported(who, BY_PHONE, &lookup).await? }))
            }
            Sought::Words(text) => {
                let words = known(words::cut(text.clone()).await?);
                in_view!(self, |tx| { tx.with_words(who, words, after).await? })
            }
        })
    }
}

/// No such case is an answer of its own.
fn nothing<T>(error: Error) -> Result<Vec<T>> {
    match error {
        Error::Refused(Refusal::NotFound) => Ok(Vec::new()),
        error => Err(error),
    }
}

/// The longest words.
fn known(words: BTreeSet<String>) -> Vec<String> {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(WORDS_MAX);
    words
}

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

    /// The cases of reports that are found by a secret of theirs: for whoever may also know who wrote them.
    async fn reported(&mut self, who: &Staff, text: &'static str, lookup: &[u8]) -> Result<Vec<CaseHead>> {
        let rows: Vec<(Uuid, String)> =
            sql!(self, conn => sqlx::query_as(text).bind(lookup).bind(OF_PHONE).fetch_all(conn).await)?;
        let mut cases = Vec::new();
        for (case, identity) in rows {
            cases.push((case, Some(Identity::parse(&identity).ok_or(Fault::Corrupt("identity"))?)));
        }
        self.seen(who, &cases).await
    }

    /// Those of some cases that this person may see, each once and in their order.
    async fn seen(&mut self, who: &Staff, cases: &[(Uuid, Option<Identity>)]) -> Result<Vec<CaseHead>> {
        let mut ids: Vec<Uuid> = Vec::new();
        for (id, identity) in cases {
            let case = self.case(CaseId(*id)).await?;
            let known = identity.is_none_or(|identity| who.may_know(identity, &case));
            if who.sees(&case) && known && !ids.contains(id) {
                ids.push(*id);
            }
        }
        self.heads(&ids).await
    }

    async fn with_words(&mut self, who: &Staff, words: Vec<String>, after: Option<FoundPlace>) -> Result<Found> {
        let places: Vec<String> = match words.is_empty() {
            true => Vec::new(),
            false => {
                let region = who.department.region.as_str();
                sql!(self, conn => sqlx::query_scalar(PLACES).bind(region).fetch_all(conn).await)?
            }
        };
        let mut keys = Vec::new();
        for place in places {
            if let Some(words) = self.rarest_first(&place, &words).await? {
                keys.extend(self.keys_with(who, &place, &words, after).await?);
            }
        }
        keys.sort_unstable_by(|one, other| other.cmp(one));
        let next = keys.get(FOUND_PAGE - 1).filter(|_| keys.len() > FOUND_PAGE);
        let next = next.map(|(at, id)| Ok::<_, Error>(FoundPlace { filed_at: time(*at)?, case_id: CaseId(*id) }));
        let next = next.transpose()?;
        keys.truncate(FOUND_PAGE);
        let cases: Vec<_> = keys.into_iter().map(|(_, id)| (id, None)).collect();
        Ok(Found { by: FoundBy::Words, words, cases: self.seen(who, &cases).await?, next })
    }

    /// How many reports of a county have a word, at most [`SEARCHED`].
    pub(super) async fn often(&mut self, place: &str, word: &str) -> Result<i64> {
        Ok(sql!(self, conn => sqlx::query_scalar(OFTEN).bind(place).bind(word).bind(SEARCHED).fetch_one(conn).await)?)
    }

    /// The words as they stand in a county, the one with the fewest reports first; nothing where one stands in none.
    async fn rarest_first<'a>(&mut self, place: &str, words: &'a [String]) -> Result<Option<Vec<&'a str>>> {
        let mut often = Vec::new();
        for word in words {
            let count = self.often(place, word).await?;
            if count == 0 {
                return Ok(None);
            }
            often.push((count, word.as_str()));
        }
        often.sort_unstable();
        Ok(Some(often.into_iter().map(|(_, word)| word).collect()))
    }

    async fn keys_with(
        &mut self,
        who: &Staff,
        place: &str,
        words: &[&str],
        after: Option<FoundPlace>,
    ) -> Result<Vec<(i64, Uuid)>> {
        let (at, id) = after.map_or((i64::MAX, Uuid::max()), |at| (at.filed_at.as_microsecond(), at.case_id.0));
        let scopes = who.scopes();
        let region = scopes.iter().find_map(|scope| match scope {
            Scope::Region(code) => Some(code.as_str()),
            Scope::Department(_) => None,
        });
        let office = scopes.iter().find_map(|scope| match scope {
            Scope::Region(_) => None,
            Scope::Department(id) => Some(id.0),
        });
        let word = |place: usize| words.get(place).copied();
        let most = i64::try_from(FOUND_PAGE + 1).unwrap_or(i64::MAX);
        Ok(sql!(self, conn => sqlx::query_as(WITH_WORDS).bind(place).bind(word(0)).bind(at).bind(id).bind(SEARCHED)
            .bind(region).bind(office).bind(word(1)).bind(word(2)).bind(word(3)).bind(most).fetch_all(conn).await)?)
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
