//! The arrows of the house, all one way: `server → app → clearway`, `store → nouns`, `screens → ui`. Each wrong way is tried and must fail.
mod tree;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tree::{assert_none, read_all, root};

/// A manifest, and a line in it that must not stand there.
const WRONG_WAYS: [(&str, &str); 9] = [
    ("app/Cargo.toml", "sqlx.workspace = true"),
    ("app/Cargo.toml", "axum = \"0.8\""),
    ("server/Cargo.toml", "sqlx.workspace = true"),
    ("Cargo.toml", "leptos.workspace = true"),
    ("Cargo.toml", "axum = \"0.8\""),
    ("xtask/Cargo.toml", "clearway.workspace = true"),
    ("app/Cargo.toml", "reqwest = { version = \"0.13\", default-features = false }"),
    ("server/Cargo.toml", "object_store = { version = \"0.14\", default-features = false }"),
    ("server/Cargo.toml", "ureq = { version = \"3\", default-features = false }"),
];

/// A folder, and words that no code below it may name; what stands behind each `!` is excepted.
const UNSPOKEN: [(&str, &[&str]); 5] = [
    // what has to hold of parsers is asked of the store, too: it stands above both, for tests and fuzzers only
    ("src/!src/store/!src/probe/", &["crate::store", "sqlx", "tokio"]),
    // Nothing asks another machine but the bucket and the scanner that settings name (docs/scans.md).
    ("src/!src/store/contents.rs", &["reqwest", "object_store::aws", "TcpStream", "UnixStream", "UdpSocket"]),
    ("app/src/", &["TcpStream", "UnixStream", "UdpSocket", "TcpSocket"]),
    ("server/src/!server/src/files/clamd", &["TcpStream::connect", "UnixStream", "UdpSocket", "TcpSocket", "hyper"]),
    ("app/src/ui/", &["crate::public", "crate::my", "crate::staff", "crate::setup", "crate::admin"]),
];

#[test]
fn a_manifest_that_names_a_crate_the_wrong_way_is_refused() -> Result<()> {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("arrows");
    copy_manifests(&scratch)?;
    ensure!(deny(&scratch)?, "the tree as it stands is refused: run cargo-deny to see why");
    for (manifest, line) in WRONG_WAYS {
        let path = scratch.join(manifest);
        let right = fs::read_to_string(&path)?;
        fs::write(&path, right.replacen("\n[dependencies]\n", &format!("\n[dependencies]\n{line}\n"), 1))?;
        ensure!(!deny(&scratch)?, "{manifest} may say `{line}`, and nobody complains");
        fs::write(&path, right)?;
    }
    Ok(())
}

#[test]
fn no_code_names_what_lies_against_its_arrow() -> Result<()> {
    let sources = read_all(&[".rs"])?;
    assert_none(UNSPOKEN.iter().flat_map(|(place, words)| {
        let mut places = place.split('!');
        let (folder, excepted) = (places.next().unwrap_or_default(), places.collect::<Vec<_>>());
        let stands_in = |path: &str, folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
        let inside = sources.iter().filter(move |s| s.path.starts_with(folder) && !stands_in(&s.path, &excepted));
        inside.flat_map(|source| {
            let (code, _tests) = source.text.split_once("#[cfg(test)]").unwrap_or((&source.text, ""));
            let named = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let wrong = named.filter(|line| words.iter().any(|word| line.contains(word)));
            wrong.map(|line| format!("{}: {}", source.path, line.trim())).collect::<Vec<_>>()
        })
    }));
    Ok(())
}

/// The manifests alone, with empty sources: all that cargo-deny reads.
fn copy_manifests(scratch: &Path) -> Result<()> {
    for file in ["Cargo.toml", "Cargo.lock", "deny.toml", "app/Cargo.toml", "server/Cargo.toml", "xtask/Cargo.toml"] {
        let path = scratch.join(file);
        let folder = path.parent().context("a file lies in a folder")?;
        fs::create_dir_all(folder.join("src"))?;
        fs::copy(root().join(file), &path)?;
        fs::write(folder.join("src/lib.rs"), "")?;
        fs::write(folder.join("src/main.rs"), "")?;
    }
    Ok(())
}

/// Whether cargo-deny agrees with the workspace in `folder`.
fn deny(folder: &Path) -> Result<bool> {
    let tool = root().join("target/tools/venv/bin/cargo-deny");
    let mut command = Command::new(tool);
    command.current_dir(folder).args(["--workspace", "--offline", "check", "bans"]);
    Ok(command.output().context("cargo-deny is missing: run bin/setup")?.status.success())
}
