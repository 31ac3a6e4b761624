//! How a file goes out again: pictures are shown, documents are only saved; nothing of either may run.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use clearway::evidence::Media;

/// Whatever the content turns out to be, it loads nothing, runs nothing, and has no origin.
const SANDBOX: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// The answer that holds a file.
pub fn hand_out(name: &str, media: Media, content: impl Into<Body>) -> Response {
    let manner = if media.is_picture() { "inline" } else { "attachment" };
    let mut response = content.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.as_str()));
    headers.insert(header::CONTENT_DISPOSITION, disposition(manner, name));
    headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(header::CACHE_CONTROL, PRIVATE);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The name twice, as RFC 6266 asks: in ASCII for old programs, and whole by RFC 5987.
fn disposition(manner: &str, name: &str) -> HeaderValue {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || ".-_ ".contains(letter) { letter } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let whole: String = name.bytes().map(encoded).collect();
    let line = format!("{manner}; filename=\"{ascii}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static("attachment"))
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_shown_and_a_document_is_saved_and_neither_runs() {
        for (media, manner) in [(Media::Png, "inline"), (Media::Pdf, "attachment")] {
            let answer = hand_out("a.b", media, "content");
            let header = |name| answer.headers()[name].to_str().unwrap();
            assert_eq!(header(header::CONTENT_TYPE), media.as_str());
            assert!(header(header::CONTENT_DISPOSITION).starts_with(manner));
            assert!(header(header::CONTENT_SECURITY_POLICY).contains("sandbox; default-src 'none'"));
            assert_eq!(header(header::CACHE_CONTROL), "private, no-store");
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let line = disposition("attachment", "证明 \"1\";\r\nSet-Cookie: a=b\\.pdf");
        let ascii = "filename=\"__ _1____Set-Cookie_ a_b_.pdf\"";
        let whole = "filename*=UTF-8''%E8%AF%81%E6%98%8E%20%221%22%3B%0D%0ASet-Cookie%3A%20a%3Db%5C.pdf";
        assert_eq!(line.to_str().unwrap(), format!("attachment; {ascii}; {whole}"));
    }
}
