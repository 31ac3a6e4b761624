//! Services: the list of this installation, loaded by an admin, searched by everybody.

use super::{Fault, Result, Store, tx::Tx};
use crate::service::{ServiceCode, ServiceItem};
use pinyin::ToPinyin as _;
use std::collections::BTreeMap;

/// Most characters that are searched for.
const SEARCHED_MAX: usize = 60;
/// Most words that are searched for.
const WORDS_MAX: usize = 5;

type Row = (String, String, String);

const ANY: &str = "select count(*) from (select 1 from services where offered limit 1) as some_service";
const BY_CODE: &str = "select service_code, name, category from services where service_code = $1 and offered";
const CATEGORIES: &str = "select service_code, category from services";
const LOAD: &str = "insert into services (service_code, name, category, search, place, offered) values ($1, $2, $3, $4, $5, true) \
    on conflict (service_code) do update set name = excluded.name, category = excluded.category, search = excluded.search, \
    place = excluded.place, offered = true";
const WITHDRAW: &str = "update services set offered = false";
const DELETE_UNUSED: &str = "delete from services where not offered \
    and not exists (select 1 from reports r where r.service_code = services.service_code) \
    and not exists (select 1 from cases c where c.service_code = services.service_code)";

impl Store {
    /// Loads the list of services. Names and categories are replaced; what the list leaves out is no longer offered, and
    /// deleted unless a report names it.
    ///
    /// # Errors
    /// When the database fails; then the list before stands.
    pub async fn load_services(&self, items: &[ServiceItem]) -> Result<usize> {
        in_tx!(self, |tx| {
            tx.load_services(items).await?;
            items.len()
        })
    }

    /// Whether there is a list of services.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_services(&self) -> Result<bool> {
        let some: i64 = at_once!(self, conn => sqlx::query_scalar(ANY).fetch_one(conn).await)?;
        Ok(some > 0)
    }

    /// The service of a code, while it is offered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn service(&self, code: &str) -> Result<Option<ServiceItem>> {
        let Ok(code) = code.parse::<ServiceCode>() else { return Ok(None) };
        let row: Option<Row> =
            at_once!(self, conn => sqlx::query_as(BY_CODE).bind(code.as_str()).fetch_optional(conn).await)?;
        row.map(item).transpose()
    }

    /// Services by parts of the name or by pinyin initials, whole matches first, then in the order of the list; the first of
    /// the list where nothing is asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search_services(&self, words: &str, limit: usize) -> Result<Vec<ServiceItem>> {
        let asked: String = crate::report::tidy(words).to_lowercase().chars().take(SEARCHED_MAX).collect();
        let words: Vec<String> = asked.split_whitespace().take(WORDS_MAX).map(str::to_owned).collect();
        let whole = words.join(" ");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows: Vec<Row> = in_view!(self, |tx| {
            sql!(tx, conn => {
                let mut query = sqlx::QueryBuilder::new("select service_code, name, category from services where offered");
                for word in &words {
                    // `replace` finds a part without `like`, whose wildcards user text could contain
                    query.push(" and replace(search, ").push_bind(word.clone()).push(", '') <> search");
                }
                query.push(" order by case when replace(search, '|' || ").push_bind(whole.clone())
                    .push(" || '|', '') <> search then 0 else 1 end, place, service_code limit ").push_bind(limit);
                query.build_query_as().fetch_all(conn).await
            })?
        });
        rows.into_iter().map(item).collect()
    }
}

impl Tx {
    /// Takes a list in place of the one before.
    pub(super) async fn load_services(&mut self, items: &[ServiceItem]) -> Result<()> {
        let before: BTreeMap<String, String> =
            sql!(self, conn => sqlx::query_as(CATEGORIES).fetch_all(conn).await)?.into_iter().collect();
        sql!(self, conn => sqlx::query(WITHDRAW).execute(conn).await.map(drop))?;
        for (place, item) in (0_i64..).zip(items) {
            self.load_service(item, place).await?;
        }
        sql!(self, conn => sqlx::query(DELETE_UNUSED).execute(conn).await.map(drop))?;
        let moved = |item: &&ServiceItem| before.get(item.code.as_str()).is_some_and(|known| *known != item.category);
        for item in items.iter().filter(moved) {
            self.move_publications(&item.code).await?;
        }
        Ok(())
    }

    async fn load_service(&mut self, item: &ServiceItem, place: i64) -> Result<()> {
        let ServiceItem { code, name, category } = item;
        Ok(
            sql!(self, conn => sqlx::query(LOAD).bind(code.as_str()).bind(name).bind(category).bind(searched(name)).bind(place)
            .execute(conn).await.map(drop))?,
        )
    }
}

fn item((code, name, category): Row) -> Result<ServiceItem> {
    Ok(ServiceItem { code: code.parse().map_err(|_| Fault::Corrupt("service code"))?, name, category })
}

/// What a service is found by: its name and the initials of its pinyin, each between bars.
pub(super) fn searched(name: &str) -> String {
    let name = name.to_lowercase().replace('|', " ");
    let initial =
        |letter: char| letter.to_pinyin().map_or_else(|| letter.to_string(), |pinyin| pinyin.first_letter().to_owned());
    let initials: String = name.chars().filter(|letter| letter.is_alphanumeric()).map(initial).collect();
    format!("|{name}|{initials}|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::NewReport,
        store::{
            Token,
            testing::{county, draft, file, report, store_test},
        },
    };

    fn new(code: &str, name: &str, category: &str) -> ServiceItem {
        ServiceItem { code: code.parse().unwrap(), name: name.into(), category: category.into() }
    }

    fn list() -> Vec<ServiceItem> {
        vec![
            new("demo-1", "身份证换领", "户籍"),
            new("demo-2", "公积金提取（购房）", "公积金"),
            new("demo-3", "ETC 退费 100%", "交通"),
        ]
    }

    async fn found(store: &Store, words: &str) -> Vec<String> {
        let items = store.search_services(words, 20).await.unwrap();
        items.into_iter().map(|item| item.code.to_string()).collect()
    }

    store_test!(a_service_is_found_by_parts_of_its_name_and_by_initials, |store, _at| {
        assert!(!store.has_services().await.unwrap());
        assert_eq!(store.load_services(&list()).await.unwrap(), 3);
        assert!(store.has_services().await.unwrap());
        assert_eq!(found(&store, " 换领 ").await, ["demo-1"]);
        assert_eq!(found(&store, "gjjtq").await, ["demo-2"]);
        assert_eq!(found(&store, "SFZ").await, ["demo-1"]);
        assert_eq!(found(&store, "公积金 购房").await, ["demo-2"]);
        assert_eq!(found(&store, "etc").await, ["demo-3"]);
        assert_eq!(found(&store, "").await, ["demo-1", "demo-2", "demo-3"]);
        for none in ["%", "_", "' or 1=1 --", "换领 购房", "\0", "|"] {
            let found = found(&store, none).await;
            assert!(found.is_empty() || ["%", "\0", "|"].contains(&none), "{none}: {found:?}");
        }
        assert_eq!(found(&store, "%").await, ["demo-3"]);
        assert!(found(&store, &"长".repeat(100_000)).await.is_empty());
    });

    store_test!(whole_matches_come_first, |store, _at| {
        store.load_services(&[new("a", "户口迁移登记", "户籍"), new("b", "户口迁移", "户籍")]).await.unwrap();
        assert_eq!(found(&store, "户口迁移").await, ["b", "a"]);
        assert_eq!(found(&store, "hkqy").await, ["b", "a"]);
    });

    store_test!(a_new_list_replaces_names_and_keeps_what_reports_name, |store, at| {
        county(&store).await;
        store.load_services(&list()).await.unwrap();
        let about = NewReport { service: Some("demo-1".parse().unwrap()), ..report() };
        file(&store, &Token::from_bytes([1; 32]), draft(1), &about, at).await;
        store.load_services(&[new("demo-2", "公积金提取", "住房")]).await.unwrap();
        assert!(store.service("demo-1").await.unwrap().is_none(), "no longer offered");
        assert_eq!(store.service("demo-2").await.unwrap().unwrap().category, "住房");
        let mut tx = store.view().await.unwrap();
        let left: Vec<String> = sql!(tx, conn => sqlx::query_scalar("select service_code from services order by 1")
            .fetch_all(conn).await)
        .unwrap();
        assert_eq!(left, ["demo-1", "demo-2"]);
        drop(tx);
        store.load_services(&list()).await.unwrap();
        assert_eq!(store.service("demo-1").await.unwrap().unwrap().name, "身份证换领");
        assert!(store.service("no such code").await.unwrap().is_none());
    });
}
