//! Who works here, as an admin looks after it.

use super::{SHOWN, id, id_of, text_of, values, yes_or_no};
use crate::{
    id::{CaseId, StaffId},
    office::{Field, Sheet, Values, Warning},
    refusal::Refusal,
    staff::Staff,
    store::{Moment, Result, case::open_stages, list_rows::NO_PASSWORD, tx::Tx},
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Who sits in a region or below it.
macro_rules! staff_who {
    ($which:literal) => {
        concat!(
            "with recursive below (region_code) as ( \
                select region_code from regions where region_code = $1 \
                union all select r.region_code from regions r join below b on r.parent_code = b.region_code) \
            select s.staff_id, s.username, s.name, s.department_id, f.confirmed_at is not null as second_factor \
            from staff s join departments d using (department_id) join below b on b.region_code = d.region_code \
            left join second_factors f on f.staff_id = s.staff_id where s.ended_at is null and ",
            $which,
            " order by d.name, s.name, s.staff_id limit 101"
        )
    };
}

const LIST: &str = staff_who!(
    "(cast($2 as text) = '' or replace(s.name, $2, '') <> s.name or replace(s.username, $2, '') <> s.username \
    or replace(d.name, $2, '') <> d.name)"
);
const ONE: &str = staff_who!("s.staff_id = $2");
const ROLES: &str = "select staff_id, role from staff_roles order by staff_id, role";
const TAKEN: &str = "select count(*) from staff where username = $1";
const OTHER_ADMINS: &str = "select count(*) from staff_roles r join staff s using (staff_id) \
    where r.role = 'admin' and s.ended_at is null and s.staff_id <> $1";
const HELD: &str = concat!(
    "select case_id from cases where holder_id = $1 \
    and stage in ",
    open_stages!(),
    " order by case_id"
);
const CHANGE: &str = "update staff set name = $2, department_id = $3 where staff_id = $1";
const END: &str = "update staff set ended_at = $2 where staff_id = $1";

type Row = (Uuid, String, String, Uuid, bool);

fn roles(values: &Values) -> BTreeSet<String> {
    text_of(values, Field::Roles).split_whitespace().map(str::to_owned).collect()
}

/// Whether somebody leaves work behind: they go, sit elsewhere, or may do less.
fn leaves(before: &Sheet, after: Option<&Values>) -> bool {
    after.is_none_or(|after| {
        text_of(&before.values, Field::Department) != text_of(after, Field::Department)
            || !roles(&before.values).is_subset(&roles(after))
    })
}

impl Tx {
    pub(super) async fn staff_sheets(&mut self, who: &Staff, words: &str, key: Option<&str>) -> Result<Vec<Sheet>> {
        let region = who.department.region.as_str();
        let rows: Vec<Row> = match key {
            Some(key) => {
                let id = id(key)?;
                sql!(self, conn => sqlx::query_as(ONE).bind(region).bind(id).fetch_all(conn).await)?
            }
            None => sql!(self, conn => sqlx::query_as(LIST).bind(region).bind(words).fetch_all(conn).await)?,
        };
        debug_assert!(rows.len() <= SHOWN + 1);
        let words: Vec<(Uuid, String)> = sql!(self, conn => sqlx::query_as(ROLES).fetch_all(conn).await)?;
        let mut roles: HashMap<Uuid, Vec<String>> = HashMap::new();
        for (staff, word) in words {
            roles.entry(staff).or_default().push(word);
        }
        let sheet = |(id, username, name, department, factor): Row| Sheet {
            key: id.to_string(),
            name: name.clone(),
            values: values([
                (Field::Username, username),
                (Field::Name, name),
                (Field::Department, department.to_string()),
                (Field::Roles, roles.remove(&id).unwrap_or_default().join(" ")),
                (Field::WithoutFactor, yes_or_no(!factor).to_owned()),
            ]),
            depth: 0,
        };
        Ok(rows.into_iter().map(sheet).collect())
    }

    /// Nobody gives themselves roles, and somebody is always left who sets up the office.
    pub(super) async fn check_staff(
        &mut self,
        who: &Staff,
        before: &Sheet,
        after: Option<&Values>,
    ) -> Result<Vec<Warning>> {
        if let (true, Some(after)) = (before.key.is_empty(), after) {
            let username = text_of(after, Field::Username);
            let taken: i64 = sql!(self, conn => sqlx::query_scalar(TAKEN).bind(username).fetch_one(conn).await)?;
            return if taken == 0 { Ok(Vec::new()) } else { Err(Refusal::Taken.into()) };
        }
        let staff = id(&before.key)?;
        let (had, has) = (roles(&before.values), after.map(roles).unwrap_or_default());
        if staff == who.id.0 && !has.is_subset(&had) {
            return Err(Refusal::NotYours.into());
        }
        if had.contains("admin") && !has.contains("admin") {
            let others: i64 = sql!(self, conn => sqlx::query_scalar(OTHER_ADMINS).bind(staff).fetch_one(conn).await)?;
            if others == 0 {
                return Err(Refusal::LastAdmin.into());
            }
        }
        let held = if leaves(before, after) { self.held_by(staff).await?.len() } else { 0 };
        let warnings = [(held > 0).then_some(Warning::GivesBack(held)), after.is_none().then_some(Warning::SignsOut)];
        Ok(warnings.into_iter().flatten().collect())
    }

    async fn held_by(&mut self, staff: Uuid) -> Result<Vec<CaseId>> {
        let held: Vec<Uuid> = sql!(self, conn => sqlx::query_scalar(HELD).bind(staff).fetch_all(conn).await)?;
        Ok(held.into_iter().map(CaseId).collect())
    }

    /// Everything that somebody holds goes back to all who could work on it.
    async fn give_back(&mut self, staff: Uuid, at: Moment) -> Result<()> {
        for (index, case) in self.held_by(staff).await?.into_iter().enumerate() {
            let case = self.case(case).await?;
            if let Some(event) = case.let_go_idle(at.now) {
                let mut dice = at.apart(index).dice();
                self.record(&case.after(&event, &self.calendar), &event, None, &mut dice).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn keep_staff(&mut self, before: &Sheet, after: &Values, at: Moment) -> Result<String> {
        let (name, department) = (text_of(after, Field::Name), id_of(after, Field::Department)?);
        let staff = if before.key.is_empty() {
            let (staff, username) = (at.dice().id(), text_of(after, Field::Username));
            // a link for a password comes first
            self.insert_staff(staff, username, name, department, NO_PASSWORD, at.now).await?;
            staff
        } else {
            let staff = id(&before.key)?;
            if leaves(before, Some(after)) {
                self.give_back(staff, at).await?;
            }
            sql!(self, conn => sqlx::query(CHANGE).bind(staff).bind(name).bind(department).execute(conn).await.map(drop))?;
            staff
        };
        self.set_roles(staff, roles(after).iter().map(String::as_str)).await?;
        Ok(staff.to_string())
    }

    /// Signed out at once, and never in again.
    pub(super) async fn end_staff(&mut self, before: &Sheet, at: Moment) -> Result<()> {
        let staff = id(&before.key)?;
        self.give_back(staff, at).await?;
        sql!(self, conn => sqlx::query(END).bind(staff).bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
        self.forget_links(StaffId(staff)).await?;
        self.end_all_sessions(StaffId(staff)).await
    }
}
