//! The demo as it was when it was filled: a copy of its database, to begin again from. On SQLite only.

use clearway::store::Settings;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The database, where it is a file.
fn database(settings: &Settings) -> Option<PathBuf> {
    let path = settings.database_url.strip_prefix("sqlite:")?.trim_start_matches("//");
    Some(PathBuf::from(path.split('?').next()?))
}

/// Its copy.
fn copy(database: &Path) -> PathBuf {
    database.with_extension("seeded")
}

/// Whether there is something to begin again from.
pub(crate) fn is_kept(settings: &Settings) -> bool {
    database(settings).is_some_and(|database| copy(&database).exists())
}

/// Copies a database that nobody has open.
///
/// # Errors
/// When the copy cannot be written.
pub(crate) fn keep(settings: &Settings) -> io::Result<()> {
    match database(settings) {
        Some(database) => fs::copy(&database, copy(&database)).map(drop),
        None => Ok(()),
    }
}

/// Puts the copy in the place of a database that nobody has open.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn put_back(settings: &Settings) -> io::Result<()> {
    let Some(database) = database(settings).filter(|database| copy(database).exists()) else { return Ok(()) };
    for rest in ["-wal", "-shm"] {
        let mut name = database.clone().into_os_string();
        name.push(rest);
        match fs::remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::copy(copy(&database), &database).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_since_is_gone_when_it_begins_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clearway.db");
        let settings = Settings {
            database_url: format!("sqlite://{}", file.display()),
            data: folder.path().into(),
            keys: folder.path().into(),
            key_ring: None,
            bucket: None,
        };
        fs::write(&file, "seeded").unwrap();
        assert!(!is_kept(&settings));
        keep(&settings).unwrap();
        fs::write(&file, "seeded, and more").unwrap();
        fs::write(folder.path().join("clearway.db-wal"), "still more").unwrap();
        put_back(&settings).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "seeded");
        assert!(is_kept(&settings) && !folder.path().join("clearway.db-wal").exists());
    }
}
