//! Staff search: the words by which a case is found, kept beside it; and finding it, by number, code, telephone or words.

use super::{
    Error, Fault, Result, Store,
    history::time,
    tx::{Conn, Tx},
    words,
};
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
/// A word that fewer reports of a county have is rare.
const RARE: i64 = 200;
/// Reports of one telephone that are looked through.
const OF_PHONE: i64 = 100;

const BY_CODE: &str = "select case_id, identity from reports where code_digest = $1 order by filed_at desc, report_id desc limit cast($2 as bigint)";
const BY_PHONE: &str = "select case_id, identity from reports where phone_lookup = $1 order by filed_at desc, report_id desc limit cast($2 as bigint)";
/// One text however many words there are: it is parsed once.
const WRITE_SQLITE: &str = "insert into case_postings (county, word, filed_at, case_id) select $1, value, $3, $4 from json_each($2) \
    where true on conflict do nothing";
const WRITE_POSTGRES: &str = "insert into case_postings (county, word, filed_at, case_id) select $1, word, $3, $4 \
    from json_array_elements_text(cast($2 as json)) as given (word) on conflict do nothing";
/// Where search looks for words: they are kept county by county.
pub(super) const PLACES: &str = "with recursive below (region_code, level) as ( \
        select region_code, level from regions where region_code = $1 \
        union all select r.region_code, r.level from below b cross join regions r where r.parent_code = b.region_code \
        and b.level <> 'county') \
    select distinct substr(region_code, 1, 6) as place from below order by place";
/// The newest reports of a county with the first word, as far as they have the others, too, and stand in a scope: read in the order
/// of the words until a page is full, at most so many of them. The cross join keeps the order on SQLite.
const WITH_WORDS: &str = "with recursive places (region_code) as ( \
        select region_code from regions where region_code = $6 \
        union all select r.region_code from regions r join places b on r.parent_code = b.region_code), \
    offices (department_id) as ( \
        select department_id from departments where department_id = $7 \
        union all select d.department_id from departments d join offices o on d.parent_id = o.department_id) \
    select p.filed_at, p.case_id from case_postings p cross join cases c where p.county = $1 and p.word = $2 \
    and (p.filed_at, p.case_id) < ($3, $4) and c.case_id = p.case_id \
    and p.filed_at >= coalesce((select l.filed_at from case_postings l where l.county = $1 and l.word = $2 \
        and (l.filed_at, l.case_id) < ($3, $4) order by l.filed_at desc, l.case_id desc limit 1 offset cast($5 as bigint)), 0) \
    and (c.region_code in (select region_code from places) or exists (select 1 from work_orders w \
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
        let (county, filed_at) = (case.region.six(), case.filed_at.as_microsecond());
        let words = serde_json::to_string(words).map_err(|_| Fault::Corrupt("words"))?;
        let text = if matches!(self.conn, Conn::Postgres(_)) { WRITE_POSTGRES } else { WRITE_SQLITE };
        Ok(sql!(self, conn => sqlx::query(text).bind(county).bind(words).bind(filed_at).bind(case.id.0)
            .execute(conn).await.map(drop))?)
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
        let scopes = self.scopes_of(&cases.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
        for (id, identity) in cases {
            let stands = scopes.get(id).map(Vec::as_slice).unwrap_or_default();
            let known = identity.is_none_or(|identity| who.may_know_under(identity, stands));
            if who.sees_under(stands) && known && !ids.contains(id) {
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
        for (place, words) in self.rarest_first(&places, &words).await? {
            keys.extend(self.keys_with(who, place, &words, after).await?);
        }
        keys.sort_unstable_by(|one, other| other.cmp(one));
        let next = keys.get(FOUND_PAGE - 1).filter(|_| keys.len() > FOUND_PAGE);
        let next = next.map(|(at, id)| Ok::<_, Error>(FoundPlace { filed_at: time(*at)?, case_id: CaseId(*id) }));
        let next = next.transpose()?;
        keys.truncate(FOUND_PAGE);
        let cases: Vec<_> = keys.into_iter().map(|(_, id)| (id, None)).collect();
        Ok(Found { by: FoundBy::Words, words, cases: self.seen(who, &cases).await?, next })
    }

    /// How many reports of a county have a word, for each of some pairs, each counted up to `most`.
    pub(super) async fn often(&mut self, pairs: &[(&str, &str)], most: i64) -> Result<Vec<i64>> {
        if pairs.is_empty() {
            return Ok(Vec::new());
        }
        let mut counts: Vec<(i64, i64)> = sql!(self, conn => {
            let mut query = sqlx::QueryBuilder::new("");
            for (place, (county, word)) in pairs.iter().enumerate() {
                query.push(if place == 0 { "" } else { " union all " });
                query.push("select cast(").push(place).push(" as bigint), count(*) from (select 1 from case_postings where county = ");
                query.push_bind(*county).push(" and word = ").push_bind(*word).push(" limit ").push(most).push(") as w").push(place);
            }
            query.build_query_as().fetch_all(conn).await
        })?;
        counts.sort_unstable();
        Ok(counts.into_iter().map(|(_, count)| count).collect())
    }

    /// The counties that have all words, with the words as they stand there, the one with the fewest reports first. They are
    /// counted to the end only where none of them is rare.
    async fn rarest_first<'a>(
        &mut self,
        places: &'a [String],
        words: &'a [String],
    ) -> Result<Vec<(&'a str, Vec<&'a str>)>> {
        let pairs = |place: &'a String| words.iter().map(move |word| (place.as_str(), word.as_str()));
        let all: Vec<_> = places.iter().flat_map(pairs).collect();
        let some = self.often(&all, if words.len() == 1 { 1 } else { RARE }).await?;
        let mut found = Vec::new();
        for (place, some) in places.iter().zip(some.chunks(words.len().max(1))) {
            let mut often = some.to_vec();
            if words.len() > 1 && some.iter().all(|count| *count == RARE) {
                often = self.often(&pairs(place).collect::<Vec<_>>(), SEARCHED).await?;
            }
            if !often.contains(&0) {
                let mut order: Vec<_> = often.into_iter().zip(words.iter().map(String::as_str)).collect();
                order.sort_unstable();
                found.push((place.as_str(), order.into_iter().map(|(_, word)| word).collect()));
            }
        }
        Ok(found)
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
