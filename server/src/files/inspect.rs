//! What every file passes before it is kept, in this order: the scanner, and its content; its kind was asked at the door.

use super::{
    clamd::{Scanner, Verdict},
    kind::honest_name,
    pdf, picture,
    receive::Sent,
};
use clearway::evidence::{FileFault, FileProblem, Media, NewFile};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// A picture takes a second at most: so long a queue means that something is wrong.
const QUEUE: Duration = Duration::from_secs(30);

/// Looks at files.
pub struct Inspector {
    scanner: Option<Scanner>,
    /// One picture at a time: each may unfold into hundreds of megabytes.
    pictures: Arc<Semaphore>,
}

impl Inspector {
    /// With the scanner of this office, if it has one.
    pub fn new(scanner: Option<Scanner>) -> Self {
        Self { scanner, pictures: Arc::new(Semaphore::new(1)) }
    }

    /// Looks at each; those that can be kept, and what is wrong with the others.
    pub async fn inspect_all(&self, sent: Vec<Sent>) -> (Vec<NewFile>, Vec<FileProblem>) {
        let (mut good, mut problems) = (Vec::new(), Vec::new());
        for Sent { name, media, content, .. } in sent {
            match self.inspect(&name, media, content).await {
                Ok(file) => good.push(file),
                Err(why) => problems.push(FileProblem { name, why }),
            }
        }
        (good, problems)
    }

    async fn inspect(&self, name: &str, media: Media, content: Vec<u8>) -> Result<NewFile, FileFault> {
        self.scan(&content).await?;
        let (media, content) = match media {
            Media::Pdf => pdf::check(&content).map(|()| (media, content))?,
            _ => self.write_anew(content, media).await?,
        };
        Ok(NewFile { name: honest_name(name, media), media, content })
    }

    /// Where a scanner is set, nothing passes that it has not called clean.
    async fn scan(&self, content: &[u8]) -> Result<(), FileFault> {
        let Some(scanner) = &self.scanner else { return Ok(()) };
        match scanner.scan(content).await {
            Ok(Verdict::Clean) => Ok(()),
            Ok(Verdict::Found(name)) => {
                tracing::warn!(name, "the scanner found something; the file was refused");
                Err(FileFault::Infected)
            }
            Err(error) => {
                tracing::error!(%scanner, %error, "the scanner gave no verdict; the file was refused");
                Err(FileFault::Later)
            }
        }
    }

    async fn write_anew(&self, content: Vec<u8>, media: Media) -> Result<(Media, Vec<u8>), FileFault> {
        let turn = timeout(QUEUE, Arc::clone(&self.pictures).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(FileFault::Later) };
        let done = spawn_blocking(move || {
            // whoever waits may leave; the turn is over only when the work is
            let _turn = turn;
            picture::write_anew(&content, media)
        });
        // a panic of a decoder is one broken picture
        let written = done.await.map_err(|_| FileFault::Broken)??;
        Ok((written.media, written.content))
    }
}
