//! Lists of work: pages and counts as range reads of open work.

mod at_desk;
mod bulk;
mod choices;
mod claim_next;
mod glance;
mod heads;
#[cfg(test)]
mod plain_list;
mod ranges;
mod reading;
mod saved;
#[cfg(test)]
mod taking_tests;
#[cfg(test)]
mod tests;
mod texts;
mod tick;

pub use at_desk::AtDesk;
pub use bulk::Bulk;
pub(in crate::store) use glance::Glances;

use super::{Result, Store, tx::Tx};
use crate::{
    case::CaseHead,
    id::CaseId,
    queue::{Filter, Place, QueuePage, Sort, View},
    staff::Staff,
};
use glance::Wanted;
use jiff::Timestamp;
use ranges::Key;
use reading::{Reading, bound};
use texts::{PAGE_BY_DUE, PAGE_BY_FILING};
use uuid::Uuid;

#[cfg(test)]
pub(in crate::store) const PAGES: [[&str; 2]; 2] = [PAGE_BY_DUE, PAGE_BY_FILING];
/// Rows on a page.
const PAGE: usize = 50;

/// The place of a row in a list.
fn place(sort: Sort, (urged, at, case_id): Key) -> Option<Place> {
    Some(Place { sort, urged, at: Timestamp::from_microsecond(at).ok()?, case_id: CaseId(case_id) })
}

impl Store {
    /// One page of a list with its filter and in its order, behind a place; and the last notice before it was read.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) when the list is not this person's.
    pub async fn read_view(
        &self,
        who: &Staff,
        view: View,
        filter: &Filter,
        after: Option<Place>,
        now: Timestamp,
    ) -> Result<(QueuePage, i64)> {
        if !filter.words.is_empty() {
            // what somebody alone looks for is counted for them alone: nobody waits for it
            let notice = self.last_notice().await?;
            return Ok(in_view!(self, |tx| {
                let readings = tx.readings(view, filter, who, now).await?;
                let (rows, next) = tx.page(&readings, filter.sort, after).await?;
                (QueuePage { rows, next, count: tx.count(&readings, now).await? }, notice)
            }));
        }
        let readings = Reading::of(view, filter, who, now, &self.calendar())?;
        let glance = self.glance(now).await?;
        self.look(&glance, &Wanted { ids: &[], list: &[], counted: &readings, came: false }, now).await?;
        let (rows, next) = match (&readings[..], filter.sort) {
            ([reading], Sort::Due | Sort::Filed) => self.page(reading, filter.sort, after).await?,
            _ => in_view!(self, |tx| { tx.page(&readings, filter.sort, after).await? }),
        };
        Ok((QueuePage { rows, next, count: glance.sum(&readings) }, glance.notice()))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    head: heads::Row,
    key_due: i64,
    key_filed: i64,
}

impl Store {
    /// The rows of a page of one range, and where the next one begins, in one statement.
    async fn page(
        &self,
        reading: &Reading,
        sort: Sort,
        after: Option<Place>,
    ) -> Result<(Vec<CaseHead>, Option<Place>)> {
        let text = reading.text(if sort == Sort::Filed { PAGE_BY_FILING } else { PAGE_BY_DUE });
        let after = after.filter(|place| place.sort == sort);
        let (at, id) = after.map_or((i64::MIN, Uuid::nil()), |place| (place.at.as_microsecond(), place.case_id.0));
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let rows: Vec<Row> = at_once!(self, conn => bound!(sqlx::query_as(text), reading).bind(at).bind(id).bind(most)
            .fetch_all(conn).await)?;
        let key = |Row { head, key_due, key_filed }: Row| -> Result<(Key, CaseHead)> {
            let head = heads::head(head)?;
            Ok(((false, if sort == Sort::Filed { key_filed } else { key_due }, head.id.0), head))
        };
        let mut rows = rows.into_iter().map(key).collect::<Result<Vec<_>>>()?;
        rows.sort_unstable_by_key(|(key, _)| *key);
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).and_then(|(key, _)| place(sort, *key));
        Ok((rows.into_iter().map(|(_, head)| head).collect(), next))
    }
}

impl Tx {
    /// The rows of a page, and where the next one begins.
    async fn page(
        &mut self,
        readings: &[Reading],
        sort: Sort,
        after: Option<Place>,
    ) -> Result<(Vec<CaseHead>, Option<Place>)> {
        let mut keys = self.keys(readings, sort, after, PAGE + 1).await?;
        let more = keys.len() > PAGE;
        keys.truncate(PAGE);
        let next = keys.last().filter(|_| more).and_then(|key| place(sort, *key));
        let ids: Vec<_> = keys.into_iter().map(|(.., id)| id).collect();
        Ok((self.heads(&ids).await?, next))
    }
}
