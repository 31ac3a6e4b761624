//! What every page of somebody at work stands in: the head, the live stream, the content.

use crate::{
    denied::Denied,
    lang::{lang, t},
    live::Live,
    read::read,
    routes,
    staff::{
        alerts::Teller,
        header::StaffHeader,
        queue::keys::{self, Keys},
    },
    ui::{
        banner::{Banner, Tone},
        footer::Footer,
        page::Skip,
        plain,
        trouble::{Trouble, here},
    },
};
#[cfg(feature = "ssr")]
use clearway::store::AtDesk;
use clearway::{
    queue::{DeskSettings, QueueCount, SavedView},
    refusal::Refusal,
};
use leptos::{ev, prelude::*};
use leptos_router::components::Outlet;
use serde::{Deserialize, Serialize};

/// Who is at work and what waits for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskNow {
    /// Their name.
    pub name: String,
    /// Their department's name.
    pub department: String,
    /// Whether they look after the accounts.
    pub admin: bool,
    /// What they write down for others, if they do: calls or visits.
    pub takes: Option<clearway::report::Channel>,
    /// Whether they see cases at all.
    pub sees: bool,
    /// Their queues.
    pub counts: Vec<QueueCount>,
    /// How much of their inbox they have not read, at most 100.
    pub unread: i64,
    /// Their lists with filters, kept under names: those everybody has, their own, and the department's.
    pub views: Vec<SavedView>,
    /// How they want their desk.
    pub settings: DeskSettings,
    /// The last notice before this was read: the stream goes on from there.
    pub notice: i64,
}

/// Reads the queues of whoever is signed in.
///
/// # Errors
/// When nobody is, or a fault.
#[server(endpoint = "desk/read")]
pub async fn read_desk() -> Result<DeskNow, Denied> {
    let crate::desk::Desk { staff, store, at } = crate::desk::desk_unasked().await?;
    let AtDesk { notice, counts, views, unread, settings } = store.at_desk(&staff, at.now).await?;
    let (admin, takes) = (staff.is(clearway::staff::Role::Admin), staff.channels().into_iter().next());
    Ok(DeskNow {
        sees: !staff.scopes().is_empty(),
        name: staff.name,
        department: staff.department.name,
        admin,
        takes,
        counts,
        unread,
        views,
        settings,
        notice,
    })
}

/// What waits in each queue, as the list on the page was told: then the frame asks nothing beside it.
#[derive(Clone, Copy)]
pub struct Tally {
    /// The counts, once told.
    pub counts: RwSignal<Option<Vec<QueueCount>>>,
    /// How much of the inbox is not read, once told.
    pub unread: RwSignal<Option<i64>>,
    /// Whether a list is on the page.
    pub told: RwSignal<bool>,
    /// Goes up when the list was refused something: the frame says why.
    pub refused: RwSignal<u32>,
}

impl Tally {
    fn new() -> Self {
        Self {
            counts: RwSignal::new(None),
            unread: RwSignal::new(None),
            told: RwSignal::new(false),
            refused: RwSignal::new(0),
        }
    }

    /// Somebody was refused something: the frame asks, and says why.
    pub fn ask(self) {
        self.refused.try_update(|refused| *refused += 1);
    }

    /// The list has left the page.
    pub fn rest(self) {
        self.counts.try_set(None);
        self.unread.try_set(None);
        self.told.try_set(false);
    }

    /// When the frame has to ask: with each tick, unless a list does.
    fn asks(self, live: Live) -> Memo<(u32, u32)> {
        Memo::new(move |before: Option<&(u32, u32)>| {
            let (tick, asked) = (live.tick.get(), live.asked.get() + self.refused.get());
            before.filter(|(_, before)| self.told.get() && *before == asked).copied().unwrap_or((tick, asked))
        })
    }
}

/// The frame.
#[component]
pub fn Desk() -> impl IntoView {
    let lang = lang();
    let live = Live::default();
    let tally = Tally::new();
    provide_context(live);
    provide_context(tally);
    let asks = tally.asks(live);
    let desk = read(move || asks.try_get().unwrap_or_default(), |_| read_desk());
    provide_context(desk);
    let keys = Keys(RwSignal::new(None));
    keys::listen_to(keys, None);
    let teller = Teller::new(live);
    Effect::new(move |_| {
        if let Some(Ok(now)) = desk.get() {
            live.listen(now.notice);
            keys.take_up(&now.settings);
            teller.take_up(&now);
        }
    });
    Effect::new(move |_| {
        if let (Some(counts), Some(unread)) = (tally.counts.get(), tally.unread.get()) {
            teller.counted(&counts, unread);
        }
    });
    view! {
        <div class="staff">
            <Skip/>
            <StaffHeader desk/>
            <main class="page page--wide" id="main">
                <div class="staff__noscript"><noscript>{t::staff_noscript(lang)}</noscript></div>
                <Show when=move || live.lost.get()><Lost live/></Show>
                <Transition>{move || desk.get().and_then(Result::err).and_then(away)}</Transition>
                <Outlet/>
            </main>
            <Footer/>
        </div>
    }
}

/// Whoever is signed out is sent to sign in; where the session ended while the page was open, what is typed stays on it.
fn away(denied: Denied) -> Option<AnyView> {
    match denied {
        Denied::Refused(Refusal::SignedOut) if cfg!(feature = "ssr") => Some(view! { <Trouble denied/> }.into_any()),
        Denied::Refused(Refusal::SignedOut) => Some(view! { <Ended/> }.into_any()),
        _ => None,
    }
}

/// Nothing is heard: says so, and reads again when somebody presses.
#[component]
fn Lost(live: Live) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="lost" role="status">
            <p class="lost__text">{t::live_lost(lang)}</p>
            {plain::button("button button--quiet", t::live_read_again(lang), move || live.read_again())}
        </div>
    }
}

#[component]
fn Ended() -> impl IntoView {
    let lang = lang();
    let tally = use_context::<Tally>();
    Effect::new(move |_| {
        // whoever comes back has signed in elsewhere, as it says here
        let back = window_event_listener(ev::focus, move |_| tally.into_iter().for_each(Tally::ask));
        on_cleanup(move || back.remove());
    });
    view! {
        <Banner tone=Tone::Alarm>
            <p class="banner__text">{t::refused_signed_out(lang)}</p>
            <p class="banner__text"><a href=routes::sign_in_for(&here()) target="_blank" rel="external">{t::sign_in_again(lang)}</a></p>
        </Banner>
    }
}
