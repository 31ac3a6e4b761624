//! The demo's cases: each step happens at the moment the file says, in the order of time, through the store's own verbs.

use super::Departments;
use crate::chance;
use anyhow::{Context as _, anyhow};
use app::desk::Clock;
use clearway::{
    calendar::office_day,
    case::CaseHead,
    identifiers::case_number::CaseNumber,
    region::RegionCode,
    reply::ReplyText,
    report::ReportForm,
    staff::Staff,
    store::{Moment, Store},
};
use jiff::{SignedDuration, Timestamp, civil::Time, tz::Offset};
use serde::Deserialize;
use std::collections::HashMap;

const CASES: &str = include_str!("../../../data/demo/cases.toml");
const DISPATCHER: &str = "dispatcher";

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Story>,
}

#[derive(Deserialize)]
struct Story {
    region: String,
    #[serde(default)]
    name: String,
    phone: String,
    what: String,
    filed: When,
    dispatched: Option<Dispatched>,
    accepted: Option<Done>,
    replied: Option<Replied>,
    released: Option<Done>,
}

/// Some minutes ago, or a time of day (UTC+8) some days ago.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum When {
    Recently { minutes_ago: i64 },
    Earlier { days_ago: i64, at: Time },
}

impl When {
    fn before(&self, now: Timestamp) -> anyhow::Result<Timestamp> {
        Ok(match self {
            Self::Recently { minutes_ago } => now.checked_sub(SignedDuration::from_mins(*minutes_ago))?,
            Self::Earlier { days_ago, at } => {
                let day = office_day(now).checked_sub(SignedDuration::from_hours(24 * days_ago))?;
                Offset::constant(8).to_timestamp(day.to_datetime(*at))?
            }
        })
    }
}

#[derive(Deserialize)]
struct Dispatched {
    #[serde(flatten)]
    when: When,
    to: String,
}

#[derive(Deserialize)]
struct Done {
    #[serde(flatten)]
    when: When,
    by: String,
}

#[derive(Deserialize)]
struct Replied {
    #[serde(flatten)]
    when: When,
    by: String,
    text: String,
}

enum Step<'a> {
    File(&'a Story),
    Dispatch(&'a Dispatched),
    Accept(&'a Done),
    Reply(&'a Replied),
    Release(&'a Done),
}

impl Story {
    fn steps(&self) -> Vec<(&When, Step<'_>)> {
        let mut steps = vec![(&self.filed, Step::File(self))];
        steps.extend(self.dispatched.iter().map(|step| (&step.when, Step::Dispatch(step))));
        steps.extend(self.accepted.iter().map(|step| (&step.when, Step::Accept(step))));
        steps.extend(self.replied.iter().map(|step| (&step.when, Step::Reply(step))));
        steps.extend(self.released.iter().map(|step| (&step.when, Step::Release(step))));
        steps
    }
}

/// Lets everything happen.
pub async fn tell(store: &Store, clock: &Clock, departments: &Departments) -> anyhow::Result<()> {
    let Cases { cases } = toml::from_str(CASES).context("data/demo/cases.toml cannot be read")?;
    let now = clock.now();
    let mut steps = Vec::new();
    for (case, story) in cases.iter().enumerate() {
        for (when, step) in story.steps() {
            steps.push((when.before(now)?, case, step));
        }
    }
    steps.sort_by_key(|(at, case, _)| (*at, *case));
    let counties = store.counties().await?.into_iter().map(|region| region.code).collect();
    let mut stage = Stage { store, departments, counties, numbers: HashMap::new(), actors: HashMap::new(), now };
    for (at, case, step) in steps {
        let at = Moment { now: at, seed: chance::seed() };
        stage.play(case, &step, at).await.with_context(|| format!("case {} of data/demo/cases.toml", case + 1))?;
    }
    Ok(())
}

struct Stage<'a> {
    store: &'a Store,
    departments: &'a Departments,
    counties: Vec<RegionCode>,
    numbers: HashMap<usize, CaseNumber>,
    actors: HashMap<String, Staff>,
    now: Timestamp,
}

impl Stage<'_> {
    async fn play(&mut self, case: usize, step: &Step<'_>, at: Moment) -> anyhow::Result<()> {
        match step {
            Step::File(story) => {
                let number = self.file(story, at).await?;
                self.numbers.insert(case, number);
            }
            Step::Dispatch(step) => {
                let (who, head) = self.enter(DISPATCHER, case).await?;
                let to = *self.departments.get(&step.to).with_context(|| format!("no department {}", step.to))?;
                self.store.dispatch(&who, head.id, head.version, to, at).await?;
            }
            Step::Accept(step) => {
                let (who, head) = self.enter(&step.by, case).await?;
                self.store.accept(&who, head.id, head.version, at).await?;
            }
            Step::Reply(step) => {
                let (who, head) = self.enter(&step.by, case).await?;
                self.store.reply(&who, head.id, head.version, &ReplyText::parse(&step.text)?, at).await?;
            }
            Step::Release(step) => {
                let (who, head) = self.enter(&step.by, case).await?;
                self.store.release(&who, head.id, head.version, at).await?;
            }
        }
        Ok(())
    }

    async fn file(&self, story: &Story, at: Moment) -> anyhow::Result<CaseNumber> {
        let Story { region, name, phone, what, .. } = story;
        let form = ReportForm { what: what.clone(), region: region.clone(), name: name.clone(), phone: phone.clone() };
        let report = form.check(&self.counties).map_err(|problems| anyhow!("cannot be filed: {problems:?}"))?;
        Ok(self.store.file(&chance::token(), chance::draft(), &report, at).await?.number)
    }

    /// Somebody comes to work and opens the case.
    async fn enter(&mut self, username: &str, case: usize) -> anyhow::Result<(Staff, CaseHead)> {
        let who = match self.actors.get(username) {
            Some(staff) => staff.clone(),
            None => self.sign_in(username).await?,
        };
        let number = self.numbers.get(&case).context("a step before the filing")?;
        let head = self.store.read_case(&who, number).await?.head;
        Ok((who, head))
    }

    async fn sign_in(&mut self, username: &str) -> anyhow::Result<Staff> {
        let (id, _) =
            self.store.read_password(username).await?.with_context(|| format!("nobody is called {username}"))?;
        let token = chance::token();
        self.store.open_session(id, &token, self.now).await?;
        let staff = self.store.read_session(&token, self.now).await?;
        self.store.end_session(&token).await?;
        self.actors.insert(username.to_owned(), staff.clone());
        Ok(staff)
    }
}
