//! The foot of every page: who runs it, the telephone, and how it looks.

use crate::{
    lang::{SIZES, Theme, frame, lang, t},
    routes,
    ui::{
        plain,
        prefs::{PrefButton, PrefForm},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The foot.
#[component]
pub fn Footer() -> impl IntoView {
    let lang = lang();
    view! {
        <footer class="footer">
            <div class="footer__in">
                <div class="footer__office">
                    <p class="footer__line">{t::footer_office(lang)}</p>
                    <p class="footer__line">{t::footer_call(lang)}<a class="footer__phone" href="tel:12345">"12345"</a>{t::footer_hours(lang)}</p>
                </div>
                <Pages/>
                <Settings/>
            </div>
        </footer>
    }
}

/// What there is to read, the same on every page and in this order.
#[component]
fn Pages() -> impl IntoView {
    let lang = lang();
    let pages = [
        (routes::HELP, t::help_title(lang)),
        (routes::CONTACT, t::contact_title(lang)),
        (routes::PRIVACY, t::privacy_title(lang)),
        (routes::ACCESSIBILITY, t::accessibility_title(lang)),
    ];
    // the browser of somebody at work does not know the pages of the public side
    let rel = routes::is_staff(&use_location().pathname.read_untracked()).then_some("external");
    let link = |(path, text)| {
        let way = view! { <a class="footer__link" href=path rel=rel>{text}</a> };
        plain::item("", vec![way.into_any()])
    };
    view! {
        <nav class="footer__pages" aria-label=t::pages_label(lang)>
            {plain::list("footer__list", pages.map(link).into())}
        </nav>
    }
}

#[component]
fn Settings() -> impl IntoView {
    let prefs = frame().prefs;
    let lang = prefs.lang;
    let theme = move |theme: Theme| {
        let text = match theme {
            Theme::Auto => t::theme_auto(lang),
            Theme::Light => t::theme_light(lang),
            Theme::Dark => t::theme_dark(lang),
        };
        view! { <PrefButton name="theme" value=theme.as_str().to_owned() chosen={prefs.theme == theme}>{text}</PrefButton> }
    };
    let sizes = prefs.elder.map(|chosen| {
        let size = move |size: u8| {
            let text = [t::size_1(lang), t::size_2(lang), t::size_3(lang)][usize::from(size - 1)];
            view! { <PrefButton name="size" value=size.to_string() chosen={chosen == size}>{text}</PrefButton> }
        };
        view! {
            <p class="footer__label">{t::footer_size(lang)}</p>
            <p class="footer__choices">{SIZES.map(size).into_iter().collect_view()}</p>
        }
    });
    view! {
        <PrefForm class="footer__settings" label=t::footer_settings(lang)>
            {sizes}
            <p class="footer__label">{t::footer_theme(lang)}</p>
            <p class="footer__choices">{Theme::ALL.map(theme).into_iter().collect_view()}</p>
        </PrefForm>
    }
}
