//! A virus scanner beside us, where the office has one: clamd, asked by INSTREAM over TCP or a Unix socket.

use std::{fmt, io, path::PathBuf, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// A file of 10 MB takes clamd well under a second; a person waits for this.
const LONGEST: Duration = Duration::from_secs(15);
const CHUNK: usize = 64 * 1024;
const ANSWER_MAX: u64 = 4 * 1024;

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// Host and port.
    Tcp(String),
    /// A socket in the file system.
    Unix(PathBuf),
}

/// What it says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// The name of what was found.
    Found(String),
}

impl Scanner {
    /// Reads the setting: a path from the root, or host and port.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.starts_with('/') {
            return Some(Self::Unix(typed.into()));
        }
        let (host, port) = typed.rsplit_once(':')?;
        let valid = !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0);
        valid.then(|| Self::Tcp(typed.to_owned()))
    }

    /// Asks about one file.
    ///
    /// # Errors
    /// When it cannot be reached, takes too long, or gives no verdict: then nothing is known about the file.
    pub async fn scan(&self, content: &[u8]) -> io::Result<Verdict> {
        self.scan_within(LONGEST, content).await
    }

    async fn scan_within(&self, longest: Duration, content: &[u8]) -> io::Result<Verdict> {
        let asked = async {
            match self {
                Self::Tcp(address) => ask(TcpStream::connect(address).await?, content).await,
                Self::Unix(path) => ask(UnixStream::connect(path).await?, content).await,
            }
        };
        let answer = timeout(longest, asked).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        read(&answer)
    }
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, content: &[u8]) -> io::Result<String> {
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in content.chunks(CHUNK) {
        let length = u32::try_from(chunk.len()).map_err(io::Error::other)?;
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_all(&0u32.to_be_bytes()).await?;
    stream.flush().await?;
    let mut answer = String::new();
    stream.take(ANSWER_MAX).read_to_string(&mut answer).await?;
    Ok(answer)
}

pub(crate) fn read(answer: &str) -> io::Result<Verdict> {
    let answer = answer.trim_end_matches(['\0', '\n']);
    if answer == "stream: OK" {
        return Ok(Verdict::Clean);
    }
    let found = answer.strip_prefix("stream: ").and_then(|rest| rest.strip_suffix(" FOUND"));
    // anything else, such as a size limit of its own, is no verdict
    found.map(|name| Verdict::Found(name.to_owned())).ok_or_else(|| io::Error::other(format!("clamd says: {answer}")))
}

impl fmt::Display for Scanner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => out.write_str(address),
            Self::Unix(path) => path.display().fmt(out),
        }
    }
}

#[cfg(test)]
#[path = "clamd_tests.rs"]
mod tests;
