//! How connections come in: so many and no more, each with so much patience; in TLS or, on this machine and behind a proxy, plain.

use crate::{
    client::Proxies,
    lines::{Lines, Most},
    tls::Tls,
};
use axum::Router;
use axum_server::{Handle, Server};
use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

/// All headers of a request; browsers send 2 KB, and proxies let 8 KB through.
const HEADERS: u16 = 32 * 1_024;
/// Headers of a request, in number.
const HEADER_LINES: usize = 100;
/// Requests of one HTTP/2 connection at once.
const STREAMS: u32 = 64;

/// What connections may cost.
#[derive(Clone, Debug)]
pub struct Terms {
    /// A client that sends nothing for so long, takes nothing, or sends its headers drop by drop, holds no connection.
    pub silent: Duration,
    /// Connections at once.
    pub most: Most,
    /// They come for many.
    pub proxies: Proxies,
}

impl Terms {
    /// For people.
    pub fn new(proxies: Proxies) -> Self {
        Self { silent: Duration::from_secs(30), most: Most::of_this_process(), proxies }
    }
}

/// Answers until told to stop.
///
/// # Errors
/// When the listener fails.
pub async fn answer(
    listener: TcpListener,
    tls: Option<Tls>,
    router: Router,
    handle: Handle<SocketAddr>,
    terms: Terms,
) -> std::io::Result<()> {
    let silent = terms.silent;
    let lines = Lines::new(terms, tls.as_ref().map(|tls| tls.public_url.clone()));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp(listener)?.handle(handle).first_request_timeout(silent);
    match tls {
        Some(tls) => patient(server.acceptor(tls.acceptor(silent).acceptor(lines)), silent).serve(service).await,
        None => patient(server.acceptor(lines), silent).serve(service).await,
    }
}

fn patient<A>(mut server: Server<SocketAddr, A>, silent: Duration) -> Server<SocketAddr, A> {
    let builder = server.http_builder();
    builder.http1().header_read_timeout(silent).max_buf_size(HEADERS.into()).max_headers(HEADER_LINES);
    let mut second = builder.http2();
    second.max_header_list_size(HEADERS.into()).max_concurrent_streams(STREAMS);
    second.keep_alive_interval(silent).keep_alive_timeout(silent);
    server
}
