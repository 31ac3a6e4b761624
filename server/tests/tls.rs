//! TLS in the binary, with a certificate made here: HTTP/2 and HTTP/1.1, renewed while it runs, and no plain word.

use crate::support::TestDesk;
use axum::{Router, http::Request};
use axum_server::Handle;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName},
};
use server::{
    client::Proxies,
    listen::{Terms, answer},
    tls::Tls,
};
use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

journeys!(both_versions_of_http_come_through_tls, whoever_speaks_plainly_is_sent_to_https);

const PUBLIC: &str = "https://service.example";

/// Writes a new certificate with its key.
fn certified(folder: &Path) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    made.cert.der().clone()
}

async fn opens(router: Router, folder: &Path) -> SocketAddr {
    let tls = Tls::read(&folder.join("cert.pem"), &folder.join("key.pem"), PUBLIC.into()).await.unwrap();
    tokio::spawn(tls.clone().follow(Duration::from_millis(50)));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let terms = Terms { silent: Duration::from_secs(5), ..Terms::new(Proxies::default()) };
    tokio::spawn(answer(listener, Some(tls), router, Handle::new(), terms));
    address
}

/// Who trusts this certificate and no other.
async fn connects(
    to: SocketAddr,
    trusts: &CertificateDer<'static>,
    speaks: &[u8],
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusts.clone()).unwrap();
    let mut config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![speaks.to_vec()];
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(to).await?).await
}

async fn both_versions_of_http_come_through_tls(desk: &TestDesk) {
    let folder = tempfile::tempdir().unwrap();
    let certificate = certified(folder.path());
    let address = opens(desk.router_with(|office| office.secure = true), folder.path()).await;

    let second = connects(address, &certificate, b"h2").await.unwrap();
    assert_eq!(second.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut client, connection) = h2::client::handshake(second).await.unwrap();
    tokio::spawn(connection);
    let request = Request::builder().uri("https://localhost/track").header("accept", "text/html").body(()).unwrap();
    let (answer, _) = client.send_request(request, true).unwrap();
    let answer = answer.await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, axum::http::Version::HTTP_2));
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
    let too_much = Request::builder().uri("https://localhost/").header("cookie", "x".repeat(100_000)).body(()).unwrap();
    if let Ok((answer, _)) = client.send_request(too_much, true) {
        assert!(answer.await.map_or(true, |answer| answer.status() == 431));
    }

    let mut first = connects(address, &certificate, b"http/1.1").await.unwrap();
    first.write_all(b"GET /track HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut heard = Vec::new();
    let _ = first.read_to_end(&mut heard).await;
    assert!(heard.starts_with(b"HTTP/1.1 200"), "{:.100}", String::from_utf8_lossy(&heard));
}

async fn whoever_speaks_plainly_is_sent_to_https(desk: &TestDesk) {
    let folder = tempfile::tempdir().unwrap();
    certified(folder.path());
    let address = opens(desk.router_with(|office| office.secure = true), folder.path()).await;
    let mut plain = TcpStream::connect(address).await.unwrap();
    plain
        .write_all(b"POST /api/staff/sign-in HTTP/1.1\r\nhost: evil.example\r\ncontent-length: 0\r\n\r\n")
        .await
        .unwrap();
    let mut heard = String::new();
    plain.read_to_string(&mut heard).await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 302 Found\r\nlocation: https://service.example/\r\n"), "{heard}");
    assert!(!heard.contains("evil") && !heard.contains("set-cookie"), "{heard}");
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_from_then_on_and_a_broken_one_never() {
    let folder = tempfile::tempdir().unwrap();
    let old = certified(folder.path());
    let address = opens(Router::new(), folder.path()).await;
    assert!(connects(address, &old, b"h2").await.is_ok());
    std::fs::write(folder.path().join("cert.pem"), "no certificate").unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(connects(address, &old, b"h2").await.is_ok(), "the one before stays");
    let new = certified(folder.path());
    for _ in 0..100 {
        if connects(address, &new, b"h2").await.is_ok() {
            assert!(connects(address, &old, b"h2").await.is_err(), "it is another one");
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the new certificate is never shown");
}
