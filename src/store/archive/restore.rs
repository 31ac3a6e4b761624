//! Restores an archive into an empty installation. Everything that could be wrong is looked at before anything is touched.

use super::{
    BackupReport, FORMAT, Manifest, Table,
    cell::{Type, bind_cell},
    passphrase,
};
use crate::{
    evidence::FILE_BYTES_MAX,
    id::FileId,
    store::{
        Fault, Result, Settings, Store,
        contents::Contents,
        db::{self, Db, newest_version},
        failure::Error,
        keys::Keys,
        tx::Tx,
    },
};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashSet},
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    path::Path,
};
use uuid::Uuid;

/// The column by which a row hangs on another of its table; the first column is what others name it by.
const PARENT: &str = "parent_id";

type Row = Vec<Value>;
type Archive = tar::Archive<GzDecoder<BufReader<File>>>;

/// Longest manifest that is read: an archive is a stranger's file.
const MANIFEST_MAX: u64 = 1 << 20;
/// Longest content of a file that is read.
const CONTENT_MAX: u64 = FILE_BYTES_MAX as u64;

impl Store {
    /// Restores an archive into an empty database and data folder of either engine.
    ///
    /// # Errors
    /// Before anything is touched: when a key is missing, the archive is of a newer version or no archive, or the target is
    /// not empty. Later: when it cannot be written; then the database is left empty.
    pub async fn restore(settings: &Settings, file: &Path, words: Option<&str>) -> Result<BackupReport> {
        let manifest = read_manifest(file)?;
        let keys = find_keys(settings, &manifest, words)?;
        let lock = db::lock_alone(settings)?;
        let db = empty_target(settings).await?;
        if words.is_some() && settings.key_ring.is_none() {
            keys.write(&settings.keys)?;
        }
        db.migrate_to(manifest.schema).await?;
        let store = Self::on(db, settings, lock)?;
        let (rows, files) = store.unpack(file, &manifest).await?;
        store.db.migrate().await?;
        store.close().await;
        Ok(BackupReport { rows, files, bytes: fs::metadata(file)?.len(), with_keys: manifest.sealed_keys.is_some() })
    }

    async fn unpack(&self, file: &Path, manifest: &Manifest) -> Result<(u64, u64)> {
        let tables: BTreeMap<_, _> =
            manifest.tables.iter().map(|table| (format!("tables/{}.jsonl", table.name), table)).collect();
        let mut tx = self.begin().await?;
        let (mut rows, mut files) = (0, 0);
        for entry in open(file)?.entries()?.skip(1) {
            let entry = entry?;
            let path = entry.path()?.to_string_lossy().into_owned();
            if let Some(table) = tables.get(&path) {
                rows += tx.fill(table, BufReader::new(entry)).await?;
            } else if let Some(id) = path.strip_prefix("files/").and_then(|id| id.parse::<Uuid>().ok()) {
                let mut content = Vec::new();
                entry.take(CONTENT_MAX).read_to_end(&mut content)?;
                self.contents.write(FileId(id), content.into()).await?;
                files += 1;
            } else {
                return Err(Error::advice(format!("The archive holds {path}, which does not belong there.")));
            }
        }
        if rows != manifest.tables.iter().map(|table| table.rows).sum::<u64>() {
            return Err(Error::advice("The archive ends before its last row: it was cut off."));
        }
        tx.commit().await?;
        Ok((rows, files))
    }
}

fn open(file: &Path) -> Result<Archive> {
    let opened =
        File::open(file).map_err(|error| Error::advice(format!("{} cannot be read ({error}).", file.display())))?;
    Ok(tar::Archive::new(GzDecoder::new(BufReader::new(opened))))
}

fn read_manifest(file: &Path) -> Result<Manifest> {
    let no_archive = || Error::advice(format!("{} is no Clearway archive. Nothing was changed.", file.display()));
    let mut archive = open(file)?;
    let first = archive.entries().ok().and_then(|mut entries| entries.next()).and_then(std::result::Result::ok);
    let first = first
        .filter(|entry| entry.path().is_ok_and(|path| path == Path::new("manifest.json")))
        .ok_or_else(no_archive)?;
    let manifest: Manifest = serde_json::from_reader(first.take(MANIFEST_MAX)).map_err(|_| no_archive())?;
    if manifest.format > FORMAT || manifest.schema > newest_version() {
        return Err(Error::advice(
            "The archive was written by a newer Clearway. Restore it with that one. Nothing was changed.",
        ));
    }
    if manifest.tables.iter().all(Table::is_honest) { Ok(manifest) } else { Err(no_archive()) }
}

fn find_keys(settings: &Settings, manifest: &Manifest, words: Option<&str>) -> Result<Keys> {
    let keys = match (words, &manifest.sealed_keys) {
        (Some(words), Some(sealed)) => passphrase::open(sealed, words)?,
        (Some(_), None) => {
            return Err(Error::advice(
                "There are no keys in this archive: leave out --with-keys. Nothing was changed.",
            ));
        }
        (None, _) => Keys::read(settings)?,
    };
    keys.must_open(&manifest.keys)?;
    Ok(keys)
}

async fn empty_target(settings: &Settings) -> Result<Db> {
    let full = || Error::advice("The target is not empty: name an empty folder and database. Nothing was changed.");
    let files = Contents::open(settings)?.names().await?.len();
    let sqlite = settings.database_url.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//"));
    if files > 0 || sqlite.is_some_and(|path| Path::new(path).exists()) {
        return Err(full());
    }
    let db = Db::connect(&settings.database_url).await?;
    match db.is_blank().await? {
        true => Ok(db),
        false => Err(full()),
    }
}

impl Tx {
    async fn fill(&mut self, table: &Table, lines: impl BufRead) -> Result<u64> {
        let rows = lines.lines().map(|line| -> Result<Row> {
            let row: Row = serde_json::from_str(&line?).map_err(|_| Fault::Corrupt("archive"))?;
            if row.len() == table.columns.len() { Ok(row) } else { Err(Fault::Corrupt("archive").into()) }
        });
        let mut count = 0;
        match table.columns.iter().position(|column| column.name == PARENT) {
            Some(parent) => {
                for row in roots_first(rows.collect::<Result<_>>()?, parent) {
                    self.put(table, &row).await?;
                    count += 1;
                }
            }
            None => {
                for row in rows {
                    self.put(table, &row?).await?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    async fn put(&mut self, table: &Table, row: &Row) -> Result<()> {
        let places = (1..=table.columns.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
        let text = format!("insert into {} ({}) values ({places})", table.name, table.columns());
        Ok(sql!(self, conn => {
            let mut insert = sqlx::query(sqlx::AssertSqlSafe(text));
            for (column, cell) in table.columns.iter().zip(row) {
                insert = bind_cell!(insert, cell, column.r#type);
            }
            insert.execute(conn).await.map(drop)
        })?)
    }
}

/// Rows of a tree, each behind the one it hangs on: their ids do not tell which came first.
fn roots_first(mut rows: Vec<Row>, parent: usize) -> Vec<Row> {
    let (mut sorted, mut known) = (Vec::with_capacity(rows.len()), HashSet::new());
    loop {
        let ready = |row: &Row| row[parent].is_null() || known.contains(&row[parent].to_string());
        let (now, later): (Vec<_>, Vec<_>) = rows.into_iter().partition(ready);
        if now.is_empty() {
            // a ring, or a root that is not there: the database says so
            sorted.extend(later);
            return sorted;
        }
        known.extend(now.iter().map(|row| row[0].to_string()));
        sorted.extend(now);
        rows = later;
    }
}

#[cfg(test)]
#[path = "restore_tests.rs"]
mod tests;
#[cfg(test)]
#[path = "upgrade_tests.rs"]
mod upgrade_tests;
