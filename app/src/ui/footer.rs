//! The foot of every page: who runs it, the telephone, and how it looks.

use crate::{
    lang::{SIZES, Theme, frame, lang, office, t},
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
    view! {
        <footer class="footer">
            <div class="footer__in">
                <Office/>
                <Pages/>
                <Settings/>
            </div>
        </footer>
    }
}

/// Who runs it, whom to call, and the records that the law wants to see.
#[component]
fn Office() -> impl IntoView {
    let (lang, office) = (lang(), office());
    let run_by = match (office.organiser.as_str(), office.name.as_str()) {
        ("", "") => t::footer_office(lang, office.phone()),
        ("", name) | (name, _) => t::footer_run_by(lang, name),
    };
    let hours = match office.hours.as_str() {
        "" => t::footer_hours(lang).to_owned(),
        hours => t::footer_hours_own(lang, hours),
    };
    let mark = match office.site_mark.as_str() {
        "" => String::new(),
        mark => t::footer_site_mark(lang, mark),
    };
    let records = [office.icp_record.clone(), office.police_record.clone(), mark];
    let records: Vec<_> = records.into_iter().filter(|record| !record.is_empty()).collect();
    let records = (!records.is_empty()).then(|| plain::text("footer__line footer__records", records.join(" · ")));
    let phone = view! { <a class="footer__phone" href=office.phone_link()>{office.phone().to_owned()}</a> };
    view! {
        <div class="footer__office">
            {plain::text("footer__line", run_by)}
            <p class="footer__line">{t::footer_call(lang)}{phone}{hours}</p>
            {records}
        </div>
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
