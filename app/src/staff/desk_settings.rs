//! `/s/account/desk`: how somebody wants the lists: columns, height of rows, keys, and what may come in by itself.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    live::Live,
    read,
    staff::{
        desk::DeskNow,
        queue::{
            columns, keys,
            shortcut::{self, Shortcut},
        },
        queue_doors::save_settings,
    },
    ui::{heading::Heading, plain, send::Send, trouble::Refused},
};
use clearway::queue::{Column, Density, DeskSettings};
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
            {column_part(lang, chosen)}
            {key_part(lang, chosen)}
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

fn column_part(lang: Lang, chosen: Chosen) -> AnyView {
    let settings = chosen.settings;
    let column = |column: Column| {
        tick(columns::name(lang, column), settings.read_untracked().columns.contains(&column), move |on| {
            settings.update(|settings| {
                settings.columns.retain(|known| *known != column);
                if on {
                    settings.columns.push(column);
                    settings.columns.sort();
                }
            });
        })
    };
    group(t::desk_columns(lang), Column::ALL.into_iter().map(column).collect())
}

fn key_part(lang: Lang, chosen: Chosen) -> AnyView {
    let settings = chosen.settings;
    let on = tick(t::desk_keys_on(lang), settings.read_untracked().shortcuts, move |on| {
        settings.update(|settings| settings.shortcuts = on);
    });
    let key = move |shortcut: Shortcut| {
        let press = move |event: ev::KeyboardEvent| remap(settings, shortcut, &event);
        let shown = move || {
            let settings = settings.read();
            let keys = shortcut::chosen(&settings.keys);
            keys.into_iter()
                .find(|(known, _)| *known == shortcut)
                .map(|(_, key)| shortcut::shown(&key))
                .unwrap_or_default()
        };
        view! {
            <label class="desk-settings__key">
                <span>{keys::name(lang, shortcut)}</span>
                <input class="input" size="6" readonly=true prop:value=shown on:keydown=press/>
            </label>
        }
        .into_any()
    };
    let usual = move || settings.update(|settings| settings.keys.clear());
    let keys: Vec<_> = Shortcut::ALL.into_iter().map(key).collect();
    let back = plain::button("button button--quiet", t::desk_keys_usual(lang), usual);
    group(
        t::keys_list(lang),
        vec![on, plain::text("field__hint", t::desk_keys_hint(lang)), plain::group("desk-settings__keys", keys), back],
    )
}

/// A key pressed in the field of a shortcut becomes its key; Delete switches it off. Keys that move the focus go on doing so.
fn remap(settings: RwSignal<DeskSettings>, shortcut: Shortcut, event: &ev::KeyboardEvent) {
    let code = event.code();
    let moves = ["Tab", "Enter", "Escape", "ShiftLeft", "ShiftRight"].contains(&code.as_str());
    if moves || event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    event.prevent_default();
    let key = match code.as_str() {
        "Backspace" | "Delete" => String::new(),
        code if event.shift_key() => format!("Shift+{code}"),
        code => code.to_owned(),
    };
    settings.update(|settings| drop(settings.keys.insert(shortcut.as_str().to_owned(), key)));
}

fn group(title: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <fieldset class="desk-settings__part"><legend class="section__title">{title}</legend>{parts}</fieldset> }
        .into_any()
}

fn tick(label: &'static str, checked: bool, change: impl Fn(bool) + 'static) -> AnyView {
    let change = move |event: ev::Event| change(event_target_checked(&event));
    view! { <label class="desk-settings__tick"><input class="pick__box" type="checkbox" checked=checked on:change=change/><span>{label}</span></label> }.into_any()
}
