//! What happened, as a sentence of the history.

use crate::{
    lang::{Lang, t},
    ui::{choices, own_words, when, words},
};
use clearway::{
    case::Stage,
    event::{Entry, What},
};
use jiff::Timestamp;

/// A line of the history.
pub fn happened(lang: Lang, entry: &Entry, now: Timestamp) -> String {
    let until = || entry.due.map(|due| when::date_time(lang, due.at, now)).unwrap_or_default();
    match (entry.what, entry.department.as_deref()) {
        (What::Dispatched, Some(department)) => t::event_dispatched(lang, department),
        (What::TakenBack, Some(department)) => t::event_taken_back(lang, department),
        (What::Accepted, Some(department)) => t::event_accepted(lang, department),
        (What::DeadlineRecomputed, _) => t::event_deadline(lang, until()),
        (What::Reopened, _) => t::event_reopened(lang, until()),
        (What::Urged, _) => t::event_urged(lang, entry.urge.map(|why| own_words::urge(lang, why)).unwrap_or_default()),
        (What::Withdrawn, _) => match entry.withdraw {
            Some(why) => t::event_withdrawn(lang, own_words::withdraw(lang, why)),
            None => t::stage_withdrawn(lang).to_owned(),
        },
        (What::Contacted, _) => match entry.contact {
            Some((way, true)) => t::event_contacted(lang, choices::contact_way(lang, way)),
            Some((way, false)) => t::event_not_reached(lang, choices::contact_way(lang, way)),
            None => t::stage_accepted(lang).to_owned(),
        },
        (What::Unmasked, _) => {
            t::event_unmasked(lang, entry.unmask.map(|why| choices::unmask_reason(lang, why)).unwrap_or_default())
        }
        (what, _) => plain(lang, what).to_owned(),
    }
}

/// The same where only the event's kind is known.
pub fn happened_kind(lang: Lang, kind: &str) -> &'static str {
    What::parse(kind).map(|what| plain(lang, what)).unwrap_or_default()
}

/// Where the word alone says it.
const fn plain(lang: Lang, what: What) -> &'static str {
    match what {
        What::Filed => t::event_filed(lang),
        What::Dispatched | What::TakenBack => t::stage_dispatched(lang),
        What::Accepted => t::event_started(lang),
        What::Contacted => words::stage(lang, Stage::Accepted),
        What::Replied => t::event_replied(lang),
        What::Signed => t::event_signed(lang),
        What::Returned => t::event_returned(lang),
        What::Released => t::event_released(lang),
        What::Followed => t::event_followed(lang),
        What::Published => t::event_published(lang),
        What::Split => t::event_split(lang),
        What::Noted | What::Unmasked => t::event_noted(lang),
        What::Claimed => t::event_claimed(lang),
        What::LetGo => t::event_let_go(lang),
        What::CodeRenewed => t::event_code_renewed(lang),
        What::AddedFor => t::event_added_for(lang),
        What::ClosedUnjudged => t::event_closed_unjudged(lang),
        What::DeadlineRecomputed | What::Reopened => words::stage(lang, Stage::Accepted),
        What::Supplemented | What::Urged => t::event_supplemented(lang),
        What::Solved => t::event_solved(lang),
        What::Withdrawn => t::stage_withdrawn(lang),
        What::MadePrivate => t::event_private(lang),
        What::Unfollowed => t::event_unfollowed(lang),
    }
}
