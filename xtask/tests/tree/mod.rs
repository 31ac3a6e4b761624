//! The project's own files, as the tests of the house read them.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// What is made or brought from elsewhere.
const NOT_OURS: [&str; 5] = [".git", "node_modules", "target", "test-results", "var"];

pub struct Source {
    /// From the workspace on, with `/` between folders.
    pub path: String,
    pub text: String,
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All our files whose names end in one of `endings`, in the order of their paths.
pub fn read_all(endings: &[&str]) -> Result<Vec<Source>> {
    let (mut sources, mut folders) = (Vec::new(), vec![root()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    folders.push(entry.path());
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let path = entry.path().strip_prefix(root())?.to_string_lossy().replace('\\', "/");
                sources.push(Source { path, text: fs::read_to_string(entry.path())? });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

/// Fails with one line for each thing that is not as the house wants it.
pub fn assert_none(offences: impl IntoIterator<Item = String>) {
    let told: Vec<String> = offences.into_iter().collect();
    assert!(told.is_empty(), "\n  {}\n", told.join("\n  "));
}
