//! Reports as people begin them: page after page, until only the last one is open.
use anyhow::{Context, Result, ensure};

use crate::wire::{Browser, Line, Wanted, form};

/// Each page of the report, and what is sent from it; `what` is told by somebody else each time.
pub const PAGES: [(&str, &str, &str); 9] = [
    ("county", "county", "990101"),
    ("township", "township", "unsure"),
    ("service", "service", "unsure"),
    ("kind", "kind", "help"),
    ("obstacle", "obstacle", "papers"),
    ("tried", "tried_at", "website"),
    ("what", "what", ""),
    ("who", "who", "anonymous"),
    ("privacy", "visibility", "private"),
];

/// What people tell: a line a report. The first words of the last line are what is published.
const TOLD: &str = include_str!("told.txt");

/// A draft of which only the last page is open, and the browser that holds it.
#[derive(Clone)]
pub struct Ready {
    pub draft: String,
    pub browser: Browser,
}

/// A report that was acknowledged: its number and the browser that filed it.
pub struct Filed {
    pub number: String,
    pub browser: Browser,
}

/// What is answered otherwise than usual.
#[derive(Clone, Copy, Default)]
pub struct Tells<'a> {
    /// Answers by the name of their page.
    pub instead: &'a [(&'a str, &'a str)],
    /// What went wrong.
    pub what: &'a str,
}

/// What the report with this index tells.
pub fn told(index: usize) -> &'static str {
    let lines = TOLD.lines().count();
    TOLD.lines().nth(index % lines).unwrap_or_default()
}

/// Somebody who was never here: a browser of their own, at an address of their own.
pub fn stranger(kind: &str, index: usize) -> Browser {
    let [_, a, b, c] = u32::try_from(index).unwrap_or_default().to_be_bytes();
    let mark = kind.bytes().fold(0_u64, |sum, byte| sum * 256 + u64::from(byte));
    Browser { cookie: format!("clearway_browser={mark:016x}{index:048x}"), from: format!("10.{a}.{b}.{c}") }
}

/// Begins a report and answers all pages but the last.
pub fn prepare(line: &mut Line, browser: Browser, tells: Tells<'_>) -> Result<Ready> {
    let begun = line.post(&browser, "report/begin", Wanted::Plain, "")?;
    let draft =
        begun.place.split('/').nth(3).with_context(|| format!("no draft was begun: {}", begun.text()))?.to_owned();
    for (step, field, usual) in PAGES {
        let other = tells.instead.iter().find(|(page, _)| *page == step).map(|(_, value)| *value);
        let value = if step == "what" { tells.what } else { other.unwrap_or(usual) };
        let sent = form(&[("draft", &draft), ("step", step), (field, value)]);
        let answer = line.post(&browser, "report/answer", Wanted::Plain, &sent)?;
        ensure!(!answer.place.contains("e="), "{step} is refused: {}", answer.place);
    }
    Ok(Ready { draft, browser })
}

impl Ready {
    /// Says that none of the published cases is the same.
    pub fn is_another(&self, line: &mut Line) -> Result<()> {
        let sent = form(&[("draft", &self.draft), ("step", "similar"), ("follow", "none")]);
        line.post(&self.browser, "report/answer", Wanted::Plain, &sent).map(drop)
    }

    /// Sends the last page.
    pub fn send(&self, line: &mut Line) -> Result<Filed> {
        let sent = form(&[("draft", &self.draft), ("declared", "yes")]);
        let answer = line.post(&self.browser, "report/send", Wanted::Page, &sent)?;
        let number = answer.place.split_once("/report/done/");
        let number = number.with_context(|| format!("{} leads to {}", answer.status, answer.place))?.1.to_owned();
        Ok(Filed { number, browser: self.browser.clone() })
    }

    /// A page of it.
    pub fn page(&self, step: &str) -> String {
        format!("/report/d/{}/{step}", self.draft)
    }
}

impl Filed {
    /// Opens the case with its code, as the receipt shows it; the browser that may read it then.
    pub fn open(&self, line: &mut Line) -> Result<Browser> {
        let receipt = line.get(&self.browser, &format!("/report/done/{}", self.number), Wanted::Plain)?.text();
        let code = receipt.split("name=\"code\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let sent = form(&[("number", &self.number), ("code", code.context("the receipt shows no code")?)]);
        let opened = line.post(&self.browser, "track/open", Wanted::Plain, &sent)?;
        ensure!(opened.cookie.starts_with("clearway_track="), "it does not open: {}", opened.place);
        Ok(Browser { cookie: opened.cookie, ..self.browser.clone() })
    }
}
