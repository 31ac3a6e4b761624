//! What a report is about: the government services of an installation (政务服务事项), each in a category.

mod list;

pub use list::{ServiceLineError, ServiceListError, parse_list};

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Most characters of a code.
pub(crate) const CODE_MAX: usize = 64;

/// The code of a service as its owner writes it (GB/T 39554.1-2020, or a local one): opaque here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServiceCode(String);

/// It is empty, longer than 64 characters, or holds something else than letters, digits, `-`, `_` and `.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a service code has 1 to 64 letters, digits, hyphens, underscores and dots")]
pub struct ServiceCodeError;

impl ServiceCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for ServiceCode {
    type Err = ServiceCodeError;

    fn from_str(text: &str) -> Result<Self, ServiceCodeError> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let good = (1..=CODE_MAX).contains(&text.len()) && text.chars().all(plain);
        good.then(|| Self(text.to_owned())).ok_or(ServiceCodeError)
    }
}

impl TryFrom<String> for ServiceCode {
    type Error = ServiceCodeError;

    fn try_from(text: String) -> Result<Self, ServiceCodeError> {
        text.parse()
    }
}

impl From<ServiceCode> for String {
    fn from(code: ServiceCode) -> Self {
        code.0
    }
}

/// A service that people come for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceItem {
    /// Its code.
    pub code: ServiceCode,
    /// Its name as people know it.
    pub name: String,
    /// The name of its category.
    pub category: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_plain_and_not_too_long() {
        assert!("11440100000000-XK_00123.001".parse::<ServiceCode>().is_ok());
        for bad in ["", "a b", "<b>", "码", &"1".repeat(65)] {
            assert!(bad.parse::<ServiceCode>().is_err(), "{bad}");
        }
    }
}
