//! How much time a case has: icon, words and colour, so that any one of them is enough.

use crate::{
    lang::{Lang, lang, t},
    staff::clocks,
    ui::when::{self, local},
};
use clearway::{
    calendar::Due,
    case::{CaseHead, Stage},
};
use jiff::{Timestamp, civil::Weekday};
use leptos::prelude::*;

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    Over,
    Today,
    Soon,
    Fine,
    Closed,
}

impl Urgency {
    fn of(due: Due, stage: Stage, now: Timestamp) -> Self {
        let (day, today) = (local(due.at).date(), local(now).date());
        let next = match today.weekday() {
            Weekday::Friday => 3,
            Weekday::Saturday => 2,
            _ => 1,
        };
        match (day - today).get_days() {
            _ if !stage.is_open() => Self::Closed,
            _ if now > due.at => Self::Over,
            0 => Self::Today,
            days if days <= next => Self::Soon,
            _ => Self::Fine,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Over => "tag tag--error",
            Self::Today | Self::Soon => "tag tag--warn",
            Self::Fine => "tag tag--calm",
            Self::Closed => "tag",
        }
    }

    /// A triangle, a disc, a tick: told apart without colour.
    const fn icon(self) -> Option<&'static str> {
        match self {
            Self::Over => Some("M8 1.5 15.5 15H.5z"),
            Self::Today | Self::Soon => Some("M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z"),
            Self::Fine => Some("M6.2 13.4 1 8.2l2-2 3.2 3.2L13 2.6l2 2z"),
            Self::Closed => None,
        }
    }

    fn words(self, lang: Lang, due: Due, now: Timestamp) -> String {
        match self {
            Self::Over => match now.duration_since(due.at).as_hours() {
                0 => t::due_over_now(lang).into(),
                hours @ 1..24 => t::due_over_hours(lang, usize::try_from(hours).unwrap_or_default()),
                hours => t::due_over_days(lang, usize::try_from(hours / 24).unwrap_or_default()),
            },
            Self::Today => t::due_today(lang, when::time(due.at)),
            Self::Soon | Self::Fine | Self::Closed => t::due_on(lang, when::date_time(lang, due.at, now)),
        }
    }
}

/// The tag.
#[component]
pub fn DueTag(
    /// The case: what is due next, and when.
    head: CaseHead,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let CaseHead { stage, due, next, .. } = head;
    let (step, due) = next.map_or((None, due), |(clock, due)| (Some(clocks::name(lang, clock)), due));
    let step = step.map(|step| view! { <span class="due__step">{step}</span> });
    let urgency = Urgency::of(due, stage, now);
    let icon = urgency.icon().map(|path| view! {
        <svg class="tag__icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d=path></path></svg>
    });
    let provisional = due.provisional.then(|| view! { <span class="due__note">{t::provisional(lang)}</span> });
    view! {
        <span class=urgency.class()>{icon}{urgency.words(lang, due, now)}</span>
        {step}
        {provisional}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urgency(due: &str, now: &str) -> Urgency {
        let due = Due { at: due.parse().unwrap(), provisional: false };
        Urgency::of(due, Stage::Filed, now.parse().unwrap())
    }

    #[test]
    fn late_today_soon_and_fine_follow_the_wall_clock() {
        let due = "2026-11-27T17:30:00+08:00";
        assert_eq!(urgency(due, "2026-11-27T17:30:01+08:00"), Urgency::Over);
        assert_eq!(urgency(due, "2026-11-27T00:00:00+08:00"), Urgency::Today);
        assert_eq!(urgency(due, "2026-11-26T23:59:59+08:00"), Urgency::Soon);
        assert_eq!(urgency(due, "2026-11-25T09:00:00+08:00"), Urgency::Fine);
    }

    #[test]
    fn over_a_weekend_monday_is_the_next_day() {
        let monday = "2026-11-30T17:30:00+08:00";
        assert_eq!(urgency(monday, "2026-11-27T09:00:00+08:00"), Urgency::Soon);
        assert_eq!(urgency(monday, "2026-11-28T09:00:00+08:00"), Urgency::Soon);
        assert_eq!(urgency(monday, "2026-11-26T09:00:00+08:00"), Urgency::Fine);
    }
}
