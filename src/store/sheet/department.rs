//! Departments, as an admin looks after them: a tree.

use super::{id, text_of, values, yes_or_no};
use crate::{
    office::{Field, Options, Sheet, Values, Warning},
    refusal::Refusal,
    staff::Staff,
    store::{Moment, Result, case::open_stages, tx::Tx},
};
use uuid::Uuid;

/// Those of a region and below it that answer.
const ALL: &str = "with recursive below (region_code) as ( \
        select region_code from regions where region_code = $1 \
        union all select r.region_code from regions r join below b on r.parent_code = b.region_code) \
    select d.department_id, d.name, d.region_code, d.parent_id, d.leader_signs \
    from departments d join below using (region_code) where d.ended_at is null order by d.region_code, d.name, d.department_id";
/// Open work, people and offices below.
const HANGING: &str = concat!(
    "select (select count(*) from work_orders w join cases c using (case_id) where w.department_id = $1 \
        and c.stage in ",
    open_stages!(),
    ") \
    + (select count(*) from staff where department_id = $1 and ended_at is null) \
    + (select count(*) from departments where parent_id = $1 and ended_at is null)"
);
const CHANGE: &str = "update departments set name = $2, parent_id = $3, leader_signs = $4 where department_id = $1";
const NAME: &str = "select name from departments where department_id = $1";
const END: &str = "update departments set ended_at = $2 where department_id = $1";
const END_RULES: &str = "update duty_rules set ended_at = $2 where department_id = $1 and ended_at is null";

pub(super) type Row = (Uuid, String, String, Option<Uuid>, bool);

/// Each below the office that it hangs on; whose office above is none of them begins a tree.
fn tree(rows: &[Row], above: Option<Uuid>, depth: u8, into: &mut Vec<Sheet>) {
    let known = |parent: &Option<Uuid>| parent.filter(|parent| rows.iter().any(|row| row.0 == *parent));
    for (id, name, region, parent, signs) in rows.iter().filter(|row| known(&row.3) == above && Some(row.0) != above) {
        let sheet = Sheet {
            key: id.to_string(),
            name: name.clone(),
            values: values([
                (Field::Name, name.clone()),
                (Field::Region, region.clone()),
                (Field::Parent, parent.map(|parent| parent.to_string()).unwrap_or_default()),
                (Field::LeaderSigns, yes_or_no(*signs).to_owned()),
            ]),
            depth,
        };
        into.push(sheet);
        if depth < 9 {
            tree(rows, Some(*id), depth + 1, into);
        }
    }
}

impl Tx {
    pub(super) async fn departments_of(&mut self, who: &Staff) -> Result<Vec<Row>> {
        let region = who.department.region.as_str();
        Ok(sql!(self, conn => sqlx::query_as(ALL).bind(region).fetch_all(conn).await)?)
    }

    pub(super) async fn department_sheets(
        &mut self,
        who: &Staff,
        words: &str,
        key: Option<&str>,
    ) -> Result<Vec<Sheet>> {
        let mut sheets = Vec::new();
        tree(&self.departments_of(who).await?, None, 0, &mut sheets);
        match key {
            Some(key) => sheets.retain(|sheet| sheet.key == key),
            None => sheets.retain(|sheet| sheet.name.contains(words)),
        }
        Ok(sheets)
    }

    /// Below which office it can hang: not below itself, nor below one of those that hang on it. Where it hangs today can
    /// stay, though an admin of a smaller place does not look after that office.
    pub(super) async fn offices_above(&mut self, who: &Staff, sheet: &Sheet, options: &mut [Options]) -> Result<()> {
        let (department, today) = (id(&sheet.key)?, text_of(&sheet.values, Field::Parent).to_owned());
        let Some(of) = options.iter_mut().find(|options| options.field == Field::Parent) else { return Ok(()) };
        let rows = self.departments_of(who).await?;
        let mut below = Vec::new();
        tree(&rows, Some(department), 1, &mut below);
        of.choices.retain(|(key, _)| *key != sheet.key && below.iter().all(|sheet| sheet.key != *key));
        if !today.is_empty() && of.choices.iter().all(|(key, _)| *key != today) {
            let office = id(&today)?;
            let name = sql!(self, conn => sqlx::query_scalar(NAME).bind(office).fetch_one(conn).await)?;
            of.choices.push((today, name));
        }
        Ok(())
    }

    /// It answers on while work, people or offices hang on it; and it stays where it is while work is on its way there or
    /// below: that work stands in the lists of every office above.
    pub(super) async fn check_department(&mut self, before: &Sheet, after: Option<&Values>) -> Result<Vec<Warning>> {
        if let Some(after) = after {
            let moves = !before.key.is_empty() && before.values.get(&Field::Parent) != after.get(&Field::Parent);
            if moves && self.departments_at_work().await?.iter().any(|(at_work, _)| at_work.to_string() == before.key) {
                return Err(Refusal::AtWork.into());
            }
            return Ok(Vec::new());
        }
        let department = id(&before.key)?;
        let hanging: i64 = sql!(self, conn => sqlx::query_scalar(HANGING).bind(department).fetch_one(conn).await)?;
        if hanging == 0 { Ok(Vec::new()) } else { Err(Refusal::InUse.into()) }
    }

    pub(super) async fn keep_department(&mut self, before: &Sheet, after: &Values, at: Moment) -> Result<String> {
        let (name, signs) = (text_of(after, Field::Name), text_of(after, Field::LeaderSigns) == "yes");
        let parent: Option<Uuid> = text_of(after, Field::Parent).parse().ok();
        if !before.key.is_empty() {
            let department = id(&before.key)?;
            sql!(self, conn => sqlx::query(CHANGE).bind(department).bind(name).bind(parent).bind(signs).execute(conn).await
                .map(drop))?;
            return Ok(before.key.clone());
        }
        let (department, region) = (at.dice().id(), text_of(after, Field::Region));
        self.insert_department(department, name, region, parent, signs).await?;
        Ok(department.to_string())
    }

    pub(super) async fn end_department(&mut self, before: &Sheet, at: Moment) -> Result<()> {
        let (department, now) = (id(&before.key)?, at.now.as_microsecond());
        for text in [END, END_RULES] {
            sql!(self, conn => sqlx::query(text).bind(department).bind(now).execute(conn).await.map(drop))?;
        }
        Ok(())
    }
}
