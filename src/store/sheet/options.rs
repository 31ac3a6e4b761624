//! What can be chosen in the fields of a sheet.

use crate::{
    office::{Field, Options, Thing},
    staff::{Role, Staff},
    store::{Result, tx::Tx},
};

const REGIONS: &str = "with recursive below (region_code, name, level) as ( \
        select region_code, name, level from regions where region_code = $1 \
        union all select r.region_code, r.name, r.level from below b cross join regions r where r.parent_code = b.region_code) \
    select region_code, name from below where level <> 'township' order by region_code";
const SERVICES: &str = "select service_code, name from services where offered order by place, service_code";
const CATEGORIES: &str = "select distinct category, category from services where offered order by 1";

impl Tx {
    pub(super) async fn options(&mut self, who: &Staff, thing: Thing) -> Result<Vec<Options>> {
        let fields: &[Field] = match thing {
            Thing::Staff => &[Field::Department, Field::Roles],
            Thing::Department => &[Field::Region, Field::Parent],
            Thing::DutyRule => &[Field::Service, Field::Category, Field::Department],
            Thing::Template => &[Field::Service],
            Thing::Service | Thing::PageText => &[],
        };
        let mut options = Vec::new();
        for field in fields {
            let choices = self.choices(who, *field).await?;
            options.push(Options { field: *field, choices });
        }
        Ok(options)
    }

    async fn choices(&mut self, who: &Staff, field: Field) -> Result<Vec<(String, String)>> {
        let region = who.department.region.as_str();
        Ok(match field {
            Field::Department | Field::Parent => {
                let rows = self.departments_of(who).await?;
                rows.into_iter().map(|(id, name, ..)| (id.to_string(), name)).collect()
            }
            Field::Region => sql!(self, conn => sqlx::query_as(REGIONS).bind(region).fetch_all(conn).await)?,
            Field::Service => sql!(self, conn => sqlx::query_as(SERVICES).fetch_all(conn).await)?,
            Field::Category => sql!(self, conn => sqlx::query_as(CATEGORIES).fetch_all(conn).await)?,
            _ => Role::ALL.map(|role| (role.as_str().to_owned(), role.as_str().to_owned())).into(),
        })
    }
}
