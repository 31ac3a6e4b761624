//! Those who work in the demo's small city, signed in by its door, and what they do to a case.
use anyhow::{Context, Result, ensure};

use super::draft::Ready;
use crate::wire::{Browser, Line, Wanted, form};

/// What is answered.
const REPLY: &str = include_str!("reply.txt");

/// Everybody through whose hands a case goes.
pub struct Crew {
    pub dispatcher: Browser,
    pub officer: Browser,
    leader: Browser,
    reviewer: Browser,
    /// Whose officer and leader these are.
    department: String,
}

/// A case as somebody found it.
pub struct Found {
    pub number: String,
    case: String,
}

/// Signs in with the demo's password.
fn sign_in(line: &mut Line, username: &str) -> Result<Browser> {
    let sent = form(&[("username", username), ("password", "demo")]);
    let answer = line.post(&Browser::default(), "staff/sign-in", Wanted::Plain, &sent)?;
    ensure!(answer.cookie.starts_with("clearway_session="), "{username} cannot sign in: {}", answer.place);
    Ok(Browser { cookie: answer.cookie, from: String::new() })
}

impl Crew {
    /// Signs everybody in. The department is found as the dispatcher finds it: among those a case can be given to.
    pub fn sign_in(line: &mut Line, some_case: &str) -> Result<Self> {
        let dispatcher = sign_in(line, "dispatcher")?;
        let officer = sign_in(line, "officer")?;
        let page = line.get(&dispatcher, &format!("/s/c/{some_case}"), Wanted::Plain)?.text();
        let desk = line.post(&officer, "desk/read", Wanted::PlainData, "")?.text();
        let own = between(&desk, "\"department\":\"", "\"").context("the officer has no desk")?;
        let before = page.split(&format!(">{own}")).next().context("no such department")?;
        let department = before.rsplit("<option value=\"").next().and_then(|rest| rest.split('"').next());
        let department = department.context("a case cannot be given to the officer's department")?.to_owned();
        let (leader, reviewer) = (sign_in(line, "leader")?, sign_in(line, "reviewer")?);
        Ok(Self { dispatcher, officer, leader, reviewer, department })
    }

    /// A whole life: sent, searched for, dispatched, accepted, replied, signed by the leader, released.
    pub fn live(&self, line: &mut Line, ready: &Ready) -> Result<Found> {
        let filed = ready.send(line)?;
        let found = self.find(line, &filed.number)?;
        self.act(line, &self.dispatcher, &found, "dispatch", 1, ("department", &self.department))?;
        self.act(line, &self.officer, &found, "accept", 2, ("", ""))?;
        self.act(line, &self.officer, &found, "reply", 3, ("text", REPLY))?;
        self.act(line, &self.leader, &found, "sign", 4, ("", ""))?;
        self.act(line, &self.reviewer, &found, "release", 5, ("", ""))?;
        Ok(found)
    }

    /// Lets everybody read an answered case.
    pub fn publish(&self, line: &mut Line, found: &Found, title: &str, answer: &str) -> Result<()> {
        let sent = form(&[
            ("number", &found.number),
            ("case", &found.case),
            ("seen", "6"),
            ("title", title),
            ("answer", answer),
        ]);
        done(&line.post(&self.reviewer, "case/publish", Wanted::Page, &sent)?.place, "publish")
    }

    fn find(&self, line: &mut Line, number: &str) -> Result<Found> {
        let answer = line.post(&self.dispatcher, "search/find", Wanted::PlainData, &form(&[("typed", number)]))?;
        let text = answer.text();
        let case = between(&text, "\"id\":\"", "\"").with_context(|| format!("{number} is not found: {text}"))?;
        Ok(Found { number: number.to_owned(), case: case.to_owned() })
    }

    fn act(
        &self,
        line: &mut Line,
        who: &Browser,
        Found { number, case }: &Found,
        act: &str,
        seen: i64,
        field: (&str, &str),
    ) -> Result<()> {
        let sent = form(&[("number", number), ("case", case), ("seen", &seen.to_string()), field]);
        done(&line.post(who, &format!("case/{act}"), Wanted::Page, &sent)?.place, act)
    }
}

/// What is refused leads back with why.
fn done(place: &str, act: &str) -> Result<()> {
    ensure!(place.starts_with("/s/c/") && !place.contains('?'), "{act} is refused: {place}");
    Ok(())
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    text.split_once(begin)?.1.split_once(end).map(|(inside, _)| inside)
}
