//! Contents that no row of a file names: on their way in or on their way out.
//!
//! A content is entered here before it is written, and settled by the transaction that gives it its row; a row that goes leaves
//! its content here. So whatever a process that died left behind is known and swept, and nothing that a row names is deleted.

use super::{Fault, Result, Store, tx::Tx};
use crate::id::FileId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const ENTER: &str = "insert into loose_files (file_id, leaves, since_at) values ($1, false, $2)";
const SETTLE: &str = "delete from loose_files where file_id = $1 and not leaves";
const LEAVE: &str = "insert into loose_files (file_id, leaves, since_at) values ($1, true, 0)";
const DISCARD: &str = "update loose_files set leaves = true where file_id = $1";
const OVERDUE: &str = "update loose_files set leaves = true where not leaves and since_at < $1";
const LEAVING: &str = "select file_id from loose_files where leaves order by file_id limit 1000";
const GONE: &str = "delete from loose_files where file_id = $1 and leaves";
const COUNT: &str = "select count(*) from loose_files where file_id = $1";

/// How long a content may wait for its row: a press of a button takes seconds.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_hours(1);

impl Store {
    /// Before a content is written.
    pub(super) async fn enter_content(&self, id: FileId, now: Timestamp) -> Result<()> {
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(ENTER).bind(id.0).bind(now.as_microsecond()).execute(conn).await.map(drop))?;
        })
    }

    /// Deletes contents that get no row: it was refused, or it failed.
    pub(super) async fn discard_contents(&self, ids: &[FileId]) -> Result<()> {
        in_tx!(self, |tx| {
            for id in ids {
                sql!(tx, conn => sqlx::query(DISCARD).bind(id.0).execute(conn).await.map(drop))?;
            }
        })?;
        self.delete_contents(ids).await
    }

    /// Deletes contents whose rows are gone.
    pub(super) async fn delete_contents(&self, ids: &[FileId]) -> Result<()> {
        for id in ids {
            self.contents.delete(*id).await?;
        }
        in_tx!(self, |tx| {
            for id in ids {
                sql!(tx, conn => sqlx::query(GONE).bind(id.0).execute(conn).await.map(drop))?;
            }
        })
    }

    /// Deletes what is on its way out, and what somebody's upload left on its way in an hour ago.
    pub(super) async fn sweep_contents(&self, now: Timestamp) -> Result<()> {
        let before = (now - ON_ITS_WAY).as_microsecond();
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(OVERDUE).bind(before).execute(conn).await.map(drop))?;
        })?;
        loop {
            let ids: Vec<Uuid> =
                in_view!(self, |tx| { sql!(tx, conn => sqlx::query_scalar(LEAVING).fetch_all(conn).await)? });
            if ids.is_empty() {
                return Ok(());
            }
            self.delete_contents(&ids.into_iter().map(FileId).collect::<Vec<_>>()).await?;
        }
    }

    /// Whether a content is on its way.
    pub(super) async fn is_loose(&self, id: Uuid) -> Result<bool> {
        let rows: i64 =
            in_view!(self, |tx| { sql!(tx, conn => sqlx::query_scalar(COUNT).bind(id).fetch_one(conn).await)? });
        Ok(rows > 0)
    }
}

impl Tx {
    /// The content has its row in this transaction. One that was swept meanwhile gets none.
    pub async fn settle_content(&mut self, id: FileId) -> Result<()> {
        let settled =
            sql!(self, conn => sqlx::query(SETTLE).bind(id.0).execute(conn).await.map(|done| done.rows_affected()))?;
        if settled == 0 { Err(Fault::Corrupt("content on its way").into()) } else { Ok(()) }
    }

    /// The row of a content is deleted in this transaction.
    pub async fn leave_content(&mut self, id: FileId) -> Result<()> {
        Ok(sql!(self, conn => sqlx::query(LEAVE).bind(id.0).execute(conn).await.map(drop))?)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{
        Token,
        file::Owner,
        testing::{draft, later, page, store_test},
    };

    store_test!(what_an_upload_that_died_left_behind_is_swept_and_nothing_else, |store, at| {
        let mine = Token::from_bytes([1; 32]);
        store.begin_draft(&mine, draft(1), at).await.unwrap();
        let kept = store.add_draft_file(&mine, draft(1), &page(), later(at, 1)).await.unwrap();
        // here the process dies: written, and no row
        let lost = store.write_content(&page(), at).await.unwrap();
        let report = store.check().await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        assert!(report.lines.iter().any(|line| line.starts_with("1 content ")), "{:?}", report.lines);
        store.sweep(later(at, 59).now).await.unwrap();
        assert_eq!(store.content_count().await, 2, "somebody may still be handing it in");
        store.sweep(later(at, 61).now).await.unwrap();
        assert_eq!(store.content_count().await, 1);
        assert_eq!(store.read_draft_file(&mine, draft(1), kept.id, at.now).await.unwrap().1, "a page");
        assert_eq!(store.check().await.unwrap().lines.len(), 3);
        let mut tx = store.begin().await.unwrap();
        assert!(tx.insert_file(&lost, Owner::Draft(draft(1)), &page(), at.now).await.is_err(), "it has no content");
    });

    store_test!(a_row_that_went_takes_its_content_along_even_if_the_process_dies_between, |store, at| {
        let mine = Token::from_bytes([1; 32]);
        store.begin_draft(&mine, draft(1), at).await.unwrap();
        let head = store.add_draft_file(&mine, draft(1), &page(), at).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.remove_file(&mine, draft(1), head.id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(store.check().await.unwrap().problems.is_empty());
        store.sweep(at.now).await.unwrap();
        assert_eq!(store.content_count().await, 0);
    });
}
