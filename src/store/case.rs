//! A case as the rules see it, and as staff read it.

use super::{Fault, Result, Store, history::time, keys::Place, region::code_of, tx::Tx};
use crate::{
    calendar::Due,
    case::{Act, Case, CaseFile, CaseHead, Stage},
    department::Department,
    event::Entry,
    id::{CaseId, DepartmentId, ReplyId, StaffId, WorkOrderId},
    identifiers::{case_number::CaseNumber, phone::Phone},
    queue::Scope,
    refusal::Refusal,
    report::Kind,
    staff::Staff,
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct CaseRow {
    number: String,
    region_code: String,
    kind: String,
    stage: String,
    version: i64,
    filed_at: i64,
    due_at: i64,
    due_provisional: bool,
    work_order_id: Option<Uuid>,
    department_id: Option<Uuid>,
    reply_id: Option<Uuid>,
    written_by: Option<Uuid>,
}

const CASE: &str = "select c.number, c.region_code, c.kind, c.stage, c.version, c.filed_at, c.due_at, c.due_provisional, \
        w.work_order_id, w.department_id, r.reply_id, r.written_by \
    from cases c left join work_orders w on w.case_id = c.case_id and w.main \
    left join replies r on r.reply_id = (select reply_id from replies where case_id = c.case_id \
        order by written_at desc, reply_id desc limit 1) \
    where c.case_id = $1";
const BY_NUMBER: &str = "select case_id from cases where number = $1";
const DEPARTMENTS_UPWARD: &str = "with recursive upward (department_id, parent_id, depth) as ( \
        select department_id, parent_id, 0 from departments where department_id = $1 \
        union all select d.department_id, d.parent_id, u.depth + 1 from departments d join upward u on d.department_id = u.parent_id) \
    select department_id from upward order by depth";
/// Departments that answer for the region of the case, or for one above it.
const CANDIDATES: &str = "with recursive upward (region_code, parent_code) as ( \
        select region_code, parent_code from regions where region_code = $1 \
        union all select r.region_code, r.parent_code from regions r join upward u on r.region_code = u.parent_code) \
    select d.department_id, d.name, d.region_code, d.parent_id from departments d join upward using (region_code) \
    order by length(d.region_code) desc, d.region_code desc, d.name";
const ENTRIES: &str = "select e.at, e.body, s.name, d.name from events e \
    left join staff s on s.staff_id = e.staff_id \
    left join work_orders w on w.case_id = e.case_id and w.main and e.kind = 'dispatched' \
    left join departments d on d.department_id = w.department_id \
    where e.case_id = $1 order by e.version desc";
const REPORT: &str =
    "select report_id, what, name_sealed, phone_sealed from reports where case_id = $1 order by filed_at limit 1";
const REPLY: &str =
    "select body, released_at from replies where case_id = $1 order by written_at desc, reply_id desc limit 1";

/// A case's first report, opened.
pub(super) struct Told {
    pub what: String,
    pub name: Option<String>,
    pub phone: Phone,
}

impl Tx {
    /// The case with every scope it stands under.
    pub async fn case(&mut self, id: CaseId) -> Result<Case> {
        let row: Option<CaseRow> = sql!(self, conn => sqlx::query_as(CASE).bind(id.0).fetch_optional(conn).await)?;
        let row = row.ok_or(Refusal::NotFound)?;
        let region = code_of(&row.region_code)?;
        let mut scopes: Vec<_> = self.upward(&region).await?.into_iter().map(Scope::Region).collect();
        if let Some(department) = row.department_id {
            scopes.extend(self.departments_upward(DepartmentId(department)).await?);
        }
        Ok(Case {
            id,
            number: number_of(&row.number)?,
            region,
            kind: Kind::parse(&row.kind).ok_or(Fault::Corrupt("kind"))?,
            stage: Stage::parse(&row.stage).ok_or(Fault::Corrupt("stage"))?,
            version: row.version,
            filed_at: time(row.filed_at)?,
            due: Due { at: time(row.due_at)?, provisional: row.due_provisional },
            scopes,
            work_order: row.work_order_id.map(WorkOrderId),
            reply: row.reply_id.zip(row.written_by).map(|(reply, author)| (ReplyId(reply), StaffId(author))),
        })
    }

    /// The scopes of a department and all above it.
    pub async fn departments_upward(&mut self, id: DepartmentId) -> Result<Vec<Scope>> {
        let ids: Vec<Uuid> =
            sql!(self, conn => sqlx::query_scalar(DEPARTMENTS_UPWARD).bind(id.0).fetch_all(conn).await)?;
        Ok(ids.into_iter().map(|id| Scope::Department(DepartmentId(id))).collect())
    }

    /// Which case has this number.
    pub async fn case_by_number(&mut self, number: &CaseNumber) -> Result<CaseId> {
        let id: Option<Uuid> =
            sql!(self, conn => sqlx::query_scalar(BY_NUMBER).bind(number.as_str()).fetch_optional(conn).await)?;
        Ok(CaseId(id.ok_or(Refusal::NotFound)?))
    }

    /// The history, newest first.
    pub async fn entries(&mut self, id: CaseId) -> Result<Vec<Entry>> {
        type Row = (i64, String, Option<String>, Option<String>);
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(ENTRIES).bind(id.0).fetch_all(conn).await)?;
        let entry = |(at, body, staff, department): Row| {
            let happened = serde_json::from_str(&body).map_err(|_| Fault::Corrupt("event"))?;
            Ok(Entry { at: time(at)?, happened, department, staff })
        };
        rows.into_iter().map(entry).collect()
    }

    /// What the person told, opened.
    pub async fn told(&mut self, id: CaseId) -> Result<Told> {
        type Row = (Uuid, String, Option<Vec<u8>>, Vec<u8>);
        let row: Option<Row> = sql!(self, conn => sqlx::query_as(REPORT).bind(id.0).fetch_optional(conn).await)?;
        let (report, what, name, phone) = row.ok_or(Fault::Corrupt("case without a report"))?;
        let name = name.map(|sealed| self.keys.open_text(Place("reports.name", report), &sealed)).transpose()?;
        let phone = self.keys.open_text(Place("reports.phone", report), &phone)?;
        Ok(Told { what, name, phone: Phone::parse(&phone).map_err(|_| Fault::Corrupt("phone"))? })
    }

    /// The newest reply and whether it has gone out.
    pub async fn newest_reply(&mut self, id: CaseId) -> Result<Option<(String, bool)>> {
        let row: Option<(String, Option<i64>)> =
            sql!(self, conn => sqlx::query_as(REPLY).bind(id.0).fetch_optional(conn).await)?;
        Ok(row.map(|(body, released)| (body, released.is_some())))
    }

    async fn candidates(&mut self, case: &Case) -> Result<Vec<Department>> {
        type Row = (Uuid, String, String, Option<Uuid>);
        let rows: Vec<Row> =
            sql!(self, conn => sqlx::query_as(CANDIDATES).bind(case.region.as_str()).fetch_all(conn).await)?;
        let department = |(id, name, region, parent): Row| {
            Ok(Department { id: DepartmentId(id), name, region: code_of(&region)?, parent: parent.map(DepartmentId) })
        };
        rows.into_iter().map(department).collect()
    }
}

impl Store {
    /// A case as this person reads it: contact masked, legal acts only.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is none or it is not for their eyes.
    pub async fn read_case(&self, who: &Staff, number: &CaseNumber) -> Result<CaseFile> {
        Ok(in_view!(self, |tx| {
            let id = tx.case_by_number(number).await?;
            let case = tx.case(id).await?;
            if !who.sees(&case) {
                return Err(Refusal::NotFound.into());
            }
            let acts = case.acts(who);
            let departments = if acts.contains(&Act::Dispatch) { tx.candidates(&case).await? } else { Vec::new() };
            let Told { what, name, phone } = tx.told(id).await?;
            let entries = tx.entries(id).await?;
            let reply = tx.newest_reply(id).await?.map(|(body, _)| body);
            let department_name = entries.iter().find_map(|entry| entry.department.clone());
            let region_name = tx.region_name(&case.region).await?.unwrap_or_default();
            let head = head(&case, &what, region_name, department_name);
            CaseFile {
                head,
                what,
                name: name.as_deref().map(mask_name),
                phone: phone.masked(),
                reply,
                entries,
                acts,
                departments,
            }
        }))
    }
}

fn head(case: &Case, what: &str, region_name: String, department_name: Option<String>) -> CaseHead {
    CaseHead {
        id: case.id,
        number: case.number.clone(),
        version: case.version,
        stage: case.stage,
        kind: case.kind,
        opening: opening(what),
        region_name,
        department_name,
        filed_at: case.filed_at,
        due: case.due,
    }
}

/// The first characters of a report: one line of a list.
pub(super) fn opening(what: &str) -> String {
    let line = what.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A name of which only the first character shows.
pub(super) fn mask_name(name: &str) -> String {
    name.chars().take(1).chain(['*']).collect()
}

/// A case number as it stands in the database.
pub(super) fn number_of(text: &str) -> Result<CaseNumber> {
    Ok(CaseNumber::parse(text).map_err(|_| Fault::Corrupt("case number"))?)
}
