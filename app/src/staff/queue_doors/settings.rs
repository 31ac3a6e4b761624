//! How somebody wants their desk.

use crate::denied::Denied;
#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use clearway::queue::DeskSettings;
use leptos::prelude::*;

/// Reads how whoever asks wants their desk.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "settings/read")]
pub async fn read_settings() -> Result<DeskSettings, Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    Ok(store.desk_settings(&staff).await?)
}

/// Keeps how whoever asks wants their desk: settings as JSON, since a form cannot say that no column is wanted.
///
/// # Errors
/// When they are none, a key is none or is one for two things, a column stands twice, or a fault.
#[server(endpoint = "settings/save")]
pub async fn save_settings(#[server(default)] settings: String) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    Ok(store.keep_desk_settings(&staff, &DeskSettings::parse(&settings)?).await?)
}
