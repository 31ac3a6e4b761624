//! Why something is not there or was not done.

use crate::{
    denied::Denied,
    lang::{lang, t},
    routes,
    ui::{
        banner::{Banner, Tone},
        words,
    },
};
use clearway::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::{components::Redirect, hooks::use_location};

/// The page that is open, as its address says it.
pub fn here() -> String {
    let location = use_location();
    format!("{}?{}", location.pathname.get_untracked(), location.search.get_untracked())
}

/// In the place of what could not be read. Who is signed out goes to sign in.
#[component]
pub fn Trouble(
    /// Why.
    denied: Denied,
) -> impl IntoView {
    if denied == Denied::Refused(Refusal::SignedOut) {
        return view! { <Redirect path=routes::sign_in_for(&here())/> }.into_any();
    }
    if denied == Denied::Refused(Refusal::SecondFactor) {
        return view! { <Redirect path=routes::second_factor_for(&here())/> }.into_any();
    }
    #[cfg(feature = "ssr")]
    crate::desk::answer_with(denied.status());
    view! { <Banner tone=Tone::Alarm><p class="banner__text">{words::denied(lang(), &denied)}</p></Banner> }.into_any()
}

/// Beside the form that was sent: nothing typed is lost, and who was signed out meanwhile can sign in elsewhere.
#[component]
pub fn Refused<Given: Clone + Send + Sync + 'static>(
    /// What the server answered last.
    #[prop(into)]
    answer: Signal<Option<Result<Given, Denied>>>,
    /// Reads again what has changed meanwhile.
    #[prop(optional)]
    again: Option<Callback<()>>,
) -> impl IntoView {
    let lang = lang();
    move || {
        let denied = answer.get().and_then(Result::err)?;
        let outdated = matches!(denied, Denied::Refused(Refusal::Changed | Refusal::WrongStage));
        let again = again.filter(|_| outdated).map(|again| {
            view! { <button class="button button--quiet" type="button" on:click=move |_| again.run(())>{t::case_show(lang)}</button> }
        });
        let sign_in = (denied == Denied::Refused(Refusal::SignedOut)).then(|| view! {
            <p class="banner__text"><a href=routes::sign_in_for(&here()) target="_blank" rel="external">{t::sign_in_again(lang)}</a></p>
        });
        Some(view! {
            <Banner tone=Tone::Alarm>
                <p class="banner__title">{t::trouble_title(lang)}</p>
                <p class="banner__text">{words::denied(lang, &denied)}</p>
                {sign_in}
                {again}
            </Banner>
        })
    }
}
