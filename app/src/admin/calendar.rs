//! `/admin/calendar`: the calendar of working days, year by year, and a new year loaded with a look at what moves.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    admin::changes::{Told, shown},
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    ui::{
        file_text,
        heading::Heading,
        plain,
        send::Send as SendButton,
        trouble::{Refused, Trouble},
    },
};
use clearway::{
    calendar::DayKind,
    office::{ShownYear, Weighed},
};
use leptos::{form::ActionForm, html, prelude::*};

/// Reads the years that are loaded, newest first.
///
/// # Errors
/// For whoever is no admin, or a fault.
#[server(endpoint = "admin/calendar")]
pub async fn read_calendar() -> Result<Vec<ShownYear>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    Ok(store.list_years(&staff, at.now).await?)
}

/// Loads a year: tells what would move, and loads it once exactly that was shown.
///
/// # Errors
/// For whoever is no admin, when the file cannot be read, or a fault.
#[server(endpoint = "admin/load-calendar")]
pub async fn load_calendar(
    #[server(default)] body: String,
    #[server(default)] shown: String,
) -> Result<Weighed, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let shown: Vec<_> = serde_json::from_str(&shown).unwrap_or_default();
    Ok(store.set_calendar(&staff, &body, &shown, at).await?)
}

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let lang = lang();
    let load = ServerAction::<LoadCalendar>::new();
    let kept = Memo::new(move |before: Option<&usize>| match load.value().get() {
        Some(Ok(Weighed { kept: true, .. })) => load.version().get(),
        _ => before.copied().unwrap_or_default(),
    });
    let years = read(move || kept.get(), |_| read_calendar());
    view! {
        <p class="admin__back"><a href=routes::ADMIN>{t::admin_title(lang)}</a></p>
        <Heading text=t::admin_calendar(lang)/>
        <p>{t::admin_calendar_about(lang)}</p>
        <Transition>
            {move || years.get().map(|years| match years {
                Ok(years) => view! { <Load load/>{years.into_iter().map(|year| shown_year(lang, year)).collect::<Vec<_>>()} }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Load(load: ServerAction<LoadCalendar>) -> impl IntoView {
    let lang = lang();
    let body = NodeRef::<html::Textarea>::new();
    let told = Memo::new(move |_| shown(load.value().get()));
    let button = move || match told.with(String::is_empty) {
        true => view! { <SendButton text=t::admin_check(lang) pending=load.pending()/> },
        false => view! { <SendButton text=t::admin_confirm(lang) pending=load.pending()/> },
    };
    view! {
        <ActionForm action=load attr:class="admin-form">
            <input type="hidden" name="shown" value=move || told.get()/>
            <div class="field">
                <label class="field__label" for="body">{t::admin_calendar_body(lang)}</label>
                <p class="field__hint">{t::admin_calendar_hint(lang)}</p>
                <input class="input" id="file" type="file" accept=".csv,.txt,text/csv,text/plain" aria-label=t::admin_calendar_file(lang)
                    on:change=move |event| file_text::pour(&event, body)/>
                <textarea class="input input--text" id="body" name="body" rows="8" node_ref=body></textarea>
            </div>
            <Refused answer=load.value()/>
            <Told answer=load.value().into()/>
            {button}
        </ActionForm>
    }
}

fn shown_year(lang: Lang, year: ShownYear) -> AnyView {
    let ShownYear { year, days } = year;
    let day = |(date, kind, name): (jiff::civil::Date, DayKind, String)| {
        let word = match kind {
            DayKind::Holiday => t::admin_holiday(lang),
            DayKind::Workday => t::admin_workday(lang),
        };
        plain::item(
            "admin-days__day",
            vec![plain::span("admin-days__date", date.to_string()), plain::span("", word), plain::span("", name)],
        )
    };
    view! {
        <details class="why">
            <summary class="why__summary">{t::admin_year_days(lang, days.len(), year)}</summary>
            {plain::list("admin-days", days.into_iter().map(day).collect())}
        </details>
    }
    .into_any()
}
