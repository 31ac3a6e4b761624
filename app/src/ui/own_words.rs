//! What the screens say of the things a reporter can do to the own case.

use crate::lang::{Lang, office, t};
use clearway::{
    case::{Absent, OwnAct, OwnProblem, UrgeReason, WithdrawReason},
    policy::REOPEN_DAYS,
};

/// Its name: on the way to its page and on the page.
pub const fn act(lang: Lang, act: OwnAct) -> &'static str {
    match act {
        OwnAct::Supplement => t::own_supplement(lang),
        OwnAct::Urge => t::own_urge(lang),
        OwnAct::Solved => t::own_solved(lang),
        OwnAct::NotSolved => t::own_not_solved(lang),
        OwnAct::Withdraw => t::own_withdraw(lang),
        OwnAct::MakePrivate => t::own_private(lang),
        OwnAct::StopFollowing => t::own_stop(lang),
    }
}

/// What happens when it is done.
pub fn meaning(lang: Lang, act: OwnAct) -> String {
    match act {
        OwnAct::Supplement => t::own_supplement_text(lang).into(),
        OwnAct::Urge => t::own_urge_text(lang).into(),
        OwnAct::Solved => t::own_solved_text(lang).into(),
        OwnAct::NotSolved => t::own_not_solved_text(lang, REOPEN_DAYS),
        OwnAct::Withdraw => t::own_withdraw_text(lang).into(),
        OwnAct::MakePrivate => t::own_private_text(lang).into(),
        OwnAct::StopFollowing => t::own_stop_text(lang).into(),
    }
}

/// What stands on its button.
pub const fn send(lang: Lang, act: OwnAct) -> &'static str {
    match act {
        OwnAct::Supplement => t::own_supplement_send(lang),
        OwnAct::Urge => t::own_urge_send(lang),
        OwnAct::Solved => t::own_solved_send(lang),
        OwnAct::NotSolved => t::own_not_solved_send(lang),
        OwnAct::Withdraw => t::own_withdraw_send(lang),
        OwnAct::MakePrivate => t::own_private_send(lang),
        OwnAct::StopFollowing => t::own_stop_send(lang),
    }
}

/// What is said once it is done.
pub const fn done(lang: Lang, act: OwnAct) -> &'static str {
    match act {
        OwnAct::Supplement => t::own_supplement_done(lang),
        OwnAct::Urge => t::own_urge_done(lang),
        OwnAct::Solved => t::own_solved_done(lang),
        OwnAct::NotSolved => t::own_not_solved_done(lang),
        OwnAct::Withdraw => t::own_withdraw_done(lang),
        OwnAct::MakePrivate => t::own_private_done(lang),
        OwnAct::StopFollowing => t::own_stop_done(lang),
    }
}

/// What its words are called and how to write them; nothing for acts without words.
pub const fn text(lang: Lang, act: OwnAct) -> Option<(&'static str, &'static str)> {
    match act {
        OwnAct::Supplement => Some((t::own_supplement_label(lang), t::own_supplement_hint(lang))),
        OwnAct::Urge | OwnAct::Withdraw => Some((t::own_beside(lang), t::own_beside_hint(lang))),
        OwnAct::NotSolved => Some((t::own_still_wrong(lang), t::own_still_wrong_hint(lang))),
        OwnAct::Solved | OwnAct::MakePrivate | OwnAct::StopFollowing => None,
    }
}

/// Why it is not possible now.
pub fn absent(lang: Lang, why: Absent) -> String {
    match why {
        Absent::Closed => t::absent_closed(lang).into(),
        Absent::Withdrawn => t::absent_withdrawn(lang).into(),
        Absent::Unanswered => t::absent_unanswered(lang).into(),
        Absent::Answered => t::absent_answered(lang).into(),
        Absent::UrgedToday => t::absent_urged(lang).into(),
        Absent::NotOverdue => t::absent_not_overdue(lang).into(),
        Absent::ReopenedOnce => t::absent_once(lang, office().phone()),
        Absent::LongAgo => t::absent_long_ago(lang, REOPEN_DAYS),
        Absent::Private => t::absent_private(lang).into(),
        Absent::NotOwn => t::absent_not_own(lang).into(),
        Absent::Left => t::absent_left(lang).into(),
    }
}

/// Why somebody asks to hurry.
pub const fn urge(lang: Lang, why: UrgeReason) -> &'static str {
    match why {
        UrgeReason::NoNews => t::urge_no_news(lang),
        UrgeReason::MoreUrgent => t::urge_more_urgent(lang),
        UrgeReason::Overdue => t::urge_overdue(lang),
    }
}

/// Why somebody takes it back.
pub const fn withdraw(lang: Lang, why: WithdrawReason) -> &'static str {
    match why {
        WithdrawReason::Solved => t::withdraw_solved(lang),
        WithdrawReason::NotNeeded => t::withdraw_not_needed(lang),
        WithdrawReason::Mistake => t::withdraw_mistake(lang),
        WithdrawReason::Pressed => t::withdraw_pressed(lang),
        WithdrawReason::Other => t::withdraw_other(lang),
    }
}

/// What is wrong with what was typed.
pub fn problem(lang: Lang, problem: OwnProblem) -> String {
    match problem {
        OwnProblem::ReasonEmpty => t::own_reason_empty(lang).into(),
        OwnProblem::NothingAdded => t::own_nothing(lang).into(),
        OwnProblem::StillWrongEmpty => t::own_still_wrong_empty(lang).into(),
        OwnProblem::TextShort(min) => t::own_short(lang, min),
        OwnProblem::TextLong(max, n) => t::own_long(lang, max, n),
    }
}
