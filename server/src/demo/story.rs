//! The demo's cases as they are written down: what somebody typed, and what happened then, each at its moment.

use super::World;
use anyhow::{Context as _, anyhow};
use clearway::{
    calendar::office_day,
    case::{ContactWay, OwnForm},
    report::{Channel, ReportForm},
    store::Stories,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time, Weekday},
    tz::Offset,
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::str::FromStr;

/// The stories of the province, a file a theme.
#[derive(RustEmbed)]
#[folder = "../data/demo/ningxia/cases/"]
struct Themes;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Story>,
}

/// A case.
#[derive(Clone, Deserialize)]
pub(super) struct Story {
    /// A township, or a county where none is named.
    pub(super) region: String,
    /// How it came; by the site where nothing is said.
    pub(super) channel: Option<Channel>,
    /// Who wrote it down, where it came by telephone or at a window.
    pub(super) taken_by: Option<String>,
    pub(super) filed: When,
    /// The answers that are not the same in every story.
    #[serde(flatten)]
    pub(super) form: ReportForm,
    /// What happened to it then, in order.
    #[serde(default)]
    pub(super) then: Vec<Step>,
}

impl Story {
    /// Who wrote it down: of those who take calls or visits the one that is named, or the first.
    pub(super) fn taken_by(&self) -> Option<&str> {
        match (&self.taken_by, self.channel?) {
            (Some(username), _) => Some(username),
            (None, Channel::Hotline) => Some("operator"),
            (None, Channel::Window) => Some("clerk"),
            (None, Channel::Web) => None,
        }
    }
}

/// Something that happened to a case.
#[derive(Clone, Deserialize)]
pub(super) struct Step {
    pub(super) at: When,
    /// Whoever did it; where nobody is named, whose work it is.
    pub(super) by: Option<String>,
    #[serde(flatten)]
    pub(super) does: Does,
}

/// What somebody did.
#[derive(Clone, Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub(super) enum Does {
    Dispatch { to: String },
    Accept,
    Contact { way: ContactWay, reached: Option<bool>, text: Option<String> },
    Note { text: String },
    Split { text: String },
    Reply { text: String },
    Sign,
    Return { text: String },
    Release,
    Publish { title: String, text: String },
    Supplement { text: String },
    Urge { why: String, text: Option<String> },
    Solved,
    NotSolved { text: String },
    Withdraw { why: String, text: Option<String> },
    Private,
}

impl Does {
    /// What a reporter types for their own step; nothing for a step of staff.
    pub(super) fn own_form(&self) -> Option<OwnForm> {
        let none = String::new();
        let (act, reason, text) = match self {
            Self::Supplement { text } => ("supplement", &none, text),
            Self::Urge { why, text } => ("urge", why, text.as_ref().unwrap_or(&none)),
            Self::Solved => ("solved", &none, &none),
            Self::NotSolved { text } => ("not-solved", &none, text),
            Self::Withdraw { why, text } => ("withdraw", why, text.as_ref().unwrap_or(&none)),
            Self::Private => ("private", &none, &none),
            _ => return None,
        };
        Some(OwnForm { act: act.into(), text: text.clone(), reason: reason.clone(), uploads: Vec::new() })
    }
}

/// `25m`: so many minutes ago. `3d 10:05`: at that time (UTC+8) so many days ago; `3w 10:05`: so many working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum When {
    Minutes(i64),
    Days(i64, Time),
    WorkingDays(i64, Time),
}

impl TryFrom<String> for When {
    type Error = anyhow::Error;

    fn try_from(text: String) -> anyhow::Result<Self> {
        text.parse()
    }
}

impl FromStr for When {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let wrong = || anyhow!("\"{text}\" is no moment: write 25m, 3d 10:05 or 3w 10:05");
        if let Some(minutes) = text.strip_suffix('m') {
            return Ok(Self::Minutes(minutes.parse().map_err(|_| wrong())?));
        }
        let (day, time) = text.split_once(' ').ok_or_else(wrong)?;
        let time = time.parse().map_err(|_| wrong())?;
        if let Some(days) = day.strip_suffix('d') {
            Ok(Self::Days(days.parse().map_err(|_| wrong())?, time))
        } else {
            let days = day.strip_suffix('w').ok_or_else(wrong)?;
            Ok(Self::WorkingDays(days.parse().map_err(|_| wrong())?, time))
        }
    }
}

impl When {
    /// The moment, seen from now.
    pub(super) fn before(self, now: Timestamp) -> anyhow::Result<Timestamp> {
        let on = |day: Date, at| Ok(Offset::constant(8).to_timestamp(day.to_datetime(at))?);
        let today = office_day(now);
        match self {
            Self::Minutes(minutes) => Ok(now.checked_sub(SignedDuration::from_mins(minutes))?),
            Self::Days(days, at) => on(today.checked_sub(SignedDuration::from_hours(24 * days))?, at),
            Self::WorkingDays(days, at) => on(working_days_before(today, days)?, at),
        }
    }
}

/// Holidays are left out of account: a story that falls on one is told all the same.
fn working_days_before(mut day: Date, mut days: i64) -> anyhow::Result<Date> {
    while days > 0 {
        day = day.yesterday()?;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            days -= 1;
        }
    }
    Ok(day)
}

/// The stories that somebody wrote for a world.
pub(super) fn written(world: World) -> anyhow::Result<Vec<Story>> {
    let read = |name: &str, text: &str| -> anyhow::Result<Vec<Story>> {
        let Cases { cases } = toml::from_str(text).with_context(|| format!("{name} cannot be read"))?;
        Ok(cases)
    };
    match world {
        World::Small => read("data/demo/cases.toml", include_str!("../../../data/demo/cases.toml")),
        World::Ningxia => {
            let mut stories = Vec::new();
            for name in Themes::iter() {
                let file = Themes::get(&name).context("a file of the demo is gone")?;
                stories.extend(read(&name, std::str::from_utf8(&file.data)?)?);
            }
            Ok(stories)
        }
    }
}

/// The words of stories that were answered, each with its answer.
///
/// # Errors
/// When a file of the demo cannot be read.
pub fn words() -> anyhow::Result<Stories> {
    let answer = |story: &Story| {
        story.then.iter().find_map(|step| match &step.does {
            Does::Reply { text } => Some(text.clone()),
            _ => None,
        })
    };
    let stories =
        written(World::Ningxia)?.into_iter().filter_map(|story| Some((story.form.what.clone(), answer(&story)?)));
    Ok(stories.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_and_counted_back_over_the_week_end() {
        // a Monday, 10:00 in the office
        let now = "2026-11-23T02:00:00Z".parse().unwrap();
        for (text, at) in [
            ("25m", "2026-11-23T01:35:00Z"),
            ("1d 10:05", "2026-11-22T02:05:00Z"),
            ("1w 10:05", "2026-11-20T02:05:00Z"),
            ("6w 17:30", "2026-11-13T09:30:00Z"),
        ] {
            assert_eq!(text.parse::<When>().unwrap().before(now).unwrap(), at.parse().unwrap(), "{text}");
        }
        for wrong in ["", "3", "3d", "3x 10:00", "w 10:00", "3d 25:00"] {
            assert!(wrong.parse::<When>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn three_hundred_stories_are_told_and_thirty_of_them_in_english() {
        let stories = written(World::Ningxia).unwrap();
        let english =
            stories.iter().filter(|story| story.form.what.chars().filter(|sign| !sign.is_ascii()).count() < 20);
        assert!(stories.len() >= 300 && english.count() >= 30, "{}", stories.len());
    }
}
