//! The demo's cases: each step happens at the moment the file says, in the order of time, through the store's own verbs.

use super::Departments;
use crate::chance;
use anyhow::{Context as _, anyhow};
use app::desk::Clock;
use clearway::{
    calendar::office_day,
    case::CaseHead,
    identifiers::case_number::CaseNumber,
    publication::PublicText,
    region::RegionCode,
    reply::ReplyText,
    report::{
        Known, NewReport, ReportForm,
        form::{UNSURE, YES},
    },
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
    /// A township, or a county where none is named.
    region: String,
    filed: When,
    /// The answers that are not the same in every story.
    #[serde(flatten)]
    form: ReportForm,
    dispatched: Option<Dispatched>,
    accepted: Option<Done>,
    replied: Option<Replied>,
    signed: Option<Done>,
    released: Option<Done>,
    published: Option<Published>,
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

#[derive(Deserialize)]
struct Published {
    #[serde(flatten)]
    when: When,
    by: String,
    title: String,
    answer: String,
}

enum Step<'a> {
    File(&'a Story),
    Dispatch(&'a Dispatched),
    Accept(&'a Done),
    Reply(&'a Replied),
    Sign(&'a Done),
    Release(&'a Done),
    Publish(&'a Published),
}

impl Story {
    fn steps(&self) -> Vec<(&When, Step<'_>)> {
        let mut steps = vec![(&self.filed, Step::File(self))];
        steps.extend(self.dispatched.iter().map(|step| (&step.when, Step::Dispatch(step))));
        steps.extend(self.accepted.iter().map(|step| (&step.when, Step::Accept(step))));
        steps.extend(self.replied.iter().map(|step| (&step.when, Step::Reply(step))));
        steps.extend(self.signed.iter().map(|step| (&step.when, Step::Sign(step))));
        steps.extend(self.released.iter().map(|step| (&step.when, Step::Release(step))));
        steps.extend(self.published.iter().map(|step| (&step.when, Step::Publish(step))));
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
    let mut stage = Stage { store, departments, numbers: HashMap::new(), actors: HashMap::new(), now };
    for (at, case, step) in steps {
        let at = Moment { now: at, seed: chance::seed() };
        stage.play(case, &step, at).await.with_context(|| format!("case {} of data/demo/cases.toml", case + 1))?;
    }
    Ok(())
}

struct Stage<'a> {
    store: &'a Store,
    departments: &'a Departments,
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
            Step::Sign(step) => {
                let (who, head) = self.enter(&step.by, case).await?;
                self.store.sign(&who, head.id, head.version, at).await?;
            }
            Step::Release(step) => {
                let (who, head) = self.enter(&step.by, case).await?;
                self.store.release(&who, head.id, head.version, at).await?;
            }
            Step::Publish(step) => {
                let (who, head) = self.enter(&step.by, case).await?;
                let text = PublicText::parse(&step.title, &step.answer)?;
                self.store.publish(&who, head.id, head.version, &text, at).await?;
            }
        }
        Ok(())
    }

    async fn file(&self, story: &Story, at: Moment) -> anyhow::Result<CaseNumber> {
        let report = self.report(story, at).await?;
        let (browser, draft) = (chance::token(), chance::draft());
        self.store.begin_draft(&browser, draft, at).await?;
        let at = Moment { seed: chance::seed(), ..at };
        Ok(self.store.file(&browser, draft, &report, at).await?.number)
    }

    /// The report as if it had been typed: what a story does not say is what most people choose.
    async fn report(&self, story: &Story, at: Moment) -> anyhow::Result<NewReport> {
        let region = RegionCode::parse(&story.region)?;
        let county = RegionCode::parse(region.six())?;
        let or = |said: &str, usual: &str| if said.is_empty() { usual.to_owned() } else { said.to_owned() };
        let form = story.form.clone();
        let form = ReportForm {
            county: county.to_string(),
            township: if region == county { UNSURE.to_owned() } else { region.to_string() },
            kind: or(&form.kind, "help"),
            who: or("", if form.organisation.is_empty() { "person" } else { "organisation" }),
            visibility: or(&form.visibility, "private"),
            identity: or(&form.identity, "named"),
            declared: YES.to_owned(),
            danger: YES.to_owned(),
            ..form
        };
        let known = Known {
            counties: self.store.counties().await?,
            townships: self.store.townships(&county).await?,
            services: true,
            service: self.store.service(&form.service).await?,
            similar: Vec::new(),
            today: office_day(at.now),
        };
        form.parse(&known).map_err(|problems| anyhow!("cannot be filed: {problems:?}"))
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
