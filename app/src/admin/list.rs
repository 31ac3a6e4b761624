//! `/admin/{thing}`: the things of a kind, with a search.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    admin::words,
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    ui::{heading::Heading, not_found::Nowhere, plain, trouble::Trouble},
};
use clearway::{
    office::{Field, Options, Sheet, Sheets, Thing},
    refusal::Refusal,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Reads the things of a kind.
///
/// # Errors
/// For whoever is no admin, when there is no such kind, or a fault.
#[server(endpoint = "admin/list")]
pub async fn list_sheets(thing: String, #[server(default)] words: String) -> Result<Sheets, Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    let thing = Thing::parse(&thing).ok_or(Refusal::NotFound)?;
    Ok(store.list_sheets(&staff, thing, &words).await?)
}

/// The page.
#[component]
pub fn ThingList() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let thing = Memo::new(move |_| params.read().get("thing").unwrap_or_default());
    let words = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let list = read(move || (thing.get(), words.get()), |(thing, words)| list_sheets(thing, words));
    view! {
        <Transition>
            {move || list.get().map(|list| match (list, Thing::parse(&thing.get_untracked())) {
                (Ok(list), Some(thing)) => listed(lang(), thing, words.get_untracked(), list),
                (Err(Denied::Refused(Refusal::NotFound)), _) => view! { <Nowhere/> }.into_any(),
                (Err(denied), _) => view! { <Trouble denied/> }.into_any(),
                (Ok(_), None) => ().into_any(),
            })}
        </Transition>
    }
}

fn listed(lang: Lang, thing: Thing, words: String, list: Sheets) -> AnyView {
    let Sheets { sheets, more, options } = list;
    let empty = sheets
        .is_empty()
        .then(|| plain::text("empty", if words.is_empty() { t::admin_empty(lang) } else { t::admin_none_found(lang) }));
    let add = (thing != Thing::PageText).then(|| {
        let href = routes::admin_sheet(thing.as_str(), "new");
        plain::line("actions", vec![plain::link("button", href, t::admin_add(lang))])
    });
    let rows: Vec<_> = sheets.into_iter().map(|sheet| row(lang, thing, sheet, &options)).collect();
    let table = (!rows.is_empty()).then(|| table(lang, thing, rows));
    view! {
        <p class="admin__back"><a href=routes::ADMIN>{t::admin_title(lang)}</a></p>
        <Heading text=words::thing(lang, thing)/>
        <p>{words::about(lang, thing)}</p>
        {add}
        <form class="admin__search" role="search" method="get" action=routes::admin_list(thing.as_str())>
            <label class="field__label" for="q">{t::admin_search(lang)}</label>
            <input class="input" id="q" name="q" type="search" value=words/>
            <button class="button button--quiet">{t::admin_find(lang)}</button>
        </form>
        {empty}
        {table}
        {more.then(|| plain::text("admin__more", t::admin_more(lang)))}
    }
    .into_any()
}

/// Roles are said: on a telephone the rows are cards, and what is no longer laid out as a table is none to a screen reader.
fn table(lang: Lang, thing: Thing, rows: Vec<AnyView>) -> AnyView {
    let head = |name: &'static str| {
        view! { <th class="admin-table__head" scope="col" role="columnheader">{name}</th> }.into_any()
    };
    let fields = thing.shown().iter().map(|field| words::field(lang, *field));
    let heads: Vec<_> = std::iter::once(words::field(lang, Field::Name)).chain(fields).map(head).collect();
    view! {
        <div class="admin-sheet">
            <table class="admin-table" role="table">
                <thead class="admin-table__top" role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, thing: Thing, sheet: Sheet, options: &[Options]) -> AnyView {
    let Sheet { key, name, values, depth } = sheet;
    let link =
        plain::link("admin-table__name", routes::admin_sheet(thing.as_str(), &key), words::name(lang, thing, &name));
    let cell = |field: &Field| {
        let value = values.get(field).map_or("", String::as_str);
        let text = words::called(lang, options, *field, value);
        view! { <td class="admin-table__cell" role="cell" data-label=words::field(lang, *field)>{text}</td> }.into_any()
    };
    let cells: Vec<_> = thing.shown().iter().map(cell).collect();
    let class = match depth {
        0 => "admin-table__what",
        1 => "admin-table__what admin-table__what--below",
        _ => "admin-table__what admin-table__what--deep",
    };
    view! { <tr class="admin-table__row" role="row"><th class=class scope="row" role="rowheader">{link}</th>{cells}</tr> }
        .into_any()
}
