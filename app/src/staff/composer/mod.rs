//! Writing on a case: to the citizen or to colleagues, apart in colour and words; what is typed is kept as it is typed.

mod conflict;
pub mod keep;
pub mod note;
pub mod reply;
mod template;
pub mod words;

use crate::{
    lang::{Lang, lang, t},
    staff::{
        composer::{
            conflict::Meanwhile,
            note::{Note, NoteForm},
            reply::{Reply, ReplyForm},
            words::Words,
        },
        forms::Seen,
    },
    ui::plain,
};
use clearway::{
    case::{Act, CaseFile},
    reply::DraftPart,
};
use jiff::Timestamp;
use leptos::{ev, html, prelude::*};

/// The two tabs. Where a reply cannot be written any more, what was typed for one still stands there to be copied.
#[component]
pub fn Composer(
    /// The case.
    file: CaseFile,
    /// When the page was read.
    now: Timestamp,
    /// Sends the words to the citizen.
    reply: ServerAction<Reply>,
    /// Sends the words to colleagues.
    note: ServerAction<Note>,
    /// What is typed.
    words: Words,
    /// Reads the case again.
    again: Callback<()>,
) -> impl IntoView {
    let (replies, notes) = (file.acts.contains(&Act::Reply), file.acts.contains(&Act::Note));
    words.begin(&file);
    let parts = [(DraftPart::Reply, replies), (DraftPart::Note, notes)];
    let parts: Vec<_> = parts.into_iter().filter(|(_, legal)| *legal).map(|(part, _)| part).collect();
    // a reply that has become possible comes first, unless somebody is writing a note
    if !parts.contains(&words.part.get_untracked()) || words.of(DraftPart::Note).read_untracked().trim().is_empty() {
        words.part.set(parts.first().copied().unwrap_or(DraftPart::Note));
    }
    let left = (!replies).then(|| view! { <Left words/> });
    let meanwhile = view! { <Meanwhile file=file.clone() now words/> };
    let reply = replies.then(|| {
        let (seen, file) = (Seen::of(&file), file.clone());
        view! { <Panel part=DraftPart::Reply words><ReplyForm action=reply seen file words again/></Panel> }
    });
    let note = notes.then(|| {
        let seen = Seen::of(&file);
        view! { <Panel part=DraftPart::Note words><NoteForm action=note seen words again/></Panel> }
    });
    view! {
        <div class="composer">
            <Tabs parts words/>
            {meanwhile}
            {left}
            {reply}
            {note}
        </div>
    }
}

/// The names of the parts; arrow keys go from one to the other.
#[component]
fn Tabs(parts: Vec<DraftPart>, words: Words) -> impl IntoView {
    let lang = lang();
    let shown = parts.clone();
    let go = move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => 1,
            "ArrowLeft" | "ArrowUp" => shown.len() - 1,
            _ => return,
        };
        event.prevent_default();
        let place = shown.iter().position(|part| *part == words.part.get_untracked()).unwrap_or_default();
        words.part.set(shown[(place + step) % shown.len()]);
    };
    let tab = move |part: DraftPart| {
        let chosen = move || words.part.get() == part;
        let tab = NodeRef::<html::Button>::new();
        Effect::new(move |before: Option<bool>| {
            let now = chosen();
            if before == Some(false) && now {
                tab.get().into_iter().for_each(|tab| drop(tab.focus()));
            }
            now
        });
        view! {
            <button class="composer__tab" class=("composer__tab--note", part == DraftPart::Note) type="button" role="tab" node_ref=tab
                id=format!("tab-{}", part.as_str()) aria-controls=format!("panel-{}", part.as_str())
                aria-selected=move || chosen().to_string() tabindex=move || if chosen() { "0" } else { "-1" }
                on:click=move |_| words.part.set(part)>{name(lang, part)}</button>
        }
    };
    let tabs: Vec<_> = parts.into_iter().map(tab).collect();
    view! { <div class="composer__tabs" role="tablist" aria-label=t::composer_title(lang) on:keydown=go>{tabs}</div> }
}

const fn name(lang: Lang, part: DraftPart) -> &'static str {
    match part {
        DraftPart::Reply => t::composer_reply(lang),
        DraftPart::Note => t::composer_note(lang),
    }
}

#[component]
fn Panel(part: DraftPart, words: Words, children: Children) -> impl IntoView {
    view! {
        <div class="composer__panel" class=("composer__panel--note", part == DraftPart::Note) role="tabpanel"
            id=format!("panel-{}", part.as_str()) aria-labelledby=format!("tab-{}", part.as_str())
            hidden=move || words.part.get() != part>{children()}</div>
    }
}

/// What was typed for a reply that somebody else has written meanwhile.
#[component]
fn Left(words: Words) -> impl IntoView {
    let lang = lang();
    let typed = words.of(DraftPart::Reply);
    view! {
        <Show when=move || !typed.read().trim().is_empty()>
            <div class="form__note"><p>{t::composer_left(lang)}</p><p class="words">{move || typed.get()}</p>
                {plain::button("button button--quiet", t::composer_left_done(lang), move || words.sent(DraftPart::Reply))}</div>
        </Show>
    }
}
