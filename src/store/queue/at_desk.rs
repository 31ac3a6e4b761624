//! What the frame of every page of somebody at work says: their lists with what waits in them, their inbox, their settings.

use super::{
    super::{Result, Store, inbox::unread},
    glance::Wanted,
    reading::Reading,
    saved::settings,
};
use crate::{
    inbox::UNREAD_COUNTED,
    queue::{DeskSettings, Filter, QueueCount, SavedView},
    staff::Staff,
};
use jiff::Timestamp;

const OWN: &str = concat!("select (", unread!(), "), (select settings from desk_settings where staff_id = $1)");

/// What somebody finds at their desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtDesk {
    /// The last notice before this was read.
    pub notice: i64,
    /// How much waits in each of their queues.
    pub counts: Vec<QueueCount>,
    /// Their lists under names with what stands in each: those everybody has, their own, and what the department shares.
    pub views: Vec<SavedView>,
    /// How much of their inbox they have not read, at most [`UNREAD_COUNTED`] + 1.
    pub unread: i64,
    /// How they want their desk.
    pub settings: DeskSettings,
}

impl Store {
    /// What somebody finds at their desk. What is counted is counted once for all who ask between two changes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn at_desk(&self, who: &Staff, now: Timestamp) -> Result<AtDesk> {
        let (buckets, queues) = self.queues_of(who, now)?;
        let mut views = self.views_of(who).await?;
        let calendar = self.calendar();
        let ranges = |view: &SavedView| Reading::of(view.view, &Filter::parse_query(&view.query), who, now, &calendar);
        let ranges = views.iter().map(ranges).collect::<Result<Vec<_>>>()?;
        let counted: Vec<Reading> = queues.iter().chain(ranges.iter().flatten()).cloned().collect();
        let glance = self.glance(now).await?;
        self.look(&glance, &Wanted { ids: &[], list: &[], counted: &counted, came: false }, now).await?;
        for (view, ranges) in views.iter_mut().zip(&ranges) {
            view.count = glance.sum(ranges);
        }
        let (unread, kept): (i64, Option<String>) = at_once!(self, conn => sqlx::query_as(OWN).bind(who.id.0)
            .bind(UNREAD_COUNTED + 1).fetch_one(conn).await)?;
        let counts = glance.counts(&buckets, &queues);
        Ok(AtDesk { notice: glance.notice(), counts, views, unread, settings: settings(kept.as_deref()) })
    }
}
