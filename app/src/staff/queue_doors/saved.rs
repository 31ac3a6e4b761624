//! Lists with their filters, kept under a name.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use clearway::id::SavedViewId;
#[cfg(feature = "ssr")]
use clearway::{
    queue::{Filter, View},
    refusal::Refusal,
};
use leptos::prelude::*;

/// Keeps a list with its filter under a name; shared, the department's colleagues see it, too.
///
/// # Errors
/// When the list is not theirs, the name is none, there are too many, or a fault.
#[server(endpoint = "view/save")]
pub async fn save_view(
    #[server(default)] name: String,
    view: String,
    #[server(default)] query: String,
    #[server(default)] shared: String,
) -> Result<SavedViewId, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let view = View::parse(&view).ok_or(Refusal::NotFound)?;
    Ok(store.save_view(&staff, &name, (view, &Filter::parse_query(&query)), !shared.is_empty(), at).await?)
}

/// Calls an own view something else.
///
/// # Errors
/// When it is not theirs, the name is none, or a fault.
#[server(endpoint = "view/rename")]
pub async fn rename_view(id: SavedViewId, #[server(default)] name: String) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    Ok(store.rename_view(&staff, id, &name).await?)
}

/// Keeps an own view no longer.
///
/// # Errors
/// When it is not theirs, or a fault.
#[server(endpoint = "view/remove")]
pub async fn remove_view(id: SavedViewId) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    Ok(store.remove_view(&staff, id).await?)
}
