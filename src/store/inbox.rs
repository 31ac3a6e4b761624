//! The inbox of somebody at work: read, and marked as read.

use super::{
    Fault, Result, Store,
    case::{number_of, opening},
    history::time,
};
use crate::{
    case::Stage,
    id::CaseId,
    inbox::{INBOX_PAGE, InboxPage, InboxRow, UNREAD_COUNTED},
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What stands under a scope of theirs no more is not shown either: the inbox opens no case.
const LIST: &str = "select i.case_id, c.number, substr(r.what, 1, 200), c.stage, i.at, i.version, i.kind, i.read_at \
    from inbox i join cases c on c.case_id = i.case_id \
    join reports r on r.report_id = (select report_id from reports where case_id = c.case_id order by filed_at, report_id limit 1) \
    where i.staff_id = $1 and i.at < $2 order by i.at desc, i.case_id, i.version desc limit cast($3 as bigint)";
const UNREAD: &str = "select count(*) from (select 1 from inbox where staff_id = $1 and read_at is null limit cast($2 as bigint)) as unread";
const READ: &str = "update inbox set read_at = $2 where staff_id = $1 and read_at is null and at <= $2";

type Row = (Uuid, String, String, String, i64, i64, String, Option<i64>);

impl Store {
    /// A page of somebody's inbox, newest first, before a moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_inbox(&self, who: &Staff, before: Option<Timestamp>, now: Timestamp) -> Result<InboxPage> {
        let before = before.map_or(now.as_microsecond().saturating_add(1), Timestamp::as_microsecond);
        let most = i64::try_from(INBOX_PAGE + 1).unwrap_or(i64::MAX);
        let (rows, more) = in_view!(self, |tx| {
            let mut rows: Vec<InboxRow> = Vec::new();
            let found: Vec<Row> = sql!(tx, conn => sqlx::query_as(LIST).bind(who.id.0).bind(before).bind(most)
                .fetch_all(conn).await)?;
            let more = found.len() > INBOX_PAGE;
            for row in found.into_iter().take(INBOX_PAGE) {
                if who.sees(&tx.case(CaseId(row.0)).await?) {
                    rows.push(inbox_row(row)?);
                }
            }
            (rows, more)
        });
        let next = rows.last().filter(|_| more).map(|row| row.at);
        Ok(InboxPage { rows, next })
    }

    /// How much they have not read, at most [`UNREAD_COUNTED`] + 1.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_unread(&self, who: &Staff) -> Result<i64> {
        let most = UNREAD_COUNTED + 1;
        Ok(at_once!(self, conn => sqlx::query_scalar(UNREAD).bind(who.id.0).bind(most).fetch_one(conn).await)?)
    }

    /// They have read all that happened until now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_inbox(&self, who: &Staff, now: Timestamp) -> Result<()> {
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(READ).bind(who.id.0).bind(now.as_microsecond()).execute(conn).await.map(drop))?;
        })
    }
}

fn inbox_row((case, number, what, stage, at, version, kind, read): Row) -> Result<InboxRow> {
    Ok(InboxRow {
        case_id: CaseId(case),
        number: number_of(&number)?,
        opening: opening(&what),
        stage: Stage::parse(&stage).ok_or(Fault::Corrupt("stage"))?,
        at: time(at)?,
        version,
        kind,
        unread: read.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use crate::staff::Role;
    use crate::store::{
        Token,
        testing::{Office, filed, later, office, person, store_test},
    };

    store_test!(whoever_loses_a_case_finds_it_in_the_inbox_and_nobody_else, |store, at| {
        let Office { dispatcher, officer, .. } = office(&store, at).await;
        let second = person(&store, "second", dispatcher.department.id, &[Role::Dispatcher], later(at, 4_000)).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.claim(&dispatcher, case, 1, false, later(at, 1)).await.unwrap();
        store.claim(&second, case, 2, true, later(at, 2)).await.unwrap();
        let now = later(at, 3).now;
        let page = store.list_inbox(&dispatcher, None, now).await.unwrap();
        assert_eq!(
            page.rows.iter().map(|row| (row.kind.as_str(), row.unread)).collect::<Vec<_>>(),
            [("claimed", true)]
        );
        assert_eq!(store.count_unread(&dispatcher).await.unwrap(), 1);
        store.read_inbox(&dispatcher, now).await.unwrap();
        assert_eq!(store.count_unread(&dispatcher).await.unwrap(), 0);
        assert!(store.list_inbox(&officer, None, now).await.unwrap().rows.is_empty());
    });
}
