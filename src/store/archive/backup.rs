//! Writes an archive from one snapshot, while everybody goes on working.

use super::{
    BackupReport, FORMAT, Manifest, Table,
    cell::{Type, read_cell},
    passphrase, tables,
};
use crate::{
    id::FileId,
    store::{Fault, Moment, Result, Store, db::newest_version, failure::Error, tx::Tx},
};
use flate2::{Compression, write::GzEncoder};
use futures_util::TryStreamExt;
use sqlx::Row;
use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// What a restored installation must not bring back to life: who was signed in, who held a lease, which links opened, whose
/// upload was on its way.
const LEFT_OUT: [&str; 5] = ["sessions", "leases", "password_links", "sign_in_failures", "loose_files"];

/// A folder that goes when it is dropped.
struct Workbench(PathBuf);

impl Drop for Workbench {
    fn drop(&mut self) {
        // what cannot be deleted lies in the data folder's own corner and is overwritten next time
        let _gone = fs::remove_dir_all(&self.0);
    }
}

impl Store {
    /// Writes one archive: a consistent snapshot of every table, the uploaded files, the version. Never the keys, unless a
    /// passphrase seals them.
    ///
    /// # Errors
    /// When the file exists or cannot be written, or the database fails; then no archive is left behind.
    pub async fn backup(&self, file: &Path, passphrase: Option<&str>, at: Moment) -> Result<BackupReport> {
        if file.exists() {
            return Err(Error::advice(format!("{} exists: name a file that does not.", file.display())));
        }
        let bench = Workbench(self.settings.data.join("backup-in-work"));
        fs::create_dir_all(&bench.0).map_err(|error| Fault::folder(&bench.0, &error))?;
        let sealed_keys = passphrase.map(|words| passphrase::seal(&self.keys(), words, &mut at.dice())).transpose()?;
        let (tables, files) = in_view!(self, |tx| {
            let mut written = Vec::new();
            for mut table in tables()?.into_iter().filter(|table| !LEFT_OUT.contains(&table.name.as_str())) {
                table.rows = tx.dump(&table, &bench.0.join(&table.name)).await?;
                written.push(table);
            }
            let files: Vec<Uuid> = sql!(tx, conn => sqlx::query_scalar("select file_id from files order by file_id")
                .fetch_all(conn).await)?;
            (written, files)
        });
        let keys = self.keys().fingerprint_text();
        let manifest =
            Manifest { format: FORMAT, schema: newest_version(), made_at: at.now, keys, sealed_keys, tables };
        let part = file.with_extension("part");
        let files = self.pack(&part, &manifest, &bench.0, &files).await?;
        fs::rename(&part, file)?;
        Ok(BackupReport {
            rows: manifest.tables.iter().map(|table| table.rows).sum(),
            files,
            bytes: fs::metadata(file)?.len(),
            with_keys: manifest.sealed_keys.is_some(),
        })
    }
}

impl Store {
    async fn pack(&self, part: &Path, manifest: &Manifest, bench: &Path, files: &[Uuid]) -> Result<u64> {
        let out = BufWriter::new(File::create(part)?);
        let mut archive = tar::Builder::new(GzEncoder::new(out, Compression::default()));
        let text = serde_json::to_vec_pretty(manifest).map_err(|_| Fault::Corrupt("manifest"))?;
        append(&mut archive, "manifest.json", &text)?;
        for table in &manifest.tables {
            archive.append_path_with_name(bench.join(&table.name), format!("tables/{}.jsonl", table.name))?;
        }
        let mut packed = 0;
        for file in files {
            // taken out of a draft since the snapshot: the restored row is named by `check`, and a draft lives for days only
            if let Some(content) = self.contents.read(FileId(*file)).await? {
                append(&mut archive, &format!("files/{file}"), &content)?;
                packed += 1;
            }
        }
        let file = archive.into_inner()?.finish()?.into_inner().map_err(|error| Error::from(error.into_error()))?;
        file.sync_all()?;
        Ok(packed)
    }
}

fn append(archive: &mut tar::Builder<impl Write>, name: &str, content: &[u8]) -> Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(content.len() as u64);
    header.set_mode(0o600);
    Ok(archive.append_data(&mut header, name, content)?)
}

impl Tx {
    async fn dump(&mut self, table: &Table, path: &Path) -> Result<u64> {
        let mut out = BufWriter::new(File::create(path)?);
        // ids are made in the order of time: what is referred to comes before what refers
        let text = format!("select {} from {} order by 1, 2", table.columns(), table.name);
        let mut count = 0;
        sql!(self, conn => {
            let mut rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch(conn);
            while let Some(row) = rows.try_next().await? {
                let cells = table.columns.iter().enumerate().map(|(index, column)| read_cell!(row, index, column.r#type));
                let cells = cells.collect::<std::result::Result<Vec<_>, sqlx::Error>>()?;
                serde_json::to_writer(&mut out, &cells).map_err(|_| Fault::Corrupt("row"))?;
                out.write_all(b"\n")?;
                count += 1;
            }
        });
        out.flush()?;
        Ok(count)
    }
}
