//! What a person hands in with one press: a few short fields, a few files. What is good is kept, whatever the rest is.

use super::{
    kind::kind_of,
    multipart::{Halt, Head, Parts, announced},
};
use crate::often::address;
use app::desk::Address;
use axum::extract::Request;
use clearway::evidence::{FILE_BYTES_MAX, FILES_MAX, FileFault, FileProblem, Media, file_name};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most bytes of all plain fields: 1,000 characters many times over.
const FIELDS_MAX: usize = 64 * 1024;
/// Most plain fields.
const FIELD_COUNT: usize = 20;
/// Most that is read at all. Files that are too large are read and forgotten up to here, so that their owner reads which they are.
const SENT_MAX: usize = 256 * 1024 * 1024;
/// Files whose names are told when they are too many.
const TOLD_MAX: usize = 10;
/// What all unfinished uploads together may hold, in KB, and those from one address: whoever sends slowly on purpose stops
/// nobody else.
const BUDGET: usize = 256 * 1024;
const SHARE: usize = 64 * 1024;

/// Uploads at once, and those from one address.
const AT_ONCE: usize = 128;
const AT_ONCE_EACH: usize = 32;

/// What all uploads share, of which nobody gets more than a share: memory, or places.
#[derive(Clone)]
pub struct Budget {
    whole: Arc<Semaphore>,
    each: usize,
    shares: Arc<Mutex<HashMap<Address, Weak<Semaphore>>>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self::of(BUDGET, SHARE)
    }
}

impl Budget {
    fn of(whole: usize, each: usize) -> Self {
        Self { whole: Arc::new(Semaphore::new(whole)), each, shares: Arc::default() }
    }

    /// Places for uploads, however little each of them sends.
    pub fn places() -> Self {
        Self::of(AT_ONCE, AT_ONCE_EACH)
    }

    /// One of the places.
    ///
    /// # Errors
    /// [`Halt::Busy`] when none is free.
    pub fn place(&self, from: Address) -> Result<Held, Halt> {
        let mut held = Held::default();
        held.grow(&self.share(from), 1)?;
        Ok(held)
    }

    /// What one address may hold of it.
    fn share(&self, from: Address) -> [Arc<Semaphore>; 2] {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        shares.retain(|_, share| share.strong_count() > 0);
        let share = shares.get(&from).and_then(Weak::upgrade).unwrap_or_else(|| Arc::new(Semaphore::new(self.each)));
        shares.insert(from, Arc::downgrade(&share));
        [Arc::clone(&self.whole), share]
    }
}

/// What an upload holds, until it is let go.
#[derive(Default)]
pub struct Held(Vec<OwnedSemaphorePermit>);

impl Held {
    /// Makes room for so many bytes in all, by the KB.
    fn grow(&mut self, budgets: &[Arc<Semaphore>], bytes: usize) -> Result<(), Halt> {
        let has = self.0.first().map_or(0, OwnedSemaphorePermit::num_permits);
        let lacks = u32::try_from(bytes.div_ceil(1024).saturating_sub(has)).map_err(|_| Halt::Large)?;
        for (place, budget) in budgets.iter().enumerate() {
            let more = Arc::clone(budget).try_acquire_many_owned(lacks).map_err(|_| Halt::Busy)?;
            match self.0.get_mut(place) {
                Some(held) => held.merge(more),
                None => self.0.push(more),
            }
        }
        Ok(())
    }
}

/// A file as it came.
pub struct Sent {
    /// Its name, without folders.
    pub name: String,
    /// What it begins as.
    pub media: Media,
    /// Every byte of it.
    pub content: Vec<u8>,
    _held: Held,
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
    let budgets = budget.share(address(&request));
    let (parts, body) = request.into_parts();
    if announced(&parts.headers).is_some_and(|length| length > SENT_MAX) {
        return Err(Halt::Large);
    }
    let mut parts = Parts::new(&parts.headers, body, SENT_MAX)?;
    let mut received = Received::default();
    let mut reader = Reader { budgets, room: room.min(FILES_MAX), field_bytes: 0 };
    match reader.read_all(&mut parts, &mut received).await {
        Ok(()) => received.whole = true,
        // nothing more comes; whoever still listens reads what came through
        Err(Halt::BrokenOff) if !received.files.is_empty() || !received.problems.is_empty() => return Ok(received),
        Err(Halt::BrokenOff) => return Err(Halt::BrokenOff),
        Err(halt) => {
            parts.drain().await;
            return Err(halt);
        }
    }
    parts.drain().await;
    Ok(received)
}

struct Reader {
    budgets: [Arc<Semaphore>; 2],
    room: usize,
    field_bytes: usize,
}

impl Reader {
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
        match self.read_content(parts).await {
            Ok(Some((content, held))) => match kind_of(&content) {
                Ok(media) => {
                    self.room -= 1;
                    received.files.push(Sent { name: file_name(name), media, content, _held: held });
                }
                // what is none of ours takes nobody's room
                Err(why) => received.lacks(name, why),
            },
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
    async fn read_content(&self, parts: &mut Parts) -> Result<Option<(Vec<u8>, Held)>, Halt> {
        let (mut content, mut held) = (Vec::new(), Held::default());
        while let Some(piece) = parts.piece().await? {
            let length = content.len() + piece.len();
            if length > FILE_BYTES_MAX {
                return Ok(None);
            }
            held.grow(&self.budgets, length)?;
            content.extend(piece);
        }
        Ok(Some((content, held)))
    }
}

#[cfg(test)]
#[path = "receive_tests.rs"]
mod tests;
