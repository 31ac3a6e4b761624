//! `/s/q/{view}`: a live list of work. What is on the screen is as it is now, and nothing moves under a hand.

pub mod address;
mod bar;
mod bulk;
mod claim;
pub mod columns;
mod count;
mod empty;
mod filter_words;
mod filters;
mod follow;
mod head;
pub mod keys;
mod news;
mod pick;
mod present;
mod preview;
mod row;
mod search;
mod sheet;
pub mod shortcut;
pub mod skip;
mod table;
mod touch;
pub mod views;

use crate::{
    denied::Denied,
    lang::{lang, t},
    live::Live,
    read::{self, read},
    staff::{
        desk::{DeskNow, Tally},
        queue::{
            bar::NewsBar,
            bulk::BulkBar,
            claim::ClaimNext,
            count::CountLine,
            empty::{Empty, Paging},
            filters::{Chips, Filters},
            follow::Followed,
            keys::{Desktop, KeyHint, KeyList, Keys},
            news::Aloud,
            pick::Picks,
            preview::{Preview, PreviewPane},
            search::Search,
            sheet::Sheet,
            shortcut::Shortcut,
            table::Table,
            touch::Touch,
            views::Views,
        },
        queue_doors::{QueueNow, read_queue},
    },
    ui::{focus, not_found::Nowhere, plain, trouble::Trouble, words},
};
use clearway::{
    queue::{DeskSettings, Filter, View},
    refusal::Refusal,
};
use leptos::{html, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page.
#[component]
pub fn Queue() -> impl IntoView {
    let params = use_params_map();
    let view = Memo::new(move |_| View::parse(&params.read().get("view").unwrap_or_default()));
    let known = Memo::new(move |_| view.get().is_some());
    // a list that follows another one keeps its table: the old rows stand until the new ones are there
    let view = Signal::derive(move || view.get().unwrap_or(View::Mine));
    move || if known.get() { view! { <List view/> }.into_any() } else { view! { <Nowhere/> }.into_any() }
}

/// Which list, and what of it.
#[derive(Clone, PartialEq)]
struct Asked {
    view: View,
    query: String,
    words: String,
    after: String,
    time: u32,
}

#[component]
fn List(view: Signal<View>) -> impl IntoView {
    let (sheet, touch, picks, words) = (Sheet::new(), Touch::new(), Picks::new(), search::words());
    let live = use_context::<Live>();
    let params = use_query_map();
    let query = Memo::new(move |_| Filter::parse_query(&params.read().to_query_string()).to_query());
    let after = Memo::new(move |_| params.read().get("after").unwrap_or_default());
    let pressed = RwSignal::new(0);
    let asked = Memo::new(move |_| Asked {
        view: view.get(),
        query: query.get(),
        words: words.get(),
        after: after.get(),
        time: pressed.get() + live.map(|live| live.asked.get()).unwrap_or_default(),
    });
    // on the server a page can be left while it is asked for
    let rows = read(move || asked.try_get(), reading);
    let busy = RwSignal::new(false);
    Effect::new(move |before: Option<Asked>| {
        let asked = asked.get();
        busy.set(before.is_some_and(|before| before != asked));
        asked
    });
    let again = Callback::new(move |()| pressed.update(|pressed| *pressed += 1));
    let settings = RwSignal::new(DeskSettings::default());
    let desk = use_context::<read::Read<DeskNow>>();
    let followed = Followed { view, query: query.into(), sheet, touch, picks, settings, tally: use_context(), again };
    keep(followed, rows, busy);
    view! {
        <Name view sheet/>
        <Transition>
            {Suspend::new(async move {
                if let Some(desk) = desk {
                    settings.set(desk.await.map(|desk| desk.settings).unwrap_or_default());
                }
                sheet.begin(rows.await);
                view! { <Listed followed words busy after/> }
            })}
        </Transition>
    }
}

async fn reading(asked: Option<Asked>) -> Result<QueueNow, Denied> {
    let Some(Asked { view, query, words, after, .. }) = asked else { return Err(Denied::Unreachable) };
    read_queue(view.as_str().to_owned(), query, words, after).await
}

/// Shows each further reading, and follows what happens in between.
fn keep(followed: Followed, rows: read::Read<QueueNow>, busy: RwSignal<bool>) {
    let sheet = followed.sheet;
    Effect::new(move |_| {
        if let Some(read) = rows.get() {
            sheet.begin(read);
            busy.set(false);
            followed.picks.keep(&sheet.ids());
        }
    });
    use_context::<Live>().into_iter().for_each(|live| followed.follow(live));
    present::follow(sheet);
    if let Some(tally) = use_context::<Tally>() {
        // in the browser only: on the server nothing ticks, and what is set while a page is made would make it twice
        Effect::new(move |_| {
            tally.told.set(true);
            on_cleanup(move || tally.rest());
        });
    }
}

/// The heading; the title says how much is new.
#[component]
fn Name(view: Signal<View>, sheet: Sheet) -> impl IntoView {
    let lang = lang();
    let h1 = NodeRef::<html::H1>::new();
    focus::arrive(h1);
    let first = view.get_untracked();
    // the server writes the title last, when what it would read may be gone already
    let shown = move || if cfg!(feature = "ssr") { (first, 0) } else { (view.get(), sheet.news.fresh.get()) };
    let title = move || match shown() {
        (view, 0) => t::page_title(lang, words::view(lang, view)),
        (view, fresh) => format!("({fresh}) {}", t::page_title(lang, words::view(lang, view))),
    };
    view! {
        <Title text=title/>
        <h1 class="heading" tabindex="-1" node_ref=h1>{plain::live_text(move || words::view(lang, view.get()).to_owned())}</h1>
    }
}

#[component]
fn Listed(
    followed: Followed,
    words: RwSignal<String>,
    #[prop(into)] busy: Signal<bool>,
    after: Memo<String>,
) -> impl IntoView {
    let Followed { sheet, picks, again, settings, .. } = followed;
    let preview = Preview::new(settings);
    let trouble = plain::live(move || Some(view! { <Failed denied=sheet.failed.get()? again/> }.into_any()));
    let keys = Keys::of(&settings.get_untracked());
    provide_context(keys);
    keys::listen_to(keys, Some(Desktop { sheet, picks, beside: preview.on }));
    // a list that is not for this reader's eyes has no table: neither an empty one nor that of the list before
    let closed = move || matches!(*sheet.failed.read(), Some(Denied::Refused(Refusal::NotYours | Refusal::NotFound)));
    let room = move || if preview.on.get() { "queue-room queue-room--split" } else { "queue-room" };
    view! {
        {trouble}
        <Views followed/>
        <div hidden=closed>
            <div class="queue-tools">
                <ClaimNext followed/>
                <Filters followed/>
                <Search words/>
                <div class="queue-tools__end"><KeyList/></div>
                <BesideButton preview/>
            </div>
            <Chips followed words/>
            <div class="news"><NewsBar news=sheet.news again/><BulkBar followed/><CountLine sheet/></div>
            <div class=room>
                <div class="queue-room__list" id="list" tabindex="-1" on:click=move |event| preview.press(&event)>
                    <Table followed busy/>
                    <Empty followed words/>
                    <Paging followed after/>
                </div>
                <PreviewPane preview/>
            </div>
        </div>
        <Aloud news=sheet.news/>
    }
}

/// Whether the case that is pressed is shown beside the list.
#[component]
fn BesideButton(preview: Preview) -> impl IntoView {
    let on = move || if preview.on.get() { "true" } else { "false" };
    view! {
        <button class="button button--quiet queue-tools__wide" type="button" aria-pressed=on on:click=move |_| preview.on.update(|on| *on = !*on)>
            {t::preview_on(lang())}<KeyHint shortcut=Shortcut::Beside/>
        </button>
    }
}

/// It could not be read: what was done is not lost, and one can try again.
#[component]
fn Failed(denied: Denied, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <Trouble denied/>
        {plain::button("button button--quiet", t::try_again(lang), move || again.run(()))}
    }
}
