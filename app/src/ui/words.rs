//! The word of the screens for each value of the core.

use crate::{
    denied::Denied,
    lang::{Lang, office, t},
    ui::{choices, own_words},
};
use clearway::{
    account::PASSWORD_MIN,
    case::Stage,
    evidence::FILES_MAX,
    personal_data::PersonalKind,
    policy::{HELD_MAX, TAKE_BACK_MINUTES},
    queue::{Bucket, COUNTED, View},
    refusal::Refusal,
    reply::{REPLY_MAX, REPLY_MIN},
    report::Channel,
    staff::Role,
};

/// Why it was not done.
pub fn denied(lang: Lang, denied: &Denied) -> String {
    match denied {
        Denied::Refused(why) => refusal(lang, *why),
        Denied::Personal(found) => {
            let one = |line: &str| {
                let (kind, masked) = line.split_once(' ').unwrap_or_default();
                let kind = PersonalKind::parse(kind).map(|kind| choices::personal(lang, kind)).unwrap_or_default();
                format!("{kind} {masked}")
            };
            let found = found.lines().map(one).collect::<Vec<_>>().join(t::comma(lang));
            format!("{} {}", t::refused_unchecked(lang), t::personal_found(lang, found))
        }
        Denied::Fault(reference) => t::fault(lang, office().phone(), reference),
        Denied::Away(reference) => t::away(lang, office().phone(), reference),
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
        Refusal::TooLate => t::refused_late(lang, TAKE_BACK_MINUTES),
        Refusal::WrongStage => t::refused_stage(lang).into(),
        Refusal::Changed => t::refused_changed(lang).into(),
        Refusal::OtherRegion => t::refused_region(lang).into(),
        Refusal::TooShort => t::refused_short(lang, REPLY_MIN),
        Refusal::TooLong => t::refused_long(lang, REPLY_MAX),
        Refusal::TooManyFiles => t::file_many(lang, FILES_MAX),
        Refusal::NotPublic => t::refused_not_public(lang).into(),
        Refusal::Taken => t::refused_taken(lang).into(),
        Refusal::LastAdmin => t::refused_last_admin(lang).into(),
        Refusal::InUse => t::refused_in_use(lang).into(),
        Refusal::AtWork => t::refused_at_work(lang).into(),
        Refusal::PersonalData => t::refused_personal(lang).into(),
        Refusal::Unchecked => t::refused_unchecked(lang).into(),
        Refusal::Held => t::refused_held(lang).into(),
        Refusal::NotHeld => t::refused_not_held(lang).into(),
        Refusal::EnoughInHand => t::refused_enough(lang, HELD_MAX),
        Refusal::TooMany(most) => t::refused_too_many(lang, most),
        Refusal::NoName => t::refused_no_name(lang).into(),
        Refusal::WrongSettings => t::refused_keys(lang).into(),
        Refusal::NothingWaits => t::refused_nothing(lang).into(),
        Refusal::NotCalled => t::refused_not_called(lang).into(),
        Refusal::NotFilled => t::refused_not_filled(lang).into(),
        Refusal::PointsOpen => t::refused_points(lang).into(),
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

/// The page on which a call or a visit is written down.
pub const fn intake(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Window => t::intake_title_window(lang),
        Channel::Web | Channel::Hotline => t::intake_title_hotline(lang),
    }
}

/// What a list holds.
pub const fn view(lang: Lang, view: View) -> &'static str {
    match view {
        View::Bucket(waits) => bucket(lang, waits),
        View::Mine => t::view_mine(lang),
        View::Open => t::view_open(lang),
    }
}

/// Why a list is empty and what happens next.
pub const fn empty_view(lang: Lang, view: View) -> &'static str {
    match view {
        View::Bucket(waits) => empty(lang, waits),
        View::Mine => t::empty_mine(lang),
        View::Open => t::empty_open(lang),
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
