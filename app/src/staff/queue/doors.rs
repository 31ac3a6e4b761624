//! The doors of a list.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk;
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use clearway::{
    case::CaseHead,
    id::{CaseId, StaffId},
    queue::{Bucket, Place, QueueCount, QueuePage},
};
use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    Bucket(Bucket),
    Mine,
    Open,
}
impl View {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "open" => Some(Self::Open),
            word => Bucket::parse(word).map(Self::Bucket),
        }
    }
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Open => "open",
            Self::Bucket(bucket) => bucket.as_str(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueNow {
    /// The page.
    pub page: QueuePage,
    /// Now.
    pub now: Timestamp,
    /// The last notice before this was read.
    pub notice: i64,
    pub reader: StaffId,
}
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsNow {
    pub rows: Vec<(CaseId, Option<CaseHead>)>,
    pub counts: Vec<QueueCount>,
    pub fresh: i64,
    pub notice: i64,
    pub now: Timestamp,
}

#[server(endpoint = "queue/read")]
pub async fn read_queue(
    view: String,
    #[server(default)] query: String,
    #[server(default)] words: String,
    #[server(default)] after: String,
) -> Result<QueueNow, Denied> {
    let desk::Desk { staff, store, at } = desk::desk().await?;
    let Some(View::Bucket(bucket)) = View::parse(&view) else { return Err(Refusal::NotFound.into()) };
    let _ = (query, words);
    let notice = store.last_notice().await?;
    let page = store.list_queue(&staff, bucket, parse_place(&after), at.now).await?;
    Ok(QueueNow { page, now: at.now, notice, reader: staff.id })
}

#[server(endpoint = "queue/rows")]
pub async fn read_rows(view: String, query: String, cases: Vec<CaseId>, newcomers: bool) -> Result<RowsNow, Denied> {
    let desk::Desk { staff, store, at } = desk::desk().await?;
    let Some(View::Bucket(bucket)) = View::parse(&view) else { return Err(Refusal::NotFound.into()) };
    let _ = (query, newcomers);
    let notice = store.last_notice().await?;
    let page = store.list_queue(&staff, bucket, None, at.now).await?;
    let counts = store.count_queues(&staff, at.now).await?;
    let rows = cases.iter().map(|id| (*id, page.rows.iter().find(|row| row.id == *id).cloned())).collect::<Vec<_>>();
    Ok(RowsNow { rows, counts, fresh: 0, now: at.now, notice })
}

pub fn write_place(Place { due_at, case_id }: Place) -> String {
    format!("{}.{case_id}", due_at.as_microsecond())
}

#[cfg(feature = "ssr")]
fn parse_place(text: &str) -> Option<Place> {
    let (due_at, case_id) = text.split_once('.')?;
    let due_at = Timestamp::from_microsecond(due_at.parse().ok()?).ok()?;
    Some(Place { due_at, case_id: case_id.parse().ok()? })
}

pub fn canonical(_params: &leptos_router::params::ParamsMap) -> String {
    String::new()
}
