//! Somebody before a browser without script: one cookie, one address, and what the server answers.
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use ureq::http::HeaderMap;

/// Nobody waits longer; the server itself gives up after 20 seconds.
const LONGEST: Duration = Duration::from_secs(30);
/// What is read of an answer: no page is as long.
const MOST: u64 = 8 << 20;
const BOUNDARY: &str = "a-line-that-stands-in-no-file";

/// Why it was not done.
#[derive(Debug)]
pub enum Trouble {
    /// The server said so: its status, whether it said when to come again, its words.
    Said(u16, bool, String),
    /// Nobody answered.
    Silent,
}

/// An answer that says yes.
pub struct Answer {
    /// Where it leads; empty where it leads nowhere.
    pub place: String,
    /// What stands in it.
    pub body: Vec<u8>,
    headers: HeaderMap,
}

impl Answer {
    /// The value of a cookie that was given.
    pub fn cookie(&self, name: &str) -> Result<String> {
        let given = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let value = given.filter_map(|line| line.split(';').next()?.split_once('=')).find(|(known, _)| *known == name);
        Ok(format!("{name}={}", value.with_context(|| format!("no cookie {name}"))?.1))
    }

    /// What stands in it, as a program reads it.
    pub fn value(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// One connection to one server, for whoever holds which cookie.
pub struct Visitor {
    agent: ureq::Agent,
    address: String,
}

impl Visitor {
    pub fn new(address: &str) -> Self {
        let config = ureq::Agent::config_builder().max_redirects(0).timeout_global(Some(LONGEST));
        Self { agent: config.http_status_as_error(false).build().into(), address: address.to_owned() }
    }

    /// Opens a page or reads a file.
    pub fn get(&self, cookie: &str, path: &str) -> Result<Answer, Trouble> {
        let asked = self.agent.get(format!("{}{path}", self.address)).header("cookie", cookie);
        hear(asked.header("accept", "text/html").call())
    }

    /// Sends a form as a page does.
    pub fn sends(&self, cookie: &str, door: &str, form: &[(&str, &str)]) -> Result<Answer, Trouble> {
        self.post(cookie, door, form, "text/html")
    }

    /// Calls a door as the script of a page does: what was refused has a status that says so.
    pub fn calls(&self, cookie: &str, door: &str, form: &[(&str, &str)]) -> Result<Answer, Trouble> {
        self.post(cookie, door, form, "application/json")
    }

    fn post(&self, cookie: &str, door: &str, form: &[(&str, &str)], accept: &str) -> Result<Answer, Trouble> {
        let asked = self.agent.post(format!("{}/api/{door}", self.address)).header("cookie", cookie);
        hear(asked.header("accept", accept).send_form(form.iter().copied()))
    }

    /// Hands in one file.
    pub fn hands_in(&self, cookie: &str, path: &str, name: &str, content: &[u8]) -> Result<Answer, Trouble> {
        let mut body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        )
        .into_bytes();
        body.extend(content);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let asked = self.agent.post(format!("{}{path}", self.address)).header("cookie", cookie);
        let asked = asked.header("accept", "text/html");
        hear(asked.header("content-type", format!("multipart/form-data; boundary={BOUNDARY}")).send(&body[..]))
    }

    /// Signs somebody of the demo in; their cookie.
    pub fn signs_in(&self, username: &str) -> Result<String> {
        let form = [("username", username), ("password", "demo"), ("to", "")];
        let answer = self.calls("", "staff/sign-in", &form).map_err(|why| anyhow::anyhow!("{username}: {why:?}"))?;
        ensure!(!answer.place.contains("sign-in"), "{username} does not get in: {}", answer.place);
        answer.cookie("clearway_session")
    }
}

fn hear(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, Trouble> {
    let (parts, body) = answer.map_err(|_| Trouble::Silent)?.into_parts();
    let body = body.into_with_config().limit(MOST).read_to_vec().map_err(|_| Trouble::Silent)?;
    if parts.status.as_u16() >= 400 {
        let words = String::from_utf8_lossy(&body).into_owned();
        return Err(Trouble::Said(parts.status.as_u16(), parts.headers.contains_key("retry-after"), words));
    }
    let place = parts.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default().to_owned();
    Ok(Answer { place, body, headers: parts.headers })
}
