//! The command line: `clearway serve` and the commands that look after an installation.

use crate::{
    admin::{self, Admin},
    config::{Config, Purpose},
    demo::World,
    logs, serve, setup, tend,
};
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Clearway: every channel leads to one report, one case, one deadline, one honest answer.
#[derive(Parser)]
#[command(name = "clearway", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests until told to stop (SIGTERM)
    Serve,
    /// Bring the database to this version
    Migrate,
    /// Fill an empty installation with the demo
    Seed {
        /// The demo: what is done when nothing else is asked
        #[arg(long, conflicts_with = "cases")]
        demo: bool,
        /// Which demo; CLEARWAY_DEMO_WORLD where nothing is said
        #[arg(long)]
        world: Option<World>,
        /// How many cases are made from patterns, beside those that somebody wrote
        #[arg(long, default_value_t = 0)]
        generated: usize,
        /// Load so many closed cases beside, for drills and benchmarks; into an installation that has people, too
        #[arg(long)]
        cases: Option<usize>,
    },
    /// Say another code with which an empty installation is set up in the browser
    SetupCode,
    /// Departments, staff, passwords, the calendar
    #[command(subcommand)]
    Admin(Admin),
    /// Write everything into one archive
    Backup {
        /// The archive to write; it must not exist yet
        file: PathBuf,
        /// Put the keys in too, under a passphrase that is asked for
        #[arg(long)]
        with_keys: bool,
    },
    /// Fill an empty installation from an archive
    Restore {
        /// The archive to read
        file: PathBuf,
        /// The archive holds its keys; ask for their passphrase
        #[arg(long)]
        with_keys: bool,
    },
    /// Compare seals, queues, deadlines and files with the history; exits with 1 when something is wrong
    Check,
    /// The keys of personal fields
    #[command(subcommand)]
    Key(Key),
}

#[derive(Subcommand)]
enum Key {
    /// Make a new key and encrypt everything with it again
    Rotate,
}

/// Why a command did not do what was asked.
pub enum Failure {
    /// Each of these settings must be mended first.
    Settings(Vec<String>),
    /// It was tried, and this was the matter.
    Broken(anyhow::Error),
    /// It was done and what it found has been said.
    Found,
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Broken(error.into())
    }
}

/// Does what the command line says. 0: done; 1: not done, or problems found; 2: wrong words or settings.
pub async fn run() -> ExitCode {
    match obey(Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Settings(sentences)) => {
            sentences.iter().for_each(|sentence| eprintln!("{sentence}"));
            ExitCode::from(2)
        }
        Err(Failure::Broken(error)) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
        Err(Failure::Found) => ExitCode::FAILURE,
    }
}

async fn obey(command: Command) -> Result<(), Failure> {
    let purpose = if matches!(command, Command::Serve) { Purpose::Serve } else { Purpose::Tend };
    let config = Config::from_environment(purpose).map_err(Failure::Settings)?;
    logs::start(&config.log).map_err(|sentence| Failure::Settings(vec![sentence]))?;
    match command {
        Command::Serve => serve::serve(config).await?,
        Command::Migrate => tend::migrate(&config).await?,
        Command::Seed { demo: _, world, generated, cases: None } => tend::seed(&config, world, generated).await?,
        Command::Seed { cases: Some(cases), .. } => tend::load_cases(&config, cases).await?,
        Command::SetupCode => setup::another(&config).await?,
        Command::Admin(command) => admin::obey(command, &config).await?,
        Command::Backup { file, with_keys } => tend::backup(&config, &file, with_keys).await?,
        Command::Restore { file, with_keys } => tend::restore(&config, &file, with_keys).await?,
        Command::Check => return tend::check(&config).await,
        Command::Key(Key::Rotate) => tend::rotate(&config).await?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }
}
