//! `clearway check`: whether what is stored agrees with itself.
//!
//! The chain of seals is computed again from the first event, the queues and deadlines from the cases, the files from their
//! digests. Nothing is changed.

use super::{
    Result, Store,
    history::{EventRow, FIRST, digest},
    report::words,
    tx::Tx,
};
use crate::{
    calendar::Calendar,
    case::Case,
    deadline::{Clock, Deadline},
    event::Happened,
    id::CaseId,
    queue::{self, Bucket, Scope},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What was looked at, and what does not agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// A sentence for each thing that was looked at.
    pub lines: Vec<String>,
    /// A sentence for each thing that does not agree; empty is good.
    pub problems: Vec<String>,
}

const CHAIN: &str = "select e.event_id, e.case_id, e.version, e.at, e.kind, e.actor, e.staff_id, e.body, e.text_digest, p.scopes, \
        p.number, p.seal \
    from published p join events e on e.event_id = p.event_id where p.number > $1 order by p.number limit 1000";
const UNSEALED: &str = "select count(*) from events e where not exists (select 1 from published p where p.event_id = e.event_id) \
    and not exists (select 1 from outbox o where o.event_id = e.event_id)";
const CASES: &str = "select case_id from cases where case_id > $1 order by case_id limit 1000";
const VERSIONS: &str = "select count(*), coalesce(max(version), 0) from events where case_id = $1";
const QUEUE_ROWS: &str = "select scope_id, bucket, due_at, holder_id, filed_at, kind, channel, service_code, danger, urged, \
    reopened, region_code, department_id from queue_rows where case_id = $1";
const NEXT: &str = "select next_clock, next_due_at, next_provisional from cases where case_id = $1";
const ORPHANS: &str =
    "select count(*) from queue_rows q where not exists (select 1 from cases c where c.case_id = q.case_id)";
const TOLD: &str = "select report_id, what, wish, salt from reports where case_id = $1";
const LATER: &str = "select w.words, w.salt, e.text_digest from citizen_words w \
    left join events e on e.case_id = w.case_id and e.version = w.version where w.case_id = $1";
const LATER_SEALED: &str = "select count(*) from events where case_id = $1 and text_digest is not null \
    and kind in ('supplemented', 'urged', 'withdrawn', 'reopened', 'added_for')";
const NOTES: &str = "select n.words, n.salt, e.text_digest from notes n \
    left join events e on e.case_id = n.case_id and e.version = n.version where n.case_id = $1";
const NOTES_SEALED: &str = "select count(*) from events where case_id = $1 and text_digest is not null \
    and kind in ('noted', 'contacted', 'returned')";

const SEALED_WORDS: &str = "select body, text_digest from events where case_id = $1 and kind in ('filed', 'followed')";
#[derive(sqlx::FromRow)]
struct Link {
    #[sqlx(flatten)]
    event: EventRow,
    number: i64,
    seal: Vec<u8>,
}

impl Store {
    /// Looks at everything; reads only.
    ///
    /// # Errors
    /// When the database fails. What does not agree is in the report.
    pub async fn check(&self) -> Result<CheckReport> {
        let mut report = CheckReport::default();
        in_view!(self, |tx| {
            tx.check_chain(&mut report).await?;
            tx.check_cases(&mut report).await?;
        });
        self.check_files(&mut report).await?;
        Ok(report)
    }
}

impl Tx {
    async fn check_chain(&mut self, report: &mut CheckReport) -> Result<()> {
        let (mut number, mut seal) = (0, FIRST.to_vec());
        loop {
            let links: Vec<Link> = sql!(self, conn => sqlx::query_as(CHAIN).bind(number).fetch_all(conn).await)?;
            if links.is_empty() {
                break;
            }
            for link in links {
                if link.number != number + 1 {
                    report.problems.push(format!("The chain has no event {}: history was taken out.", number + 1));
                }
                seal = link.event.seal(&seal, link.number)?;
                if seal != link.seal {
                    report
                        .problems
                        .push(format!("The seal of event {} does not fit: history was changed.", link.number));
                    seal = link.seal;
                }
                number = link.number;
            }
        }
        let unsealed: i64 = sql!(self, conn => sqlx::query_scalar(UNSEALED).fetch_one(conn).await)?;
        if unsealed > 0 {
            report.problems.push(format!("{unsealed} events are neither sealed nor waiting to be."));
        }
        report.lines.push(format!("{number} sealed events, one chain."));
        Ok(())
    }

    async fn check_cases(&mut self, report: &mut CheckReport) -> Result<()> {
        let (mut last, mut count) = (Uuid::nil(), 0_u64);
        loop {
            let ids: Vec<Uuid> = sql!(self, conn => sqlx::query_scalar(CASES).bind(last).fetch_all(conn).await)?;
            let Some(newest) = ids.last() else { break };
            last = *newest;
            for id in ids {
                count += 1;
                self.check_case(CaseId(id), report).await?;
            }
        }
        let orphans: i64 = sql!(self, conn => sqlx::query_scalar(ORPHANS).fetch_one(conn).await)?;
        if orphans > 0 {
            report.problems.push(format!("{orphans} queue rows belong to no case."));
        }
        report.lines.push(format!("{count} cases with their queues and deadlines."));
        Ok(())
    }

    async fn check_case(&mut self, id: CaseId, report: &mut CheckReport) -> Result<()> {
        let case = self.case(id).await?;
        let mut wrong = |what: &str| report.problems.push(format!("Case {}: {what}.", case.number.as_str()));
        let versions: (i64, i64) = sql!(self, conn => sqlx::query_as(VERSIONS).bind(id.0).fetch_one(conn).await)?;
        if versions != (case.version, case.version) {
            wrong("its version is not the number of its events");
        }
        let next = case.next();
        if self.queue_rows(id).await? != expected_rows(&case) {
            wrong("it does not stand in the queues it belongs to");
        }
        let stored: (Option<String>, Option<i64>, bool) =
            sql!(self, conn => sqlx::query_as(NEXT).bind(id.0).fetch_one(conn).await)?;
        let computed = next.map(|(clock, due)| (clock.as_str().to_owned(), due.at.as_microsecond(), due.provisional));
        let (clock, due_at, provisional) = computed.map_or((None, None, false), |(a, b, c)| (Some(a), Some(b), c));
        if stored != (clock, due_at, provisional) || !ledger_holds(&case, &self.calendar) {
            wrong("its deadline is not the one in the ledger");
        }
        if !self.words_hold(id).await? {
            wrong("the report is not the one that was filed");
        }
        if !self.beside_hold(id, NOTES, NOTES_SEALED).await? {
            wrong("a note is not what was written");
        }
        if !self.beside_hold(id, LATER, LATER_SEALED).await? {
            wrong("what a reporter wrote afterwards is not what was written");
        }
        if !self.publication_holds(&case).await? {
            wrong("what is published is not what was agreed to");
        }
        Ok(())
    }

    async fn queue_rows(&mut self, id: CaseId) -> Result<BTreeSet<QueueRow>> {
        let rows: Vec<QueueRow> = sql!(self, conn => sqlx::query_as(QUEUE_ROWS).bind(id.0).fetch_all(conn).await)?;
        Ok(rows.into_iter().collect())
    }

    /// Whether all words that stand beside events are what those sealed, and none is missing.
    async fn beside_hold(&mut self, id: CaseId, words: &'static str, sealed: &'static str) -> Result<bool> {
        type Words = (String, Vec<u8>, Option<Vec<u8>>);
        let written: Vec<Words> = sql!(self, conn => sqlx::query_as(words).bind(id.0).fetch_all(conn).await)?;
        let sealed: i64 = sql!(self, conn => sqlx::query_scalar(sealed).bind(id.0).fetch_one(conn).await)?;
        let same = |(words, salt, sealed): &Words| sealed.as_ref() == Some(&digest(salt, words));
        Ok(i64::try_from(written.len()) == Ok(sealed) && written.iter().all(same))
    }

    /// Whether each report of a case is the one that its event sealed.
    async fn words_hold(&mut self, id: CaseId) -> Result<bool> {
        let events: Vec<(String, Option<Vec<u8>>)> =
            sql!(self, conn => sqlx::query_as(SEALED_WORDS).bind(id.0).fetch_all(conn).await)?;
        let mut sealed = BTreeMap::new();
        for (body, digest) in events {
            match serde_json::from_str(&body) {
                Ok(Happened::Filed { report_id, .. } | Happened::Followed { report_id, .. }) => {
                    sealed.insert(report_id.0, digest)
                }
                _ => return Ok(false),
            };
        }
        type Words = (Uuid, String, Option<String>, Vec<u8>);
        let told: Vec<Words> = sql!(self, conn => sqlx::query_as(TOLD).bind(id.0).fetch_all(conn).await)?;
        let same = |(report, what, wish, salt): &Words| {
            let ours = digest(salt, &words(what, wish.as_deref()));
            sealed.get(report).is_some_and(|sealed| sealed.as_ref() == Some(&ours))
        };
        Ok(!told.is_empty() && told.len() == sealed.len() && told.iter().all(same))
    }
}

/// A row of a queue, as it is kept; when it came is nobody else's to know.
#[derive(PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
struct QueueRow {
    scope_id: String,
    bucket: String,
    due_at: i64,
    holder_id: Option<Uuid>,
    filed_at: i64,
    kind: String,
    channel: String,
    service_code: Option<String>,
    danger: bool,
    urged: bool,
    reopened: bool,
    region_code: String,
    department_id: Option<Uuid>,
}

/// The rows that a case has to stand in.
fn expected_rows(case: &Case) -> BTreeSet<QueueRow> {
    let row = |(scope, bucket): (Scope, Bucket)| QueueRow {
        scope_id: scope.id(),
        bucket: bucket.as_str().to_owned(),
        due_at: case.next().map_or(case.due, |(_, due)| due).at.as_microsecond(),
        holder_id: case.holder.map(|holder| holder.0),
        filed_at: case.filed_at.as_microsecond(),
        kind: case.kind.as_str().to_owned(),
        channel: case.channel.as_str().to_owned(),
        service_code: case.service.as_ref().map(ToString::to_string),
        danger: case.danger,
        urged: case.urged,
        reopened: case.reopened,
        region_code: case.region.to_string(),
        department_id: queue::department(case).map(|id| id.0),
    };
    queue::rows(case).into_iter().map(row).collect()
}

/// Whether the date of the answer is the ledger's, and each provisional date what the calendar says now.
fn ledger_holds(case: &Case, calendar: &Calendar) -> bool {
    let answers = |line: &&Deadline| matches!(line.clock, Clock::Reply | Clock::ReplyAgain);
    let newest = case.ledger.iter().filter(answers).max_by_key(|line| (line.started_at, line.clock));
    let stands = |line: &Deadline| {
        !line.runs() || !line.due.provisional || line.limit.due(line.started_at, calendar) == line.due
    };
    newest.is_some_and(|line| line.due == case.due) && case.ledger.iter().all(stands)
}
