//! The clocks of a case, and for each: why this date?

use crate::{
    lang::{Lang, lang, t},
    ui::{count::days, plain, when},
};
use clearway::deadline::{Clock, Deadline, ExplainedDeadline, Unit};
use jiff::Timestamp;
use leptos::prelude::*;

/// The ledger, the clock that runs out first on top.
#[component]
pub fn Clocks(
    /// Its lines.
    ledger: Vec<ExplainedDeadline>,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let mut ledger = ledger;
    ledger.sort_by_key(|line| (!line.deadline.runs(), line.deadline.due.at));
    let lines = ledger.into_iter().map(|line| row(lang, line, now)).collect();
    view! {
        <h3 class="section__title">{t::clocks_title(lang)}</h3>
        <p class="clocks__note">{t::clocks_note(lang)}</p>
        {plain::ordered("clocks", lines)}
    }
}

fn row(lang: Lang, line: ExplainedDeadline, now: Timestamp) -> AnyView {
    let ExplainedDeadline { deadline, days: counted } = line;
    let Deadline { clock, due, met_at, stopped_at, .. } = deadline;
    let state = match (met_at, stopped_at) {
        (Some(at), _) if at > due.at => t::clock_met_late(lang, when::date_time(lang, at, now)),
        (Some(at), _) => t::clock_met(lang, when::date_time(lang, at, now)),
        (None, Some(_)) => t::clock_stopped(lang).to_owned(),
        (None, None) if now > due.at => t::clock_over(lang, when::date_time(lang, due.at, now)),
        (None, None) => t::due_on(lang, when::date_time(lang, due.at, now)),
    };
    let class = match (met_at, stopped_at) {
        (None, None) if now > due.at => "clocks__state clocks__state--late",
        (None, None) => "clocks__state clocks__state--runs",
        _ => "clocks__state",
    };
    let head =
        plain::line("clocks__line", vec![plain::span("clocks__name", name(lang, clock)), plain::span(class, state)]);
    let started = when::date_time(lang, deadline.started_at, now);
    let count = deadline.limit.count as usize;
    let limit = match deadline.limit.unit {
        Unit::HalfDays => t::clock_half_days(lang, count),
        Unit::Days => t::clock_days(lang, count),
    };
    let text = plain::text("", t::clock_why(lang, when::date_time(lang, due.at, now), limit, started));
    let why = plain::details(t::why_title(lang), vec![text, days(lang, counted, now)]);
    plain::item("clocks__item", vec![head, why])
}

/// What a clock counts towards.
pub const fn name(lang: Lang, clock: Clock) -> &'static str {
    match clock {
        Clock::Dispatch => t::clock_dispatch(lang),
        Clock::Accept => t::clock_accept(lang),
        Clock::Contact => t::clock_contact(lang),
        Clock::Reply => t::clock_reply(lang),
        Clock::ReplyAgain => t::clock_reply_again(lang),
        Clock::Verdict => t::clock_verdict(lang),
    }
}
