//! The connections of this process: counted, in all and by address, and cut when their other end takes nothing any more.

use crate::{
    client::Proxies,
    listen::Terms,
    seats::{Seat, Seats},
};
use app::desk::Address;
use axum_server::accept::Accept;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{
    io::{Error, ErrorKind, Result},
    net::IpAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf},
    net::TcpStream,
    time::{Sleep, sleep, timeout},
};

/// What a TLS connection begins with.
const TLS_RECORD: u8 = 0x16;
/// Files that the process keeps for itself: databases, uploads, its own connections.
const OWN_FILES: u64 = 256;
/// More connections than that are no office's.
const ENOUGH: u64 = 16_384;

/// How many connections at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// In all.
    pub all: usize,
    /// From one address that is no proxy of ours: a service hall has hundreds of browsers, with some connections each.
    pub each: usize,
}

impl Most {
    /// What the system lets this process open, after asking it for all that it may.
    pub fn of_this_process() -> Self {
        let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
        // Where it is refused, what was allowed before holds.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
        let allowed = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        let all = usize::try_from(allowed.saturating_sub(OWN_FILES).clamp(64, ENOUGH)).unwrap_or(64);
        Self { all, each: all / 4 }
    }
}

/// Lets connections in.
#[derive(Clone)]
pub struct Lines {
    open: Seats<Address>,
    most: Most,
    silent: Duration,
    proxies: Proxies,
    /// Where whoever speaks plain http is sent, if TLS is spoken here.
    secure: Option<Arc<str>>,
}

impl Lines {
    /// None yet.
    pub fn new(Terms { silent, most, proxies }: Terms, secure: Option<String>) -> Self {
        Self { open: Seats::default(), most, silent, proxies, secure: secure.map(Into::into) }
    }

    /// A place for one more connection; none when there are enough, in all or from there.
    fn seat(&self, peer: IpAddr) -> Option<Seat<Address>> {
        let many = peer.to_canonical().is_loopback() || self.proxies.hold(peer);
        let each = if many { self.most.all } else { self.most.each };
        let seat = self.open.take(Address::of(peer), self.most.all, each);
        if seat.is_none() {
            metrics::counter!("clearway_lines_refused_total").increment(1);
        }
        seat
    }
}

impl<S: Send + 'static> Accept<TcpStream, S> for Lines {
    type Stream = Line;
    type Service = S;
    type Future = Pin<Box<dyn Future<Output = Result<(Line, S)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let lines = self.clone();
        Box::pin(async move {
            let seat = lines.seat(stream.peer_addr()?.ip()).ok_or(ErrorKind::ConnectionRefused)?;
            let stream = match &lines.secure {
                Some(public_url) => speaks_tls(stream, public_url, lines.silent).await?,
                None => stream,
            };
            Ok((Line { stream, silent: lines.silent, stuck: None, _seat: seat }, service))
        })
    }
}

/// Whoever speaks plain http where TLS is spoken is sent to the address that people type, and nowhere that they name themselves.
async fn speaks_tls(mut stream: TcpStream, public_url: &str, silent: Duration) -> Result<TcpStream> {
    let mut first = [0];
    let begun = timeout(silent, stream.peek(&mut first)).await??;
    if begun == 0 || first == [TLS_RECORD] {
        return Ok(stream);
    }
    let sent = format!(
        "HTTP/1.1 302 Found\r\nlocation: {public_url}/\r\ncache-control: no-store\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    let answered = async {
        // what stands unread when the line is closed takes the answer with it
        let _ = stream.read(&mut [0; 4_096]).await?;
        stream.write_all(sent.as_bytes()).await?;
        stream.shutdown().await
    };
    timeout(silent, answered).await??;
    Err(ErrorKind::InvalidData.into())
}

/// One connection. It breaks when its other end takes nothing for too long.
pub struct Line {
    stream: TcpStream,
    silent: Duration,
    stuck: Option<Pin<Box<Sleep>>>,
    _seat: Seat<Address>,
}

impl Line {
    /// What came of a write, unless it waits for too long already.
    fn moved<T>(&mut self, came: Poll<Result<T>>, context: &mut Context<'_>) -> Poll<Result<T>> {
        if came.is_ready() {
            self.stuck = None;
            return came;
        }
        let silent = self.silent;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(sleep(silent)));
        stuck.as_mut().poll(context).map(|()| Err(Error::from(ErrorKind::TimedOut)))
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let came = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.moved(came, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[std::io::IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let came = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.moved(came, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: usize, each: usize) -> Lines {
        let proxies = Proxies::parse("10.0.0.1").unwrap();
        Lines::new(Terms { silent: Duration::from_secs(1), most: Most { all, each }, proxies }, None)
    }

    #[test]
    fn one_address_takes_its_share_and_a_proxy_of_ours_all() {
        let lines = lines(5, 2);
        let seat = |peer: &str| lines.seat(peer.parse().unwrap());
        let mut hall = vec![seat("192.0.2.1"), seat("192.0.2.1")];
        assert!(seat("192.0.2.1").is_none(), "a third from there");
        assert!(seat("::ffff:192.0.2.1").is_none(), "it is the same place, however it is written");
        let proxied = [seat("10.0.0.1"), seat("10.0.0.1"), seat("10.0.0.1")];
        assert!(proxied.iter().all(Option::is_some), "it comes for many");
        assert!(seat("192.0.2.2").is_none() && seat("10.0.0.1").is_none(), "five in all");
        hall.pop();
        assert!(seat("192.0.2.1").is_some(), "whoever leaves makes room");
    }

    #[test]
    fn what_is_left_of_the_open_files_is_for_connections() {
        let Most { all, each } = Most::of_this_process();
        assert!((64..=16_384).contains(&all) && each == all / 4, "{all}");
    }
}
