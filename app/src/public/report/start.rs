//! `/report`: what it takes, what does not belong here, and the way in.

#[cfg(feature = "ssr")]
use crate::desk::{self, counter};
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    ui::{
        heading::Heading,
        send::Send,
        trouble::{Refused, Trouble},
    },
};
use leptos::{form::ActionForm, prelude::*};

/// Begins a report.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/begin")]
pub async fn begin() -> Result<(), Denied> {
    desk::go(&counter()?.begins().await?)
}

/// Where an unfinished report of this browser goes on.
///
/// # Errors
/// A fault.
#[server(endpoint = "report/unfinished")]
pub async fn read_unfinished() -> Result<Option<String>, Denied> {
    counter()?.unfinished().await
}

/// The page.
#[component]
pub fn Start() -> impl IntoView {
    let lang = lang();
    let unfinished = Resource::new(|| (), |()| read_unfinished());
    let action = ServerAction::<Begin>::new();
    view! {
        <div class="start">
            <div class="start__way">
                <Heading text=t::report_title(lang)/>
                <p class="lead">{t::report_lead(lang)}</p>
                <ul class="points">
                    {needs(lang).map(|need| view! { <li class="points__item">{need}</li> }).into_iter().collect_view()}
                </ul>
                <Refused answer=action.value()/>
                <Transition>
                    {move || unfinished.get().map(|unfinished| match unfinished {
                        Ok(path) => view! { <Ways path action/> }.into_any(),
                        Err(denied) => view! { <Trouble denied/> }.into_any(),
                    })}
                </Transition>
            </div>
            <Elsewhere/>
        </div>
    }
}

/// On with what was begun, or anew.
#[component]
fn Ways(path: Option<String>, action: ServerAction<Begin>) -> impl IntoView {
    let lang = lang();
    let text = if path.is_some() { t::report_begin_anew(lang) } else { t::report_begin(lang) };
    let unfinished = path.map(|path| {
        view! {
            <div class="unfinished">
                <p class="unfinished__text">{t::report_unfinished(lang)}</p>
                <a class="button" href=path>{t::report_continue(lang)}</a>
            </div>
        }
    });
    view! {
        {unfinished}
        <ActionForm action attr:class="start__begin"><Send text pending=action.pending()/></ActionForm>
    }
}

const fn needs(lang: Lang) -> [&'static str; 3] {
    [t::report_need_matter(lang), t::report_need_evidence(lang), t::report_need_phone(lang)]
}

/// What others answer for, with the right place.
#[component]
fn Elsewhere() -> impl IntoView {
    let lang = lang();
    let place = |(what, text, number, call): (&'static str, &'static str, &'static str, &'static str)| {
        let call =
            (!number.is_empty()).then(|| view! { <a class="elsewhere__call" href=format!("tel:{number}")>{call}</a> });
        view! {
            <div class="elsewhere__row">
                <dt class="elsewhere__what">{what}</dt>
                <dd class="elsewhere__where">{text}{call}</dd>
            </div>
        }
    };
    let places = [
        (t::elsewhere_court(lang), t::elsewhere_court_text(lang), "12368", t::elsewhere_court_call(lang)),
        (
            t::elsewhere_discipline(lang),
            t::elsewhere_discipline_text(lang),
            "12388",
            t::elsewhere_discipline_call(lang),
        ),
        (t::elsewhere_petition(lang), t::elsewhere_petition_text(lang), "", ""),
    ];
    let urgent = [("110", t::emergency_110(lang)), ("119", t::emergency_119(lang)), ("120", t::emergency_120(lang))];
    let number = |(number, text)| view! { <a class="elsewhere__call" href=format!("tel:{number}")>{text}</a> };
    view! {
        <section class="elsewhere" aria-labelledby="elsewhere">
            <h2 class="section__title" id="elsewhere">{t::elsewhere_title(lang)}</h2>
            <dl class="elsewhere__list">
                <div class="elsewhere__row">
                    <dt class="elsewhere__what">{t::elsewhere_urgent(lang)}</dt>
                    <dd class="elsewhere__where">{urgent.map(number).into_iter().collect_view()}</dd>
                </div>
                {places.map(place).into_iter().collect_view()}
            </dl>
        </section>
    }
}
