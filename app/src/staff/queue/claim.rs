//! Taking work: the next case, which the server picks, or the one of a row.

use crate::{
    denied::Denied,
    lang::{lang, t},
    routes,
    staff::{
        queue::{follow::Followed, keys::KeyHint, sheet::Shown, shortcut::Shortcut},
        queue_doors::{claim_next, do_bulk},
    },
    ui::{plain, words},
};
use clearway::queue::{BulkAct, Picked};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Takes the most urgent case of the list and opens it.
#[component]
pub fn ClaimNext(
    /// The list.
    followed: Followed,
) -> impl IntoView {
    let lang = lang();
    let (pending, refused) = (RwSignal::new(false), RwSignal::new(None::<Denied>));
    let navigate = use_navigate();
    let press = move |_| {
        let (view, query) = (followed.view.get_untracked(), followed.query.get_untracked());
        let navigate = navigate.clone();
        pending.set(true);
        spawn_local(async move {
            let answer = claim_next(view.as_str().to_owned(), query).await;
            pending.try_set(false);
            match answer {
                Ok(number) => navigate(&routes::taken(number.as_str(), view), NavigateOptions::default()),
                Err(denied) => drop(refused.try_set(Some(denied))),
            }
        });
    };
    let why = move || refused.get().map(|denied| plain::span("claim__refused", words::denied(lang, &denied)));
    view! {
        <button class="button" id="claim-next" type="button" disabled=move || pending.get() on:click=press>
            {t::claim_next(lang)}<KeyHint shortcut=Shortcut::Next/>
        </button>
        <span role="alert">{plain::live(why)}</span>
    }
}

/// The button of a row that nobody holds; where somebody does there is none.
pub fn claim_button(followed: Followed, shown: &Shown) -> Option<AnyView> {
    let lang = lang();
    if shown.head.holder.is_some() || shown.away.is_some() {
        return None;
    }
    let row = Picked { case: shown.head.id, seen: shown.head.version };
    let label = format!(" {}", shown.head.number.grouped());
    let press = move || {
        spawn_local(async move {
            // whatever became of it, the row says it
            drop(do_bulk(BulkAct::Claim, vec![row], String::new()).await);
            followed.call(vec![row.case]);
        });
    };
    let words = vec![plain::span("claim__text", t::claim(lang)), plain::span("unseen", label)];
    Some(plain::button("claim", words, press))
}
