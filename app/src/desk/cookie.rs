//! The cookies: one function writes them all.

use super::Office;
use crate::lang::{Lang, Prefs};
use clearway::{
    policy,
    store::{Token, TrackPass},
};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE},
    request::Parts,
};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// The names of our cookies.
#[derive(Clone, Copy)]
pub enum Cookie {
    /// The browser that holds drafts and receipts.
    Browser,
    /// A staff session.
    Session,
    /// A case that was opened with its code.
    Track,
    /// The link of a draft, for the page that shows it.
    Link,
    /// Language, version, colours.
    Prefs,
    /// Whoever sets the installation up.
    Setup,
}

impl Cookie {
    /// `__Host-` makes browsers refuse the cookie from anybody but this https host.
    fn name(self, secure: bool) -> String {
        let name = match self {
            Self::Browser => "clearway_browser",
            Self::Session => "clearway_session",
            Self::Track => "clearway_track",
            Self::Link => "clearway_link",
            Self::Prefs => "clearway_prefs",
            Self::Setup => "clearway_setup",
        };
        if secure { format!("__Host-{name}") } else { name.to_owned() }
    }
}

/// The names of all our cookies as this installation writes them, for whoever asks what is kept.
pub fn cookie_names() -> [String; 5] {
    let secure = use_context::<Arc<Office>>().is_some_and(|office| office.secure);
    [Cookie::Browser, Cookie::Link, Cookie::Track, Cookie::Prefs, Cookie::Session].map(|cookie| cookie.name(secure))
}

/// The token of whoever is signed in, for doors that are no pages.
pub fn session_token(headers: &HeaderMap, secure: bool) -> Option<Token> {
    cookie_in(headers, &Cookie::Session.name(secure))?.parse().ok()
}

/// The browser that holds drafts and receipts, for doors that are no pages.
pub fn browser_token(headers: &HeaderMap, secure: bool) -> Option<Token> {
    cookie_in(headers, &Cookie::Browser.name(secure))?.parse().ok()
}

/// The case that was opened with its code, for doors that are no pages.
pub fn track_pass(headers: &HeaderMap, secure: bool) -> Option<TrackPass> {
    cookie_in(headers, &Cookie::Track.name(secure)).map(TrackPass::from_cookie)
}

/// How whoever sent these headers wants the pages: what was kept, else the language of the browser. It is no secret, so
/// that the cookie counts under either name.
pub fn prefs(headers: &HeaderMap) -> Prefs {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| Lang::accepted(value.to_str().ok()?));
    let prefs = Prefs { lang: accepted.unwrap_or_default(), ..Prefs::default() };
    let kept = [true, false].into_iter().find_map(|secure| cookie_in(headers, &Cookie::Prefs.name(secure)));
    kept.map_or(prefs, |value| prefs.with_cookie(&value))
}

/// The cookie of a browser that is new here, for doors that are no pages.
pub fn browser_cookie(office: &Office, browser: &Token) -> Option<HeaderValue> {
    line(office, Cookie::Browser, &browser.to_string(), None)
}

/// The cookie of a case that was opened with its code, for doors that are no pages.
pub fn track_cookie(office: &Office, pass: &TrackPass) -> Option<HeaderValue> {
    line(office, Cookie::Track, pass.as_str(), Some(policy::TRACKING_MINUTES * 60))
}

/// Without an age they end with the browser.
pub(super) fn set_cookie(office: &Office, cookie: Cookie, value: &str, seconds: Option<i64>) {
    if let (Some(response), Some(line)) = (use_context::<ResponseOptions>(), line(office, cookie, value, seconds)) {
        response.append_header(SET_COOKIE, line);
    }
}

/// The one function that writes cookies.
fn line(office: &Office, cookie: Cookie, value: &str, seconds: Option<i64>) -> Option<HeaderValue> {
    let name = cookie.name(office.secure);
    let secure = if office.secure { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")).ok()
}

pub(super) fn session(office: &Office) -> Option<Token> {
    session_token(&use_context::<Parts>()?.headers, office.secure)
}

pub(super) fn cookie(cookie: Cookie, office: &Office) -> Option<String> {
    cookie_in(&use_context::<Parts>()?.headers, &cookie.name(office.secure))
}

fn cookie_in(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}
