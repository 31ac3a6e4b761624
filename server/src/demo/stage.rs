//! Plays the demo's cases: each step happens at its moment, in the order of time, through the store's own verbs.

use super::{
    Departments, World,
    story::{Does, Step, Story},
    world::Member,
};
use crate::chance;
use anyhow::{Context as _, anyhow, ensure};
use app::desk::Clock;
use clearway::{
    calendar::office_day,
    case::{CaseFile, OwnForm, Stage as Stands},
    publication::PublicText,
    region::{Region, RegionCode},
    reply::{NoteText, Points, ReplyText},
    report::{
        Known, NewReport, ReportForm,
        form::{UNSURE, YES},
    },
    staff::{Role, Staff},
    store::{Acted, Moment, Receipt, Store},
};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// Sees every case, whoever works on it.
const DISPATCHER: &str = "dispatcher";

/// Lets everything happen.
pub(super) async fn tell(
    store: &Store,
    clock: &Clock,
    world: World,
    departments: &Departments,
    stories: &[Story],
) -> anyhow::Result<()> {
    let now = clock.now();
    let mut scenes = Vec::new();
    for (case, story) in stories.iter().enumerate() {
        let mut at = story.filed.before(now)?;
        scenes.push((at, case, None));
        for step in &story.then {
            // nothing happens before what came first, and nothing later than now
            at = step.at.before(now)?.max(at + SignedDuration::from_mins(1)).min(now);
            scenes.push((at, case, Some(step)));
        }
    }
    scenes.sort_by_key(|(at, case, _)| (*at, *case));
    let mut stage = Stage::set(store, world, departments, now).await?;
    let mut today = None;
    for (at, case, step) in scenes {
        let at = Moment { now: at, seed: chance::seed() };
        // what nobody judged ends on its day, as it does where the process runs
        let day = office_day(at.now);
        if today.replace(day) != Some(day) {
            store.close_unjudged(Moment { seed: chance::seed(), ..at }).await?;
        }
        let story = &stories[case];
        let told = match step {
            None => stage.file(case, story, at).await,
            Some(step) => stage.play(case, step, at).await,
        };
        told.with_context(|| format!("the case that begins \"{}\"", story.form.what.trim()))?;
    }
    Ok(())
}

pub(super) struct Stage<'a> {
    store: &'a Store,
    departments: &'a Departments,
    /// Key and the key above, by the name that a case shows.
    places: HashMap<String, String>,
    staff: Vec<Member>,
    /// Read once: thousands are filed from them.
    counties: Vec<Region>,
    townships: HashMap<RegionCode, Vec<Region>>,
    receipts: HashMap<usize, Receipt>,
    actors: HashMap<String, Staff>,
    now: Timestamp,
}

impl<'a> Stage<'a> {
    pub(super) async fn set(
        store: &'a Store,
        world: World,
        departments: &'a Departments,
        now: Timestamp,
    ) -> anyhow::Result<Self> {
        let places = world.places()?.into_iter().map(|place| (place.name, place.key)).collect();
        Ok(Self {
            store,
            departments,
            places,
            staff: world.staff()?,
            counties: store.counties().await?,
            townships: HashMap::new(),
            receipts: HashMap::new(),
            actors: HashMap::new(),
            now,
        })
    }

    async fn file(&mut self, case: usize, story: &Story, at: Moment) -> anyhow::Result<()> {
        let receipt = self.files(story, at).await?;
        self.receipts.insert(case, receipt);
        Ok(())
    }

    /// Somebody reports something.
    pub(super) async fn files(&mut self, story: &Story, at: Moment) -> anyhow::Result<Receipt> {
        let report = self.report(story, at).await?;
        let (browser, draft) = (chance::token(), chance::draft());
        // a small office has nobody who takes visits
        if let Some(username) = story.taken_by().filter(|name| self.staff.iter().any(|member| member.username == *name))
        {
            let who = self.comes_to_work(username).await?;
            return Ok(self.store.take(&who, draft, &report, at).await?);
        }
        self.store.begin_draft(&browser, draft, at).await?;
        let at = Moment { seed: chance::seed(), ..at };
        Ok(self.store.file(&browser, draft, &report, at).await?)
    }

    /// The next thing happens to a case.
    pub(super) async fn goes_on(&mut self, receipt: Receipt, step: &Step, at: Moment) -> anyhow::Result<()> {
        self.receipts.insert(0, receipt);
        self.play(0, step, at).await
    }

    /// The report as if it had been typed: what a story does not say is what most people choose.
    async fn report(&mut self, story: &Story, at: Moment) -> anyhow::Result<NewReport> {
        let region = RegionCode::parse(&story.region)?;
        let county = RegionCode::parse(region.six())?;
        let or = |said: &str, usual: &str| if said.is_empty() { usual.to_owned() } else { said.to_owned() };
        let form = story.form.clone();
        let form = ReportForm {
            county: county.to_string(),
            township: if region == county { UNSURE.to_owned() } else { region.to_string() },
            service: or(&form.service, UNSURE),
            kind: or(&form.kind, "help"),
            who: or(&form.who, if form.organisation.is_empty() { "person" } else { "organisation" }),
            visibility: or(&form.visibility, "private"),
            identity: or(&form.identity, "named"),
            declared: YES.to_owned(),
            danger: YES.to_owned(),
            ..form
        };
        let townships = match self.townships.remove(&county) {
            Some(known) => known,
            None => self.store.townships(&county).await?,
        };
        let known = Known {
            counties: std::mem::take(&mut self.counties),
            townships,
            services: true,
            service: self.store.service(&form.service).await?,
            similar: Vec::new(),
            today: office_day(at.now),
        };
        let report = form.parse(&known).map_err(|problems| anyhow!("cannot be filed: {problems:?}"));
        self.townships.insert(county, known.townships);
        self.counties = known.counties;
        let report = report?;
        Ok(NewReport { channel: story.channel.unwrap_or(report.channel), ..report })
    }

    async fn play(&mut self, case: usize, step: &Step, at: Moment) -> anyhow::Result<()> {
        match step.does.own_form() {
            Some(form) => self.by_the_reporter(case, &form, at).await,
            None => self.by_staff(case, step, at).await,
        }
    }

    async fn by_the_reporter(&self, case: usize, form: &OwnForm, at: Moment) -> anyhow::Result<()> {
        let Receipt { number, code, .. } = self.receipts.get(&case).context("a step before the filing")?;
        let pass = self.store.open_tracking(number, code, at.now).await?;
        let acted = self.store.act(&pass, number, form, Vec::new(), at).await?;
        ensure!(acted == Acted::Done, "the reporter cannot do this now: {}", form.act);
        Ok(())
    }

    async fn by_staff(&mut self, case: usize, Step { by, does, .. }: &Step, at: Moment) -> anyhow::Result<()> {
        let number = self.receipts.get(&case).context("a step before the filing")?.number.clone();
        let eyes = self.comes_to_work(DISPATCHER).await?;
        let mut file = self.store.read_case(&eyes, &number).await?;
        if matches!(does, Does::Release) && file.head.stage == Stands::Written {
            // a signature that no step tells of was given shortly before
            let before = Moment { now: at.now - SignedDuration::from_secs(40), seed: chance::seed() };
            let leader = self.whose_work(&Does::Sign, &file)?;
            let leader = self.comes_to_work(&leader).await?;
            self.does(&leader, &file, &Does::Sign, before).await?;
            file = self.store.read_case(&eyes, &number).await?;
        }
        let username = match by {
            Some(username) => username.clone(),
            None => self.whose_work(does, &file)?,
        };
        let who = self.comes_to_work(&username).await?;
        self.does(&who, &file, does, at).await.with_context(|| username)
    }

    /// What somebody at work does to a case.
    async fn does(&self, who: &Staff, file: &CaseFile, does: &Does, at: Moment) -> anyhow::Result<()> {
        let (store, id, seen) = (self.store, file.head.id, file.head.version);
        match does {
            Does::Dispatch { to } => self.gives(who, file, to, at).await?,
            Does::Accept => store.accept(who, id, seen, at).await?,
            Does::Contact { way, reached, text } => {
                let text = text.as_deref().map(NoteText::parse).transpose()?;
                store.contact(who, id, seen, (*way, reached.unwrap_or(true), text.as_ref()), at).await?;
            }
            Does::Note { text } => store.note(who, id, &NoteText::parse(text)?, at).await?,
            Does::Split { text } => store.split(who, id, seen, &Points::parse(text)?, at).await?,
            Does::Reply { text } => {
                for point in &file.points {
                    store.tick_point(who, id, point.place, true).await?;
                }
                store.reply(who, id, seen, &ReplyText::parse(text)?, at).await?;
            }
            Does::Sign => store.sign(who, id, seen, at).await?,
            Does::Return { text } => store.give_back(who, id, seen, &NoteText::parse(text)?, at).await?,
            Does::Release => store.release(who, id, seen, at).await?,
            Does::Publish { title, text } => {
                store.publish(who, id, seen, &PublicText::parse(title, text)?, at).await?;
            }
            Does::Supplement { .. }
            | Does::Urge { .. }
            | Does::Solved
            | Does::NotSolved { .. }
            | Does::Withdraw { .. }
            | Does::Private => {}
        }
        Ok(())
    }

    /// Gives a case to the department of this key; without one to whoever the rules name first, or somebody who answers, and to
    /// nobody where one has it already.
    async fn gives(&self, who: &Staff, file: &CaseFile, to: &str, at: Moment) -> anyhow::Result<()> {
        let to = if to.is_empty() {
            let proposed = file.proposal.rules.first().map(|rule| &rule.department);
            let somebody = || file.departments.iter().find(|department| self.answers(&department.name));
            let Some(to) = proposed.or_else(somebody) else { return Ok(()) };
            to.id
        } else {
            *self.departments.get(to).with_context(|| format!("no department {to}"))?
        };
        Ok(self.store.dispatch(who, file.head.id, file.head.version, to, at).await?)
    }

    /// Whether an officer works at a department.
    fn answers(&self, name: &str) -> bool {
        let key = self.places.get(name);
        self.staff.iter().any(|member| member.role == Role::Officer && Some(&member.department) == key)
    }

    /// Whose work a step is, where the story names nobody.
    fn whose_work(&self, does: &Does, file: &CaseFile) -> anyhow::Result<String> {
        let role = match does {
            Does::Dispatch { .. } => return Ok(DISPATCHER.to_owned()),
            Does::Release | Does::Publish { .. } => Role::Reviewer,
            Does::Sign => Role::Leader,
            Does::Return { .. } if file.head.stage == Stands::Written => Role::Leader,
            Does::Return { .. } => Role::Reviewer,
            _ if file.head.department_name.is_none() => return Ok(DISPATCHER.to_owned()),
            _ => Role::Officer,
        };
        if role == Role::Reviewer {
            let reviewer = self.staff.iter().find(|member| member.role == role).context("nobody reviews")?;
            return Ok(reviewer.username.clone());
        }
        let name = file.head.department_name.as_ref().context("no department has it")?;
        let key = self.places.get(name).with_context(|| format!("no place is called {name}"))?;
        let there = |member: &&Member| member.role == role && member.department == *key;
        let member = self.staff.iter().find(there).with_context(|| format!("no {role:?} works at {key}"))?;
        Ok(member.username.clone())
    }

    /// Somebody comes to work.
    pub(super) async fn comes_to_work(&mut self, username: &str) -> anyhow::Result<Staff> {
        if let Some(staff) = self.actors.get(username) {
            return Ok(staff.clone());
        }
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
