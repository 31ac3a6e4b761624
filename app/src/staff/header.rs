//! The frame of the staff pages: queues with what waits in them, who is signed in.

use crate::{
    denied::Denied,
    lang::{Lang, frame, lang, t},
    live::Live,
    read::Read,
    routes,
    staff::{
        desk::{DeskNow, Tally},
        sign_in::SignOut,
    },
    ui::{
        footer::Footer,
        mark::Mark,
        page::{Demo, Skip},
        plain,
        prefs::{PrefButton, PrefForm},
        words,
    },
};
use clearway::{queue::QueueCount, report::Channel};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::components::A;

/// The frame of somebody who is not signed in yet.
#[component]
pub fn StaffFrame(
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="staff">
            <Skip/>
            <header class="desk-head"><Demo/><Unencrypted/><div class="desk-head__in"><Language class="desk-head__tools desk-head__tools--alone"/><Brand/></div></header>
            <main class="page" id="main">{children()}</main>
            <Footer/>
        </div>
    }
}

/// The head for somebody at work.
#[component]
pub fn StaffHeader(
    /// What waits for them.
    desk: Read<DeskNow>,
) -> impl IntoView {
    let last = StoredValue::new(None::<DeskNow>);
    // nobody answers for a moment: what waits is still where it was
    let known = move |desk: Result<DeskNow, Denied>| match desk {
        Ok(desk) => {
            last.set_value(Some(desk.clone()));
            Some(desk)
        }
        Err(Denied::Refused(_)) => None,
        Err(Denied::Personal(_) | Denied::Fault(_) | Denied::Away(_) | Denied::Unreachable) => last.get_value(),
    };
    view! {
        <header class="desk-head">
            <Demo/>
            <Unencrypted/>
            <div class="desk-head__in">
                <Language class="desk-head__tools"/>
                <Brand/>
                <Transition>
                    {move || desk.get().and_then(known).map(|DeskNow { name, department, admin, takes, sees, counts, unread, .. }| view! {
                        <Queues counts=told(counts) admin takes sees unread=told_unread(unread)/>
                        <p class="desk-head__who"><A href=routes::ACCOUNT attr:class="desk-head__account">{name}</A>" · "{department}</p>
                    })}
                </Transition>
                <Leave/>
            </div>
        </header>
    }
}

/// The counts that the list on the page was told, where they are newer.
fn told(counts: Vec<QueueCount>) -> Vec<QueueCount> {
    use_context::<Tally>().and_then(|tally| tally.counts.get()).unwrap_or(counts)
}

/// The same of the inbox.
fn told_unread(unread: i64) -> i64 {
    use_context::<Tally>().and_then(|tally| tally.unread.get()).unwrap_or(unread)
}

#[component]
fn Language(class: &'static str) -> impl IntoView {
    let lang = frame().prefs.lang;
    view! {
        <PrefForm class label=t::tools_label(lang)>
            <PrefButton name="lang" value=lang.other().as_str().to_owned() lang=Some(lang.other().tag())>{t::other_lang(lang)}</PrefButton>
        </PrefForm>
    }
}

/// A line that stays for as long as anybody on the way can read what is sent.
#[component]
fn Unencrypted() -> impl IntoView {
    frame().unencrypted.then(|| view! { <p class="desk-head__unencrypted">{t::unencrypted(lang())}</p> })
}

#[component]
fn Brand() -> impl IntoView {
    view! { <a class="desk-head__brand" href=routes::STAFF><Mark/>{t::staff_brand(lang())}</a> }
}

/// A link a queue, with how much waits and how much of it is late.
#[component]
fn Queues(counts: Vec<QueueCount>, admin: bool, takes: Option<Channel>, sees: bool, unread: i64) -> impl IntoView {
    let lang = lang();
    let take = takes.map(|channel| words::intake(lang, channel));
    let inbox = match unread {
        0 => t::inbox_title(lang).to_owned(),
        unread => t::inbox_count(lang, words::count(lang, unread)),
    };
    // one list of one type: hydration loses its way where nothing stands beside an empty list
    let ways = [
        take.map(|name| way(routes::INTAKE.to_owned(), name.into_any())),
        sees.then(|| way(routes::SEARCH.to_owned(), t::find_send(lang).into_any())),
        Some(way(routes::INBOX.to_owned(), inbox.into_any())),
        admin.then(|| way(routes::ADMIN.to_owned(), t::admin_title(lang).into_any())),
    ];
    let [take, rest @ ..] = ways;
    let queues = counts.into_iter().map(|count| queue(lang, count));
    let ways: Vec<_> = take.into_iter().chain(queues).chain(rest.into_iter().flatten()).collect();
    view! {
        <nav class="desk-head__nav" aria-label=t::staff_nav(lang)>
            <ul class="desk-head__list">{ways}</ul>
        </nav>
    }
}

fn way(path: String, name: AnyView) -> AnyView {
    view! { <li><A href=path attr:class="desk-head__link">{name}</A></li> }.into_any()
}

fn queue(lang: Lang, QueueCount { bucket, open, overdue }: QueueCount) -> AnyView {
    let name = words::bucket(lang, bucket).into_any();
    let count = plain::span("desk-head__count", words::count(lang, open));
    let late =
        (overdue > 0).then(|| plain::span("desk-head__late", t::count_overdue(lang, words::count(lang, overdue))));
    let name: Vec<_> = [name, count].into_iter().chain(late).collect();
    way(routes::queue(bucket), name.into_any())
}

#[component]
fn Leave() -> impl IntoView {
    let action = ServerAction::<SignOut>::new();
    let live = use_context::<Live>();
    Effect::new(move |_| {
        let leaving = action.pending().get() || action.value().with(|answer| matches!(answer, Some(Ok(()))));
        live.into_iter().for_each(|live| live.be_quiet(leaving));
    });
    view! {
        <div class="desk-head__leave">
            <ActionForm action><button class="button button--quiet">{t::sign_out(lang())}</button></ActionForm>
        </div>
    }
}
