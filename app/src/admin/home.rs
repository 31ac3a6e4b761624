//! `/admin`: what an admin sets up, and what is still missing.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    admin::words,
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    ui::{heading::Heading, plain, trouble::Trouble},
};
use clearway::office::{Gap, Thing};
use leptos::prelude::*;

/// Reads what is missing.
///
/// # Errors
/// For whoever is no admin, or a fault.
#[server(endpoint = "admin/gaps")]
pub async fn read_gaps() -> Result<Vec<Gap>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    Ok(store.list_gaps(&staff, at.now).await?)
}

/// The page.
#[component]
pub fn Admin() -> impl IntoView {
    let lang = lang();
    let gaps = read(|| (), |()| read_gaps());
    view! {
        <Heading text=t::admin_title(lang)/>
        <Transition>
            {move || gaps.get().map(|gaps| match gaps {
                Ok(gaps) => plain::group("", vec![missing(lang, &gaps), links(lang)]),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

fn missing(lang: Lang, gaps: &[Gap]) -> AnyView {
    if gaps.is_empty() {
        return plain::text("admin-home__fine", t::admin_no_gaps(lang));
    }
    let line = |gap: &Gap| {
        let (text, href) = words::gap(lang, gap);
        plain::item("admin-home__gap", vec![plain::link("", href, text)])
    };
    let list = plain::list("admin-home__gaps", gaps.iter().map(line).collect());
    plain::section("", "gaps", vec![plain::title("gaps", t::admin_gaps(lang)), list])
}

fn links(lang: Lang) -> AnyView {
    let tile =
        |href: String, name: &'static str, text: &'static str| tile(plain::link("admin-home__name", href, name), text);
    // pages that need no script, and so none of this part
    let out = |href: &'static str, name: &'static str, text: &'static str| {
        let link = view! { <a class="admin-home__name" href=href rel="external">{name}</a> };
        self::tile(link.into_any(), text)
    };
    let things = Thing::ALL
        .into_iter()
        .map(|thing| tile(routes::admin_list(thing.as_str()), words::thing(lang, thing), words::about(lang, thing)));
    let more = [
        tile(routes::ADMIN_CALENDAR.into(), t::admin_calendar(lang), t::admin_calendar_about(lang)),
        tile(routes::ADMIN_HISTORY.into(), t::admin_history(lang), t::admin_history_about(lang)),
    ];
    let plain_pages = [
        out(routes::ADMIN_OFFICE, t::setup_facts_title(lang), t::admin_office_about(lang)),
        out(routes::ADMIN_LISTS, t::lists_title(lang), t::admin_lists_about(lang)),
    ];
    let tiles = plain::list("admin-home", things.chain(more).chain(plain_pages).collect());
    plain::section("", "things", vec![plain::title("things", t::admin_things(lang)), tiles])
}

fn tile(link: AnyView, text: &'static str) -> AnyView {
    plain::item("admin-home__tile", vec![link, plain::span("admin-home__text", text)])
}
