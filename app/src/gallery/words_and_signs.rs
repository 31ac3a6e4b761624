//! The mark, the sizes of letters, what can be pressed, and what must not be missed.

use super::room;
use crate::{
    lang::{lang, t},
    ui::{
        banner::{Banner, Tone},
        mark::{Horizon, Mark},
        plain,
    },
};
use leptos::prelude::*;

/// The rooms.
pub fn show() -> AnyView {
    [letters(), buttons(), told()].into_any()
}

fn letters() -> AnyView {
    let lang = lang();
    let mark = view! { <p class="case-line"><Mark/><strong>{t::brand(lang)}</strong></p><Horizon/> }.into_any();
    let sizes = view! {
        <h3 class="heading">{t::home_title(lang)}</h3>
        <p class="hero__lead">{t::home_lead(lang)}</p>
        <h3 class="section__title">{t::how_title(lang)}</h3>
        <p>{t::how_1_text(lang)}" "<a href="/help">{t::help_title(lang)}</a></p>
        <p class="field__hint">{t::how_2_text(lang)}</p>
        <p><code>"990101 261127 000003 G"</code></p>
    };
    room("Mark and letters", vec![mark, sizes.into_any()])
}

fn buttons() -> AnyView {
    let lang = lang();
    let all = view! {
        <p class="actions">
            <a class="button" href="/report">{t::nav_report(lang)}</a>
            <button class="button" disabled=true>{t::sending(lang)}</button>
            <a class="button button--quiet" href="/track">{t::nav_track(lang)}</a>
            <button class="button button--quiet" aria-pressed="true">{t::theme_light(lang)}</button>
        </p>
    };
    let tile = view! {
        <ul class="tiles">
            <li class="tile tile--first"><a class="tile__link" href="/report">{t::home_report(lang)}</a><p class="tile__text">{t::home_report_text(lang)}</p></li>
            <li class="tile"><a class="tile__link" href="/track">{t::home_track(lang)}</a><p class="tile__text">{t::home_track_text(lang)}</p></li>
        </ul>
    };
    room("What can be pressed", vec![all.into_any(), tile.into_any()])
}

fn told() -> AnyView {
    let lang = lang();
    let quiet = view! { <Banner tone=Tone::Quiet>{plain::text("banner__text", t::intake_kept(lang))}</Banner> };
    let alarm = view! {
        <Banner tone=Tone::Alarm>
            <p class="banner__title">{t::sorry_fault(lang)}</p>
            <p class="banner__text">{t::sorry_fault_text(lang)}</p>
        </Banner>
    };
    let tags = view! {
        <p class="case-line">
            <span class="tag">"tag"</span>
            <span class="tag tag--info">"tag--info"</span>
            <span class="tag tag--ok">"tag--ok"</span>
            <span class="tag tag--warn">"tag--warn"</span>
            <span class="tag tag--error">"tag--error"</span>
        </p>
    };
    let empty = plain::text("empty", t::start_all_done(lang));
    room("What is said", vec![quiet.into_any(), alarm.into_any(), tags.into_any(), empty])
}
