//! The front page: which task?

use crate::{
    lang::{Lang, frame, lang, office, t},
    public::lookup::LookupForm,
    routes,
    ui::{heading::Heading, mark::Horizon},
};
use leptos::prelude::*;

/// The front page.
#[component]
pub fn Home() -> impl IntoView {
    let prefs = frame().prefs;
    let (lang, elder) = (prefs.lang, prefs.elder.is_some());
    view! {
        <div class="hero">
            <div>
                <Heading text=t::home_title(lang)/>
                <p class="hero__lead">{t::home_lead(lang)}</p>
                <Emergency/>
            </div>
            <Horizon/>
        </div>
        <div class="home">
            <ul class="tiles">
                <Tile kind="tile tile--first" path=routes::REPORT.to_owned() name=t::home_report(lang).to_owned() text=t::home_report_text(lang)/>
                <Tile kind="tile" path=routes::TRACK.to_owned() name=t::home_track(lang).to_owned() text=t::home_track_text(lang)/>
                {elder.then(|| view! { <Tile kind="tile" path=office().phone_link() name=t::home_call(lang, office().phone()) text=t::home_call_text(lang)/> })}
            </ul>
            {(!elder).then(|| view! { <Query/> })}
        </div>
        <How/>
    }
}

#[component]
fn Tile(kind: &'static str, path: String, name: String, text: &'static str) -> impl IntoView {
    view! {
        <li class=kind>
            <a class="tile__link" href=path>{name}</a>
            <p class="tile__text">{text}</p>
        </li>
    }
}

/// Number and code, for whoever has them at hand.
#[component]
fn Query() -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="query">
            <h2 class="panel__title" id="query">{t::home_query(lang())}</h2>
            <LookupForm/>
        </section>
    }
}

/// Who can help at once, when it cannot wait.
#[component]
fn Emergency() -> impl IntoView {
    let lang = lang();
    let number = |(number, text)| view! { <a class="emergency__number" href=format!("tel:{number}")>{text}</a> };
    let numbers = [("110", t::emergency_110(lang)), ("119", t::emergency_119(lang)), ("120", t::emergency_120(lang))];
    view! {
        <p class="emergency">
            <span class="emergency__text">{t::emergency(lang)}</span>
            {numbers.map(number).into_iter().collect_view()}
        </p>
    }
}

/// The way of a report, in three steps.
#[component]
fn How() -> impl IntoView {
    let lang = lang();
    view! {
        <section class="section" aria-labelledby="how">
            <h2 class="section__title" id="how">{t::how_title(lang)}</h2>
            <ol class="steps">{steps(lang).map(step).into_iter().collect_view()}</ol>
        </section>
    }
}

/// One of the steps of a way.
pub fn step((name, text): (&'static str, &'static str)) -> impl IntoView {
    view! {
        <li class="steps__item">
            <h3 class="steps__name">{name}</h3>
            <p class="steps__text">{text}</p>
        </li>
    }
}

const fn steps(lang: Lang) -> [(&'static str, &'static str); 3] {
    [
        (t::how_1(lang), t::how_1_text(lang)),
        (t::how_2(lang), t::how_2_text(lang)),
        (t::how_3(lang), t::how_3_text(lang)),
    ]
}
