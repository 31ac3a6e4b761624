//! A case as the rules see it, and as staff read it.

use super::{
    Fault, Result, Store,
    history::time,
    region::code_of,
    told::{Told, visibility_of},
    tx::Tx,
};
use crate::{
    calendar::Due,
    case::{Act, Case, CaseFile, CaseHead, Holder, ReplyHands, ShownContact, Stage},
    department::Department,
    duty::Proposal,
    id::{CaseId, DepartmentId, ReplyId, StaffId, WorkOrderId},
    identifiers::case_number::CaseNumber,
    queue::Scope,
    refusal::Refusal,
    report::{Channel, Identity, Kind, Who},
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
    signed_by: Option<Uuid>,
    leader_signs: Option<bool>,
    visibility: String,
    published: bool,
    service_code: Option<String>,
    danger: bool,
    holder_id: Option<Uuid>,
    channel: String,
    who: String,
    identity: String,
    urged: bool,
    reopened: bool,
    points_open: i64,
}

const CASE: &str = "select c.number, c.region_code, c.kind, c.stage, c.version, c.filed_at, c.due_at, c.due_provisional, \
        w.work_order_id, w.department_id, d.leader_signs, r.reply_id, r.written_by, r.signed_by, c.visibility, p.case_id is not null as published, \
        c.service_code, c.danger, c.holder_id, f.channel, f.who, f.identity, \
        exists (select 1 from events e where e.case_id = c.case_id and e.kind = 'urged') as urged, \
        exists (select 1 from events e where e.case_id = c.case_id and e.kind = 'reopened') as reopened, \
        (select count(*) from points o where o.case_id = c.case_id and not o.answered) as points_open \
    from cases c left join work_orders w on w.case_id = c.case_id and w.main \
    left join departments d on d.department_id = w.department_id \
    left join replies r on r.reply_id = (select reply_id from replies where case_id = c.case_id \
        order by written_at desc, reply_id desc limit 1) \
    left join publications p on p.case_id = c.case_id \
    join reports f on f.report_id = (select report_id from reports where case_id = c.case_id order by filed_at, report_id limit 1) \
    where c.case_id = $1";
/// The stages at which somebody still has to do something, as SQL has them.
macro_rules! open_stages {
    () => {
        "('filed', 'dispatched', 'accepted', 'written', 'replied')"
    };
}
pub(super) use open_stages;

const BY_NUMBER: &str = "select case_id from cases where number = $1";
const DEPARTMENTS_UPWARD: &str = "with recursive upward (department_id, parent_id, depth) as ( \
        select department_id, parent_id, 0 from departments where department_id = $1 \
        union all select d.department_id, d.parent_id, u.depth + 1 from departments d join upward u on d.department_id = u.parent_id) \
    select department_id from upward order by depth";
/// Departments that answer for the region of the case, or for one above it.
const CANDIDATES: &str = "with recursive upward (region_code, parent_code) as ( \
        select region_code, parent_code from regions where region_code = $1 \
        union all select r.region_code, r.parent_code from regions r join upward u on r.region_code = u.parent_code) \
    select d.department_id, d.name, d.region_code, d.parent_id from departments d join upward using (region_code) where d.ended_at is null \
    order by length(d.region_code) desc, d.region_code desc, d.name";
const ABOUT: &str =
    "select s.name, c.danger from cases c left join services s using (service_code) where c.case_id = $1";
const MAIN_DEPARTMENT: &str =
    "select d.name from work_orders w join departments d using (department_id) where w.case_id = $1 and w.main";
const HOLDER: &str =
    "select s.staff_id, s.name, c.held_at from cases c join staff s on s.staff_id = c.holder_id where c.case_id = $1";
const REPLY: &str =
    "select body, released_at from replies where case_id = $1 order by written_at desc, reply_id desc limit 1";

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
        let service = row.service_code.as_ref().map(|code| code.parse());
        let hands = |(reply, author)| {
            let signer = row.signed_by.map(StaffId);
            ReplyHands { id: ReplyId(reply), author: StaffId(author), signer }
        };
        Ok(Case {
            id,
            number: number_of(&row.number)?,
            region,
            kind: Kind::parse(&row.kind).ok_or(Fault::Corrupt("kind"))?,
            channel: Channel::parse(&row.channel).ok_or(Fault::Corrupt("channel"))?,
            service: service.transpose().map_err(|_| Fault::Corrupt("service code"))?,
            danger: row.danger,
            who: Who::parse(&row.who).ok_or(Fault::Corrupt("who"))?,
            identity: Identity::parse(&row.identity).ok_or(Fault::Corrupt("identity"))?,
            stage: Stage::parse(&row.stage).ok_or(Fault::Corrupt("stage"))?,
            version: row.version,
            filed_at: time(row.filed_at)?,
            due: Due { at: time(row.due_at)?, provisional: row.due_provisional },
            ledger: self.ledger(id).await?,
            holder: row.holder_id.map(StaffId),
            urged: row.urged,
            reopened: row.reopened,
            points_open: row.points_open,
            scopes,
            work_order: row.work_order_id.map(WorkOrderId),
            leader_signs: row.leader_signs.unwrap_or(true),
            reply: row.reply_id.zip(row.written_by).map(hands),
            visibility: visibility_of(&row.visibility)?,
            published: row.published,
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

    /// The name of the service concerned, and whether words tell of danger.
    pub async fn about(&mut self, id: CaseId) -> Result<(Option<String>, bool)> {
        Ok(sql!(self, conn => sqlx::query_as(ABOUT).bind(id.0).fetch_one(conn).await)?)
    }

    /// The newest reply and whether it has gone out.
    pub async fn newest_reply(&mut self, id: CaseId) -> Result<Option<(String, bool)>> {
        let row: Option<(String, Option<i64>)> =
            sql!(self, conn => sqlx::query_as(REPLY).bind(id.0).fetch_optional(conn).await)?;
        Ok(row.map(|(body, released)| (body, released.is_some())))
    }

    /// The department whose task the case is.
    pub async fn main_department(&mut self, id: CaseId) -> Result<Option<String>> {
        Ok(sql!(self, conn => sqlx::query_scalar(MAIN_DEPARTMENT).bind(id.0).fetch_optional(conn).await)?)
    }

    /// Whoever works on a case now.
    async fn holder(&mut self, id: CaseId) -> Result<Option<Holder>> {
        let row: Option<(Uuid, String, i64)> =
            sql!(self, conn => sqlx::query_as(HOLDER).bind(id.0).fetch_optional(conn).await)?;
        row.map(|(id, name, since)| Ok(Holder { id: StaffId(id), name, since: time(since)? })).transpose()
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
            let case = tx.case_seen_by(who, id).await?;
            tx.case_file(who, &case).await?
        }))
    }
}

impl Tx {
    async fn case_file(&mut self, who: &Staff, case: &Case) -> Result<CaseFile> {
        let acts = case.acts(who);
        let (departments, proposal) = match acts.contains(&Act::Dispatch) {
            true => (self.candidates(case).await?, self.proposal(case).await?),
            false => (Vec::new(), Proposal::default()),
        };
        let replies = acts.contains(&Act::Reply);
        let first = self.first_report(case.id).await?;
        let told = self.told(first).await?;
        let head = self.head(case, &told.what).await?;
        let alike = self.alike(who, case, &told.what).await?;
        let Told { what, wish, obstacle, tried_at, site, facts, identity, .. } = told;
        Ok(CaseFile {
            head,
            what,
            wish,
            obstacle,
            tried_at,
            site,
            facts,
            who: told.who,
            visibility: case.visibility,
            identity,
            contact: if who.may_know(identity, case) { told.contact } else { ShownContact::default() },
            files: self.case_files(case.id).await?,
            followers: self.count_followers(case.id).await?,
            published: self.publication(case.id).await?,
            points: self.points(case.id).await?,
            reply: self.newest_reply(case.id).await?.map(|(body, _)| body),
            entries: self.entries(case.id).await?.into_iter().map(|(_, entry)| entry).collect(),
            acts,
            departments,
            proposal,
            templates: if replies { self.templates(case).await? } else { Vec::new() },
            ledger: self.explained(&case.ledger),
            drafts: self.desk_drafts(who.id, case.id).await?,
            alike,
        })
    }

    async fn head(&mut self, case: &Case, what: &str) -> Result<CaseHead> {
        let (service_name, danger) = self.about(case.id).await?;
        let department_name = self.main_department(case.id).await?;
        Ok(CaseHead {
            id: case.id,
            number: case.number.clone(),
            version: case.version,
            stage: case.stage,
            kind: case.kind,
            service_name,
            danger,
            opening: opening(what),
            region_name: self.place_name(&case.region).await?,
            department_name,
            filed_at: case.filed_at,
            due: case.due,
            next: case.next(),
            holder: self.holder(case.id).await?,
            channel: case.channel,
            urges: self.count_events(case.id, "urged").await?,
            reopened: self.count_events(case.id, "reopened").await? > 0,
        })
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

/// A case number as it stands in the database.
pub(super) fn number_of(text: &str) -> Result<CaseNumber> {
    Ok(CaseNumber::parse(text).map_err(|_| Fault::Corrupt("case number"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_open_at_the_same_stages_for_the_rules_and_for_sql() {
        let open = Stage::ALL.into_iter().filter(|stage| stage.is_open()).map(|stage| format!("'{}'", stage.as_str()));
        assert_eq!(format!("({})", open.collect::<Vec<_>>().join(", ")), open_stages!());
    }
}
