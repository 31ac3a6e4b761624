//! What a person hands in with one press: a few short fields, a few files. What is good is kept, whatever the rest is.

use super::multipart::{Halt, Head, Parts};
use axum::extract::Request;
use clearway::evidence::{FILE_BYTES_MAX, FILES_MAX, FileFault, FileProblem, file_name};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most bytes of all plain fields: 1,000 characters many times over.
const FIELDS_MAX: usize = 64 * 1024;
/// Most plain fields.
const FIELD_COUNT: usize = 20;
/// Most that is read at all. Files that are too large are read and forgotten up to here, so that their owner reads which they are.
const SENT_MAX: usize = 256 * 1024 * 1024;
/// Files whose names are told when they are too many.
const TOLD_MAX: usize = 10;
/// What all unfinished uploads together may hold, in KB.
const BUDGET: usize = 256 * 1024;

/// The memory that all uploads share.
#[derive(Clone)]
pub struct Budget(Arc<Semaphore>);

impl Default for Budget {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(BUDGET)))
    }
}

impl Budget {
    /// Makes room for so many bytes, beside what is held already.
    fn hold(&self, held: &mut Option<OwnedSemaphorePermit>, bytes: usize) -> Result<(), Halt> {
        let has = held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let lacks = u32::try_from(bytes.div_ceil(1024).saturating_sub(has)).map_err(|_| Halt::Large)?;
        let more = Arc::clone(&self.0).try_acquire_many_owned(lacks).map_err(|_| Halt::Busy)?;
        match held {
            Some(held) => held.merge(more),
            None => *held = Some(more),
        }
        Ok(())
    }
}

/// A file as it came.
pub struct Sent {
    /// Its name, without folders.
    pub name: String,
    /// Every byte of it.
    pub content: Vec<u8>,
    held: Option<OwnedSemaphorePermit>,
}

/// What one press brought.
#[derive(Default)]
pub struct Received {
    fields: Vec<(String, String)>,
    /// The files that came whole.
    pub files: Vec<Sent>,
    /// What is wrong with the others.
    pub problems: Vec<FileProblem>,
    /// Whether the end was reached.
    pub whole: bool,
}

impl Received {
    /// A plain field; empty when it was not sent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn lacks(&mut self, name: &str, why: FileFault) {
        if self.problems.len() < TOLD_MAX {
            self.problems.push(FileProblem { name: file_name(name), why });
        }
    }
}

/// Reads everything that was sent, with room for so many files.
///
/// # Errors
/// When nothing of it can be used.
pub async fn receive(request: Request, room: usize, budget: &Budget) -> Result<Received, Halt> {
    let (parts, body) = request.into_parts();
    let mut parts = Parts::new(&parts.headers, body, SENT_MAX)?;
    let mut received = Received::default();
    let mut reader = Reader { budget, room: room.min(FILES_MAX), field_bytes: 0 };
    let end = reader.read_all(&mut parts, &mut received).await;
    match end {
        Ok(()) => received.whole = true,
        // whoever still listens reads what came through
        Err(Halt::BrokenOff) if !received.files.is_empty() || !received.problems.is_empty() => {}
        Err(halt) => {
            parts.drain().await;
            return Err(halt);
        }
    }
    parts.drain().await;
    Ok(received)
}

struct Reader<'a> {
    budget: &'a Budget,
    room: usize,
    field_bytes: usize,
}

impl Reader<'_> {
    async fn read_all(&mut self, parts: &mut Parts, received: &mut Received) -> Result<(), Halt> {
        while let Some(Head { name, file }) = parts.next().await? {
            match file {
                None => {
                    let value = self.read_field(parts).await?;
                    if received.fields.len() < FIELD_COUNT {
                        received.fields.push((name, value));
                    }
                }
                // an empty name and no byte: the person chose no file
                Some(chosen) if name == "files" && !chosen.is_empty() => {
                    self.read_file(&chosen, parts, received).await?;
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    async fn read_field(&mut self, parts: &mut Parts) -> Result<String, Halt> {
        let mut value = Vec::new();
        while let Some(piece) = parts.piece().await? {
            self.field_bytes += piece.len();
            if self.field_bytes > FIELDS_MAX {
                return Err(Halt::Large);
            }
            value.extend(piece);
        }
        Ok(String::from_utf8_lossy(&value).into_owned())
    }

    async fn read_file(&mut self, name: &str, parts: &mut Parts, received: &mut Received) -> Result<(), Halt> {
        if self.room == 0 {
            received.lacks(name, FileFault::Many);
            return Ok(());
        }
        match self.read_content(name, parts).await {
            Ok(Some(sent)) if sent.content.is_empty() => received.lacks(name, FileFault::Empty),
            Ok(Some(sent)) => {
                self.room -= 1;
                received.files.push(sent);
            }
            Ok(None) => received.lacks(name, FileFault::Large),
            Err(Halt::BrokenOff) => {
                received.lacks(name, FileFault::Broken);
                return Err(Halt::BrokenOff);
            }
            Err(halt) => return Err(halt),
        }
        Ok(())
    }

    /// Nothing when it is too large.
    async fn read_content(&self, name: &str, parts: &mut Parts) -> Result<Option<Sent>, Halt> {
        let mut sent = Sent { name: file_name(name), content: Vec::new(), held: None };
        while let Some(piece) = parts.piece().await? {
            let length = sent.content.len() + piece.len();
            if length > FILE_BYTES_MAX {
                return Ok(None);
            }
            self.budget.hold(&mut sent.held, length)?;
            sent.content.extend(piece);
        }
        Ok(Some(sent))
    }
}

#[cfg(test)]
#[path = "receive_tests.rs"]
mod tests;
