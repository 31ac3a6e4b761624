//! Lists with their filters that somebody kept under a name, and how somebody wants their desk.

use super::super::{Fault, Moment, Result, Store};
use crate::{
    id::SavedViewId,
    queue::{DeskSettings, Filter, SavedView, UsualView, VIEWS_MAX, View, ViewCount, ViewName},
    refusal::Refusal,
    staff::Staff,
};
use uuid::Uuid;

const LIST: &str = "select v.saved_view_id, v.name, v.bucket, v.filter, v.shared, v.owner_id, s.name \
    from saved_views v join staff s on s.staff_id = v.owner_id \
    where v.owner_id = $1 or (v.shared and s.department_id = $2) order by v.made_at, v.saved_view_id";
const KEPT: &str = "select count(*) from saved_views where owner_id = $1";
const INSERT: &str = "insert into saved_views (saved_view_id, owner_id, shared, name, bucket, filter, made_at) \
    values ($1, $2, $3, $4, $5, $6, $7)";
const RENAME: &str = "update saved_views set name = $3 where saved_view_id = $1 and owner_id = $2";
const REMOVE: &str = "delete from saved_views where saved_view_id = $1 and owner_id = $2";
const SETTINGS: &str = "select settings from desk_settings where staff_id = $1";
const KEEP_SETTINGS: &str = "insert into desk_settings (staff_id, settings) values ($1, $2) \
    on conflict (staff_id) do update set settings = excluded.settings";

impl Store {
    /// Keeps a list with its filter.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for a list that is not theirs, [`Refusal::NoName`], [`Refusal::TooMany`].
    pub async fn save_view(
        &self,
        who: &Staff,
        name: &str,
        (view, filter): (View, &Filter),
        shared: bool,
        at: Moment,
    ) -> Result<SavedViewId> {
        view.ranges(who)?;
        let (name, query) = (ViewName::parse(name)?, filter.to_query());
        in_tx!(self, |tx| {
            let kept: i64 = sql!(tx, conn => sqlx::query_scalar(KEPT).bind(who.id.0).fetch_one(conn).await)?;
            if kept >= i64::from(VIEWS_MAX) {
                return Err(Refusal::TooMany(VIEWS_MAX).into());
            }
            let id = SavedViewId(at.dice().id());
            sql!(tx, conn => sqlx::query(INSERT).bind(id.0).bind(who.id.0).bind(shared).bind(&name).bind(view.as_str())
                .bind(&query).bind(at.now.as_microsecond()).execute(conn).await.map(drop))?;
            id
        })
    }

    /// Calls an own view something else.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is not theirs, [`Refusal::NoName`].
    pub async fn rename_view(&self, who: &Staff, id: SavedViewId, name: &str) -> Result<()> {
        let name = ViewName::parse(name)?;
        in_tx!(self, |tx| {
            let done = sql!(tx, conn => sqlx::query(RENAME).bind(id.0).bind(who.id.0).bind(&name).execute(conn).await
                .map(|done| done.rows_affected()))?;
            if done == 0 {
                return Err(Refusal::NotFound.into());
            }
        })
    }

    /// Keeps an own view no longer.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is not theirs.
    pub async fn remove_view(&self, who: &Staff, id: SavedViewId) -> Result<()> {
        in_tx!(self, |tx| {
            let done = sql!(tx, conn => sqlx::query(REMOVE).bind(id.0).bind(who.id.0).execute(conn).await
                .map(|done| done.rows_affected()))?;
            if done == 0 {
                return Err(Refusal::NotFound.into());
            }
        })
    }

    /// How somebody wants their desk; what an older program wrote and this one cannot read is as if never said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn desk_settings(&self, who: &Staff) -> Result<DeskSettings> {
        let kept: Option<String> =
            at_once!(self, conn => sqlx::query_scalar(SETTINGS).bind(who.id.0).fetch_optional(conn).await)?;
        Ok(settings(kept.as_deref()))
    }

    /// Keeps how somebody wants their desk.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_desk_settings(&self, who: &Staff, settings: &DeskSettings) -> Result<()> {
        let text = serde_json::to_string(settings).map_err(|_| Fault::Corrupt("settings"))?;
        in_tx!(self, |tx| {
            sql!(tx, conn => sqlx::query(KEEP_SETTINGS).bind(who.id.0).bind(&text).execute(conn).await.map(drop))?;
        })
    }
}

/// The views that everybody with this work has.
fn usual(who: &Staff) -> Vec<SavedView> {
    let view = |(usual, view): (UsualView, View)| SavedView {
        id: None,
        name: ViewName::Usual(usual),
        view,
        query: usual.filter().to_query(),
        shared: false,
        owner: None,
        count: ViewCount::default(),
    };
    UsualView::of(who).into_iter().map(view).collect()
}

/// As they were kept; what an older program wrote and this one cannot read is as if never said.
pub(super) fn settings(kept: Option<&str>) -> DeskSettings {
    kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
}

impl Store {
    /// The views that everybody with this work has, what they kept, and what colleagues share; nothing is counted yet. A list that
    /// is not theirs is not shown to them.
    pub(super) async fn views_of(&self, who: &Staff) -> Result<Vec<SavedView>> {
        type Row = (Uuid, String, String, String, bool, Uuid, String);
        let rows: Vec<Row> = at_once!(self, conn => sqlx::query_as(LIST).bind(who.id.0).bind(who.department.id.0)
            .fetch_all(conn).await)?;
        let theirs = View::of(who);
        let view = |(id, name, view, query, shared, owner, owner_name): Row| {
            Some(SavedView {
                id: Some(SavedViewId(id)),
                name: ViewName::Own(name),
                view: View::parse(&view).filter(|view| theirs.contains(view))?,
                query: Filter::parse_query(&query).to_query(),
                shared,
                owner: (owner != who.id.0).then_some(owner_name),
                count: ViewCount::default(),
            })
        };
        let mut views = usual(who);
        views.extend(rows.into_iter().filter_map(view));
        Ok(views)
    }
}
