//! What stands in a form of a report, on its way from the browser: by name, right or wrong.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// What stands in a form of the report, by the names of its fields: the browser need not know them. Never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

impl FromIterator<(String, String)> for Typed {
    fn from_iter<Fields: IntoIterator<Item = (String, String)>>(fields: Fields) -> Self {
        Self(fields.into_iter().collect())
    }
}

#[cfg(feature = "ssr")]
impl Typed {
    /// The form; what is no field of it is left out.
    pub fn form(self) -> clearway::report::ReportForm {
        serde_json::to_value(self.0).and_then(serde_json::from_value).unwrap_or_default()
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Typed")
    }
}
