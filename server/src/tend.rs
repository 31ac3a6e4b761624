//! The commands that look after an installation: migrate, seed, backup, restore, check, key rotate.

use crate::{
    chance,
    cli::Failure,
    config::Config,
    demo::{self, Audience, Given, World},
    secret,
};
use anyhow::bail;
use app::desk::Clock;
use clearway::store::{BackupReport, CheckReport, Store};
use std::path::Path;

/// Opens the installation for one command, also beside a server that runs.
pub(crate) async fn open(config: &Config) -> anyhow::Result<Store> {
    Ok(Store::join(&config.settings, chance::moment(&Clock::default())).await?)
}

/// Brings the database to this version.
pub(crate) async fn migrate(config: &Config) -> anyhow::Result<()> {
    println!("{}", Store::migrate(&config.settings).await?);
    Ok(())
}

/// Fills an empty installation with the demo. Its passwords are known only where `CLEARWAY_DEMO` says that it is one.
pub(crate) async fn seed(config: &Config, world: Option<World>, generated: usize) -> anyhow::Result<()> {
    let store = open(config).await?;
    if !world.unwrap_or(config.demo_world).seed(&store, &Clock::default(), generated).await? {
        bail!(
            "There are people in this installation: the demo fills an empty one only. Set CLEARWAY_DATA to an empty folder."
        );
    }
    let audience = if config.demo && !config.demo_public { Audience::Here } else { Audience::Others };
    for Given { username, password, .. } in demo::set_passwords(&store, audience).await? {
        println!("{username} signs in with {password}");
    }
    store.close().await;
    if config.demo {
        demo::seeded::keep(&config.settings)?;
    }
    Ok(())
}

/// Loads many closed cases, into the demo where nobody works yet.
pub(crate) async fn load_cases(config: &Config, count: usize) -> anyhow::Result<()> {
    let store = open(config).await?;
    if store.is_empty().await? {
        config.demo_world.seed_people(&store, &Clock::default()).await?;
    }
    let began = chance::machine_time();
    let loaded = store.load_cases(count, demo::words()?, chance::moment(&Clock::default())).await?;
    store.close().await;
    let took = chance::machine_time().duration_since(began).as_secs();
    println!("{loaded} cases in {took} s.");
    Ok(())
}

/// Writes everything into one archive.
pub(crate) async fn backup(config: &Config, file: &Path, with_keys: bool) -> anyhow::Result<()> {
    let passphrase = if with_keys { Some(secret::choose("Passphrase of the keys")?) } else { None };
    let store = open(config).await?;
    let report = store.backup(file, passphrase.as_deref(), chance::moment(&Clock::default())).await?;
    store.close().await;
    let BackupReport { rows, files, bytes, with_keys } = report;
    println!("{}: {rows} rows and {files} files, {bytes} bytes.", file.display());
    if with_keys {
        println!("The keys are inside, under your passphrase: without it the archive cannot be read.");
    } else {
        println!(
            "The keys are NOT inside: keep {} somewhere else, or the archive cannot be read.",
            config.settings.keys.display()
        );
    }
    Ok(())
}

/// Fills an empty installation from an archive.
pub(crate) async fn restore(config: &Config, file: &Path, with_keys: bool) -> anyhow::Result<()> {
    let passphrase = if with_keys { Some(secret::ask("Passphrase of the keys")?) } else { None };
    let BackupReport { rows, files, .. } = Store::restore(&config.settings, file, passphrase.as_deref()).await?;
    println!("Restored {rows} rows and {files} files. `clearway check` compares them with their seals.");
    Ok(())
}

/// Compares what is stored with the history.
pub(crate) async fn check(config: &Config) -> Result<(), Failure> {
    let store = open(config).await?;
    let CheckReport { lines, problems } = store.check().await?;
    store.close().await;
    lines.iter().for_each(|line| println!("{line}"));
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    if problems.is_empty() { Ok(()) } else { Err(Failure::Found) }
}

/// Makes a new key and encrypts everything with it again.
pub(crate) async fn rotate(config: &Config) -> anyhow::Result<()> {
    let store = open(config).await?;
    let report = store.rotate_keys(chance::moment(&Clock::default())).await?;
    store.close().await;
    println!(
        "Key {} is the current one; {} reports and drafts are sealed with it. Keep the old keys: codes given out under them still open.",
        report.key, report.sealed
    );
    Ok(())
}
