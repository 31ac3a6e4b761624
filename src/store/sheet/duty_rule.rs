//! Duty rules, as an admin makes and ends them.

use super::{id, id_of, rule_name, text_of, values};
use crate::{
    duty::About,
    id::DepartmentId,
    office::{Field, Sheet, Values, Warning},
    refusal::Refusal,
    staff::Staff,
    store::{Moment, Result, tx::Tx},
};
use uuid::Uuid;

const ALL: &str = "with recursive below (region_code) as ( \
        select region_code from regions where region_code = $1 \
        union all select r.region_code from regions r join below b on r.parent_code = b.region_code) \
    select r.duty_rule_id, r.service_code, s.name, r.category, r.department_id, d.name, g.name, r.basis from duty_rules r \
    join departments d using (department_id) join below b on b.region_code = d.region_code \
    join regions g on g.region_code = d.region_code left join services s on s.service_code = r.service_code \
    where r.ended_at is null order by coalesce(r.category, s.category), s.place, d.region_code, d.name, r.duty_rule_id";
/// Who else answers for the same in the same place.
const ALIKE: &str = "select o.name from duty_rules r join departments o using (department_id) \
    where r.ended_at is null and o.ended_at is null and coalesce(r.service_code, '') = $1 and coalesce(r.category, '') = $2 \
    and o.region_code = (select region_code from departments where department_id = $3) order by o.name";
const END: &str = "update duty_rules set ended_at = $2 where duty_rule_id = $1 and ended_at is null";

type Row = (Uuid, Option<String>, Option<String>, Option<String>, Uuid, String, String, String);

fn sheet((id, code, service, category, department, department_name, region, basis): Row) -> Sheet {
    let (code, category) = (code.unwrap_or_default(), category.unwrap_or_default());
    Sheet {
        key: id.to_string(),
        name: rule_name(&service.unwrap_or_else(|| code.clone()), &category, &department_name),
        values: values([
            (Field::Service, code),
            (Field::Category, category),
            (Field::Department, department.to_string()),
            (Field::Region, region),
            (Field::Basis, basis),
        ]),
        depth: 0,
    }
}

impl Tx {
    pub(super) async fn duty_rule_sheets(&mut self, who: &Staff, words: &str, key: Option<&str>) -> Result<Vec<Sheet>> {
        let region = who.department.region.as_str();
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(ALL).bind(region).fetch_all(conn).await)?;
        let mut sheets: Vec<_> = rows.into_iter().map(sheet).collect();
        match key {
            Some(key) => sheets.retain(|sheet| sheet.key == key),
            None => sheets.retain(|sheet| sheet.name.contains(words)),
        }
        Ok(sheets)
    }

    /// A rule is about a service or about a category; two that fit alike leave cases to a dispatcher, and that is told.
    pub(super) async fn check_duty_rule(&mut self, after: Option<&Values>) -> Result<Vec<Warning>> {
        let Some(after) = after else { return Ok(Vec::new()) };
        let (service, category) = (text_of(after, Field::Service), text_of(after, Field::Category));
        let department = id_of(after, Field::Department)?;
        let alike: Vec<String> = sql!(self, conn => sqlx::query_scalar(ALIKE).bind(service).bind(category).bind(department)
            .fetch_all(conn).await)?;
        Ok(if alike.is_empty() { Vec::new() } else { vec![Warning::Ambiguous(alike)] })
    }

    pub(super) async fn keep_duty_rule(&mut self, after: &Values, at: Moment) -> Result<String> {
        let service = text_of(after, Field::Service);
        let about = if service.is_empty() {
            About::Category(text_of(after, Field::Category).to_owned())
        } else {
            About::Service(service.parse().map_err(|_| Refusal::NotFound)?)
        };
        let department = DepartmentId(id_of(after, Field::Department)?);
        Ok(self.add_duty_rule(&about, department, text_of(after, Field::Basis), at).await?.to_string())
    }

    pub(super) async fn end_duty_rule(&mut self, before: &Sheet, at: Moment) -> Result<()> {
        let (rule, now) = (id(&before.key)?, at.now.as_microsecond());
        Ok(sql!(self, conn => sqlx::query(END).bind(rule).bind(now).execute(conn).await.map(drop))?)
    }
}
