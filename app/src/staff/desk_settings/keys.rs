//! The keys: whether they do something, and which.

use super::{group, tick};
use crate::{
    lang::{Lang, t},
    staff::queue::{
        keys,
        shortcut::{self, Shortcut},
    },
    ui::plain,
};
use clearway::queue::DeskSettings;
use leptos::{ev, prelude::*};

/// The part of the page.
pub fn part(lang: Lang, settings: RwSignal<DeskSettings>) -> AnyView {
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
