//! Many cases from a few patterns: other places, people, services and times, the same each time, and marked as what they are.

use super::story::{Does, Step, Story, When};
use anyhow::Context as _;
use clearway::{
    region::Region,
    report::{Channel, ReportForm},
    service::{self, ServiceItem},
    store::Store,
};
use jiff::civil::Time;
use serde::Deserialize;

/// How far back the oldest was filed, in working days.
const OLDEST: u64 = 120;

#[derive(Deserialize)]
struct Patterns {
    names: Vec<String>,
    addressed: Vec<String>,
    halls: Vec<String>,
    notes: Vec<String>,
    again: Vec<String>,
    patterns: Vec<Pattern>,
}

/// What people of one kind of matter say and are told: one of each list, in order.
#[derive(Deserialize)]
struct Pattern {
    /// The codes of services begin with one of these.
    services: Vec<String>,
    obstacles: Vec<String>,
    open: Vec<String>,
    stuck: Vec<String>,
    ask: Vec<String>,
    reply: Vec<String>,
}

/// Makes one case after another.
pub struct Generator {
    patterns: Patterns,
    services: Vec<ServiceItem>,
    places: Vec<Region>,
    count: u64,
}

impl Generator {
    /// For the places that an installation serves.
    ///
    /// # Errors
    /// When the store fails or the patterns cannot be read.
    pub async fn of(store: &Store) -> anyhow::Result<Self> {
        let patterns = toml::from_str(include_str!("../../../data/demo/ningxia/patterns.toml"))
            .context("patterns.toml cannot be read")?;
        let services = service::parse_list(include_str!("../../../data/demo/ningxia/services.csv"))
            .map_err(|problems| anyhow::anyhow!("services.csv cannot be read: {problems:?}"))?;
        let mut places = Vec::new();
        for county in store.counties().await? {
            places.extend(store.townships(&county.code).await?);
        }
        Ok(Self { patterns, services, places, count: 0 })
    }

    /// The next case, filed on some working day, with everything that has happened since.
    pub(super) fn past(&mut self) -> anyhow::Result<Story> {
        let mut dice = self.dice();
        let age = dice.below(OLDEST) * dice.below(OLDEST) / OLDEST;
        let filed = When::WorkingDays(age.cast_signed() + 1, dice.time(8, 21));
        self.story(&mut dice, filed, age)
    }

    /// The next case, filed now, with everything that will happen; the times of its steps are whenever somebody comes to them.
    pub(super) fn present(&mut self) -> anyhow::Result<Story> {
        let mut dice = self.dice();
        self.story(&mut dice, When::Minutes(0), OLDEST)
    }

    fn dice(&mut self) -> Dice {
        self.count += 1;
        Dice(self.count)
    }

    fn story(&self, dice: &mut Dice, filed: When, age: u64) -> anyhow::Result<Story> {
        let Patterns { names, addressed, halls, patterns, .. } = &self.patterns;
        let pattern = dice.one(patterns)?;
        let prefix = dice.one(&pattern.services)?;
        let services: Vec<_> = self.services.iter().filter(|item| item.code.as_str().starts_with(prefix)).collect();
        let service = *dice.one(&services)?;
        let place = dice.one(&self.places)?;
        let slots = [
            ("{service}", service.name.clone()),
            ("{place}", place.name.clone()),
            ("{days}", (dice.below(26) + 4).to_string()),
            ("{times}", (dice.below(4) + 2).to_string()),
        ];
        let fill = |text: &str| slots.iter().fold(text.to_owned(), |text, (slot, value)| text.replace(slot, value));
        let what = format!("{}{}{}", dice.one(&pattern.open)?, dice.one(&pattern.stuck)?, dice.one(&pattern.ask)?);
        let (channel, tried_at) = match dice.below(20) {
            0..11 => (Channel::Web, *dice.one(&["website", "mobile", "phone"])?),
            11..17 => (Channel::Hotline, *dice.one(&["window", "phone"])?),
            _ => (Channel::Window, "window"),
        };
        let kind = *dice.one(&["help", "help", "help", "help", "help", "complaint", "complaint", "question"])?;
        let form = ReportForm {
            service: service.code.to_string(),
            kind: kind.to_owned(),
            obstacle: dice.one(&pattern.obstacles)?.clone(),
            tried_at: tried_at.to_owned(),
            site: fill(dice.one(halls)?),
            what: fill(&what),
            reference: format!("DEMO-{:06}", self.count),
            name: format!("{}{}", dice.one(names)?, dice.one(addressed)?),
            phone: format!("1390000{:04}", dice.below(10_000)),
            ..ReportForm::default()
        };
        let then = self.then(dice, pattern, age, &fill)?;
        Ok(Story { region: place.code.to_string(), channel: Some(channel), taken_by: None, filed, form, then })
    }

    /// What has happened since, as far as there was time for it.
    fn then(
        &self,
        dice: &mut Dice,
        pattern: &Pattern,
        mut age: u64,
        fill: &impl Fn(&str) -> String,
    ) -> anyhow::Result<Vec<Step>> {
        let Patterns { notes, again, .. } = &self.patterns;
        let answer = |dice: &mut Dice| anyhow::Ok(Does::Reply { text: fill(dice.one(&pattern.reply)?) });
        // one in twelve lies about for long
        let slow = if dice.below(12) == 0 { 12 } else { 0 };
        let mut steps = vec![(0, Does::Dispatch { to: String::new() }), (1, Does::Accept)];
        if dice.below(3) == 0 {
            steps.push((0, Does::Note { text: fill(dice.one(notes)?) }));
        }
        steps.push((1 + slow + dice.below(5), answer(dice)?));
        steps.push((1, Does::Release));
        match dice.below(20) {
            0..10 => steps.push((dice.below(3), Does::Solved)),
            10 => {
                steps.push((1, Does::NotSolved { text: fill(dice.one(again)?) }));
                steps.extend([(2, answer(dice)?), (1, Does::Release), (1, Does::Solved)]);
            }
            _ => {}
        }
        let mut then = Vec::new();
        for (days, does) in steps {
            let Some(left) = age.checked_sub(days) else { break };
            age = left;
            // what happened on the last working day stands at its end, so that the order is kept
            then.push(Step { at: When::WorkingDays(age.cast_signed() + 1, dice.time(9, 17)), by: None, does });
        }
        Ok(then)
    }
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one<'list, Item>(&mut self, list: &'list [Item]) -> anyhow::Result<&'list Item> {
        let place = self.below(list.len().max(1) as u64);
        usize::try_from(place).ok().and_then(|place| list.get(place)).context("a list of the patterns is empty")
    }

    fn time(&mut self, from: i8, until: i8) -> Time {
        let hours = u64::from((until - from).unsigned_abs());
        let minutes = self.below(hours * 60);
        let hour = from.saturating_add(i8::try_from(minutes / 60).unwrap_or_default());
        Time::constant(hour, i8::try_from(minutes % 60).unwrap_or_default(), 0, 0)
    }
}
