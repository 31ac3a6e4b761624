//! What every page stands on: whether the installation is open, and what the office says of itself. Read from the store now and
//! then, not for each page.

use super::Office;
use clearway::{office::OfficeFacts, store::Error};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use std::sync::{Arc, PoisonError, RwLock};

/// How long what was read is believed: another process may have changed it.
const BELIEVED: SignedDuration = SignedDuration::from_secs(10);

/// What was read last.
#[derive(Default)]
pub struct Standing(RwLock<Seen>);

#[derive(Clone, Default)]
struct Seen {
    at: Option<Timestamp>,
    /// Nothing while nobody works here.
    facts: Option<Arc<OfficeFacts>>,
}

impl Office {
    /// Whether the installation is open: somebody works here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_open(&self) -> Result<bool, Error> {
        let (now, seen) = (self.clock.now(), self.standing.seen());
        let fresh = seen.at.is_some_and(|at| now.duration_since(at) < BELIEVED && at <= now);
        if seen.facts.is_some() && fresh {
            return Ok(true);
        }
        let facts = match self.store.read_standing().await {
            Ok(facts) => facts.map(Arc::new),
            // once open, open: what was known holds until the store answers again, and nobody waits for that here
            Err(_) if seen.facts.is_some() => seen.facts,
            Err(error) => return Err(error),
        };
        let open = facts.is_some();
        self.standing.put(Seen { at: Some(now), facts });
        Ok(open)
    }

    /// Reads it again at the next page: it was changed here.
    pub fn look_again(&self) {
        self.standing.put(Seen { at: None, ..self.standing.seen() });
    }

    /// What the office says of itself.
    pub fn facts(&self) -> Arc<OfficeFacts> {
        self.standing.seen().facts.unwrap_or_default()
    }
}

impl Standing {
    fn seen(&self) -> Seen {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, seen: Seen) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = seen;
    }
}

/// The office of this request says something else of itself from the next page on.
pub fn look_again() {
    if let Some(office) = use_context::<Arc<Office>>() {
        office.look_again();
    }
}

/// A path of this request's office as people can take it along.
pub fn link_to(path: &str) -> String {
    use_context::<Arc<Office>>().map(|office| office.link_to(path)).unwrap_or_default()
}

/// What the office of this request says of itself.
pub fn office_facts() -> Arc<OfficeFacts> {
    use_context::<Arc<Office>>().map(|office| office.facts()).unwrap_or_default()
}
