//! Words to begin a reply with, as an admin keeps them for their region.

use super::{id, text_of, values};
use crate::{
    office::{Field, Sheet, Values},
    staff::Staff,
    store::{Moment, Result, tx::Tx},
};
use uuid::Uuid;

const LIST: &str = "select template_id, name, body, service_code from templates where region_code = $1 and ended_at is null \
    order by name, template_id";
const CHANGE: &str =
    "update templates set name = $2, body = $3, service_code = $4, changed_at = $5 where template_id = $1";
const END: &str = "update templates set ended_at = $2 where template_id = $1";

type Row = (Uuid, String, String, Option<String>);

fn sheet((id, name, body, service): Row) -> Sheet {
    let values =
        values([(Field::Name, name.clone()), (Field::Body, body), (Field::Service, service.unwrap_or_default())]);
    Sheet { key: id.to_string(), name, values, depth: 0 }
}

impl Tx {
    pub(super) async fn template_sheets(&mut self, who: &Staff, words: &str, key: Option<&str>) -> Result<Vec<Sheet>> {
        let region = who.department.region.as_str();
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(LIST).bind(region).fetch_all(conn).await)?;
        let mut sheets: Vec<_> = rows.into_iter().map(sheet).collect();
        match key {
            Some(key) => sheets.retain(|sheet| sheet.key == key),
            None => {
                sheets.retain(|sheet| sheet.name.contains(words) || text_of(&sheet.values, Field::Body).contains(words))
            }
        }
        Ok(sheets)
    }

    pub(super) async fn keep_template(
        &mut self,
        who: &Staff,
        before: &Sheet,
        after: &Values,
        at: Moment,
    ) -> Result<String> {
        let (name, body, now) = (text_of(after, Field::Name), text_of(after, Field::Body), at.now.as_microsecond());
        let service = Some(text_of(after, Field::Service)).filter(|code| !code.is_empty());
        if before.key.is_empty() {
            let region = who.department.region.as_str();
            return Ok(self.insert_template(region, name, body, service, at).await?.to_string());
        }
        let template = id(&before.key)?;
        sql!(self, conn => sqlx::query(CHANGE).bind(template).bind(name).bind(body).bind(service).bind(now)
            .execute(conn).await.map(drop))?;
        Ok(before.key.clone())
    }

    pub(super) async fn end_template(&mut self, before: &Sheet, at: Moment) -> Result<()> {
        let (template, now) = (id(&before.key)?, at.now.as_microsecond());
        Ok(sql!(self, conn => sqlx::query(END).bind(template).bind(now).execute(conn).await.map(drop))?)
    }
}
