//! Connections that cost more than they should: slow ones, silent ones, ones that never read, ones with too much to say.

use crate::support::TestDesk;
use axum::{Router, routing::get};
use axum_server::Handle;
use server::{
    client::Proxies,
    lines::Most,
    listen::{Terms, answer},
};
use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{Instant, timeout},
};

journeys!(fifty_slow_connections_stop_nobody_and_are_cut);

const SILENT: Duration = Duration::from_secs(1);
const ASKED: &str = "GET /track HTTP/1.1\r\nhost: clearway.test\r\nconnection: close\r\n\r\n";

fn opens(router: Router, most: Most) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let terms = Terms { silent: SILENT, most, proxies: Proxies::default() };
    tokio::spawn(answer(listener, None, router, Handle::new(), terms));
    address
}

fn plenty() -> Most {
    Most { all: 500, each: 100 }
}

async fn says(address: SocketAddr, words: &str) -> TcpStream {
    let mut line = TcpStream::connect(address).await.unwrap();
    line.write_all(words.as_bytes()).await.unwrap();
    line
}

/// Everything until the line is closed, by an end or a break.
async fn hears(mut line: TcpStream) -> String {
    let mut heard = Vec::new();
    let _ = timeout(Duration::from_secs(20), line.read_to_end(&mut heard)).await.expect("it is closed");
    String::from_utf8_lossy(&heard).into_owned()
}

/// Sends a piece now and then, for as long as somebody takes it; how long that was.
async fn drips(address: SocketAddr, begin: &'static str) -> Duration {
    let (mut line, begun) = (says(address, begin).await, Instant::now());
    let mut heard = [0; 1_024];
    loop {
        match timeout(Duration::from_millis(150), line.read(&mut heard)).await {
            Ok(Ok(0) | Err(_)) => return begun.elapsed(),
            Ok(Ok(_)) => {}
            Err(_) if line.write_all(b"x-slow: x\r\n").await.is_err() => return begun.elapsed(),
            Err(_) => assert!(begun.elapsed() < SILENT * 15, "still open"),
        }
    }
}

async fn fifty_slow_connections_stop_nobody_and_are_cut(desk: &TestDesk) {
    let address = opens(desk.router_around(Default::default()), plenty());
    hears(says(address, ASKED).await).await;
    let begun = Instant::now();
    // headers without an end, nothing at all, and a second request after a good first one
    let ways = [
        "GET /track HTTP/1.1\r\nhost: clearway.test\r\n",
        "",
        "GET /health HTTP/1.1\r\nhost: clearway.test\r\n\r\nGET / HTTP/1.1\r\n",
    ];
    let slow: Vec<_> = (0..50).map(|number| tokio::spawn(drips(address, ways[number % ways.len()]))).collect();
    while begun.elapsed() < SILENT {
        let asked = Instant::now();
        let page = hears(says(address, ASKED).await).await;
        assert!(page.starts_with("HTTP/1.1 200"), "{page:.200}");
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    }
    for line in slow {
        let open = line.await.unwrap();
        assert!(open < SILENT * 15, "{open:?}");
    }
}

#[tokio::test]
async fn headers_without_measure_are_told_so() {
    let address = opens(Router::new().route("/", get(async || "ok")), plenty());
    let head = "GET / HTTP/1.1\r\nhost: clearway.test\r\nconnection: close\r\n";
    let large = format!("{head}cookie: {}\r\n\r\n", "x".repeat(60_000));
    let many = format!("{head}{}\r\n", "x: y\r\n".repeat(200));
    let usual = format!("{head}cookie: {}\r\n\r\n", "x".repeat(8_000));
    for (words, status) in [(large, "431"), (many, "431"), (usual, "200")] {
        let heard = hears(says(address, &words).await).await;
        assert!(heard.starts_with(&format!("HTTP/1.1 {status}")), "{heard:.100}");
    }
    let far = format!("GET /{} HTTP/1.1\r\nhost: clearway.test\r\n\r\n", "x".repeat(70_000));
    let heard = hears(says(address, &far).await).await;
    assert!(heard.starts_with("HTTP/1.1 4"), "{heard:.100}");
}

#[tokio::test]
async fn whoever_reads_nothing_is_cut_and_makes_room() {
    let huge = Router::new().route("/", get(async || vec![b'x'; 64 << 20])).route("/track", get(async || "ok"));
    let address = opens(huge, Most { all: 1, each: 1 });
    let stuck = says(address, "GET / HTTP/1.1\r\nhost: clearway.test\r\n\r\n").await;
    tokio::time::sleep(SILENT / 2).await;
    assert_eq!(hears(says(address, ASKED).await).await, "", "there is one place, and it is taken");
    tokio::time::sleep(SILENT * 3).await;
    assert!(hears(says(address, ASKED).await).await.starts_with("HTTP/1.1 200"), "it was given up");
    drop(stuck);
}
