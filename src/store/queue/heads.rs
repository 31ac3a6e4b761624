//! Cases as rows of a list, by their ids.

use super::super::{
    Fault, Result,
    case::{number_of, opening},
    history::time,
    tx::{Conn, Tx, json_of},
};
use crate::{
    calendar::Due,
    case::{CaseHead, Holder, Stage},
    deadline::Clock,
    id::{CaseId, StaffId},
    report::{Channel, Kind},
};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    case_id: Uuid,
    number: String,
    version: i64,
    stage: String,
    kind: String,
    service_name: Option<String>,
    danger: bool,
    what: String,
    region_name: String,
    department_name: Option<String>,
    filed_at: i64,
    due_at: i64,
    due_provisional: bool,
    urges: i64,
    reopened: bool,
    next_clock: Option<String>,
    next_due_at: Option<i64>,
    next_provisional: bool,
    holder_id: Option<Uuid>,
    holder_name: Option<String>,
    held_at: Option<i64>,
    channel: String,
}

/// Cases as rows: what else is read of each, what they are joined to, and which.
macro_rules! heads {
    ($else:literal, $first:expr, $cases:literal) => {
        concat!(
            "select ",
            $else,
            "c.case_id, c.number, c.version, c.stage, c.kind, s.name as service_name, c.danger, \
            substr(r.what, 1, 200) as what, \
            case when g.level = 'township' and p.name is not null then p.name || ' ' || g.name else g.name end as region_name, \
            d.name as department_name, c.filed_at, c.due_at, c.due_provisional, \
            c.next_clock, c.next_due_at, c.next_provisional, c.holder_id, h.name as holder_name, c.held_at, r.channel, \
            (select count(*) from events e where e.case_id = c.case_id and e.kind = 'urged') as urges, \
            exists (select 1 from events e where e.case_id = c.case_id and e.kind = 'reopened') as reopened \
        from ",
            $first,
            "cases c \
        join regions g on g.region_code = c.region_code left join regions p on p.region_code = g.parent_code \
        left join services s on s.service_code = c.service_code \
        join reports r on r.report_id = (select report_id from reports where case_id = c.case_id order by filed_at, report_id limit 1) \
        left join work_orders w on w.case_id = c.case_id and w.main \
        left join departments d on d.department_id = w.department_id \
        left join staff h on h.staff_id = c.holder_id \
        where ",
            $cases
        )
    };
}
pub(super) use heads;

const HEADS_SQLITE: &str = heads!("", "", "c.case_id in (select unhex(value) from json_each($1))");
const HEADS_POSTGRES: &str = heads!("", "", "c.case_id = any($1)");

pub(super) fn head(row: Row) -> Result<CaseHead> {
    let next = match (row.next_clock.as_deref().map(Clock::parse), row.next_due_at) {
        (Some(Some(clock)), Some(at)) => Some((clock, Due { at: time(at)?, provisional: row.next_provisional })),
        (Some(None), _) => return Err(Fault::Corrupt("clock").into()),
        _ => None,
    };
    let holder = match (row.holder_id, row.holder_name, row.held_at) {
        (Some(id), Some(name), Some(since)) => Some(Holder { id: StaffId(id), name, since: time(since)? }),
        _ => None,
    };
    Ok(CaseHead {
        id: CaseId(row.case_id),
        number: number_of(&row.number)?,
        version: row.version,
        stage: Stage::parse(&row.stage).ok_or(Fault::Corrupt("stage"))?,
        kind: Kind::parse(&row.kind).ok_or(Fault::Corrupt("kind"))?,
        service_name: row.service_name,
        danger: row.danger,
        opening: opening(&row.what),
        region_name: row.region_name,
        department_name: row.department_name,
        filed_at: time(row.filed_at)?,
        due: Due { at: time(row.due_at)?, provisional: row.due_provisional },
        next,
        holder,
        channel: Channel::parse(&row.channel).ok_or(Fault::Corrupt("channel"))?,
        urges: row.urges,
        reopened: row.reopened,
    })
}

impl Tx {
    /// The rows of a list, in the order of the ids.
    pub(in crate::store) async fn heads(&mut self, ids: &[Uuid]) -> Result<Vec<CaseHead>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = match &mut self.conn {
            Conn::Postgres(tx) => sqlx::query_as(HEADS_POSTGRES).bind(ids).fetch_all(&mut **tx).await?,
            Conn::Sqlite(tx) => sqlx::query_as(HEADS_SQLITE).bind(json_of(ids)).fetch_all(&mut **tx).await?,
        };
        let mut heads = HashMap::with_capacity(rows.len());
        for row in rows {
            heads.insert(row.case_id, head(row)?);
        }
        Ok(ids.iter().filter_map(|id| heads.remove(id)).collect())
    }
}
