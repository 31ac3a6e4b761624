//! Passwords and passphrases: typed unseen at a terminal, or one line on standard input from a script; never an argument.

use anyhow::{Context as _, bail};
use std::io::{BufRead as _, IsTerminal as _};

/// Fewest characters of a secret that somebody chooses.
const LEAST: usize = 12;

/// Asks for a secret that exists.
pub(crate) fn ask(what: &str) -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        return Ok(rpassword::prompt_password(format!("{what}: "))?);
    }
    let line = std::io::stdin().lock().lines().next().transpose()?;
    line.with_context(|| format!("{what}: nothing came on standard input"))
}

/// Asks for a new secret, twice where nobody sees what is typed.
pub(crate) fn choose(what: &str) -> anyhow::Result<String> {
    let chosen = ask(what)?;
    if chosen.chars().count() < LEAST {
        bail!("{what}: at least {LEAST} characters, please.");
    }
    if std::io::stdin().is_terminal() && ask(&format!("{what}, once more"))? != chosen {
        bail!("The two were not the same; nothing was changed.");
    }
    Ok(chosen)
}
