//! Services, one by one: the list as a whole is loaded from a file.

use super::{text_of, values};
use crate::{
    office::{Field, Sheet, Values, Warning},
    refusal::Refusal,
    service::ServiceCode,
    store::{Result, service::searched, tx::Tx},
};

const LIST: &str = "select service_code, name, category from services where offered and (cast($1 as text) = '' \
    or replace(search, $1, '') <> search or replace(category, $1, '') <> category or service_code = $1) \
    order by place, service_code limit 101";
const ONE: &str = "select service_code, name, category from services where offered and service_code = $1";
const TAKEN: &str = "select count(*) from services where service_code = $1 and offered";
const KEEP: &str = "insert into services (service_code, name, category, search, place, offered) \
    values ($1, $2, $3, $4, (select coalesce(max(place), 0) + 1 from services), true) on conflict (service_code) do update set \
    name = excluded.name, category = excluded.category, search = excluded.search, offered = true";
const END: &str = "update services set offered = false where service_code = $1";

type Row = (String, String, String);

fn sheet((code, name, category): Row) -> Sheet {
    let values = values([(Field::Code, code.clone()), (Field::Name, name.clone()), (Field::Category, category)]);
    Sheet { key: code, name, values, depth: 0 }
}

fn code_of(text: &str) -> Result<ServiceCode> {
    Ok(text.parse().map_err(|_| Refusal::NotFound)?)
}

impl Tx {
    pub(super) async fn service_sheets(&mut self, words: &str, key: Option<&str>) -> Result<Vec<Sheet>> {
        let (text, given) = match key {
            Some(key) => (ONE, key.to_owned()),
            None => (LIST, words.to_lowercase()),
        };
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(text).bind(&given).fetch_all(conn).await)?;
        Ok(rows.into_iter().map(sheet).collect())
    }

    pub(super) async fn check_service(&mut self, before: &Sheet, after: Option<&Values>) -> Result<Vec<Warning>> {
        let Some(after) = after.filter(|_| before.key.is_empty()) else { return Ok(Vec::new()) };
        let code = code_of(text_of(after, Field::Code))?;
        let taken: i64 = sql!(self, conn => sqlx::query_scalar(TAKEN).bind(code.as_str()).fetch_one(conn).await)?;
        if taken == 0 { Ok(Vec::new()) } else { Err(Refusal::Taken.into()) }
    }

    pub(super) async fn keep_service(&mut self, before: &Sheet, after: &Values) -> Result<String> {
        let (code, name) = (code_of(text_of(after, Field::Code))?, text_of(after, Field::Name));
        let category = text_of(after, Field::Category);
        sql!(self, conn => sqlx::query(KEEP).bind(code.as_str()).bind(name).bind(category).bind(searched(name))
            .execute(conn).await.map(drop))?;
        if text_of(&before.values, Field::Category) != category {
            // what was published of it is searched for by category
            self.move_publications(&code).await?;
        }
        Ok(code.to_string())
    }

    pub(super) async fn end_service(&mut self, before: &Sheet) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(END).bind(&before.key).execute(conn).await.map(drop))?)
    }
}
