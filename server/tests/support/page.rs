//! A page as it arrived: its text, its forms, its links. Reads the HTML that we write, not any HTML.

use super::form::{Form, attribute, tags};
use axum::http::HeaderMap;

pub struct Page {
    /// Where the browser stands, query and all.
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

impl Page {
    /// Which page of a report it is.
    pub fn step(&self) -> &str {
        let path = self.path.split('?').next().unwrap_or_default();
        path.strip_prefix("/report/d/").and_then(|path| path.split('/').nth(1)).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What a person can read: no tags, no scripts, white space as one space.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.html.as_str();
        while let Some(start) = rest.find('<') {
            text.push_str(&rest[..start]);
            let tag = &rest[start..];
            let end = ["script", "style"]
                .iter()
                .find(|name| tag[1..].starts_with(**name))
                .map_or(">".to_owned(), |name| format!("</{name}>"));
            let end = if tag.starts_with("<!--") { "-->".to_owned() } else { end };
            // Comments stand inside words (they mark where the app wakes up); tags stand between them.
            if !tag.starts_with("<!") {
                text.push(' ');
            }
            rest = tag.find(&end).map_or("", |at| &tag[at + end.len()..]);
        }
        text.push_str(rest);
        unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(words), "{} ({}) does not say {words:?}:\n{text}", self.path, self.status);
        self
    }

    #[track_caller]
    pub fn does_not_say(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words) && !self.text().contains(words), "{} says {words:?}", self.path);
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}:\n{}", self.path, self.text());
        self
    }

    pub fn forms(&self) -> Vec<Form> {
        Form::all(&self.html)
    }

    /// The form that has these fields.
    #[track_caller]
    pub fn form(&self, names: &[&str]) -> Form {
        let form = self.forms().into_iter().find(|form| names.iter().all(|name| form.has(name)));
        form.unwrap_or_else(|| panic!("{} ({}) has no form with {names:?}:\n{}", self.path, self.status, self.text()))
    }

    /// The form of an act: where it is sent says which.
    pub fn form_to(&self, act: &str) -> Option<Form> {
        self.forms().into_iter().find(|form| form.action.ends_with(act))
    }

    #[track_caller]
    pub fn leads_to(&self, path: &str) -> &Self {
        assert!(
            self.links().iter().any(|link| link == path),
            "{} does not lead to {path}:\n{}",
            self.path,
            self.text()
        );
        self
    }

    /// Where the links lead.
    pub fn links(&self) -> Vec<String> {
        tags(&self.html, "a").filter_map(|tag| attribute(tag, "href")).collect()
    }
}

/// Text without the escapes that Leptos writes.
pub fn unescape(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}
