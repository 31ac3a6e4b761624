//! Against a clamd of our own on loopback, which speaks as the real one does.

use super::*;
use tokio::net::{TcpListener, UnixListener};

/// Takes one file as clamd does and answers what is given, once it has everything.
async fn obey(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: &str) -> Vec<u8> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let length = stream.read_u32().await.unwrap();
        if length == 0 {
            break;
        }
        assert!(length <= 64 * 1024);
        let mut chunk = vec![0; length as usize];
        stream.read_exact(&mut chunk).await.unwrap();
        content.extend(chunk);
    }
    stream.write_all(answer.as_bytes()).await.unwrap();
    content
}

async fn says(answer: &'static str, content: &[u8]) -> io::Result<Verdict> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let scanner = Scanner::Tcp(listener.local_addr().unwrap().to_string());
    let clamd = tokio::spawn(async move { obey(listener.accept().await.unwrap().0, answer).await });
    let verdict = scanner.scan(content).await;
    assert!(clamd.await.unwrap() == content, "every byte arrived");
    verdict
}

#[tokio::test]
async fn a_verdict_is_clean_or_names_what_was_found() {
    let long = vec![7; 200_000];
    assert_eq!(says("stream: OK\0", &long).await.unwrap(), Verdict::Clean);
    assert_eq!(says("stream: OK\0", b"").await.unwrap(), Verdict::Clean);
    assert_eq!(says("stream: Eicar-Test FOUND\0", b"x").await.unwrap(), Verdict::Found("Eicar-Test".into()));
}

#[tokio::test]
async fn whatever_is_no_verdict_is_a_fault() {
    for answer in ["INSTREAM size limit exceeded. ERROR\0", "", "OK", "stream: OK FOUN", "UNKNOWN COMMAND\0"] {
        assert!(says(answer, b"x").await.is_err(), "{answer}");
    }
}

#[tokio::test]
async fn a_scanner_that_is_away_is_a_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = Scanner::Tcp(listener.local_addr().unwrap().to_string());
    drop(listener);
    assert!(gone.scan(b"x").await.is_err());
    assert!(Scanner::Unix("/nowhere/clamd.ctl".into()).scan(b"x").await.is_err());
}

#[tokio::test]
async fn a_socket_in_the_file_system_is_asked_the_same_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clamd.ctl");
    let listener = UnixListener::bind(&path).unwrap();
    let clamd = tokio::spawn(async move { obey(listener.accept().await.unwrap().0, "stream: OK\n").await });
    assert_eq!(Scanner::parse(path.to_str().unwrap()).unwrap().scan(b"abc").await.unwrap(), Verdict::Clean);
    assert_eq!(clamd.await.unwrap(), b"abc");
}

#[tokio::test]
async fn nobody_waits_for_a_scanner_that_says_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let scanner = Scanner::Tcp(listener.local_addr().unwrap().to_string());
    let silent = tokio::spawn(async move {
        let kept = listener.accept().await.unwrap();
        std::future::pending::<()>().await;
        drop(kept);
    });
    assert_eq!(scanner.scan_within(Duration::from_millis(20), b"x").await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    silent.abort();
}

#[test]
fn the_setting_is_a_path_or_host_and_port() {
    assert_eq!(Scanner::parse("127.0.0.1:3310"), Some(Scanner::Tcp("127.0.0.1:3310".into())));
    assert_eq!(Scanner::parse("/run/clamav/clamd.ctl"), Some(Scanner::Unix("/run/clamav/clamd.ctl".into())));
    for wrong in ["", "clamd", ":3310", "clamd:", "clamd:0", "clamd:http"] {
        assert_eq!(Scanner::parse(wrong), None, "{wrong}");
    }
}
