//! Somebody before a browser without script: one cookie, one address, and what the server answers.
use std::fmt;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::wire::{self, Browser, Line, Wanted, form};

const BOUNDARY: &str = "a-line-that-stands-in-no-file";

/// Why it was not done.
#[derive(Debug)]
pub enum Trouble {
    /// The server said so: its status, whether it said when to come again, its words.
    Said(u16, bool, String),
    /// Nobody answered.
    Silent,
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(status, _, words) => write!(out, "{status}: {words}"),
            Self::Silent => out.write_str("nobody answered"),
        }
    }
}

impl std::error::Error for Trouble {}

/// An answer that says yes.
pub struct Answer {
    /// Where it leads; empty where it leads nowhere.
    pub place: String,
    /// What stands in it.
    pub body: Vec<u8>,
    cookie: String,
}

impl Answer {
    /// The cookie that was given, `name=value`.
    pub fn cookie(&self, name: &str) -> Result<String> {
        let right = self.cookie.split_once('=').is_some_and(|(known, _)| known == name);
        ensure!(right, "no cookie {name}");
        Ok(self.cookie.clone())
    }

    /// What stands in it, as a program reads it.
    pub fn value(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// Somebody who holds which cookie, at one server. Each request has a connection of its own: what ended one server's does not
/// touch the next.
pub struct Visitor {
    address: String,
}

impl Visitor {
    pub fn new(address: &str) -> Self {
        Self { address: address.to_owned() }
    }

    /// Opens a page or reads a file.
    pub fn get(&self, cookie: &str, path: &str) -> Result<Answer, Trouble> {
        self.hear(cookie, |line, who| line.get(who, path, Wanted::Plain))
    }

    /// Sends a form as a page does.
    pub fn sends(&self, cookie: &str, door: &str, fields: &[(&str, &str)]) -> Result<Answer, Trouble> {
        self.hear(cookie, |line, who| line.post(who, door, Wanted::Plain, &form(fields)))
    }

    /// Calls a door as the script of a page does: what was refused has a status that says so.
    pub fn calls(&self, cookie: &str, door: &str, fields: &[(&str, &str)]) -> Result<Answer, Trouble> {
        self.hear(cookie, |line, who| line.post(who, door, Wanted::PlainData, &form(fields)))
    }

    /// Hands in one file.
    pub fn hands_in(&self, cookie: &str, path: &str, name: &str, content: &[u8]) -> Result<Answer, Trouble> {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        let body = [head.as_bytes(), content, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.hear(cookie, |line, who| line.send(who, path, Wanted::Plain, (&kind, &body)))
    }

    /// Signs somebody of the demo in; their cookie.
    pub fn signs_in(&self, username: &str) -> Result<String> {
        let answer = self.calls("", "staff/sign-in", &[("username", username), ("password", "demo"), ("to", "")])?;
        ensure!(answer.cookie.starts_with("clearway_session="), "{username} does not get in: {}", answer.place);
        Ok(answer.cookie)
    }

    fn hear(
        &self,
        cookie: &str,
        asks: impl FnOnce(&mut Line, &Browser) -> Result<wire::Answer>,
    ) -> Result<Answer, Trouble> {
        let who = Browser { cookie: cookie.to_owned(), from: String::new() };
        let answer = Line::open(&self.address).and_then(|mut line| asks(&mut line, &who));
        let wire::Answer { status, place, cookie, again, body } = answer.map_err(|_| Trouble::Silent)?;
        match status {
            ..400 => Ok(Answer { place, body, cookie }),
            _ => Err(Trouble::Said(status, again, String::from_utf8_lossy(&body).into_owned())),
        }
    }
}
