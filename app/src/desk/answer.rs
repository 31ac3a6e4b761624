//! What a request says beside its fields, and what its answer says beside its content.

use crate::denied::Denied;
use clearway::refusal::Refusal;
use http::{
    HeaderName, HeaderValue, StatusCode,
    header::{ACCEPT, REFERER},
    request::Parts,
};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The reference of this request: the server gives each one, and logs under it.
pub fn reference() -> String {
    header("x-request-id").unwrap_or_else(|| format!("{:08X}", super::chance::<u32>()))
}

/// The path of this request.
pub fn path() -> String {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// The page a form was on: path and query only, so that nobody is led elsewhere.
pub fn page_before() -> String {
    let referer = header(REFERER.as_str()).unwrap_or_default();
    let page = referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|slash| rest[slash..].to_owned()));
    // browsers leave a tab out: what stands behind it would be another host
    let elsewhere = |page: &String| page.starts_with("//") || page.contains(['\\', '\t']);
    page.filter(|page| !elsewhere(page)).unwrap_or_else(|| "/".into())
}

/// What a person typed, as a value in an address; nobody types a number of more than 60 characters.
pub fn in_query(typed: &str) -> String {
    let start: String = typed.chars().take(60).collect();
    let encode =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    start.bytes().map(encode).collect()
}

/// Where the browser goes next: by itself after a plain form post, by the router after a call from the app. The last word of
/// a server function.
///
/// # Errors
/// None.
pub fn go(path: &str) -> Result<(), Denied> {
    leptos_axum::redirect(path, false);
    if let Some(response) = use_context::<ResponseOptions>() {
        let plain = response.0.read().is_ok_and(|parts| parts.status == Some(StatusCode::FOUND));
        if plain {
            response.set_status(StatusCode::SEE_OTHER);
        }
    }
    Ok(())
}

/// Where a plain form post goes when something breaks; a call from the app stays where it is, with all that is typed.
pub fn if_it_fails(path: &str) {
    if header(ACCEPT.as_str()).is_some_and(|accept| accept.contains("text/html")) {
        leptos_axum::redirect(path, false);
    }
}

/// Refuses a form that the browser sent by itself, before anything is done: the answer is told once, and only the app can
/// show it.
///
/// # Errors
/// [`Refusal::NeedsScript`].
pub fn asked_by_the_app() -> Result<(), Denied> {
    match header(ACCEPT.as_str()).is_some_and(|accept| accept.contains("text/html")) {
        true => Err(Refusal::NeedsScript.into()),
        false => Ok(()),
    }
}

/// Tells the browser to forget what its tabs keep of this site.
pub fn forget_here() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"storage\""));
    }
}

/// The status of a page that shows why something is not there.
pub fn answer_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

fn header(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    Some(parts.headers.get(name)?.to_str().ok()?.to_owned())
}
