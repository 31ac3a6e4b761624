//! A form with files as browsers send it, read piece by piece: never more than a piece is held, however it is made.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{HeaderMap, header};
use futures::StreamExt as _;
use memchr::memmem;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// The lines above a part; a long file name in Chinese is 1 KB.
const HEAD_MAX: usize = 8 * 1024;
/// Longest boundary there is.
const BOUNDARY_MAX: usize = 70;
/// A telephone between two cells comes back within it.
const SILENCE: Duration = Duration::from_secs(30);
/// 30 MB over a slow line.
pub const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Why no more can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// It ended in the middle, or nothing came for too long.
    BrokenOff,
    /// It is more than may be sent at all.
    Large,
    /// It is no such form.
    Odd,
    /// Too much is being read at once, from everybody.
    Busy,
}

/// What stands above a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The field.
    pub name: String,
    /// The file's name; empty where no file was chosen; nothing for a plain field.
    pub file: Option<String>,
}

/// The parts of a body, one after another.
pub struct Parts {
    body: BodyDataStream,
    delimiter: Vec<u8>,
    held: Vec<u8>,
    left: usize,
    until: Instant,
}

impl Parts {
    /// Begins to read; no more than `most` bytes.
    ///
    /// # Errors
    /// [`Halt::Odd`] when it is no form with files.
    pub fn new(headers: &HeaderMap, body: Body, most: usize) -> Result<Self, Halt> {
        let boundary = boundary(headers).ok_or(Halt::Odd)?;
        let delimiter = [b"\r\n--", boundary.as_bytes()].concat();
        // the first delimiter stands at the very beginning, without a line before it
        let held = b"\r\n".to_vec();
        Ok(Self { body: body.into_data_stream(), delimiter, held, left: most, until: Instant::now() + LONGEST })
    }

    /// The next part, whatever of this one was not read; nothing behind the last.
    ///
    /// # Errors
    /// Why no more can be read.
    pub async fn next(&mut self) -> Result<Option<Head>, Halt> {
        while self.piece().await?.is_some() {}
        self.held.drain(..self.delimiter.len());
        while self.held.len() < 2 {
            self.fill().await?;
        }
        match &self.held[..2] {
            b"--" => Ok(None),
            b"\r\n" => self.head().await.map(Some),
            _ => Err(Halt::Odd),
        }
    }

    /// More of this part; nothing at its end.
    ///
    /// # Errors
    /// Why no more can be read.
    pub async fn piece(&mut self) -> Result<Option<Vec<u8>>, Halt> {
        loop {
            let ready = match memmem::find(&self.held, &self.delimiter) {
                Some(0) => return Ok(None),
                Some(end) => end,
                // the delimiter may have begun to arrive
                None => self.held.len().saturating_sub(self.delimiter.len() - 1),
            };
            if ready > 0 {
                let behind = self.held.split_off(ready);
                return Ok(Some(std::mem::replace(&mut self.held, behind)));
            }
            self.fill().await?;
        }
    }

    async fn head(&mut self) -> Result<Head, Halt> {
        loop {
            if let Some(end) = memmem::find(&self.held, b"\r\n\r\n") {
                let lines: Vec<u8> = self.held.drain(..end + 4).collect();
                return disposition(&lines).ok_or(Halt::Odd);
            }
            if self.held.len() > HEAD_MAX {
                return Err(Halt::Odd);
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Result<(), Halt> {
        let next = timeout_at(self.until, timeout(SILENCE, self.body.next())).await;
        let Ok(Ok(Some(Ok(more)))) = next else { return Err(Halt::BrokenOff) };
        let more: Bytes = more;
        self.left = self.left.checked_sub(more.len()).ok_or(Halt::Large)?;
        self.held.extend_from_slice(&more);
        Ok(())
    }

    /// Reads to the end and forgets it: a browser that is still sending reads no answer.
    pub async fn drain(&mut self) {
        self.held.clear();
        while self.fill().await.is_ok() {
            self.held.clear();
        }
    }
}

/// How many bytes a body has, where its sender says so.
pub fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (kind, rest) = kind.split_once(';')?;
    let form = kind.trim().eq_ignore_ascii_case("multipart/form-data");
    let mut parameters = rest.split(';').filter_map(|parameter| parameter.trim().split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?;
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    (form && (1..=BOUNDARY_MAX).contains(&value.len())).then(|| value.to_owned())
}

/// Name and file of a part, from the one line that matters; browsers write a quotation mark as `%22`.
fn disposition(lines: &[u8]) -> Option<Head> {
    let lines = String::from_utf8_lossy(lines);
    let mut lines = lines.split("\r\n").filter_map(|line| line.split_once(':'));
    let (_, value) = lines.find(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))?;
    let mut rest = value.trim().strip_prefix("form-data")?;
    let (mut name, mut file) = (None, None);
    while let Some((key, quoted)) = rest.split_once("=\"") {
        let (value, behind) = quoted.split_once('"')?;
        let place = match key.trim_start_matches(';').trim() {
            "name" => Some(&mut name),
            "filename" => Some(&mut file),
            _ => None,
        };
        if let Some(place) = place {
            *place = Some(value.replace("%22", "\"").replace("%0D", "").replace("%0A", " "));
        }
        rest = behind;
    }
    Some(Head { name: name?, file })
}

#[cfg(test)]
#[path = "multipart_tests.rs"]
mod tests;
