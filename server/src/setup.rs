//! The code that opens the set-up of an empty installation: told on the terminal, new at each start, kept as a digest.

use crate::{chance, config::Config, tend};
use anyhow::bail;
use clearway::{identifiers::query_code::QueryCode, store::Store};
use std::io::Write as _;

/// A new code, where nobody works yet.
pub(crate) async fn offer(store: &Store) -> anyhow::Result<Option<QueryCode>> {
    let code = QueryCode::from_bits(chance::bits());
    Ok(store.offer_setup(&code).await?.then_some(code))
}

/// Says the code and where it is given.
pub(crate) fn tell(code: &QueryCode, address: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Nobody works here yet. Open {address} and give the setup code {}", code.grouped())?;
    out.flush()
}

/// `clearway setup-code`: the code before opens nothing any more.
pub(crate) async fn another(config: &Config) -> anyhow::Result<()> {
    let store = tend::open(config).await?;
    let code = offer(&store).await?;
    store.close().await;
    let Some(code) = code else { bail!("Somebody works here already: there is nothing to set up.") };
    println!("{}", code.grouped());
    Ok(())
}
