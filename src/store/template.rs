//! Words to begin a reply with: kept for a region and all below it.

use super::{Moment, Result, Store, region::code_of, tx::Tx};
use crate::{case::Case, id::TemplateId, region::RegionCode, reply::Template, service::ServiceCode};
use uuid::Uuid;

/// Most that a page offers.
const MOST: i64 = 100;

const INSERT: &str = "insert into templates (template_id, region_code, name, body, service_code, changed_at) \
    values ($1, $2, $3, $4, $5, $6)";
/// Those of the case's region and all above it; those about its service first.
const OFFERED: &str = "with recursive upward (region_code, parent_code) as ( \
        select region_code, parent_code from regions where region_code = $1 \
        union all select r.region_code, r.parent_code from regions r join upward u on r.region_code = u.parent_code) \
    select t.template_id, t.name, t.body from templates t join upward using (region_code) \
    where t.ended_at is null and (t.service_code is null or t.service_code = $2) \
    order by case when t.service_code is null then 1 else 0 end, t.name, t.template_id limit cast($3 as bigint)";

impl Store {
    /// Adds a template for a region and all below it.
    ///
    /// # Errors
    /// When the region does not exist.
    pub async fn add_template(
        &self,
        region: &RegionCode,
        name: &str,
        body: &str,
        service: Option<&ServiceCode>,
        at: Moment,
    ) -> Result<TemplateId> {
        let region = code_of(region.as_str())?;
        in_tx!(self, |tx| {
            tx.insert_template(region.as_str(), name, body, service.map(ServiceCode::as_str), at).await?
        })
    }
}

impl Tx {
    /// The row of a template.
    pub(super) async fn insert_template(
        &mut self,
        region: &str,
        name: &str,
        body: &str,
        service: Option<&str>,
        at: Moment,
    ) -> Result<TemplateId> {
        let id = at.dice().id();
        sql!(self, conn => sqlx::query(INSERT).bind(id).bind(region).bind(name).bind(body).bind(service)
            .bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
        Ok(TemplateId(id))
    }

    /// What a reply on this case can begin with.
    pub async fn templates(&mut self, case: &Case) -> Result<Vec<Template>> {
        let service = case.service.as_ref().map(ServiceCode::as_str);
        let rows: Vec<(Uuid, String, String)> = sql!(self, conn => sqlx::query_as(OFFERED).bind(case.region.as_str())
            .bind(service).bind(MOST).fetch_all(conn).await)?;
        Ok(rows.into_iter().map(|(id, name, body)| Template { id: TemplateId(id), name, body }).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{
        Token,
        testing::{Office, filed, later, office, store_test},
    };

    store_test!(templates_of_the_region_and_above_are_offered_to_whoever_replies, |store, at| {
        let Office { dispatcher, officer, .. } = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.add_template(&"990100".parse().unwrap(), "Here", "Hello {name}", None, later(at, 1)).await.unwrap();
        let (other, city) = ("z-9".parse().unwrap(), "990100".parse().unwrap());
        store.add_template(&city, "About something else", "No", Some(&other), later(at, 2)).await.unwrap();
        store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 3)).await.unwrap();
        store.accept(&officer, case, 2, later(at, 4)).await.unwrap();
        let number = store.begin().await.unwrap().case(case).await.unwrap().number;
        let file = store.read_case(&officer, &number).await.unwrap();
        assert_eq!(file.templates.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["Here"]);
        let file = store.read_case(&dispatcher, &number).await.unwrap();
        assert!(file.templates.is_empty(), "whoever does not reply needs none");
    });
}
