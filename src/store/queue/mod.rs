//! Lists of work: pages and counts as range reads of open work.

mod choices;
mod heads;
mod ranges;

use super::{Result, Store};
use crate::{
    id::CaseId,
    queue::{Filter, Place, QueueCount, QueuePage, Sort, View},
    staff::Staff,
};
use jiff::Timestamp;
use ranges::{Key, Reading};

/// Rows on a page.
const PAGE: usize = 50;

/// The place of a row in a list.
fn place(sort: Sort, (urged, at, case_id): Key) -> Option<Place> {
    Some(Place { sort, urged, at: Timestamp::from_microsecond(at).ok()?, case_id: CaseId(case_id) })
}

impl Store {
    /// How much waits in each list of this person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_queues(&self, who: &Staff, now: Timestamp) -> Result<Vec<QueueCount>> {
        let calendar = self.calendar();
        Ok(in_view!(self, |tx| {
            let mut counts = Vec::new();
            for (bucket, _) in who.queues() {
                let readings = Reading::of(View::Bucket(bucket), &Filter::default(), who, now, &calendar)?;
                let count = tx.count(&readings, now).await?;
                counts.push(QueueCount { bucket, open: count.open, overdue: count.overdue });
            }
            counts
        }))
    }

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
        let readings = Reading::of(view, filter, who, now, &self.calendar())?;
        Ok(in_view!(self, |tx| {
            let mut keys = tx.keys(&readings, filter.sort, after, PAGE + 1).await?;
            let more = keys.len() > PAGE;
            keys.truncate(PAGE);
            let next = keys.last().filter(|_| more).and_then(|key| place(filter.sort, *key));
            let ids: Vec<_> = keys.into_iter().map(|(.., id)| id).collect();
            QueuePage { rows: tx.heads(&ids).await?, next, count: tx.count(&readings, now).await? }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        queue::Bucket,
        store::Token,
        store::testing::{Office, filed, office, store_test},
    };

    store_test!(pages_follow_one_another_and_nothing_is_missing_or_twice, |store, at| {
        let Office { dispatcher, .. } = office(&store, at).await;
        for n in 0..120u8 {
            filed(&store, Token::from_bytes([n; 32]), crate::store::testing::later(at, i64::from(n))).await;
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = store.list_queue(&dispatcher, Bucket::ToDispatch, after, at.now).await.unwrap();
            assert_eq!(page.count.open, 120);
            seen.extend(page.rows.iter().map(|row| row.id.0));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (120, 120));
    });

    store_test!(a_list_of_another_role_is_refused_and_another_department_sees_nothing, |store, at| {
        let Office { officer, stranger, dispatcher, .. } = office(&store, at).await;
        let id = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.dispatch(&dispatcher, id, 1, officer.department.id, at).await.unwrap();
        assert!(store.list_queue(&officer, Bucket::ToDispatch, None, at.now).await.is_err());
        assert_eq!(store.list_queue(&officer, Bucket::ToAccept, None, at.now).await.unwrap().rows.len(), 1);
        let other = store.list_queue(&stranger, Bucket::ToAccept, None, at.now).await.unwrap();
        assert_eq!((other.rows.len(), other.count.open), (0, 0));
        assert_eq!(store.count_queues(&dispatcher, at.now).await.unwrap()[0].open, 0);
    });
}
