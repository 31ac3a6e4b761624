//! `/admin/lists/{list}`: a list is sent, its preview read, and applied whole or not at all.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
#[cfg(feature = "ssr")]
use crate::setup::vocabulary::vocabulary;
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    setup::{frame::AdminFrame, preview::SentPart, vocabulary},
    ui::{
        banner::{Banner, Tone},
        heading::Heading,
        plain,
        trouble::Trouble,
    },
};
use clearway::office::lists::{List, ListNow};
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[cfg(feature = "ssr")]
fn named(list: &str) -> Result<List, Denied> {
    List::parse(list).ok_or(Refusal::NotFound.into())
}

/// How a list stands.
///
/// # Errors
/// For whoever does not run the whole installation, or a fault.
#[server(endpoint = "lists/read")]
pub async fn read_list(#[server(default)] list: String) -> Result<ListNow, Denied> {
    let Desk { staff, store, at } = desk::desk_unasked().await?;
    Ok(store.read_list(&staff, named(&list)?, &vocabulary(), at.now).await?)
}

/// Forgets the list that was sent.
///
/// # Errors
/// As [`read_list`].
#[server(endpoint = "lists/drop")]
pub async fn drop_list(#[server(default)] list: String) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    let list = named(&list)?;
    store.drop_list(&staff, list).await?;
    desk::go(&routes::office_list(list))
}

/// Applies the list that was seen; the links of new people are read next.
///
/// # Errors
/// As [`read_list`].
#[server(endpoint = "lists/apply")]
pub async fn apply_list(#[server(default)] list: String, #[server(default)] seen: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let list = named(&list)?;
    match store.apply_list(&staff, list, &seen, &vocabulary(), at).await.map_err(Denied::from) {
        Ok(()) if list == List::Staff => desk::go(routes::ADMIN_LINKS),
        Ok(()) => desk::go(&format!("{}?done=1", routes::office_list(list))),
        Err(Denied::Refused(Refusal::Changed)) => desk::go(&format!("{}?e=changed", routes::office_list(list))),
        Err(denied) => Err(denied),
    }
}

/// The page.
#[component]
pub fn ListPage() -> impl IntoView {
    let (lang, params) = (lang(), use_params_map());
    let word = params.read_untracked().get("list").unwrap_or_default();
    let now = read(move || params.read().get("list").unwrap_or_default(), read_list);
    view! {
        <AdminFrame>
            <Transition>
                {move || now.get().map(|now| match (now, List::parse(&word)) {
                    (Ok(now), Some(list)) => show(lang, list, now),
                    (Ok(_), None) => ().into_any(),
                    (Err(denied), _) => view! { <Trouble denied/> }.into_any(),
                })}
            </Transition>
        </AdminFrame>
    }
}

fn show(lang: Lang, list: List, now: ListNow) -> AnyView {
    let query = use_query_map();
    let query = query.read_untracked();
    let done = query.get("done").map(|_| view! { <p role="status">{t::list_done(lang)}</p> });
    let trouble = query.get("e").map(|mark| {
        let words = match mark.as_str() {
            "changed" => t::list_changed(lang),
            "text" => t::list_unreadable(lang),
            "large" => t::list_large(lang),
            _ => t::list_nothing(lang),
        };
        view! { <Banner tone=Tone::Alarm><p class="banner__text">{words}</p></Banner> }
    });
    let ends = match list.ends_what_is_left_out() {
        true => t::list_ends(lang),
        false => t::list_keeps(lang),
    };
    view! {
        {trouble}
        {done}
        <Heading text=vocabulary::list(lang, list)/>
        {plain::text("lead", vocabulary::how(lang, list))}
        {match now.sent {
            Some(sent) => view! { <SentPart list sent/> }.into_any(),
            None => ().into_any(),
        }}
        <section class="section" aria-labelledby="send">
            {plain::title("send", t::list_send_title(lang))}
            {plain::text("", format!("{} {ends}", t::list_now(lang, now.kept)))}
            {plain::line("", vec![
                plain::link("", routes::office_list_template(list), t::list_template(lang)),
                plain::span("", " · "),
                plain::link("", routes::office_list_file(list), t::list_download(lang)),
            ])}
            <SendForm list/>
        </section>
    }
    .into_any()
}

/// A file, or the cells themselves.
#[component]
fn SendForm(list: List) -> impl IntoView {
    let lang = lang();
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=routes::office_list_send(list)>
            <div class="field">
                <label class="field__label" for="file">{t::list_file(lang)}</label>
                <p class="field__hint" id="file-hint">{t::list_file_hint(lang)}</p>
                <input class="input" id="file" name="file" type="file" accept=".csv,text/csv,text/plain" aria-describedby="file-hint"/>
            </div>
            <div class="field">
                <label class="field__label" for="text">{t::list_paste(lang)}</label>
                <p class="field__hint" id="text-hint">{t::list_paste_hint(lang)}</p>
                <textarea class="input" id="text" name="text" rows="6" spellcheck="false" aria-describedby="text-hint"></textarea>
            </div>
            <button class="button">{t::list_send(lang)}</button>
        </form>
    }
}
