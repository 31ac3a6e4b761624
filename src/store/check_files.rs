//! `clearway check`: whether each file is the one that was handed in, and whether each publication is what a reviewer agreed to.

use super::{CheckReport, Result, Store, history::digest, similar::Posting, tx::Tx};
use crate::{case::Case, id::FileId, publication::PublicText};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

const FILES: &str = "select file_id, byte_count, digest from files where file_id > $1 order by file_id limit 1000";
const EXISTS: &str = "select count(*) from files where file_id = $1";
const PUBLICATION: &str = "select p.title, p.answer, p.salt, e.text_digest from publications p \
    left join events e on e.case_id = p.case_id and e.kind = 'published' where p.case_id = $1 order by e.version desc limit 1";
const POSTINGS: &str = "select scope, word, weight, published_at from similar_postings where case_id = $1";

type FileRow = (Uuid, i64, Vec<u8>);

impl Store {
    /// Reads each content. What seems wrong is looked at twice: somebody may be handing in or taking out a file right now.
    pub(super) async fn check_files(&self, report: &mut CheckReport) -> Result<()> {
        let mut names = self.contents.names().await?;
        let (mut last, mut count, mut spoiled) = (Uuid::nil(), 0, Vec::new());
        loop {
            let rows: Vec<FileRow> =
                in_view!(self, |tx| { sql!(tx, conn => sqlx::query_as(FILES).bind(last).fetch_all(conn).await)? });
            let Some((newest, ..)) = rows.last() else { break };
            last = *newest;
            for (id, size, digest) in rows {
                count += 1;
                names.remove(&id.to_string());
                let content = self.contents.read(FileId(id)).await?.unwrap_or_default();
                if i64::try_from(content.len()) != Ok(size) || Sha256::digest(&content)[..] != digest[..] {
                    spoiled.push(id);
                }
            }
        }
        report.lines.push(format!("{count} files."));
        for id in spoiled {
            if self.is_file(id).await? {
                report.problems.push(format!("File {id} is missing or is not the one that was handed in."));
            }
        }
        self.check_strays(names, report).await
    }

    /// What lies there and has no row: on its way, or a stray.
    async fn check_strays(&self, names: BTreeSet<String>, report: &mut CheckReport) -> Result<()> {
        let mut loose = 0;
        for name in names {
            let id = name.parse().ok();
            // in this order: what is on its way may be settled between the two
            if let Some(id) = id
                && self.is_loose(id).await?
            {
                loose += 1;
            } else if !matches!(id, Some(id) if self.is_file(id).await?) {
                report.problems.push(format!("File {name} belongs to no case and no draft."));
            }
        }
        if loose > 0 {
            let contents = if loose == 1 { "content is" } else { "contents are" };
            report
                .lines
                .push(format!("{loose} {contents} on the way in or out; the server settles that within two hours."));
        }
        Ok(())
    }

    async fn is_file(&self, id: Uuid) -> Result<bool> {
        let rows: i64 =
            in_view!(self, |tx| { sql!(tx, conn => sqlx::query_scalar(EXISTS).bind(id).fetch_one(conn).await)? });
        Ok(rows > 0)
    }
}

impl Tx {
    /// Whether what is published of a case is what its event sealed, and is found by its own words and no others.
    pub async fn publication_holds(&mut self, case: &Case) -> Result<bool> {
        type Row = (String, String, Vec<u8>, Option<Vec<u8>>);
        let row: Option<Row> =
            sql!(self, conn => sqlx::query_as(PUBLICATION).bind(case.id.0).fetch_optional(conn).await)?;
        let Some((title, answer, salt, sealed)) = row else { return Ok(true) };
        let ours = digest(&salt, &super::publication::words(&PublicText { title, answer }));
        let rows: Vec<(String, String, i64, i64)> =
            sql!(self, conn => sqlx::query_as(POSTINGS).bind(case.id.0).fetch_all(conn).await)?;
        let (expected, at) = self.expected_postings(case.id).await?;
        let same_time = rows.iter().all(|(.., published_at)| *published_at == at);
        let found: BTreeSet<_> =
            rows.into_iter().map(|(scope, word, weight, _)| Posting { scope, word, weight }).collect();
        let agreed = case.visibility == crate::report::Visibility::Public;
        Ok(agreed && sealed == Some(ours) && same_time && found == expected.into_iter().collect())
    }
}

#[cfg(test)]
#[path = "check_files_tests.rs"]
mod tests;
