//! The next case, picked by the server.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use clearway::{id::CaseId, identifiers::case_number::CaseNumber, queue::SkipReason};
#[cfg(feature = "ssr")]
use clearway::{
    queue::{Filter, View},
    refusal::Refusal,
};
use leptos::prelude::*;

/// Takes the most urgent case of a list for whoever asks, and tells its number.
///
/// # Errors
/// When nothing waits, they hold enough, the list is not theirs, or a fault.
#[server(endpoint = "queue/claim-next")]
pub async fn claim_next(view: String, #[server(default)] query: String) -> Result<CaseNumber, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let view = View::parse(&view).ok_or(Refusal::NotFound)?;
    Ok(store.claim_next(&staff, view, &Filter::parse_query(&query), at).await?)
}

/// Gives a case back that was taken as the next; it is not offered to them again today.
///
/// # Errors
/// When they do not hold it, or a fault.
#[server(endpoint = "queue/skip")]
pub async fn skip(case: CaseId, reason: SkipReason) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    Ok(store.skip(&staff, case, reason, at).await?)
}
