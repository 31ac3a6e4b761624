//! `/s/account/desk`: how somebody wants the lists, what they are told of, and the keys.

mod alerts;
mod columns;
mod keys;

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    live::Live,
    read,
    staff::{desk::DeskNow, queue_doors::save_settings},
    ui::{heading::Heading, plain, send::Send, trouble::Refused},
};
use clearway::queue::{Density, DeskSettings};
use leptos::{ev, prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn DeskSettingsPage() -> impl IntoView {
    let desk = use_context::<read::Read<DeskNow>>();
    view! {
        <Heading text=t::desk_settings(lang())/>
        // once: the frame is read again while somebody chooses
        <Transition>
            {Suspend::new(async move {
                let settings = desk?.await.ok()?.settings;
                Some(view! { <Form settings/> })
            })}
        </Transition>
    }
}

/// What is chosen, until it is saved.
#[derive(Clone, Copy)]
struct Chosen {
    settings: RwSignal<DeskSettings>,
    pending: RwSignal<bool>,
    answer: RwSignal<Option<Result<(), Denied>>>,
}

#[component]
fn Form(settings: DeskSettings) -> impl IntoView {
    let lang = lang();
    let chosen =
        Chosen { settings: RwSignal::new(settings), pending: RwSignal::new(false), answer: RwSignal::new(None) };
    let live = use_context::<Live>();
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        chosen.pending.set(true);
        spawn_local(async move {
            let settings = serde_json::to_string(&chosen.settings.get_untracked()).unwrap_or_default();
            let answer = save_settings(settings).await;
            chosen.pending.try_set(false);
            if answer.is_ok() {
                live.into_iter().for_each(Live::read_again);
            }
            chosen.answer.try_set(Some(answer));
        });
    };
    let kept = move || {
        matches!(*chosen.answer.read(), Some(Ok(()))).then(|| plain::text("case-page__done", t::desk_saved(lang)))
    };
    view! {
        <Refused answer=chosen.answer/>
        <div role="status">{plain::live(kept)}</div>
        <form class="desk-settings" on:submit=save>
            {list_part(lang, chosen)}
            {columns::part(lang, chosen.settings)}
            {alerts::part(lang, chosen.settings)}
            {keys::part(lang, chosen.settings)}
            <Send text=t::desk_save(lang) pending=chosen.pending/>
        </form>
    }
}

fn list_part(lang: Lang, chosen: Chosen) -> AnyView {
    let settings = chosen.settings;
    group(
        t::desk_list(lang),
        vec![
            tick(t::desk_compact(lang), settings.read_untracked().density == Density::Compact, move |on| {
                settings.update(|settings| settings.density = if on { Density::Compact } else { Density::Roomy });
            }),
            tick(t::desk_auto(lang), settings.read_untracked().auto_insert, move |on| {
                settings.update(|settings| settings.auto_insert = on);
            }),
        ],
    )
}

fn group(title: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <fieldset class="desk-settings__part"><legend class="section__title">{title}</legend>{parts}</fieldset> }
        .into_any()
}

fn tick(label: &'static str, checked: bool, change: impl Fn(bool) + 'static) -> AnyView {
    let change = move |event: ev::Event| change(event_target_checked(&event));
    view! { <label class="desk-settings__tick"><input class="pick__box" type="checkbox" checked=checked on:change=change/><span>{label}</span></label> }.into_any()
}
