//! The doors of a list.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk;
use clearway::{
    id::CaseId,
    queue::{QueueCount, QueueRow},
};
#[cfg(feature = "ssr")]
use clearway::{
    queue::{Filter, View},
    refusal::Refusal,
};
use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsNow {
    pub rows: Vec<(CaseId, Option<QueueRow>)>,
    pub counts: Vec<QueueCount>,
    pub fresh: i64,
    pub notice: i64,
    pub now: Timestamp,
}

#[server(endpoint = "queue/rows")]
pub async fn read_rows(view: String, query: String, cases: Vec<CaseId>, newcomers: bool) -> Result<RowsNow, Denied> {
    let desk::Desk { staff, store, at } = desk::desk().await?;
    let view = View::parse(&view).ok_or(Refusal::NotFound)?;
    let _ = newcomers;
    let notice = store.last_notice().await?;
    let page = store.read_view(&staff, view, &Filter::parse_query(&query), None, at.now).await?;
    let counts = store.count_queues(&staff, at.now).await?;
    let rows = cases
        .iter()
        .map(|id| {
            (*id, page.rows.iter().find(|row| row.id == *id).cloned().map(|head| QueueRow { head, stands: true }))
        })
        .collect::<Vec<_>>();
    Ok(RowsNow { rows, counts, fresh: 0, now: at.now, notice })
}
