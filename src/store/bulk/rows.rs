//! The rows of many lives, a statement a table.

use super::life::{Kept, Life};
use crate::{
    deadline::Deadline,
    service::ServiceCode,
    store::{Fault, Result, history::EventRow, tx::Tx},
};
use std::collections::HashMap;

/// Values in one statement: SQLite takes 32,766, PostgreSQL 65,535.
const VALUES: usize = 30_000;

/// `insert_all!(tx, "insert into t (a, b) ", 2, items, |row, item| { row.push_bind(…); })`
macro_rules! insert_all {
    ($tx:expr, $text:literal, $columns:literal, $items:expr, |$row:ident, $item:pat_param| $bind:expr) => {
        for chunk in $items.chunks(VALUES / $columns) {
            sql!($tx, conn => {
                let mut insert = sqlx::QueryBuilder::new($text);
                insert.push_values(chunk, |mut $row, $item| { $bind });
                insert.build().execute(conn).await.map(drop)
            })?;
        }
    };
}

/// An event with its number in the chain.
struct Sealed<'a> {
    row: EventRow,
    kept: &'a Kept,
    number: i64,
    seal: Vec<u8>,
}

impl Tx {
    /// Keeps them, their events sealed behind the last one.
    pub async fn keep_lives(&mut self, lives: &[Life], (number, seal): (i64, Vec<u8>)) -> Result<()> {
        self.keep_cases(lives).await?;
        self.keep_reports(lives).await?;
        self.keep_orders(lives).await?;
        self.keep_replies(lives).await?;
        self.keep_ledgers(lives).await?;
        self.keep_events(lives, number, seal).await?;
        self.keep_postings(lives).await?;
        self.keep_serials(lives).await
    }

    async fn keep_cases(&mut self, lives: &[Life]) -> Result<()> {
        insert_all!(
            self,
            "insert into cases (case_id, number, region_code, kind, service_code, visibility, danger, stage, version, filed_at, \
             due_at, due_provisional, next_provisional) ",
            13,
            lives,
            |row, Life { case, .. }| {
                row.push_bind(case.id.0)
                    .push_bind(case.number.as_str())
                    .push_bind(case.region.as_str())
                    .push_bind(case.kind.as_str())
                    .push_bind(case.service.as_ref().map(ServiceCode::as_str))
                    .push_bind(case.visibility.as_str())
                    .push_bind(case.danger)
                    .push_bind(case.stage.as_str())
                    .push_bind(case.version)
                    .push_bind(case.filed_at.as_microsecond())
                    .push_bind(case.due.at.as_microsecond())
                    .push_bind(case.due.provisional)
                    .push_bind(false);
            }
        );
        Ok(())
    }

    async fn keep_reports(&mut self, lives: &[Life]) -> Result<()> {
        insert_all!(
            self,
            "insert into reports (report_id, case_id, channel, kind, region_code, service_code, what, salt, who, name_sealed, \
             phone_sealed, phone_lookup, visibility, identity, danger, code_version, code_key, code_digest, draft_id, filed_at) ",
            20,
            lives,
            |row, life| {
                let case = &life.case;
                row.push_bind(life.report.0)
                    .push_bind(case.id.0)
                    .push_bind(case.channel.as_str())
                    .push_bind(case.kind.as_str())
                    .push_bind(case.region.as_str())
                    .push_bind(case.service.as_ref().map(ServiceCode::as_str))
                    .push_bind(life.what.as_str())
                    .push_bind(life.salt.to_vec())
                    .push_bind(case.who.as_str())
                    .push_bind(life.name.as_slice())
                    .push_bind(life.phone.0.as_slice())
                    .push_bind(life.phone.1.as_slice())
                    .push_bind(case.visibility.as_str())
                    .push_bind(case.identity.as_str())
                    .push_bind(case.danger)
                    .push_bind(1_i64)
                    .push_bind(life.code.0)
                    .push_bind(life.code.1.as_slice())
                    .push_bind(life.draft)
                    .push_bind(case.filed_at.as_microsecond());
            }
        );
        Ok(())
    }

    async fn keep_orders(&mut self, lives: &[Life]) -> Result<()> {
        insert_all!(
            self,
            "insert into work_orders (work_order_id, case_id, department_id, main, dispatched_at, accepted_at, accepted_by) ",
            7,
            lives,
            |row, life| {
                let (sent, taken) = (&life.events[1].event, &life.events[2].event);
                row.push_bind(life.order.0.0)
                    .push_bind(life.case.id.0)
                    .push_bind(life.order.1.0)
                    .push_bind(true)
                    .push_bind(sent.at.as_microsecond())
                    .push_bind(taken.at.as_microsecond())
                    .push_bind(taken.by.staff().map(|staff| staff.0));
            }
        );
        Ok(())
    }

    async fn keep_replies(&mut self, lives: &[Life]) -> Result<()> {
        insert_all!(
            self,
            "insert into replies (reply_id, case_id, body, salt, written_by, written_at, signed_by, signed_at, released_by, \
             released_at) ",
            10,
            lives,
            |row, life| {
                let at = |kind: &str| {
                    life.events.iter().find(|kept| kept.event.happened.kind() == kind).map(|kept| &kept.event)
                };
                let hand = |kind: &str| at(kind).and_then(|event| event.by.staff()).map(|staff| staff.0);
                let when = |kind: &str| at(kind).map(|event| event.at.as_microsecond());
                row.push_bind(life.reply.0.0)
                    .push_bind(life.case.id.0)
                    .push_bind(life.reply.1.as_str())
                    .push_bind(life.reply.2.to_vec())
                    .push_bind(hand("replied"))
                    .push_bind(when("replied"))
                    .push_bind(hand("signed"))
                    .push_bind(when("signed"))
                    .push_bind(hand("released"))
                    .push_bind(when("released"));
            }
        );
        Ok(())
    }

    async fn keep_ledgers(&mut self, lives: &[Life]) -> Result<()> {
        let lines: Vec<_> =
            lives.iter().flat_map(|life| life.case.ledger.iter().map(|line| (life.case.id.0, line))).collect();
        insert_all!(
            self,
            "insert into deadlines (case_id, clock, started_at, counted, unit, due_at, provisional, met_at, stopped_at) ",
            9,
            lines,
            |row, (case, line)| {
                let Deadline { clock, started_at, limit, due, met_at, stopped_at } = line;
                row.push_bind(*case)
                    .push_bind(clock.as_str())
                    .push_bind(started_at.as_microsecond())
                    .push_bind(i64::from(limit.count))
                    .push_bind(limit.unit.as_str())
                    .push_bind(due.at.as_microsecond())
                    .push_bind(due.provisional)
                    .push_bind(met_at.map(|at| at.as_microsecond()))
                    .push_bind(stopped_at.map(|at| at.as_microsecond()));
            }
        );
        Ok(())
    }

    async fn keep_events(&mut self, lives: &[Life], mut number: i64, mut seal: Vec<u8>) -> Result<()> {
        let mut sealed = Vec::with_capacity(lives.len() * 8);
        for kept in lives.iter().flat_map(|life| &life.events) {
            let row = row_of(kept)?;
            number += 1;
            seal = row.seal(&seal, number)?;
            sealed.push(Sealed { row, kept, number, seal: seal.clone() });
        }
        insert_all!(
            self,
            "insert into events (event_id, case_id, version, at, kind, actor, staff_id, body, text_digest) ",
            9,
            sealed,
            |row, Sealed { row: event, .. }| {
                row.push_bind(event.event_id)
                    .push_bind(event.case_id)
                    .push_bind(event.version)
                    .push_bind(event.at)
                    .push_bind(event.kind.as_str())
                    .push_bind(event.actor.as_str())
                    .push_bind(event.staff_id)
                    .push_bind(event.body.as_str())
                    .push_bind(event.text_digest.as_deref());
            }
        );
        insert_all!(self, "insert into published (number, event_id, seal, scopes) ", 4, sealed, |row, link| {
            row.push_bind(link.number)
                .push_bind(link.kept.id)
                .push_bind(link.seal.as_slice())
                .push_bind(link.kept.scopes.as_str());
        });
        Ok(())
    }

    async fn keep_postings(&mut self, lives: &[Life]) -> Result<()> {
        let mut words: Vec<_> =
            lives.iter().flat_map(|life| life.words.iter().map(move |word| (&life.case, word))).collect();
        // in the order of their key, page after page: lives are in the order of time, and so are those of one word
        words.sort_by(|(one, word), (other, than)| (one.region.six(), word).cmp(&(other.region.six(), than)));
        insert_all!(
            self,
            "insert into case_postings (county, word, filed_at, case_id) ",
            4,
            words,
            |row, (case, word)| {
                row.push_bind(case.region.six())
                    .push_bind(word.as_str())
                    .push_bind(case.filed_at.as_microsecond())
                    .push_bind(case.id.0);
            }
        );
        Ok(())
    }

    /// The last number of each county and day.
    async fn keep_serials(&mut self, lives: &[Life]) -> Result<()> {
        let mut last: HashMap<(&str, &str), i64> = HashMap::new();
        for life in lives {
            *last.entry((life.case.region.six(), life.serial.0.as_str())).or_default() = life.serial.1;
        }
        let last: Vec<_> = last.into_iter().collect();
        for chunk in last.chunks(VALUES / 3) {
            sql!(self, conn => {
                let mut insert = sqlx::QueryBuilder::new("insert into number_series (region_code, day_on, last) ");
                insert.push_values(chunk, |mut row, ((county, day), last)| {
                    row.push_bind(*county).push_bind(*day).push_bind(*last);
                });
                insert.push(" on conflict (region_code, day_on) do update set last = excluded.last");
                insert.build().execute(conn).await.map(drop)
            })?;
        }
        Ok(())
    }
}

fn row_of(kept: &Kept) -> Result<EventRow> {
    let Kept { id, event, words, scopes } = kept;
    Ok(EventRow {
        event_id: *id,
        case_id: event.case_id.0,
        version: event.version,
        at: event.at.as_microsecond(),
        kind: event.happened.kind().to_owned(),
        actor: event.by.as_str().to_owned(),
        staff_id: event.by.staff().map(|staff| staff.0),
        body: serde_json::to_string(&event.happened).map_err(|_| Fault::Corrupt("event"))?,
        text_digest: words.clone(),
        scopes: scopes.clone(),
    })
}
