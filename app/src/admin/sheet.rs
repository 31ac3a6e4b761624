//! `/admin/{thing}/{key}`: one thing: what is filled in, what a save changes, and how it ends.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    admin::{
        accounts::Account,
        changes::{Told, shown},
        fields, words,
    },
    denied::Denied,
    lang::{lang, t},
    read::read,
    routes,
    ui::{
        heading::Heading,
        not_found::Nowhere,
        plain,
        send::Send as SendButton,
        trouble::{Refused, Trouble},
    },
};
#[cfg(feature = "ssr")]
use clearway::office::SheetForm;
use clearway::{
    office::{Field, Sheet, SheetPage, Thing, Weighed},
    refusal::Refusal,
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_params_map;
use std::collections::BTreeMap;

/// The word in the address of a thing that does not exist yet.
const NEW: &str = "new";

/// Reads a thing and what can be chosen in it.
///
/// # Errors
/// For whoever is no admin, when it is not theirs to look after, or a fault.
#[server(endpoint = "admin/read")]
pub async fn read_sheet(thing: String, #[server(default)] key: String) -> Result<SheetPage, Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    let thing = Thing::parse(&thing).ok_or(Refusal::NotFound)?;
    Ok(store.read_sheet(&staff, thing, &key).await?)
}

/// Adds, changes or ends a thing: tells what would change, and keeps it once exactly that was shown.
///
/// # Errors
/// For whoever is no admin, as the rules of the thing say, or a fault.
#[server(endpoint = "admin/set")]
pub async fn set_sheet(
    thing: String,
    #[server(default)] key: String,
    #[server(default)] sheet: BTreeMap<String, String>,
    #[server(default)] roles: Vec<String>,
    #[server(default)] end: String,
    #[server(default)] shown: String,
) -> Result<Weighed, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let shown = serde_json::from_str(&shown).unwrap_or_default();
    let order = SheetForm { thing, key, sheet, roles, end, shown }.read()?;
    let weighed = store.set_sheet(&staff, &order, at).await?;
    let list = routes::admin_list(order.thing.as_str());
    let to = if order.to.is_none() { list } else { routes::admin_sheet(order.thing.as_str(), &weighed.key) };
    if weighed.kept { desk::go(&to).map(|()| weighed) } else { Ok(weighed) }
}

/// The page.
#[component]
pub fn ThingPage() -> impl IntoView {
    let params = use_params_map();
    let thing = Memo::new(move |_| params.read().get("thing").unwrap_or_default());
    let key = Memo::new(move |_| params.read().get("key").filter(|key| key != NEW).unwrap_or_default());
    let save = ServerAction::<SetSheet>::new();
    let kept = Memo::new(move |before: Option<&usize>| match save.value().get() {
        Some(Ok(Weighed { kept: true, .. })) => save.version().get(),
        _ => before.copied().unwrap_or_default(),
    });
    let page = read(move || (thing.get(), key.get(), kept.get()), |(thing, key, _)| read_sheet(thing, key));
    view! {
        <Transition>
            {move || page.get().map(|page| match (page, Thing::parse(&thing.get_untracked())) {
                (Ok(page), Some(thing)) => view! { <Filled thing page save/> }.into_any(),
                (Err(Denied::Refused(Refusal::NotFound)), _) => view! { <Nowhere/> }.into_any(),
                (Err(denied), _) => view! { <Trouble denied/> }.into_any(),
                (Ok(_), None) => ().into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Filled(thing: Thing, page: SheetPage, save: ServerAction<SetSheet>) -> impl IntoView {
    let lang = lang();
    let SheetPage { sheet, options, ends } = page;
    let Sheet { key, name, values, .. } = sheet.clone();
    let new = key.is_empty();
    let title = if new { t::admin_new(lang, words::thing(lang, thing)) } else { words::name(lang, thing, &name) };
    let fixed = thing.shown().iter().filter(|field| !thing.fields(new).contains(field) && !new);
    let fact = |field: &Field| {
        let value = values.get(field).map_or("", String::as_str);
        (words::field(lang, *field).to_owned(), plain::span("", words::called(lang, &options, *field, value)))
    };
    let facts = fixed.map(fact).collect::<Vec<_>>();
    let facts = (!facts.is_empty()).then(|| plain::facts(facts));
    let filled: Vec<_> =
        thing.fields(new).iter().map(|field| fields::field(lang, thing, *field, &sheet, &options)).collect();
    let form = (!filled.is_empty()).then(|| view! { <SaveForm thing key=key.clone() filled save/> });
    let end = (ends && !new).then(|| view! { <EndForm thing key=key.clone()/> });
    let account = (thing == Thing::Staff).then(|| key.parse().ok()).flatten().map(|id| {
        let second_factor = values.get(&Field::WithoutFactor).is_some_and(|without| without == "no");
        view! { <Account id second_factor/> }
    });
    view! {
        <p class="admin__back"><a href=routes::admin_list(thing.as_str())>{words::thing(lang, thing)}</a></p>
        <Heading text=title/>
        {facts}
        {form}
        {account}
        {end}
    }
}

#[component]
fn SaveForm(thing: Thing, key: String, filled: Vec<AnyView>, save: ServerAction<SetSheet>) -> impl IntoView {
    let lang = lang();
    let told = Memo::new(move |_| shown(save.value().get()));
    let button = move || match told.with(String::is_empty) {
        true => view! { <SendButton text=t::admin_check(lang) pending=save.pending()/> },
        false => view! { <SendButton text=t::admin_confirm(lang) pending=save.pending()/> },
    };
    view! {
        <ActionForm action=save attr:class="admin-form">
            <input type="hidden" name="thing" value=thing.as_str()/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="shown" value=move || told.get()/>
            {filled}
            <Refused answer=save.value()/>
            <Told answer=save.value().into()/>
            {button}
        </ActionForm>
    }
}

/// How it ends: shown, then confirmed.
#[component]
fn EndForm(thing: Thing, key: String) -> impl IntoView {
    let lang = lang();
    let end = ServerAction::<SetSheet>::new();
    let told = Memo::new(move |_| shown(end.value().get()));
    let text = if thing == Thing::PageText { t::admin_reset(lang) } else { t::admin_end(lang) };
    let button = move || match told.with(String::is_empty) {
        true => view! { <SendButton text pending=end.pending()/> },
        false => view! { <SendButton text=t::admin_end_confirm(lang) pending=end.pending()/> },
    };
    view! {
        <details class="why admin-end">
            <summary class="why__summary">{text}</summary>
            <ActionForm action=end attr:class="admin-form">
                <input type="hidden" name="thing" value=thing.as_str()/>
                <input type="hidden" name="key" value=key/>
                <input type="hidden" name="end" value="yes"/>
                <input type="hidden" name="shown" value=move || told.get()/>
                <Refused answer=end.value()/>
                <Told answer=end.value().into()/>
                {button}
            </ActionForm>
        </details>
    }
}
