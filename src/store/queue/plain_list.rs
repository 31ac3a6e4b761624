//! What tests of other parts ask of a list.

use super::super::{Result, Store};
use crate::{
    queue::{Bucket, Filter, Place, QueuePage, View},
    staff::Staff,
};
use jiff::Timestamp;

impl Store {
    /// A queue without a filter, soonest deadline first.
    pub(in crate::store) async fn list_queue(
        &self,
        who: &Staff,
        bucket: Bucket,
        after: Option<Place>,
        now: Timestamp,
    ) -> Result<QueuePage> {
        self.read_view(who, View::Bucket(bucket), &Filter::default(), after, now).await.map(|(page, _)| page)
    }
}
