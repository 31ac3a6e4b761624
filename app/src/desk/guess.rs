//! Number and code: looked at so often and no more, by whichever door they come.

use super::{
    Address, Counter, Office, Wait,
    cookie::{Cookie, set_cookie},
};
use crate::denied::Denied;
use clearway::{
    identifiers::{case_number::CaseNumber, query_code::QueryCode},
    policy,
    store::{Error, Fault, TrackPass},
};
use http::request::Parts;
use jiff::Timestamp;
use leptos::prelude::*;

/// What became of number and code.
pub enum Tried {
    /// They belong together.
    Opened(TrackPass),
    /// They do not; which of the two is wrong is never said.
    Wrong,
    /// So many wrong ones came from there that this one was not looked at.
    TooOften(Wait),
}

impl Office {
    /// Looks at a number and a code that came from an address.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn try_code(
        &self,
        from: Address,
        number: &CaseNumber,
        code: &QueryCode,
        now: Timestamp,
    ) -> Result<Tried, Fault> {
        if let Err(wait) = self.limits.guess(from, number, now) {
            return Ok(Tried::TooOften(wait));
        }
        match self.store.open_tracking(number, code, now).await {
            Ok(pass) => {
                self.limits.guessed_right(from, number);
                Ok(Tried::Opened(pass))
            }
            Err(Error::Refused(_)) => Ok(Tried::Wrong),
            Err(Error::Fault(fault)) => Err(fault),
        }
    }
}

impl Counter {
    /// Opens a case for this browser, when number and code belong together.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open(&self, number: &CaseNumber, code: &QueryCode) -> Result<Tried, Denied> {
        let from = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Address>().copied());
        let tried = self.office.try_code(from.unwrap_or_default(), number, code, self.at.now).await;
        let tried = tried?;
        if let Tried::Opened(pass) = &tried {
            set_cookie(&self.office, Cookie::Track, pass.as_str(), Some(policy::TRACKING_MINUTES * 60));
        }
        Ok(tried)
    }
}
