//! One act on many rows: what it would do, doing it, taking it back.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use clearway::queue::{BulkAct, BulkLine, Picked};
#[cfg(feature = "ssr")]
use clearway::store::Bulk;
use leptos::prelude::*;

/// Tells of each row whether the act would change it, and why it would not.
///
/// # Errors
/// When there are too many, no such department, or a fault.
#[server(endpoint = "queue/bulk-preview")]
pub async fn preview_bulk(
    act: BulkAct,
    #[server(default)] cases: Vec<Picked>,
    #[server(default)] department: String,
) -> Result<Vec<BulkLine>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let department = department.parse().ok();
    Ok(store.preview_bulk(&staff, Bulk { act, department }, &cases, at.now).await?)
}

/// Does an act to each row that allows it, and tells what became of each.
///
/// # Errors
/// As [`preview_bulk`].
#[server(endpoint = "queue/bulk")]
pub async fn do_bulk(
    act: BulkAct,
    #[server(default)] cases: Vec<Picked>,
    #[server(default)] department: String,
) -> Result<Vec<BulkLine>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let department = department.parse().ok();
    Ok(store.do_bulk(&staff, Bulk { act, department }, &cases, at).await?)
}

/// Takes an act back on each row that it changed and nobody has changed since.
///
/// # Errors
/// When there are too many, or a fault.
#[server(endpoint = "queue/bulk-undo")]
pub async fn undo_bulk(act: BulkAct, #[server(default)] done: Vec<Picked>) -> Result<Vec<BulkLine>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    Ok(store.undo_bulk(&staff, act, &done, at).await?)
}
