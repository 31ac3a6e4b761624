//! The keyboard of the list: what a key does, shown beside each control that does the same.

use crate::{
    lang::{lang, t},
    live::later,
    routes,
    staff::queue::{
        pick::Picks,
        sheet::Sheet,
        shortcut::{self, Pressed, Shortcut, meant, shown},
    },
    ui::{focus, plain},
};
use clearway::{id::CaseId, queue::DeskSettings};
use leptos::{ev, html, leptos_dom::helpers::window_event_listener, prelude::*, wasm_bindgen::JsCast};
use leptos_router::hooks::use_navigate;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// How long the first of two keys waits for the second, in milliseconds.
const WAIT: f64 = 1_500.0;
/// What an input method has in hand is told by this number where nothing else tells it.
const COMPOSING: u32 = 229;

/// The keys of whoever is at the desk; none while they are off.
#[derive(Clone, Copy)]
pub struct Keys(pub RwSignal<Option<Vec<(Shortcut, String)>>>);

impl Keys {
    /// As somebody wants them: their own where they chose some, else the usual ones.
    pub fn of(settings: &DeskSettings) -> Self {
        let keys = Self(RwSignal::new(None));
        keys.take_up(settings);
        keys
    }

    /// From now on as somebody wants them.
    pub fn take_up(self, settings: &DeskSettings) {
        self.0.set(settings.shortcuts.then(|| shortcut::chosen(&settings.keys)));
    }
}

/// The key of a control, when keys are on.
#[component]
pub fn KeyHint(
    /// What the control does.
    shortcut: Shortcut,
) -> impl IntoView {
    let keys = use_context::<Keys>();
    let hint = move || {
        let keys = keys?.0.read();
        let (_, key) = keys.as_ref()?.iter().find(|(known, _)| *known == shortcut)?;
        Some(view! { <kbd class="key">{shown(key)}</kbd> }.into_any())
    };
    plain::live(hint)
}

/// What the keys work on.
#[derive(Clone, Copy)]
pub struct Desktop {
    /// The rows.
    pub sheet: Sheet,
    /// What is selected.
    pub picks: Picks,
    /// Whether the case is shown beside the list.
    pub beside: RwSignal<bool>,
}

/// Listens as long as the page is there: a list with its desktop, or the frame of every page, which leads to the search and
/// back to the queues and keeps silent where there is a list.
pub fn listen_to(keys: Keys, desktop: Option<Desktop>) {
    let navigate = use_navigate();
    let before = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let heard = window_event_listener(ev::keydown, move |event| {
            if desktop.is_none() && stands("list") {
                return;
            }
            let first = before.get_value();
            match (asked(keys, first.as_deref(), &event), desktop) {
                (Some(Shortcut::Queue), _) => navigate(routes::STAFF, leptos_router::NavigateOptions::default()),
                (Some(shortcut), Some(desktop)) => desktop.does(shortcut),
                (Some(Shortcut::Search), None) if stands("find") => focus::arrive_at("find"),
                (Some(Shortcut::Search), None) => navigate(routes::SEARCH, leptos_router::NavigateOptions::default()),
                _ => return remember(before, event.code()),
            }
            event.prevent_default();
            before.set_value(None);
        });
        on_cleanup(move || heard.remove());
    });
}

fn stands(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

fn asked(keys: Keys, before: Option<&str>, event: &KeyboardEvent) -> Option<Shortcut> {
    let keys = keys.0.read_untracked();
    let code = event.code();
    let pressed = Pressed {
        code: &code,
        shift: event.shift_key(),
        others: event.ctrl_key() || event.alt_key() || event.meta_key(),
        composing: event.is_composing() || event.key_code() == COMPOSING,
        typing: is_typing(),
    };
    meant(keys.as_ref()?, before, pressed)
}

fn remember(before: StoredValue<Option<String>>, code: String) {
    before.set_value(Some(code));
    later(WAIT, move || drop(before.try_set_value(None)));
}

/// Whether what has the focus takes letters, or a window in front of the page has it.
fn is_typing() -> bool {
    const TAKES: &str = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog";
    let element = document().active_element();
    element.is_some_and(|element| element.closest(TAKES).is_ok_and(|found| found.is_some()))
}

impl Desktop {
    fn does(self, shortcut: Shortcut) {
        match shortcut {
            Shortcut::Down => self.go(1),
            Shortcut::Up => self.go(-1),
            Shortcut::Pick | Shortcut::PickTo => self.pick(shortcut == Shortcut::PickTo),
            Shortcut::Next => press("claim-next"),
            Shortcut::ShowNew => press("show-new"),
            Shortcut::Search => focus::arrive_at("search"),
            Shortcut::Beside => self.beside.update(|beside| *beside = !*beside),
            Shortcut::Keys => press("keys"),
            Shortcut::Queue => {}
        }
    }

    fn go(self, by: isize) {
        let ids = self.sheet.ids();
        let at = here().and_then(|id| ids.iter().position(|case| *case == id));
        let to = match at {
            None => Some(0),
            Some(at) => at.checked_add_signed(by),
        };
        if let Some(id) = to.and_then(|to| ids.get(to)) {
            focus::arrive_at(&format!("open-{id}"));
        }
    }

    fn pick(self, range: bool) {
        if let Some(id) = here() {
            self.picks.press(id, range, &self.sheet.ids());
        }
    }
}

/// The row in which the focus is.
pub fn here() -> Option<CaseId> {
    let row = document().active_element()?.closest("tr").ok()??;
    row.id().strip_prefix("row-")?.parse().ok()
}

/// Presses a control: what a key does is what the control does.
fn press(id: &str) {
    if let Some(Ok(control)) = document().get_element_by_id(id).map(Element::dyn_into::<HtmlElement>) {
        control.click();
    }
}

/// The list of keys: a button, and a window that gives the focus back.
#[component]
pub fn KeyList() -> impl IntoView {
    let lang = lang();
    let keys = use_context::<Keys>();
    let rows = move || {
        let keys = keys?.0.read();
        let row = |(shortcut, key): &(Shortcut, String)| {
            (name(lang, *shortcut).to_owned(), view! { <kbd class="key">{shown(key)}</kbd> }.into_any())
        };
        Some(plain::facts(keys.as_ref()?.iter().map(row).collect()))
    };
    let on = move || keys.is_some_and(|keys| keys.0.read().is_some());
    let dialog = NodeRef::<html::Dialog>::new();
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            drop(dialog.show_modal());
        }
    };
    view! {
        <Show when=on>
            <button class="button button--quiet" type="button" id="keys" on:click=open>{t::keys_list(lang)}<KeyHint shortcut=Shortcut::Keys/></button>
        </Show>
        <dialog class="dialog" node_ref=dialog aria-labelledby="key-list-title">
            <h2 class="section__title" id="key-list-title">{t::keys_list(lang)}</h2>
            {plain::live(rows)}
            <form method="dialog"><button class="button">{t::close(lang)}</button></form>
        </dialog>
    }
}

/// What a key does, in words.
pub const fn name(lang: crate::lang::Lang, shortcut: Shortcut) -> &'static str {
    match shortcut {
        Shortcut::Down => t::key_down(lang),
        Shortcut::Up => t::key_up(lang),
        Shortcut::Pick => t::key_pick(lang),
        Shortcut::PickTo => t::key_pick_to(lang),
        Shortcut::Next => t::key_next(lang),
        Shortcut::ShowNew => t::key_show_new(lang),
        Shortcut::Search => t::key_search(lang),
        Shortcut::Beside => t::key_beside(lang),
        Shortcut::Keys => t::key_keys(lang),
        Shortcut::Queue => t::key_queue(lang),
    }
}
