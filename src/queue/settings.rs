//! How somebody wants their desk.

use super::Alerts;
use crate::{refusal::Refusal, word::choices};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Acts with a key of their own, at most.
const KEYS_MAX: usize = 40;

choices! {
    /// How high a row is.
    Density {
        /// 舒适: with room.
        Roomy = "roomy",
        /// 紧凑: many on the screen.
        Compact = "compact",
    }

    /// A column of a list that can be left out or moved; time left and what it is about always stand first.
    Column {
        /// The service concerned.
        Service = "service",
        /// Where.
        Region = "region",
        /// Whose task.
        Department = "department",
        /// Whoever works on it.
        Holder = "holder",
        /// How far it has come.
        Stage = "stage",
        /// How it came.
        Channel = "channel",
        /// When it came.
        Filed = "filed",
        /// The number people say.
        Number = "number",
    }
}

/// How somebody wants their desk. What they never said is as it is for a new colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskSettings {
    /// Whether keys do something.
    pub shortcuts: bool,
    /// Other keys than the usual ones, by the word of what they do: places on the keyboard, such as `Shift+KeyX`.
    pub keys: BTreeMap<String, String>,
    /// The columns, in this order.
    pub columns: Vec<Column>,
    /// How high a row is.
    pub density: Density,
    /// How they are told of something while they look elsewhere.
    pub alerts: Alerts,
    /// Whether new rows come in by themselves while nobody is busy in the list.
    pub auto_insert: bool,
}

impl Default for DeskSettings {
    fn default() -> Self {
        Self {
            shortcuts: false,
            keys: BTreeMap::new(),
            columns: vec![Column::Service, Column::Department, Column::Holder, Column::Filed],
            density: Density::Roomy,
            alerts: Alerts::default(),
            auto_insert: false,
        }
    }
}

impl DeskSettings {
    /// Reads what a page sent.
    ///
    /// # Errors
    /// [`Refusal::WrongSettings`] for what is none, or as [`DeskSettings::check`].
    #[cfg(feature = "store")]
    pub fn parse(json: &str) -> Result<Self, Refusal> {
        let settings: Self = serde_json::from_str(json).map_err(|_| Refusal::WrongSettings)?;
        settings.check().map(|()| settings)
    }

    /// Moves a column among those that are shown, one place earlier or later; says where it stands now, counted from 1.
    pub fn move_column(&mut self, column: Column, earlier: bool) -> Option<usize> {
        let place = self.columns.iter().position(|known| *known == column)?;
        let to = if earlier { place.checked_sub(1)? } else { place + 1 };
        if to >= self.columns.len() {
            return None;
        }
        self.columns.swap(place, to);
        Some(to + 1)
    }

    /// Shows a column behind the others, or leaves it out; says where it stands now, counted from 1.
    pub fn show_column(&mut self, column: Column, shown: bool) -> Option<usize> {
        self.columns.retain(|known| *known != column);
        shown.then(|| {
            self.columns.push(column);
            self.columns.len()
        })
    }

    /// Whether it can be kept: no column twice, no key for two things, nothing that is no key, and no alert twice.
    ///
    /// # Errors
    /// [`Refusal::WrongSettings`].
    pub fn check(&self) -> Result<(), Refusal> {
        let mut columns = self.columns.iter().enumerate();
        let twice = columns.any(|(place, column)| self.columns.iter().take(place).any(|before| before == column));
        let good = |(act, keys): (&String, &String)| is_word(act) && (keys.is_empty() || keys.split(' ').all(is_key));
        // an act without a key is switched off: two of them do not meet
        let mut keys: Vec<_> = self.keys.values().filter(|keys| !keys.is_empty()).collect();
        keys.sort();
        let meet = keys.windows(2).any(|pair| pair[0] == pair[1]);
        let wrong =
            twice || meet || !self.alerts.is_good() || self.keys.len() > KEYS_MAX || !self.keys.iter().all(good);
        if wrong { Err(Refusal::WrongSettings) } else { Ok(()) }
    }
}

fn is_word(word: &str) -> bool {
    (1..=20).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// A place on the keyboard with what is held beside it. Nothing with Control, Alt or Meta: those are the browser's and the system's.
fn is_key(key: &str) -> bool {
    let place = key.strip_prefix("Shift+").unwrap_or(key);
    (1..=20).contains(&place.len())
        && place.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && place.starts_with(|letter: char| letter.is_ascii_uppercase())
        && !["Tab", "Enter", "Escape", "Space"].contains(&place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::{Alert, Minute, Quiet};

    fn keys(keys: &[(&str, &str)]) -> DeskSettings {
        let keys = keys.iter().map(|(act, key)| ((*act).into(), (*key).into())).collect();
        DeskSettings { keys, ..DeskSettings::default() }
    }

    #[test]
    fn a_key_does_one_thing_and_is_a_key() {
        assert_eq!(keys(&[("down", "KeyJ"), ("pick-to", "Shift+KeyX"), ("queue", "KeyG KeyQ")]).check(), Ok(()));
        assert_eq!(keys(&[("down", ""), ("up", "")]).check(), Ok(()));
        for bad in [
            &[("down", "KeyJ"), ("up", "KeyJ")][..],
            &[("down", "Control+KeyJ")],
            &[("down", "Enter")],
            &[("<b>", "KeyJ")],
        ] {
            assert_eq!(keys(bad).check(), Err(Refusal::WrongSettings), "{bad:?}");
        }
        let twice = DeskSettings { columns: vec![Column::Filed, Column::Filed], ..DeskSettings::default() };
        assert!(twice.check().is_err());
        let alerts = Alerts { sound: vec![Alert::Late, Alert::Late], ..Alerts::default() };
        assert!(DeskSettings { alerts, ..DeskSettings::default() }.check().is_err());
        let quiet = Some(Quiet { from: Minute(0), until: Minute(1_440) });
        let alerts = Alerts { quiet, ..Alerts::default() };
        assert!(DeskSettings { alerts, ..DeskSettings::default() }.check().is_err());
    }

    #[test]
    fn a_column_moves_by_one_place_and_never_out_of_the_list() {
        use Column::{Filed, Number, Region, Stage};
        for (moved, earlier, place, columns) in [
            (Filed, true, Some(1), [Filed, Stage, Region]),
            (Filed, false, Some(3), [Stage, Region, Filed]),
            (Stage, true, None, [Stage, Filed, Region]),
            (Region, false, None, [Stage, Filed, Region]),
            (Number, true, None, [Stage, Filed, Region]),
        ] {
            let mut settings = DeskSettings { columns: vec![Stage, Filed, Region], ..DeskSettings::default() };
            assert_eq!(settings.move_column(moved, earlier), place);
            assert_eq!(settings.columns, columns);
        }
    }

    #[test]
    fn a_column_that_is_shown_again_stands_behind_the_others() {
        let mut settings = DeskSettings { columns: vec![Column::Stage, Column::Service], ..DeskSettings::default() };
        assert_eq!(settings.show_column(Column::Stage, false), None);
        assert_eq!(settings.show_column(Column::Stage, true), Some(2));
        assert_eq!(settings.columns, [Column::Service, Column::Stage]);
    }

    #[test]
    fn keys_are_off_for_a_new_colleague_and_old_settings_are_still_read() {
        assert!(!DeskSettings::default().shortcuts);
        let old = DeskSettings::parse(r#"{"shortcuts":true}"#).unwrap();
        assert!(old.shortcuts && old.columns == DeskSettings::default().columns);
        let first = r#"{"shortcuts":false,"keys":{},"columns":["filed"],"density":"compact","sound":false,"notices":false,"auto_insert":true}"#;
        let first = DeskSettings::parse(first).unwrap();
        assert!(first.auto_insert && first.columns == [Column::Filed]);
        assert_eq!(first.alerts, Alerts::default(), "nothing is told that nobody asked for");
        let part = DeskSettings::parse(r#"{"alerts":{"sound":["work"]}}"#).unwrap();
        assert!(part.alerts.want(Alert::Work) && part.alerts.quiet.is_none());
    }
}
