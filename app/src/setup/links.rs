//! `/admin/links`: the links with which new people choose their passwords, for whoever added them, until they are handed out.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    setup::frame::AdminFrame,
    ui::{
        heading::Heading,
        plain,
        send::Send,
        trouble::{Refused, Trouble},
    },
};
use clearway::{office::lists::NewLink, policy::PASSWORD_LINK_HOURS};
use leptos::{form::ActionForm, prelude::*};

/// The links, whole addresses.
///
/// # Errors
/// For whoever does not run the whole installation, or a fault.
#[server(endpoint = "lists/links")]
pub async fn read_links() -> Result<Vec<NewLink>, Denied> {
    let Desk { staff, store, at } = desk::desk_unasked().await?;
    let links = store.read_new_links(&staff, at.now).await?;
    let whole = |link: NewLink| NewLink { token: desk::link_to(&routes::choose_password(&link.token)), ..link };
    Ok(links.into_iter().map(whole).collect())
}

/// Forgets them: they were handed out.
///
/// # Errors
/// As [`read_links`].
#[server(endpoint = "lists/handed-out")]
pub async fn handed_out() -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    store.forget_new_links(&staff).await?;
    desk::go(routes::ADMIN_LISTS)
}

/// The page.
#[component]
pub fn Links() -> impl IntoView {
    let lang = lang();
    let links = read(|| (), |()| read_links());
    view! {
        <AdminFrame>
            <Transition>
                {move || links.get().map(|links| match links {
                    Ok(links) => show(lang, links),
                    Err(denied) => view! { <Trouble denied/> }.into_any(),
                })}
            </Transition>
        </AdminFrame>
    }
}

fn show(lang: Lang, links: Vec<NewLink>) -> AnyView {
    if links.is_empty() {
        return view! {
            <Heading text=t::links_title(lang)/>
            {plain::text("", t::links_none(lang))}
            <p class="actions"><a class="button" href=routes::ADMIN_LISTS>{t::admin_overview(lang)}</a></p>
        }
        .into_any();
    }
    let row = |NewLink { username, name, token }: NewLink| {
        view! {
            <tr>
                <th class="list-problems__cell" scope="row">{name}</th>
                <td class="list-problems__cell"><code>{username}</code></td>
                <td class="list-problems__cell"><code class="list-link">{token}</code></td>
            </tr>
        }
    };
    let action = ServerAction::<HandedOut>::new();
    let hours = usize::try_from(PASSWORD_LINK_HOURS).unwrap_or_default();
    view! {
        <Heading text=t::links_title(lang)/>
        {plain::text("lead", t::links_lead(lang, hours))}
        <p class="actions"><a class="button button--quiet" href=routes::ADMIN_LINKS_FILE>{t::links_file(lang)}</a></p>
        <div class="list-problems__scroll">
            <table class="list-problems"><tbody>{links.into_iter().map(row).collect_view()}</tbody></table>
        </div>
        <Refused answer=action.value()/>
        <ActionForm action><Send text=t::links_done(lang) pending=action.pending()/></ActionForm>
    }
    .into_any()
}
