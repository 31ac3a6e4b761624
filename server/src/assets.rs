//! The files of the browser's half, embedded: hashed ones under `/pkg` for ever, public ones at the root for an hour.

use app::manifest::Assets;
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::{Embed, EmbeddedFile};
use std::borrow::Cow;

/// What `cargo xtask build` wrote; empty when it was never run.
#[derive(Embed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

const MANIFEST: &str = "manifest.json";
const PACKAGE: &str = "pkg/";
/// A name that holds a hash of its content never means anything else.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// Copies made by xtask, the smaller one first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The names that a page loads; nothing when the assets were not built.
pub fn manifest() -> Option<Assets> {
    serde_json::from_slice(&Site::get(MANIFEST)?.data).ok()
}

/// The routes of all embedded files.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let hashed = get(|Path(name): Path<String>, headers: HeaderMap| async move {
        answer(&format!("{PACKAGE}{name}"), &headers, FOR_EVER)
    });
    Site::iter().filter(|name| is_public(name)).fold(Router::new().route("/pkg/{*name}", hashed), |router, name| {
        let path = format!("/{name}");
        router.route(&path, get(move |headers: HeaderMap| async move { answer(&name, &headers, AN_HOUR) }))
    })
}

fn is_public(name: &str) -> bool {
    name != MANIFEST && !name.starts_with(PACKAGE) && !is_copy(name)
}

fn is_copy(name: &str) -> bool {
    ENCODINGS.iter().any(|(_, ending)| name.ends_with(ending))
}

pub(crate) fn answer(name: &str, asked: &HeaderMap, keep: HeaderValue) -> Response {
    let Some((file, encoding)) = find(name, asked) else { return StatusCode::NOT_FOUND.into_response() };
    let bytes = match file.data {
        Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(header::CACHE_CONTROL, keep);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Both stylesheets, with the rules for a device that asks for more contrast, or for paper, applied to every device: how a
/// demonstration shows them.
pub async fn style(Path(look): Path<String>) -> Response {
    let asked = match look.as_str() {
        "contrast" => "(prefers-contrast:more)",
        "print" => "print",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(names) = manifest() else { return StatusCode::NOT_FOUND.into_response() };
    let sheet = |name: &str| Site::get(name.trim_start_matches('/')).map(|file| file.data).unwrap_or_default();
    let both = [sheet(&names.public_css), sheet(&names.staff_css)].concat();
    let rules = String::from_utf8_lossy(&both).replace(&format!("@media {asked}"), "@media all");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], rules).into_response()
}

/// The smallest copy the browser can read.
fn find(name: &str, asked: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    if is_copy(name) {
        return None;
    }
    let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let copy = |(encoding, ending): (&'static str, &str)| {
        let file = accepts(accepted, encoding).then(|| Site::get(&format!("{name}{ending}"))).flatten()?;
        Some((file, Some(encoding)))
    };
    ENCODINGS.into_iter().find_map(copy).or_else(|| Some((Site::get(name)?, None)))
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
        name.trim().eq_ignore_ascii_case(encoding) && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_with_weight_zero_is_refused() {
        assert!(accepts("gzip, deflate, br;q=0.8", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("brotli", "br"));
    }

    #[test]
    fn wasm_has_the_type_that_browsers_compile_while_loading() {
        assert_eq!(content_type("pkg/clearway_bg.1a2b.wasm"), "application/wasm");
    }
}
