//! The same bytes from a bare handler: what no page can go below.
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// A server that answers everything with one page.
pub struct Yardstick {
    child: Child,
    pub address: String,
}

/// Where the program is.
pub struct Program {
    binary: PathBuf,
    page: PathBuf,
}

impl Program {
    /// The program, and a folder for the page it answers with.
    pub fn new(binary: PathBuf, folder: &Path) -> Self {
        Self { binary, page: folder.join("page") }
    }

    pub fn serve(&self, page: &[u8], kind: &str) -> Result<Yardstick> {
        fs::write(&self.page, page)?;
        let mut child = Command::new(&self.binary).arg(&self.page).arg(kind).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().context("no standard output")?).read_line(&mut address)?;
        Ok(Yardstick { child, address: address.trim().to_owned() })
    }
}

impl Yardstick {
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Yardstick {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
