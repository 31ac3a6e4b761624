//! `/s`: where somebody at work begins: what waits for them, the late things first.

use crate::{
    lang::{Lang, lang, t},
    read::Read,
    routes,
    staff::{
        desk::DeskNow,
        queue::{address, views},
    },
    ui::{heading::Heading, plain, trouble::Trouble, words},
};
use clearway::queue::{QueueCount, SavedView, UsualView, View, ViewName};
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// The page. Whoever looks after the installation only is led to what they set up.
#[component]
pub fn Start() -> impl IntoView {
    let desk = use_context::<Read<DeskNow>>();
    view! {
        <Transition>
            {move || desk.and_then(|desk| desk.get()).map(|desk| match desk {
                Ok(desk) if desk.counts.is_empty() && desk.admin => view! { <Redirect path=routes::ADMIN/> }.into_any(),
                Ok(desk) if desk.counts.is_empty() && desk.sees => view! { <Watch desk/> }.into_any(),
                Ok(desk) if desk.counts.is_empty() => view! { <Nothing/> }.into_any(),
                Ok(desk) => view! { <Home desk/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Home(desk: DeskNow) -> impl IntoView {
    let lang = lang();
    let DeskNow { name, mut counts, unread, .. } = desk;
    counts.sort_by_key(|count| (count.overdue == 0, count.open == 0));
    let first = counts.iter().find(|count| count.open > 0).map(|count| {
        view! { <p class="actions"><a class="button" href=routes::queue(count.bucket)>{t::start_open_first(lang)}</a></p> }
    });
    let done = first.is_none().then(|| plain::text("empty", t::start_all_done(lang)));
    let inbox = match usize::try_from(unread).unwrap_or_default() {
        0 => t::start_inbox_none(lang).to_owned(),
        unread => t::start_inbox(lang, unread),
    };
    let tiles = counts.into_iter().map(|count| tile(lang, count)).collect();
    view! {
        <Heading text=t::start_title(lang)/>
        <p class="desk-home__lead">{t::start_lead(lang, name)}</p>
        {first}
        {done}
        <h2 class="section__title">{t::start_list(lang)}</h2>
        {plain::list("desk-home", tiles)}
        <p><a href=routes::INBOX>{inbox}</a></p>
    }
}

/// For whoever works on no list of their own: what they write down for others, and how the open work stands that they see.
#[component]
fn Watch(desk: DeskNow) -> impl IntoView {
    let lang = lang();
    let DeskNow { name, takes, views, .. } = desk;
    let write = takes.map(|channel| plain::link("button", routes::INTAKE.into(), words::intake(lang, channel)));
    let find = plain::link("button button--quiet", routes::SEARCH.into(), t::find_title(lang));
    let lead = if write.is_some() { t::start_lead_takes(lang, name) } else { t::start_lead_watches(lang, name) };
    let all = plain::item(
        "desk-home__tile",
        vec![
            plain::link("desk-home__name", routes::list(View::Open), words::view(lang, View::Open)),
            plain::span("desk-home__fine", t::start_all_text(lang)),
        ],
    );
    let tiles = views.iter().map(|saved| view_tile(lang, saved)).chain([all]).collect();
    view! {
        <Heading text=t::start_title(lang)/>
        <p class="desk-home__lead">{lead}</p>
        <p class="actions">{write.into_iter().chain([find]).collect::<Vec<_>>()}</p>
        <h2 class="section__title">{t::start_watch(lang)}</h2>
        {plain::list("desk-home", tiles)}
    }
}

/// A list with its filter: how much stands in it.
fn view_tile(lang: Lang, saved: &SavedView) -> AnyView {
    let late = saved.name == ViewName::Usual(UsualView::Overdue) && saved.count.open > 0;
    let class = if late { "desk-home__tile desk-home__tile--late" } else { "desk-home__tile" };
    let name = plain::link("desk-home__name", address::of(saved.view, &saved.query, ""), views::name(lang, saved));
    let count = plain::span("desk-home__count", words::count(lang, saved.count.open));
    let overdue = saved.count.overdue;
    let told = match (late, overdue) {
        (true, _) => plain::span("desk-home__late", t::start_watch_late(lang)),
        (false, 0) => plain::span("desk-home__fine", t::start_none_overdue(lang)),
        (false, overdue) => plain::span("desk-home__late", t::start_overdue(lang, words::count(lang, overdue))),
    };
    plain::item(class, vec![name, count, told])
}

/// A list of work: how much waits, and how much of it is late.
pub fn tile(lang: Lang, QueueCount { bucket, open, overdue }: QueueCount) -> AnyView {
    let late = match overdue {
        0 => plain::span("desk-home__fine", t::start_none_overdue(lang)),
        overdue => plain::span("desk-home__late", t::start_overdue(lang, words::count(lang, overdue))),
    };
    let class = if overdue > 0 { "desk-home__tile desk-home__tile--late" } else { "desk-home__tile" };
    let name = plain::link("desk-home__name", routes::queue(bucket), words::bucket(lang, bucket));
    plain::item(class, vec![name, plain::span("desk-home__count", words::count(lang, open)), late])
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = lang();
    view! {
        <Heading text=t::no_queue_title(lang)/>
        <p>{t::no_queue(lang)}</p>
    }
}
