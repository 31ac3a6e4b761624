//! Lists of work: pages and counts as range reads of open work.

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

pub use bulk::Bulk;
pub(in crate::store) use glance::Glances;

use super::{Result, Store};
use crate::{
    id::CaseId,
    queue::{Filter, Place, QueuePage, Sort, View},
    staff::Staff,
};
use jiff::Timestamp;
use ranges::Key;

/// Rows on a page.
const PAGE: usize = 50;

/// The place of a row in a list.
fn place(sort: Sort, (urged, at, case_id): Key) -> Option<Place> {
    Some(Place { sort, urged, at: Timestamp::from_microsecond(at).ok()?, case_id: CaseId(case_id) })
}

impl Store {
    /// One page of a list with its filter and in its order, behind a place.
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
    ) -> Result<QueuePage> {
        Ok(in_view!(self, |tx| {
            let readings = tx.readings(view, filter, who, now).await?;
            let mut keys = tx.keys(&readings, filter.sort, after, PAGE + 1).await?;
            let more = keys.len() > PAGE;
            keys.truncate(PAGE);
            let next = keys.last().filter(|_| more).and_then(|key| place(filter.sort, *key));
            let ids: Vec<_> = keys.into_iter().map(|(.., id)| id).collect();
            QueuePage { rows: tx.heads(&ids).await?, next, count: tx.count(&readings, now).await? }
        }))
    }
}
