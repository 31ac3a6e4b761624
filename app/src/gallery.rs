//! `/dev/ui`: every part of the screens in every mode, side by side with nothing; a demonstration has it, and nobody else.

mod desk_parts;
mod forms;
mod progress;
mod samples;
mod words_and_signs;

use crate::{
    lang::{Prefs, Theme, frame},
    ui::{header::Brand, heading::Heading, not_found::Nowhere, page::PublicPage},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Where it is.
pub const GALLERY: &str = "/dev/ui";

/// A way in which the pages can look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As most people see them.
    Standard,
    /// The elder version as it begins, ×1.4.
    Elder,
    /// The elder version with the largest letters, ×1.9.
    Largest,
    /// Light on black.
    Dark,
    /// For whoever asks their device for more contrast.
    Contrast,
    /// On paper.
    Print,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Standard, Self::Elder, Self::Largest, Self::Dark, Self::Contrast, Self::Print];

    /// The word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Elder => "elder",
            Self::Largest => "largest",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
            Self::Print => "print",
        }
    }

    /// The look that an address asks for; none on other pages.
    pub fn of(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(GALLERY)?.trim_matches('/');
        Self::ALL.into_iter().find(|look| look.as_str() == rest)
    }

    /// The preferences that show it.
    #[must_use]
    pub const fn prefs(self, prefs: Prefs) -> Prefs {
        let elder = match self {
            Self::Elder => Some(2),
            Self::Largest => Some(3),
            _ => None,
        };
        Prefs { elder, theme: if matches!(self, Self::Dark) { Theme::Dark } else { Theme::Light }, ..prefs }
    }

    /// What a device would have to ask for: its rules stand in a stylesheet of their own, without the question.
    pub const fn stylesheet(self) -> Option<&'static str> {
        match self {
            Self::Contrast => Some("/dev/style/contrast"),
            Self::Print => Some("/dev/style/print"),
            _ => None,
        }
    }
}

/// The page.
#[component]
pub fn Gallery() -> impl IntoView {
    let look = use_params_map().read_untracked().get("look").unwrap_or_default();
    match (frame().demo, Look::ALL.into_iter().any(|known| known.as_str() == look) || look.is_empty()) {
        (true, true) => view! { <Parts look/> }.into_any(),
        _ => view! { <PublicPage><Nowhere/></PublicPage> }.into_any(),
    }
}

#[component]
fn Parts(look: String) -> impl IntoView {
    let link = |known: Look| {
        let current = (known.as_str() == look).then_some("page");
        let href = format!("{GALLERY}/{}", known.as_str());
        view! { <li><a class="header__link" href=href aria-current=current>{known.as_str()}</a></li> }
    };
    view! {
        <header class="header">
            <div class="header__in">
                <Brand/>
                <nav class="gallery__modes" aria-label="modes"><ul class="header__list">{Look::ALL.map(link).into_iter().collect_view()}</ul></nav>
            </div>
        </header>
        <main class="page" id="main">
            <Heading text="Parts and modes"/>
            {words_and_signs::show()}
            {forms::show()}
            {progress::show()}
            {desk_parts::show()}
        </main>
    }
}

/// Some parts under a name.
fn room(name: &'static str, parts: Vec<AnyView>) -> AnyView {
    let parts: Vec<_> =
        parts.into_iter().map(|part| view! { <div class="gallery__part">{part}</div> }.into_any()).collect();
    view! { <section class="section gallery"><h2 class="section__title">{name}</h2>{parts}</section> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_is_read_back_from_its_address_and_no_other_page_has_one() {
        for look in Look::ALL {
            assert_eq!(Look::of(&format!("{GALLERY}/{}", look.as_str())), Some(look));
        }
        assert_eq!(Look::of("/dev/ui"), None);
        assert_eq!(Look::of("/track"), None);
        assert_eq!(Look::Largest.prefs(Prefs::default()).elder, Some(3));
    }
}
