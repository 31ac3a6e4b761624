//! What a person takes along once a report is filed: number, code, the picture of both, and what happens next.

use crate::{
    lang::{lang, t},
    ui::{deadline::Provisional, plain, when},
};
use clearway::{calendar::Due, policy::REOPEN_DAYS};
use jiff::Timestamp;
use leptos::prelude::*;

/// Number and code in groups, with the picture beside them in the source too, so that all is on the first sheet of paper.
#[component]
pub fn Codes(
    /// The number, in groups.
    number: String,
    /// The code, in groups.
    code: String,
    /// Where the picture is.
    picture: String,
) -> impl IntoView {
    let lang = lang();
    let pair = |name, value: String| {
        view! { <div class="receipt__pair"><dt class="receipt__name">{name}</dt><dd class="receipt__code">{value}</dd></div> }
    };
    view! {
        <div class="receipt__both">
            <dl class="receipt__codes">{pair(t::number(lang), number.clone())}{pair(t::code(lang), code)}</dl>
            <figure class="receipt__qr">
                <img class="receipt__picture" src=picture alt=t::done_qr_alt(lang, number) width="176" height="176"/>
                <figcaption>{t::done_qr(lang)}</figcaption>
            </figure>
        </div>
    }
}

/// What happens next, with dates.
pub fn next(filed_at: Timestamp, due: Due, follows: bool) -> AnyView {
    let lang = lang();
    let now = when::date_time(lang, filed_at, filed_at);
    let steps = if follows {
        vec![
            (t::next_followed(lang), now),
            (t::next_followed_read(lang), t::next_followed_read_text(lang).to_owned()),
            (t::next_followed_add(lang), t::next_followed_add_text(lang).to_owned()),
        ]
    } else {
        vec![
            (t::next_received(lang), now),
            (t::next_passed(lang), t::next_passed_text(lang).to_owned()),
            (t::next_answered(lang), t::next_answered_by(lang, when::date_time(lang, due.at, filed_at))),
            (t::next_judged(lang), t::next_judged_text(lang, REOPEN_DAYS)),
        ]
    };
    let step = |(place, (name, text)): (usize, (&'static str, String))| {
        let class = if place == 0 { "steps__item steps__item--done" } else { "steps__item" };
        plain::item(class, vec![plain::subtitle("steps__name", name), plain::text("steps__text", text)])
    };
    let steps = plain::ordered("steps steps--down", steps.into_iter().enumerate().map(step).collect());
    let provisional = (!follows).then(|| view! { <Provisional due/> }.into_any());
    let parts = [plain::title("next", t::next_title(lang)), steps];
    plain::section("section", "next", parts.into_iter().chain(provisional).collect())
}

/// Printing needs script: until there is some, the button keeps its place and cannot be seen or reached.
#[component]
pub fn Print() -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let class = move || if ready.get() { "button button--quiet" } else { "button button--quiet button--waiting" };
    let print = move |_| drop(window().print());
    view! { <button class=class type="button" on:click=print>{t::done_print(lang())}</button> }
}
