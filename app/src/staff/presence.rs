//! Who else is on a case: looking quietly, or writing, which is said where one would write oneself.

#[cfg(feature = "ssr")]
use crate::desk;
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    staff::composer::words::Words,
    ui::plain,
};
use clearway::{
    id::CaseId,
    presence::{Doing, Present},
    reply::DraftPart,
};
use leptos::{leptos_dom::helpers::set_timeout, prelude::*};
use std::time::Duration;

/// How often a page says that somebody is there.
const BEAT: Duration = Duration::from_secs(20);

/// Says that whoever is signed in is on a case, and reads who else is.
///
/// # Errors
/// When the case is not for their eyes, or a fault.
#[server(endpoint = "presence/beat")]
pub async fn beat(case: CaseId, #[server(default)] replying: bool) -> Result<Vec<Present>, Denied> {
    let desk = desk::desk_unasked().await?;
    desk.store.may_see(&desk.staff, case).await?;
    let doing = if replying { Doing::Replying } else { Doing::Viewing };
    let presence = desk::presence()?;
    presence.beat(case, &desk.staff, doing, desk.at.now);
    Ok(presence.others(case, desk.staff.id, desk.at.now))
}

/// Reads who else is on cases, one person a case: whoever writes first. What is not for their eyes is left out.
///
/// # Errors
/// When nobody is signed in, or a fault.
#[server(endpoint = "presence/read")]
pub async fn read_present(#[server(default)] cases: Vec<CaseId>) -> Result<Vec<(CaseId, Present)>, Denied> {
    let desk = desk::desk_unasked().await?;
    let others = desk::presence()?.among(&cases, desk.staff.id, desk.at.now);
    Ok(desk.store.only_seen(&desk.staff, others).await?)
}

/// The line on the page.
#[component]
pub fn Others(
    /// The case.
    case: CaseId,
    /// What is typed here: whoever has begun a reply is writing.
    words: Words,
) -> impl IntoView {
    let lang = lang();
    let others = ServerAction::<Beat>::new();
    Effect::new(move |_| say(others, case, words));
    view! {
        <div class="presence" aria-live="polite">
            {move || others.value().get().and_then(Result::ok).unwrap_or_default().into_iter().map(|other| line(lang, other)).collect_view()}
        </div>
    }
}

fn line(lang: Lang, Present { name, doing, .. }: Present) -> AnyView {
    match doing {
        Doing::Viewing => plain::text("presence__line", t::presence_viewing(lang, name)),
        Doing::Replying => plain::text("presence__line presence__line--writes", t::presence_replying(lang, name)),
    }
}

/// Says it now, and again for as long as the page is there.
fn say(others: ServerAction<Beat>, case: CaseId, words: Words) {
    let Some(replying) = words.of(DraftPart::Reply).try_with_untracked(|typed| !typed.trim().is_empty()) else {
        return;
    };
    if others.pending().try_get_untracked().is_none() {
        return;
    }
    others.dispatch(Beat { case, replying });
    drop(set_timeout(move || say(others, case, words), BEAT));
}
