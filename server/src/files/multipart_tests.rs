//! Forms as browsers write them, and as they do not; each arrives in pieces of every size.

use super::*;
use crate::probe::files::{body, parts};
use axum::http::HeaderValue;

const KIND: &str = "multipart/form-data; boundary=----x7";

type Part = (Head, Vec<u8>);

async fn read_as(kind: &str, content: &[u8], piece: usize) -> Result<Vec<Part>, Halt> {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_str(kind).unwrap())]);
    parts(&headers, body(content, piece), 100_000).await
}

async fn read(content: &[u8]) -> Result<Vec<Part>, Halt> {
    let whole = read_as(KIND, content, 1_000_000).await;
    for piece in [1, 2, 3, 7, 61] {
        assert_eq!(read_as(KIND, content, piece).await, whole, "in pieces of {piece}");
    }
    whole
}

fn field(name: &str, content: &str) -> Part {
    (Head { name: name.into(), file: None }, content.into())
}

fn file(name: &str, content: &[u8]) -> Part {
    (Head { name: "files".into(), file: Some(name.into()) }, content.into())
}

#[tokio::test]
async fn a_form_of_a_browser_is_read_whole() {
    let content = b"------x7\r\nContent-Disposition: form-data; name=\"change\"\r\n\r\n1\r\n\
        ------x7\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\xe8\xaf\x81 %22a%22;b=\\c.jpg\"\r\n\
        Content-Type: image/jpeg\r\n\r\n\r\n------x\r\n--\0\xff\r\n\r\n\
        ------x7\r\nContent-Type: application/octet-stream\r\ncontent-disposition: form-data; name=\"files\"; filename=\"\"\r\n\r\n\r\n\
        ------x7--\r\n";
    let parts = read(content).await.unwrap();
    let expected = [field("change", "1"), file("证 \"a\";b=\\c.jpg", b"\r\n------x\r\n--\0\xff\r\n"), file("", b"")];
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn a_preamble_and_what_stands_behind_the_end_do_not_count() {
    let content = b"hello\r\n------x7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n------x7--\r\nand more";
    assert_eq!(read(content).await.unwrap(), [field("a", "b")]);
    assert_eq!(read(b"------x7--").await.unwrap(), []);
}

#[tokio::test]
async fn what_ends_in_the_middle_is_broken_off() {
    let whole = b"------x7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbc\r\n------x7--";
    for end in 0..whole.len() {
        assert_eq!(read_as(KIND, &whole[..end], 5).await, Err(Halt::BrokenOff), "{end}");
    }
    assert_eq!(read(b"no part at all").await, Err(Halt::BrokenOff));
}

#[tokio::test]
async fn what_is_no_such_form_is_odd() {
    for kind in [
        "text/plain; boundary=a",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
    ] {
        assert_eq!(read_as(kind, b"--a--", 9).await, Err(Halt::Odd), "{kind}");
    }
    let long = format!("multipart/form-data; boundary={}", "a".repeat(71));
    assert_eq!(read_as(&long, b"", 9).await, Err(Halt::Odd));
    assert_eq!(read_as("multipart/form-data; charset=utf-8; boundary=\"a b\"", b"--a b--", 9).await, Ok(vec![]));
    for head in [
        "",
        "Content-Type: text/plain\r\n",
        "Content-Disposition: form-data\r\n",
        "Content-Disposition: attachment; name=\"a\"\r\n",
        "Content-Disposition: form-data; name=\"a\r\n",
    ] {
        let content = format!("------x7\r\n{head}\r\nb\r\n------x7--");
        assert_eq!(read(content.as_bytes()).await, Err(Halt::Odd), "{head:?}");
    }
    assert_eq!(read(b"------x7 \r\n\r\n------x7--").await, Err(Halt::Odd));
    let endless = format!("------x7\r\nX: {}", "y".repeat(20_000));
    assert_eq!(read(endless.as_bytes()).await, Err(Halt::Odd));
}

#[tokio::test]
async fn more_than_may_be_sent_is_not_read() {
    let content = format!("------x7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}", "b".repeat(200_000));
    assert_eq!(read_as(KIND, content.as_bytes(), 1000).await, Err(Halt::Large));
}
