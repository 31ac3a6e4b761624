//! Words to begin a reply with, for the whole of a demo.

use crate::chance;
use anyhow::Context as _;
use app::desk::Clock;
use clearway::{region::RegionCode, store::Store};
use serde::Deserialize;

#[derive(Deserialize)]
struct Templates {
    templates: Vec<NewTemplate>,
}

/// Words to begin a reply with.
#[derive(Deserialize)]
struct NewTemplate {
    name: String,
    body: String,
}

/// Adds them for a region and all below it.
///
/// # Errors
/// When the file cannot be read or the store fails.
pub(super) async fn seed(store: &Store, clock: &Clock, region: &RegionCode) -> anyhow::Result<()> {
    let Templates { templates } = toml::from_str(include_str!("../../../data/demo/templates.toml"))
        .context("data/demo/templates.toml cannot be read")?;
    for NewTemplate { name, body } in templates {
        store.add_template(region, &name, body.trim(), None, chance::moment(clock)).await?;
    }
    Ok(())
}
