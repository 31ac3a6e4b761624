//! The inbox of somebody at work: read, and marked as read.

use super::{
    Fault, Result, Store,
    case::{number_of, opening},
    history::time,
    tx::Tx,
};
use crate::{
    case::Stage,
    id::CaseId,
    inbox::{INBOX_PAGE, InboxPage, InboxRow, UNREAD_COUNTED},
    staff::Staff,
};
use jiff::Timestamp;
use uuid::Uuid;

const LIST: &str = "select i.case_id, c.number, substr(r.what, 1, 200), c.stage, i.at, i.version, i.kind, i.read_at \
    from inbox i join cases c on c.case_id = i.case_id \
    join reports r on r.report_id = (select report_id from reports where case_id = c.case_id order by filed_at, report_id limit 1) \
    where i.staff_id = $1 and i.at <= $2 and (i.at < $2 or i.case_id > $3 or (i.case_id = $3 and i.version < $4)) \
    order by i.at desc, i.case_id, i.version desc limit cast($5 as bigint)";
/// How much somebody has not read, at most so much.
macro_rules! unread {
    () => {
        "select count(*) from (select 1 from inbox where staff_id = $1 and read_at is null limit cast($2 as bigint)) as unread"
    };
}
pub(super) use unread;

const UNREAD: &str = unread!();
const READ: &str = "update inbox set read_at = $2 where staff_id = $1 and read_at is null and at <= $2";

type Row = (Uuid, String, String, String, i64, i64, String, Option<i64>);

/// Where a page ended: the moment, the case and its version of the last row, which many rows of one moment share in part.
type Place = (i64, Uuid, i64);

fn place(text: &str) -> Option<Place> {
    let mut parts = text.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

impl Store {
    /// A page of somebody's inbox, newest first: the first, or behind the one that said where the next begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_inbox(&self, who: &Staff, behind: &str, now: Timestamp) -> Result<InboxPage> {
        let behind = place(behind).unwrap_or((now.as_microsecond(), Uuid::nil(), 0));
        Ok(in_view!(self, |tx| {
            let mut found = tx.inbox_rows(who, behind).await?;
            let more = found.len() > INBOX_PAGE;
            found.truncate(INBOX_PAGE);
            // what stands under a scope of theirs no more is not shown either, and what comes behind it is
            let next =
                found.last().filter(|_| more).map(|(case, .., at, version, _, _)| format!("{at}.{case}.{version}"));
            let mut rows: Vec<InboxRow> = Vec::new();
            for row in found {
                if tx.is_seen_by(who, CaseId(row.0)).await? {
                    rows.push(inbox_row(row)?);
                }
            }
            InboxPage { rows, next }
        }))
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

impl Tx {
    async fn inbox_rows(&mut self, who: &Staff, (at, case, version): Place) -> Result<Vec<Row>> {
        let most = i64::try_from(INBOX_PAGE + 1).unwrap_or(i64::MAX);
        Ok(sql!(self, conn => sqlx::query_as(LIST).bind(who.id.0).bind(at).bind(case).bind(version).bind(most)
            .fetch_all(conn).await)?)
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
        let page = store.list_inbox(&dispatcher, "", now).await.unwrap();
        assert_eq!(
            page.rows.iter().map(|row| (row.kind.as_str(), row.unread)).collect::<Vec<_>>(),
            [("claimed", true)]
        );
        assert_eq!(store.count_unread(&dispatcher).await.unwrap(), 1);
        store.read_inbox(&dispatcher, now).await.unwrap();
        assert_eq!(store.count_unread(&dispatcher).await.unwrap(), 0);
        assert!(store.list_inbox(&officer, "", now).await.unwrap().rows.is_empty());
    });

    store_test!(
        many_cases_that_one_sweep_gives_back_are_read_to_the_last_page_past_those_that_are_hidden,
        |store, at| {
            let Office { dispatcher, officer, .. } = office(&store, at).await;
            let mut cases = Vec::new();
            for n in 0..60 {
                let minute = i64::from(n);
                let case = filed(&store, Token::from_bytes([n; 32]), later(at, minute)).await;
                store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 100 + minute)).await.unwrap();
                store.claim(&officer, case, 2, false, later(at, 200 + minute)).await.unwrap();
                cases.push(case);
            }
            let idle = later(at, 10 * 24 * 60);
            assert_eq!(store.let_go_idle(idle).await.unwrap(), cases.len());
            // the first page is another department's by now
            cases.sort_unstable();
            for case in &cases[..55] {
                let text = "update work_orders set department_id = (select department_id from departments where name = 'tax') where case_id = $1";
                let mut tx = store.begin().await.unwrap();
                sql!(tx, conn => sqlx::query(text).bind(case.0).execute(conn).await.map(drop)).unwrap();
                tx.commit().await.unwrap();
            }
            let first = store.list_inbox(&officer, "", idle.now).await.unwrap();
            assert_eq!(first.rows.len(), 0);
            let second = store.list_inbox(&officer, &first.next.unwrap(), idle.now).await.unwrap();
            assert_eq!(second.rows.iter().map(|row| row.case_id).collect::<Vec<_>>(), cases[55..]);
            assert_eq!(second.next, None);
        }
    );
}
