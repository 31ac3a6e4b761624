//! Keys for whoever works with the keyboard all day: off until switched on, and each can be another one.

use std::collections::BTreeMap;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// To the next row.
    Down,
    /// To the row before.
    Up,
    /// Selects the row.
    Pick,
    /// Selects up to the row.
    PickTo,
    /// Takes the next case.
    Next,
    /// Shows what is new.
    ShowNew,
    /// Into the search.
    Search,
    /// Shows the case beside the list.
    Beside,
    /// Shows this list of keys.
    Keys,
    /// To the first queue.
    Queue,
}

impl Shortcut {
    /// All, in the order of their list.
    pub const ALL: [Self; 10] = [
        Self::Down,
        Self::Up,
        Self::Pick,
        Self::PickTo,
        Self::Next,
        Self::ShowNew,
        Self::Search,
        Self::Beside,
        Self::Keys,
        Self::Queue,
    ];

    /// The word in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::Pick => "pick",
            Self::PickTo => "pick-to",
            Self::Next => "next",
            Self::ShowNew => "show-new",
            Self::Search => "search",
            Self::Beside => "beside",
            Self::Keys => "keys",
            Self::Queue => "queue",
        }
    }

    /// The keys while nobody has chosen others: places on the keyboard, not letters, so that input methods do not matter.
    pub const fn usual(self) -> &'static str {
        match self {
            Self::Down => "KeyJ",
            Self::Up => "KeyK",
            Self::Pick => "KeyX",
            Self::PickTo => "Shift+KeyX",
            Self::Next => "KeyN",
            Self::ShowNew => "Period",
            Self::Search => "Slash",
            Self::Beside => "KeyV",
            Self::Keys => "Shift+Slash",
            Self::Queue => "KeyG KeyQ",
        }
    }
}

/// The keys of somebody: their own where they chose some, else the usual ones; an empty one is switched off.
pub fn chosen(own: &BTreeMap<String, String>) -> Vec<(Shortcut, String)> {
    let key = |shortcut: Shortcut| own.get(shortcut.as_str()).cloned().unwrap_or_else(|| shortcut.usual().to_owned());
    Shortcut::ALL.into_iter().map(|shortcut| (shortcut, key(shortcut))).filter(|(_, key)| !key.is_empty()).collect()
}

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pressed<'event> {
    /// Its place on the keyboard.
    pub code: &'event str,
    /// With Shift.
    pub shift: bool,
    /// With Control, Alt or the key of the system: that belongs to the browser.
    pub others: bool,
    /// While an input method makes a word of it.
    pub composing: bool,
    /// While something is being typed into.
    pub typing: bool,
}

/// What is meant by a key that follows another one, or none.
pub fn meant(keys: &[(Shortcut, String)], before: Option<&str>, pressed: Pressed) -> Option<Shortcut> {
    let Pressed { code, shift, others, composing, typing } = pressed;
    if others || composing || typing {
        return None;
    }
    let one = if shift { format!("Shift+{code}") } else { code.to_owned() };
    let two = before.map(|before| format!("{before} {one}"));
    let is = |wanted: &str| keys.iter().find(|(_, keys)| keys == wanted).map(|(shortcut, _)| *shortcut);
    two.and_then(|two| is(&two)).or_else(|| is(&one))
}

/// Keys as people read them.
pub fn shown(keys: &str) -> String {
    let one = |key: &str| match key {
        "Period" => ".".to_owned(),
        "Comma" => ",".to_owned(),
        "Slash" => "/".to_owned(),
        "Semicolon" => ";".to_owned(),
        "BracketLeft" => "[".to_owned(),
        "BracketRight" => "]".to_owned(),
        "Shift+Slash" => "?".to_owned(),
        key => key.replace("Key", "").replace("Digit", "").replace("Shift+", "\u{21e7}").to_lowercase(),
    };
    keys.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> Vec<(Shortcut, String)> {
        Shortcut::ALL.map(|shortcut| (shortcut, shortcut.usual().to_owned())).into()
    }

    const J: Pressed<'static> = Pressed { code: "KeyJ", shift: false, others: false, composing: false, typing: false };

    #[test]
    fn a_key_means_what_the_settings_say() {
        assert_eq!(meant(&usual(), None, J), Some(Shortcut::Down));
        assert_eq!(meant(&usual(), None, Pressed { code: "KeyX", shift: true, ..J }), Some(Shortcut::PickTo));
        assert_eq!(meant(&usual(), Some("KeyG"), Pressed { code: "KeyQ", ..J }), Some(Shortcut::Queue));
        assert_eq!(meant(&usual(), None, Pressed { code: "KeyQ", ..J }), None);
        assert_eq!(meant(&[(Shortcut::Down, "KeyN".into())], None, J), None);
    }

    #[test]
    fn nothing_is_meant_while_somebody_types_or_the_browser_is_meant() {
        assert_eq!(meant(&usual(), None, Pressed { composing: true, ..J }), None);
        assert_eq!(meant(&usual(), None, Pressed { typing: true, ..J }), None);
        assert_eq!(meant(&usual(), None, Pressed { others: true, ..J }), None);
    }

    #[test]
    fn keys_are_shown_as_they_stand_on_the_keyboard() {
        assert_eq!(shown("KeyJ"), "j");
        assert_eq!(shown("Shift+KeyX"), "\u{21e7}x");
        assert_eq!(shown("Shift+Slash"), "?");
        assert_eq!(shown("KeyG KeyQ"), "g q");
    }
}
