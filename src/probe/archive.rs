//! A stranger's archive, restored: refused in a sentence, or a database that can be opened and checked.

use crate::store::{Moment, Settings, Store};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::runtime::Builder;

/// With it begins an archive that is written as text: entries with a line between, of each its path, a line end, its content.
const AS_TEXT: &[u8] = b"entries\n";
const BETWEEN: &str = "\n==\n";
/// The key of the archives in the corpus.
const RING: &str = "1:0707070707070707070707070707070707070707070707070707070707070707";

/// A folder of its own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("clearway-archive-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

/// What promises that nothing was changed changed nothing; what was restored can be opened and checked.
pub(super) fn archive(data: &[u8]) {
    let folder = Folder::new();
    let file = folder.0.join("archive");
    fs::write(&file, packed(data)).unwrap();
    let here = folder.0.join("data");
    let settings = Settings {
        database_url: format!("sqlite:{}", here.join("clearway.db").display()),
        data: here.clone(),
        keys: folder.0.join("keys"),
        key_ring: Some(RING.to_owned()),
        bucket: None,
    };
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        match Store::restore(&settings, &file, None).await {
            Ok(_) => {
                let at = Moment { now: "2026-11-27T04:00:00Z".parse().unwrap(), seed: [1; 32] };
                if let Ok(store) = Store::open(&settings, at).await {
                    let _told = store.check().await;
                    store.close().await;
                }
            }
            Err(error) => {
                let unchanged = error.to_string().contains("Nothing was changed");
                assert!(!unchanged || !here.join("clearway.db").exists(), "{error}");
            }
        }
    });
}

/// The archive that is meant: as it stands, or put together from its text.
fn packed(data: &[u8]) -> Vec<u8> {
    let Some(entries) = data.strip_prefix(AS_TEXT) else { return data.to_vec() };
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for entry in String::from_utf8_lossy(entries).split(BETWEEN) {
        let (path, content) = entry.split_once('\n').unwrap_or((entry, ""));
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        // a path that no archive can hold is left out
        let _kept = archive.append_data(&mut header, path, content.as_bytes());
    }
    archive.into_inner().unwrap().finish().unwrap()
}
