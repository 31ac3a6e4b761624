//! How a person wants the pages: language, version, text size, colours. One cookie on the server, the attributes of
//! `<html>` in the browser.

use clearway::office::OfficeFacts;
use leptos::prelude::*;
use std::sync::Arc;

/// One function a message, made by `build.rs` from `locales/{zh,en}/*.toml`.
pub mod t {
    use super::Lang;
    use std::fmt::Display;

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, when nothing else is known.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The word in the cookie and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The value of `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `zh-CN` or `en-GB`.
    pub fn parse(tag: &str) -> Option<Self> {
        [Self::Zh, Self::En]
            .into_iter()
            .find(|lang| tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(lang.as_str())))
    }

    /// The first language of `Accept-Language` that the screens have; browsers write the preferred one first.
    pub fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(|range| Self::parse(range.trim()))
    }

    /// The language of the switch in the header.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The colours of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the device prefers.
    #[default]
    Auto,
    /// Dark on white.
    Light,
    /// Light on black.
    Dark,
}

impl Theme {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The word in the cookie and in `<html data-theme>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

/// Text sizes of the elder version; the middle one is where it starts.
pub const SIZES: [u8; 3] = [1, 2, 3];

/// All preferences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    /// Language.
    pub lang: Lang,
    /// Text size of the elder version (长辈版); none in the standard one.
    pub elder: Option<u8>,
    /// Colours.
    pub theme: Theme,
}

impl Prefs {
    /// Takes over what a form says and leaves the rest.
    #[must_use]
    pub fn with(self, lang: &str, mode: &str, size: &str, theme: &str) -> Self {
        let size = size.parse().ok().filter(|size| SIZES.contains(size));
        let elder = match mode {
            "standard" => None,
            "elder" => size.or(self.elder).or(Some(2)),
            _ => self.elder.and(size).or(self.elder),
        };
        Self { lang: Lang::parse(lang).unwrap_or(self.lang), elder, theme: Theme::parse(theme).unwrap_or(self.theme) }
    }

    /// The value of `<html data-mode>`.
    pub const fn mode(self) -> &'static str {
        if self.elder.is_some() { "elder" } else { "standard" }
    }

    /// The value of `<html data-size>`.
    pub fn size(self) -> Option<String> {
        self.elder.map(|size| size.to_string())
    }

    /// The value of the cookie.
    pub fn to_cookie(self) -> String {
        let (lang, mode, size) = (self.lang.as_str(), self.mode(), self.size().unwrap_or_default());
        format!("{lang}.{mode}.{size}.{}", self.theme.as_str())
    }

    /// Reads the cookie back; what cannot be read stays as it is.
    #[must_use]
    pub fn with_cookie(self, value: &str) -> Self {
        let mut parts = value.split('.');
        let mut next = || parts.next().unwrap_or_default();
        let (lang, mode, size, theme) = (next(), next(), next(), next());
        self.with(lang, mode, size, theme)
    }
}

/// What every part of a page knows of the frame around it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// How the person wants the pages.
    pub prefs: Prefs,
    /// Whether this is a demonstration.
    pub demo: bool,
    /// Whether what is sent can be read on its way.
    pub unencrypted: bool,
}

impl Frame {
    /// In the browser: what the server wrote into `<html>`.
    #[cfg(not(feature = "ssr"))]
    pub fn here() -> Self {
        let Some(html) = document().document_element() else { return Self::default() };
        let attribute = |name: &str| html.get_attribute(name).unwrap_or_default();
        let prefs = Prefs::default().with(
            &attribute("lang"),
            &attribute("data-mode"),
            &attribute("data-size"),
            &attribute("data-theme"),
        );
        Self { prefs, demo: html.has_attribute("data-demo"), unencrypted: html.has_attribute("data-unencrypted") }
    }

    /// On the server: what the request brought.
    #[cfg(feature = "ssr")]
    pub fn here() -> Self {
        crate::desk::frame()
    }
}

/// The frame of this page.
pub fn frame() -> Frame {
    use_context().unwrap_or_default()
}

/// What the office says of itself: in the browser, what the server wrote into `<html>`.
#[cfg(not(feature = "ssr"))]
pub fn office() -> Arc<OfficeFacts> {
    let line = document().document_element().and_then(|html| html.get_attribute("data-office"));
    Arc::new(OfficeFacts::from_attribute(&line.unwrap_or_default()))
}

/// What the office says of itself.
#[cfg(feature = "ssr")]
pub fn office() -> Arc<OfficeFacts> {
    crate::desk::office_facts()
}

/// The language of this page.
pub fn lang() -> Lang {
    frame().prefs.lang
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_survive_their_cookie() {
        let prefs = Prefs { lang: Lang::En, elder: Some(3), theme: Theme::Dark };
        assert_eq!(Prefs::default().with_cookie(&prefs.to_cookie()), prefs);
        assert_eq!(Prefs::default().with_cookie(&Prefs::default().to_cookie()), Prefs::default());
        assert_eq!(prefs.with_cookie("nonsense"), prefs);
    }

    #[test]
    fn a_form_changes_what_it_names_and_nothing_else() {
        let dark = Prefs { theme: Theme::Dark, ..Prefs::default() };
        assert_eq!(dark.with("en", "", "", ""), Prefs { lang: Lang::En, ..dark });
        assert_eq!(dark.with("", "elder", "", "").elder, Some(2));
        assert_eq!(dark.with("", "", "3", "").elder, None, "sizes belong to the elder version");
        assert_eq!(dark.with("", "elder", "", "").with("", "", "3", "").elder, Some(3));
        assert_eq!(dark.with("", "elder", "9", "").with("", "standard", "", ""), dark);
    }

    #[test]
    fn the_browsers_first_language_that_we_have_is_taken() {
        assert_eq!(Lang::accepted("en-GB,en;q=0.9,zh;q=0.8"), Some(Lang::En));
        assert_eq!(Lang::accepted("ug-CN, zh-CN;q=0.9, en;q=0.8"), Some(Lang::Zh));
        assert_eq!(Lang::accepted("\u{fffd}x,de"), None);
    }
}
