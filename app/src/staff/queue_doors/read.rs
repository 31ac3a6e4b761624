//! Reading a list.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use clearway::{
    id::{CaseId, StaffId},
    queue::{FilterChoices, QueuePage, RowsNow},
};
#[cfg(feature = "ssr")]
use clearway::{
    queue::{Filter, View},
    refusal::Refusal,
};
use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page of a list, as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueNow {
    /// The page.
    pub page: QueuePage,
    /// Now.
    pub now: Timestamp,
    /// The last notice before this was read.
    pub notice: i64,
    /// Who reads it.
    pub reader: StaffId,
    /// What it can be filtered by.
    pub choices: FilterChoices,
}

/// Reads a page of a list with its filter; words are looked for in the reports, a case number finds that case.
///
/// # Errors
/// When nobody is signed in, the list is not theirs, or a fault.
#[server(endpoint = "queue/read")]
pub async fn read_queue(
    view: String,
    #[server(default)] query: String,
    #[server(default)] words: String,
    #[server(default)] after: String,
) -> Result<QueueNow, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let view = View::parse(&view).ok_or(Refusal::NotFound)?;
    let filter = Filter { words, ..Filter::parse_query(&query) };
    let (page, notice) = store.read_view(&staff, view, &filter, after.parse().ok(), at.now).await?;
    let choices = store.filter_choices(&staff, at.now).await?;
    Ok(QueueNow { page, now: at.now, notice, reader: staff.id, choices })
}

/// Reads rows of a list again, and how much waits in each queue: everything a screen asks at a tick.
///
/// # Errors
/// When nobody is signed in, the list is not theirs, or a fault.
#[server(endpoint = "queue/rows")]
pub async fn read_rows(
    view: String,
    #[server(default)] query: String,
    #[server(default)] cases: Vec<CaseId>,
    #[server(default)] since: Option<Timestamp>,
) -> Result<RowsNow, Denied> {
    let Desk { staff, store, at } = desk::desk_unasked().await?;
    let view = View::parse(&view).ok_or(Refusal::NotFound)?;
    Ok(store.read_rows(&staff, (view, &Filter::parse_query(&query)), &cases, since, at.now).await?)
}
