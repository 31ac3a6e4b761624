//! Keeping what is typed, and saying that it is kept.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::{composer::words::Words, desk::Tally},
    ui::when,
};
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use clearway::{id::CaseId, reply::DraftPart};
use jiff::Timestamp;
use leptos::prelude::*;

/// Keeps what somebody typed on a case and did not send; says when.
///
/// # Errors
/// When the case is not for their eyes, or a fault.
#[server(endpoint = "case/keep-draft")]
pub async fn keep_draft(case: CaseId, part: String, #[server(default)] body: String) -> Result<Timestamp, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let part = DraftPart::parse(&part).ok_or(Refusal::NotFound)?;
    store.keep_desk_draft(&staff, case, part, &body, at).await?;
    Ok(at.now)
}

/// Says when the words were kept, or that they could not be.
#[component]
pub fn Kept(part: DraftPart, words: Words) -> impl IntoView {
    let lang = lang();
    let tally = use_context::<Tally>();
    Effect::new(move |failed: Option<bool>| {
        let fails = words.not_kept(part);
        if fails {
            words.keep_again(part);
        }
        // somebody is not signed in any more, or again
        if words.is_refused(part) || failed == Some(true) && !fails {
            tally.into_iter().for_each(Tally::ask);
        }
        fails
    });
    let text = move || match words.kept_at(part) {
        Some(at) => t::draft_kept(lang, when::time(at)),
        None if words.not_kept(part) => t::draft_not_kept(lang).to_owned(),
        None => t::draft_hint(lang).to_owned(),
    };
    view! { <p class="field__count composer__kept">{text}</p> }
}
