//! Every page there is, and what was answered there: as a stranger, as somebody who reports, and as each role at work.
use anyhow::{Context, Result, bail};

use crate::drill::matter::PAGES;
use crate::drill::visitor::{Trouble, Visitor};

/// Any will do, and no two people have the same.
const BROWSER: &str = "clearway_browser=00000000000000000000000000000000000000000000000000000000000000aa";
/// Everything else than what is seen without a choice.
const OTHERWISE: &str = "clearway_prefs=en.elder.3.dark";
const STRANGER: [&str; 7] = ["/", "/report", "/track", "/help", "/contact", "/privacy", "/accessibility"];
const PLAIN: [&str; 9] = [
    "/report/lost",
    "/report/cleared",
    "/nowhere",
    "/demo",
    "/demo/outbox",
    "/dev/ui",
    "/dev/ui/contrast",
    "/s/sign-in",
    "/s/password/nothing",
];
const DESK: [(&str, &[&str]); 6] = [
    ("operator", &["/s", "/s/new"]),
    (
        "dispatcher",
        &["/s", "/s/q/to-dispatch", "/s/q/open", "/s/search", "/s/account", "/s/account/desk", "/s/nowhere"],
    ),
    ("officer", &["/s/q/to-accept", "/s/q/to-reply", "/s/inbox"]),
    ("leader", &["/s/q/to-sign"]),
    ("reviewer", &["/s/q/to-release"]),
    (
        "admin",
        &[
            "/admin",
            "/admin/staff",
            "/admin/staff/new",
            "/admin/departments",
            "/admin/nothing",
            "/admin/calendar",
            "/admin/history",
            "/admin/lists",
            "/admin/lists/services",
            "/admin/office",
            "/admin/links",
        ],
    ),
];

/// Who reads a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Citizens, on their telephones.
    Public,
    /// Everybody else, and whoever went astray.
    Other,
}

/// A page as it was answered.
pub struct Page {
    pub side: Side,
    pub path: String,
    pub cookie: String,
    pub html: String,
}

/// Walks through an office at work.
pub fn of_the_office(address: &str) -> Result<Vec<Page>> {
    let walk = Walk { visitor: Visitor::new(address) };
    let mut pages = Vec::new();
    for path in STRANGER {
        pages.extend(walk.sees(Side::Public, path, "")?);
    }
    for path in PLAIN {
        pages.extend(walk.sees(Side::Other, path, "")?);
    }
    walk.reports(&mut pages)?;
    walk.reads_the_answer(&mut pages)?;
    for (role, paths) in DESK {
        let cookie = walk.enters(role, "clearway_session")?.1;
        for path in paths {
            let seen = walk.sees(Side::Other, path, &cookie)?;
            let case = path.starts_with("/s/q/").then(|| first_case(&seen[0].html)).flatten();
            pages.extend(seen);
            if let Some(case) = case {
                pages.extend(walk.sees(Side::Other, &case, &cookie)?);
            }
        }
    }
    Ok(pages)
}

/// What there is before anybody works here.
pub fn before_anybody(address: &str) -> Result<Vec<Page>> {
    let walk = Walk { visitor: Visitor::new(address) };
    let pages = ["/setup", "/"].map(|path| walk.sees(Side::Other, path, ""));
    Ok(pages.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn first_case(list: &str) -> Option<String> {
    let path = &list[list.find("/s/c/")?..];
    Some(path[..path.find('"')?].to_owned())
}

struct Walk {
    visitor: Visitor,
}

impl Walk {
    /// A page without any choice, and with every choice made otherwise.
    fn sees(&self, side: Side, path: &str, cookie: &str) -> Result<Vec<Page>> {
        let otherwise = format!("{cookie}; {OTHERWISE}");
        let looks = [(side, cookie.to_owned()), (Side::Other, otherwise.trim_start_matches("; ").to_owned())];
        looks
            .into_iter()
            .map(|(side, cookie)| {
                let html = match self.visitor.get(&cookie, path) {
                    Ok(answer) if answer.place.is_empty() => answer.body,
                    Ok(answer) => bail!("{path} leads to {}", answer.place),
                    Err(Trouble::Said(_, _, words)) => words.into_bytes(),
                    Err(why) => bail!("{path}: {why}"),
                };
                Ok(Page { side, path: path.to_owned(), cookie, html: String::from_utf8(html)? })
            })
            .collect()
    }

    fn sends(&self, cookie: &str, door: &str, form: &[(&str, &str)]) -> Result<String> {
        Ok(self.visitor.sends(cookie, door, form).with_context(|| door.to_owned())?.place)
    }

    /// Where a press on the demonstration's page leads, and the cookie it gives.
    fn enters(&self, role: &str, cookie: &str) -> Result<(String, String)> {
        let answer = self.visitor.sends("", "demo/enter", &[("role", role)]).with_context(|| role.to_owned())?;
        let cookie = answer.cookie(cookie)?;
        Ok((answer.place, cookie))
    }

    /// A report from its first page to its receipt. Its first page and its last are looked at as closely as those of strangers.
    fn reports(&self, pages: &mut Vec<Page>) -> Result<()> {
        let mut place = self.sends(BROWSER, "report/begin", &[])?;
        let draft = place.split('/').nth(3).context("no draft was begun")?.to_owned();
        let mut side = Side::Public;
        for _ in 0..20 {
            pages.extend(self.sees(side, &place, BROWSER)?);
            side = Side::Other;
            let step = place.rsplit('/').next().unwrap_or_default().to_owned();
            if step == "check" {
                break;
            }
            let answers = PAGES.iter().find(|(page, _)| *page == step).map(|(_, answers)| *answers).unwrap_or_default();
            let form = [("draft", draft.as_str()), ("step", step.as_str())].into_iter().chain(answers.iter().copied());
            place = self.sends(BROWSER, "report/answer", &form.collect::<Vec<_>>())?;
            if let Some((before, _)) = place.split_once('?') {
                bail!("{before} is not answered: {place}");
            }
        }
        // what is asked again shows what is wrong
        let wrong = self.sends(BROWSER, "report/answer", &[("draft", &draft), ("step", "what")])?;
        pages.extend(self.sees(Side::Other, &wrong, BROWSER)?);
        let what = ("what", "The window asked for the same certificate three times.");
        self.sends(BROWSER, "report/answer", &[("draft", &draft), ("step", "what"), what])?;
        let done = self.sends(BROWSER, "report/send", &[("draft", &draft), ("declared", "yes")])?;
        pages.extend(self.sees(Side::Public, &done, BROWSER)?);
        Ok(())
    }

    /// A case that was answered, as its reporter sees it.
    fn reads_the_answer(&self, pages: &mut Vec<Page>) -> Result<()> {
        let (place, cookie) = self.enters("", "clearway_track")?;
        pages.extend(self.sees(Side::Public, &place, &cookie)?);
        for act in ["supplement", "solved", "not-solved"] {
            pages.extend(self.sees(Side::Other, &format!("{place}/{act}"), &cookie)?);
        }
        Ok(())
    }
}
