//! The word of the screens for each value of the core.

use crate::{
    denied::Denied,
    lang::{Lang, t},
    ui::{choices, own_words, when},
};
use clearway::{
    account::PASSWORD_MIN,
    case::Stage,
    event::{Entry, What},
    evidence::FILES_MAX,
    policy::HELD_MAX,
    queue::{Bucket, COUNTED},
    refusal::Refusal,
    reply::{REPLY_MAX, REPLY_MIN},
    staff::Role,
};
use jiff::Timestamp;

/// Why it was not done.
pub fn denied(lang: Lang, denied: &Denied) -> String {
    match denied {
        Denied::Refused(why) => refusal(lang, *why),
        Denied::Fault(reference) => t::fault(lang, reference),
        Denied::Unreachable => t::unreachable(lang).into(),
    }
}

fn refusal(lang: Lang, refusal: Refusal) -> String {
    match refusal {
        Refusal::SignedOut => t::refused_signed_out(lang).into(),
        Refusal::WrongPassword => t::refused_password(lang).into(),
        Refusal::SecondFactor => t::refused_second_factor(lang).into(),
        Refusal::WrongCode => t::refused_code(lang).into(),
        Refusal::WeakPassword => t::refused_weak(lang, PASSWORD_MIN),
        Refusal::NeedsScript => t::refused_script(lang).into(),
        Refusal::LinkGone => t::refused_link(lang).into(),
        Refusal::Wait(minutes) => t::refused_wait(lang, minutes as usize),
        Refusal::NotFound => t::refused_not_found(lang).into(),
        Refusal::NotYours => t::refused_not_yours(lang).into(),
        Refusal::SameHand => t::refused_same_hand(lang).into(),
        Refusal::WrongStage => t::refused_stage(lang).into(),
        Refusal::Changed => t::refused_changed(lang).into(),
        Refusal::OtherRegion => t::refused_region(lang).into(),
        Refusal::TooShort => t::refused_short(lang, REPLY_MIN),
        Refusal::TooLong => t::refused_long(lang, REPLY_MAX),
        Refusal::TooManyFiles => t::file_many(lang, FILES_MAX),
        Refusal::NotPublic => t::refused_not_public(lang).into(),
        Refusal::PersonalData => t::refused_personal(lang).into(),
        Refusal::Held => t::refused_held(lang).into(),
        Refusal::NotHeld => t::refused_not_held(lang).into(),
        Refusal::EnoughInHand => t::refused_enough(lang, HELD_MAX),
        Refusal::NothingWaits => t::refused_nothing(lang).into(),
        Refusal::NoContact => t::refused_no_contact(lang).into(),
        Refusal::Absent(why) => own_words::absent(lang, why),
    }
}

/// How far a case has come.
pub const fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Filed => t::stage_filed(lang),
        Stage::Dispatched => t::stage_dispatched(lang),
        Stage::Accepted => t::stage_accepted(lang),
        Stage::Written | Stage::Replied => t::stage_replied(lang),
        Stage::Answered => t::stage_answered(lang),
        Stage::Closed => t::stage_closed(lang),
        Stage::Withdrawn => t::stage_withdrawn(lang),
    }
}

/// What an account is for.
pub const fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Operator => t::role_operator(lang),
        Role::Clerk => t::role_clerk(lang),
        Role::Dispatcher => t::role_dispatcher(lang),
        Role::Officer => t::role_officer(lang),
        Role::Leader => t::role_leader(lang),
        Role::Reviewer => t::role_reviewer(lang),
        Role::Supervisor => t::role_supervisor(lang),
        Role::Analyst => t::role_analyst(lang),
        Role::Admin => t::role_admin(lang),
    }
}

/// What the work of a queue waits for.
pub const fn bucket(lang: Lang, bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::ToDispatch => t::bucket_to_dispatch(lang),
        Bucket::ToAccept => t::bucket_to_accept(lang),
        Bucket::ToReply => t::bucket_to_reply(lang),
        Bucket::ToSign => t::bucket_to_sign(lang),
        Bucket::ToRelease => t::bucket_to_release(lang),
    }
}

/// Why a queue is empty and what happens next.
pub const fn empty(lang: Lang, bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::ToDispatch => t::empty_to_dispatch(lang),
        Bucket::ToAccept => t::empty_to_accept(lang),
        Bucket::ToReply => t::empty_to_reply(lang),
        Bucket::ToSign => t::empty_to_sign(lang),
        Bucket::ToRelease => t::empty_to_release(lang),
    }
}

/// A number that is counted exactly up to [`COUNTED`].
pub fn count(lang: Lang, count: i64) -> String {
    if count > COUNTED { t::count_more(lang, COUNTED) } else { count.to_string() }
}

/// A line of the history.
pub fn happened(lang: Lang, entry: &Entry, now: Timestamp) -> String {
    let until = || entry.due.map(|due| when::date_time(lang, due.at, now)).unwrap_or_default();
    let plain = match (entry.what, entry.department.as_deref()) {
        (What::Dispatched, Some(department)) => return t::event_dispatched(lang, department),
        (What::Accepted, Some(department)) => return t::event_accepted(lang, department),
        (What::DeadlineRecomputed, _) => return t::event_deadline(lang, until()),
        (What::Reopened, _) => return t::event_reopened(lang, until()),
        (What::Urged, _) => {
            return t::event_urged(lang, entry.urge.map(|why| own_words::urge(lang, why)).unwrap_or_default());
        }
        (What::Withdrawn, _) => match entry.withdraw {
            Some(why) => return t::event_withdrawn(lang, own_words::withdraw(lang, why)),
            None => t::stage_withdrawn(lang),
        },
        (What::Contacted, _) => match entry.contact {
            Some((way, true)) => return t::event_contacted(lang, choices::contact_way(lang, way)),
            Some((way, false)) => return t::event_not_reached(lang, choices::contact_way(lang, way)),
            None => t::stage_accepted(lang),
        },
        (What::Unmasked, _) => {
            let why = entry.unmask.map(|why| choices::unmask_reason(lang, why)).unwrap_or_default();
            return t::event_unmasked(lang, why);
        }
        (What::Filed, _) => t::event_filed(lang),
        (What::Dispatched, None) => t::stage_dispatched(lang),
        (What::Accepted, None) => t::event_started(lang),
        (What::Replied, _) => t::event_replied(lang),
        (What::Signed, _) => t::event_signed(lang),
        (What::Returned, _) => t::event_returned(lang),
        (What::Noted, _) => t::event_noted(lang),
        (What::Claimed, _) => t::event_claimed(lang),
        (What::LetGo, _) => t::event_let_go(lang),
        (What::CodeRenewed, _) => t::event_code_renewed(lang),
        (What::AddedFor, _) => t::event_added_for(lang),
        (What::ClosedUnjudged, _) => t::event_closed_unjudged(lang),
        (What::Released, _) => t::event_released(lang),
        (What::Followed, _) => t::event_followed(lang),
        (What::Published, _) => t::event_published(lang),
        (What::Supplemented, _) => t::event_supplemented(lang),
        (What::Solved, _) => t::event_solved(lang),
        (What::MadePrivate, _) => t::event_private(lang),
        (What::Unfollowed, _) => t::event_unfollowed(lang),
    };
    plain.to_owned()
}
