//! What every answer passes on its way out: a reference, a log line, a limit of time and size, and the headers that protect.

use crate::{
    chance,
    files::multipart,
    room::Place,
    sorry::{bare, sorry},
    written,
};
use app::sorry::{Again, Sorry};
use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use clearway::office::OfficeFacts;
use futures::FutureExt as _;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::time::{Instant, timeout};
use tracing::Instrument as _;

/// The header that carries the reference, on the request as on the answer.
pub const REFERENCE: HeaderName = HeaderName::from_static("x-request-id");
/// Where files are sent: these read what comes themselves, within limits of their own.
const UPLOADS: [&str; 3] = ["/report/d/{draft}/files", "/track/{number}/supplement", "/admin/lists/{list}/send"];
/// Looking at files takes a while too.
const LONGEST_UPLOAD: Duration = Duration::from_secs(multipart::LONGEST.as_secs() + 120);
/// No page takes longer; a stream only has to begin within it.
const LONGEST: Duration = Duration::from_secs(20);
/// The longest form, several times over: 2,000 characters of a reply are 18 KB on the wire.
const LARGEST: usize = 64 * 1024;
/// Everything that is not a page loads nothing and stands in no frame.
const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
/// What a page of trouble may do: show itself, and send again what did not come through.
pub const TROUBLE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);
/// Not `no-referrer` where forms are: Chromium then posts them with `Origin: null`, and the cross-site check refuses them.
const REFERRER: HeaderValue = HeaderValue::from_static("same-origin");
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];
/// When whoever could not be served may come again, in seconds, where nothing else is known.
const AGAIN: HeaderValue = HeaderValue::from_static("60");
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");
/// Pages of persons stay on no disk; the others are asked for again, since they hold a nonce.
const PERSONAL: HeaderValue = HeaderValue::from_static("no-store");
const PUBLIC: HeaderValue = HeaderValue::from_static("private, no-cache");
const PUBLIC_ROUTES: [&str; 2] = ["/", "/track"];

/// What a page may load: its own origin, and the script that carries this answer's nonce.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// What the office says of itself now.
pub type Facts = Arc<dyn Fn() -> Arc<OfficeFacts> + Send + Sync>;

/// Gives the request its reference, waits so long and no longer, turns a panic into an answer, and writes one log line.
pub async fn witness(State(facts): State<Facts>, mut request: Request, next: Next) -> Response {
    let reference = chance::reference();
    let header = HeaderValue::from_str(&reference).unwrap_or(HeaderValue::from_static("unknown"));
    // What a client sent under this name is replaced: it would be theirs to forge.
    request.headers_mut().insert(REFERENCE, header.clone());
    only_addresses(&mut request);
    let (method, route, asked) = (request.method().clone(), route(&request), request.headers().clone());
    let span = tracing::info_span!("request", request_id = %reference);
    let begun = Instant::now();
    let whole = async { complete(next.run(request).await, &facts, &asked, &reference).await };
    let longest = if is_upload(&method, &route) { LONGEST_UPLOAD } else { LONGEST };
    let answer = AssertUnwindSafe(timeout(longest, whole)).catch_unwind().instrument(span.clone()).await;
    let mut response = match answer {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => sorry(Sorry::Late, None, &asked, &facts(), &reference),
        // The hook of `logs` has written where it happened.
        Err(_) => sorry(Sorry::Fault, None, &asked, &facts(), &reference),
    };
    // A page is written whole by now: who waits may come. A stream goes on for hours, and is counted elsewhere.
    response.extensions_mut().remove::<Place>();
    response.headers_mut().insert(REFERENCE, header);
    span.in_scope(|| note(&method, &route, &response, begun.elapsed()));
    response
}

/// A page that says that it was nowhere is believed to have been nowhere: a form that names no next page leads back to what
/// stands here.
fn only_addresses(request: &mut Request) {
    let was = |value: &HeaderValue| {
        let text = value.to_str().unwrap_or_default();
        (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(['\\', '\t'])
    };
    if request.headers().get(header::REFERER).is_some_and(|value| !was(value)) {
        request.headers_mut().remove(header::REFERER);
    }
}

/// A page is sent when it is complete: what breaks while it is written still becomes an answer, and so does a bare refusal. Streams and files go as they are.
async fn complete(response: Response, facts: &Facts, asked: &HeaderMap, reference: &str) -> Response {
    if let Some(why) = response.extensions().get() {
        let again = response.extensions().get::<Arc<Again>>().map(Arc::as_ref);
        return sorry(*why, again, asked, &facts(), reference);
    }
    // a plain form that could not be kept would lead back to its page, which cannot be read either and forgets what was typed
    if response.status() == StatusCode::SERVICE_UNAVAILABLE && response.headers().contains_key(header::LOCATION) {
        return sorry(Sorry::Away, None, asked, &facts(), reference);
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("text/html") {
        return response;
    }
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            let page = std::str::from_utf8(&bytes)
                .map_or_else(|_| Body::from(bytes.clone()), |page| Body::from(written::well(page)));
            Response::from_parts(parts, page)
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be completed");
            sorry(Sorry::Fault, None, asked, &facts(), reference)
        }
    }
}

/// The pattern of the route, never the path itself: paths hold case numbers.
pub fn route(request: &Request) -> String {
    request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned()
}

/// Whether files are sent there.
pub fn is_upload(method: &Method, route: &str) -> bool {
    method == Method::POST && UPLOADS.contains(&route)
}

fn note(method: &Method, route: &str, response: &Response, took: Duration) {
    let (status, ms) = (response.status().as_u16(), u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
    if matches!(route, "/health" | "/ready" | "/pkg/{*name}") {
        tracing::debug!(%method, route, status, ms, "answered");
    } else {
        tracing::info!(%method, route, status, ms, "answered");
    }
    let labels = [("method", method.to_string()), ("route", route.to_owned()), ("status", status.to_string())];
    metrics::counter!("clearway_requests_total", &labels).increment(1);
    metrics::histogram!("clearway_request_seconds", "route" => route.to_owned()).record(took.as_secs_f64());
}

/// Puts the protecting headers on every answer; a page has set its own policy already.
pub async fn protect(State(secure): State<bool>, request: Request, next: Next) -> Response {
    let route = route(&request);
    let mut response = next.run(request).await;
    let unavailable = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if unavailable {
        headers.entry(header::RETRY_AFTER).or_insert(AGAIN);
    }
    headers.entry(header::REFERRER_POLICY).or_insert(REFERRER);
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    let keep = if PUBLIC_ROUTES.contains(&route.as_str()) { PUBLIC } else { PERSONAL };
    headers.entry(header::CACHE_CONTROL).or_insert(keep);
    response
}

/// Reads what was sent up to the limit, so that a form that is too large gets a page and not a broken line.
pub async fn measure(request: Request, next: Next) -> Response {
    if is_upload(request.method(), &route(&request)) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let announced =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return bare(Sorry::Large);
    }
    match to_bytes(body, LARGEST).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(_) => bare(Sorry::Large),
    }
}
