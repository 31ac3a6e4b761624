//! History as people read it: each event with the department, the words and the files that came with it.

use super::{Fault, Result, history::time, tx::Tx};
use crate::{
    event::{Actor, Entry, Happened},
    id::{CaseId, ReportId},
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

const ENTRIES: &str = "select e.at, e.body, s.name, coalesce(c.words, n.words), e.actor from events e \
    left join staff s on s.staff_id = e.staff_id \
    left join citizen_words c on c.case_id = e.case_id and c.version = e.version \
    left join notes n on n.case_id = e.case_id and n.version = e.version \
    where e.case_id = $1 order by e.version desc";
const ANSWERS: &str = "select reply_id, body from replies where case_id = $1 and released_at is not null \
    order by released_at desc, reply_id desc";
const COUNT: &str = "select count(*) from events where case_id = $1 and kind = $2";
const CLOCK: &str = "select started_at from deadlines where case_id = $1 and clock in ('reply', 'reply-again') order by started_at desc, clock desc limit 1";

impl Tx {
    /// The history, newest first, each line with the report of whoever did it; with each answer but the newest, which stands elsewhere on every page.
    pub async fn entries(&mut self, id: CaseId) -> Result<Vec<(Option<ReportId>, Entry)>> {
        type Row = (i64, String, Option<String>, Option<String>, String);
        let rows: Vec<Row> = sql!(self, conn => sqlx::query_as(ENTRIES).bind(id.0).fetch_all(conn).await)?;
        let answers: BTreeMap<_, _> = self.answers(id).await?.into_iter().skip(1).collect();
        let handed_in = self.case_files(id).await?;
        let mut names = BTreeMap::new();
        let mut entries = Vec::with_capacity(rows.len());
        for (at, body, staff, words, actor) in rows {
            let happened: Happened = serde_json::from_str(&body).map_err(|_| Fault::Corrupt("event"))?;
            let by_rule = actor == Actor::System.as_str();
            let mut entry = Entry { words, staff, by_rule, ..Entry::new(time(at)?, &happened) };
            match &happened {
                Happened::Dispatched { department_id: id, .. } | Happened::TakenBack { department_id: id } => {
                    // not the department that has it now: it may have gone to another one first
                    if !names.contains_key(id) {
                        names.insert(*id, self.department(*id).await?.name);
                    }
                    entry.department = names.get(id).cloned();
                }
                Happened::Released { reply_id } => entry.words = answers.get(&reply_id.0).cloned(),
                Happened::Supplemented { files, .. } => {
                    entry.files = handed_in.iter().filter(|file| files.contains(&file.id)).cloned().collect();
                }
                _ => {}
            }
            entries.push((happened.report(), entry));
        }
        Ok(entries)
    }

    /// The newest answer that has gone out: while another one is written, it is still the answer.
    pub async fn newest_answer(&mut self, id: CaseId) -> Result<Option<String>> {
        Ok(self.answers(id).await?.into_iter().next().map(|(_, body)| body))
    }

    /// When the clock of the answer began that runs now, or ran last.
    pub async fn clock_began(&mut self, id: CaseId) -> Result<Timestamp> {
        let began: Option<i64> = sql!(self, conn => sqlx::query_scalar(CLOCK).bind(id.0).fetch_optional(conn).await)?;
        time(began.ok_or(Fault::Corrupt("case without a deadline"))?)
    }

    /// How often something happened to a case.
    pub async fn count_events(&mut self, id: CaseId, kind: &str) -> Result<i64> {
        Ok(sql!(self, conn => sqlx::query_scalar(COUNT).bind(id.0).bind(kind).fetch_one(conn).await)?)
    }

    async fn answers(&mut self, id: CaseId) -> Result<Vec<(Uuid, String)>> {
        Ok(sql!(self, conn => sqlx::query_as(ANSWERS).bind(id.0).fetch_all(conn).await)?)
    }
}
