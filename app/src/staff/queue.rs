//! `/s/q/{bucket}`: open work, soonest deadline first.

use crate::{
    lang::{lang, t},
    live::{Live, Notice},
    read::read,
    routes,
    staff::{
        queue_doors::{QueueNow, read_queue},
        queue_table::QueueTable,
    },
    ui::{
        banner::{Banner, Tone},
        heading::Heading,
        not_found::Nowhere,
        trouble::Trouble,
        when, words,
    },
};
use clearway::queue::{Bucket, QueuePage};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page.
#[component]
pub fn Queue() -> impl IntoView {
    let params = use_params_map();
    let bucket = Memo::new(move |_| Bucket::parse(&params.read().get("bucket").unwrap_or_default()));
    move || bucket.get().map_or_else(|| view! { <Nowhere/> }.into_any(), |bucket| view! { <Rows bucket/> }.into_any())
}

#[component]
fn Rows(bucket: Bucket) -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let after = Memo::new(move |_| query.read().get("after").unwrap_or_default());
    let asked = RwSignal::new(0);
    let rows = read(
        move || (after.get(), asked.get()),
        move |(after, _)| read_queue(bucket.as_str().to_owned(), String::new(), String::new(), after),
    );
    view! {
        <Heading text=words::bucket(lang, bucket)/>
        <Transition>
            {move || rows.get().map(|rows| match rows {
                Ok(rows) => view! { <Changed bucket rows=rows.clone() asked/><Listed bucket rows first=after.get().is_empty()/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

/// Says that the list is no longer as it is shown; nothing moves before somebody presses.
#[component]
fn Changed(bucket: Bucket, rows: QueueNow, asked: RwSignal<i32>) -> impl IntoView {
    let lang = lang();
    let live = use_context::<Live>();
    let QueueNow { page, notice, .. } = rows;
    let shown: Vec<_> = page.rows.iter().map(|row| row.id).collect();
    let concerns = move |news: &Notice| {
        news.number > notice
            && (news.case_id.is_none_or(|id| shown.contains(&id)) || may_enter(&news.kind).contains(&bucket))
    };
    let changed = Memo::new(move |_| live.is_some_and(|live| live.heard.read().iter().any(&concerns)));
    view! {
        <Show when=move || changed.get()>
            <Banner tone=Tone::Quiet>
                <p class="banner__text">{t::queue_changed(lang)}</p>
                <button class="button" type="button" on:click=move |_| asked.update(|asked| *asked += 1)>{t::queue_show(lang)}</button>
            </Banner>
        </Show>
    }
}

/// The queues that a case may enter with an event.
fn may_enter(kind: &str) -> &'static [Bucket] {
    match kind {
        "filed" => &[Bucket::ToDispatch],
        "dispatched" => &[Bucket::ToAccept],
        "accepted" | "reopened" => &[Bucket::ToReply],
        "replied" => &[Bucket::ToSign, Bucket::ToRelease],
        "signed" => &[Bucket::ToRelease],
        _ => &[],
    }
}

#[component]
fn Listed(bucket: Bucket, rows: QueueNow, first: bool) -> impl IntoView {
    let lang = lang();
    let QueueNow { page: QueuePage { rows, next, count }, now, .. } = rows;
    let open =
        if count.open == 1 { t::count_open(lang, 1) } else { t::count_open_many(lang, words::count(lang, count.open)) };
    let late = (count.overdue > 0).then(
        || view! { <span class="queue-line__late">{t::count_overdue(lang, words::count(lang, count.overdue))}</span> },
    );
    let next = next.map(|place| view! { <a class="button button--quiet" href=format!("{}?after={}", routes::queue(bucket), place)>{t::queue_next(lang)}</a> });
    let back = (!first)
        .then(|| view! { <a class="button button--quiet" href=routes::queue(bucket)>{t::queue_first(lang)}</a> });
    let table = match (rows.is_empty(), first) {
        (false, _) => view! { <QueueTable rows now/> }.into_any(),
        (true, true) => view! { <p class="empty">{words::empty(lang, bucket)}</p> }.into_any(),
        (true, false) => view! { <p class="empty">{t::empty_page(lang)}</p> }.into_any(),
    };
    view! {
        <p class="queue-line"><span>{open}</span>{late}<span class="queue-line__time">{t::read_at(lang, when::time(now))}</span></p>
        {table}
        <p class="actions">{next}{back}</p>
    }
}
