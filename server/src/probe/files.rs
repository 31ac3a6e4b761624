//! Files as strangers send them: the form around them, their kind and their name, the pictures themselves.

use crate::files::{
    clamd::Scanner,
    hand_out::hand_out,
    jpeg,
    kind::{honest_name, kind_of},
    multipart::{Halt, Head, Parts},
    pdf, picture,
    receive::{Budget, receive},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
};
use clearway::evidence::{FILE_BYTES_MAX, FILE_NAME_MAX, FILES_MAX, Media, file_name};
use futures::stream;
use std::io::Error;
use tokio::runtime::Builder;

/// More than any input is long.
const MOST: usize = 1 << 24;

/// What was sent, in pieces of so many bytes.
pub(crate) fn body(sent: &[u8], piece: usize) -> Body {
    let pieces: Vec<_> = sent.chunks(piece).map(|piece| Ok::<_, Error>(piece.to_vec())).collect();
    Body::from_stream(stream::iter(pieces))
}

/// All parts of a form, read to their ends.
pub(crate) async fn parts(headers: &HeaderMap, body: Body, most: usize) -> Result<Vec<(Head, Vec<u8>)>, Halt> {
    let mut parts = Parts::new(headers, body, most)?;
    let mut all = Vec::new();
    while let Some(head) = parts.next().await? {
        let mut content = Vec::new();
        while let Some(piece) = parts.piece().await? {
            content.extend(piece);
        }
        all.push((head, content));
    }
    Ok(all)
}

/// The first line is the content type, the rest the body. In whatever pieces it comes the same is read, and never more than came.
pub(crate) fn multipart(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (kind, sent) = (&data[..end], data.get(end + 1..).unwrap_or_default());
    let Ok(kind) = HeaderValue::from_bytes(kind) else { return };
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, kind.clone())]);
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let whole = parts(&headers, body(sent, MOST), MOST).await;
        for piece in [1, 7, 61] {
            assert_eq!(parts(&headers, body(sent, piece), MOST).await, whole, "in pieces of {piece}");
        }
        let length = |all: &Vec<(Head, Vec<u8>)>| all.iter().map(|(_, content)| content.len()).sum::<usize>();
        assert!(whole.as_ref().map_or(0, length) <= sent.len());
        let request = Request::builder().header(header::CONTENT_TYPE, kind).body(body(sent, 61)).unwrap();
        if let Ok(received) = receive(request, FILES_MAX, &Budget::default()).await {
            assert!(received.files.len() <= FILES_MAX && received.problems.len() <= 10);
            assert!(received.files.iter().all(|file| kind_of(&file.content) == Ok(file.media)));
        }
    });
}

/// The first line is the name, the rest the content. The kept name is short and ends as the content begins; no header breaks.
pub(crate) fn files(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (name, content) = (String::from_utf8_lossy(&data[..end]), data.get(end + 1..).unwrap_or_default());
    let ok = (jpeg::check(content).is_ok(), pdf::check(content).is_ok());
    assert!(!content.is_empty() || ok == (false, false));
    Scanner::parse(&name);
    // what the scanner answers is a neighbour's word, and still may be anything
    let clean = crate::files::clamd::read(&name).is_ok();
    assert!(!clean || name.starts_with("stream: "));
    let Ok(media) = kind_of(content) else { return };
    for media in [media, Media::Pdf] {
        let name = honest_name(&file_name(&name), media);
        assert!((1..=FILE_NAME_MAX + 5).contains(&name.chars().count()), "{name:?}");
        assert_eq!(honest_name(&name, media), name);
        let answer = hand_out(&name, media, content.to_vec());
        let line = answer.headers()[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(
            line.starts_with(if media.is_picture() { "inline; filename=" } else { "attachment; filename=" }),
            "{line}"
        );
    }
}

/// A picture is refused or becomes one that is read again, no larger than may be kept.
pub(crate) fn pictures(data: &[u8]) {
    let Ok(media) = kind_of(data) else { return };
    let Ok(written) = picture::write_anew(data, media) else { return };
    assert!(written.content.len() <= FILE_BYTES_MAX && kind_of(&written.content) == Ok(written.media));
    assert!(picture::write_anew(&written.content, written.media).is_ok(), "it cannot be read again");
}
