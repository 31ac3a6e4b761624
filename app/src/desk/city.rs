//! A demonstration that works by itself: how long the city lives on, and who may come in without a password.

use super::{
    Counter, DemoAccount, DemoNotice, chance,
    cookie::{Cookie, set_cookie},
};
use crate::{denied::Denied, routes};
use clearway::{
    policy::{SESSION_HOURS, TRACKING_MINUTES},
    refusal::Refusal,
    staff::Role,
    store::Token,
};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::Notify;

/// What the pages ask of the city; the server lets it live.
#[derive(Debug, Default)]
pub struct City {
    beats: AtomicU32,
    /// Told when everything is to be as it was in the beginning.
    pub again: Notify,
}

impl City {
    /// How often something happens in it.
    pub const BEAT_SECONDS: u32 = 10;
    /// It ends by itself after half an hour.
    const BEATS: u32 = 30 * 60 / Self::BEAT_SECONDS;

    /// Lets it live for half an hour from now.
    pub fn begin(&self) {
        self.beats.store(Self::BEATS, Ordering::Relaxed);
    }

    /// Lets nothing more happen by itself.
    pub fn stop(&self) {
        self.beats.store(0, Ordering::Relaxed);
    }

    /// How many minutes it still lives; the last one counts in full.
    pub fn minutes_left(&self) -> u32 {
        (self.beats.load(Ordering::Relaxed) * Self::BEAT_SECONDS).div_ceil(60)
    }

    /// Whether something is to happen now; it has then happened once less.
    pub fn beat(&self) -> bool {
        self.beats.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }
}

impl Counter {
    /// The demonstration that this is.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is none.
    pub fn stage(&self) -> Result<&DemoNotice, Denied> {
        Ok(self.demo().ok_or(Refusal::NotFound)?)
    }

    /// The same where nobody else can reach it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when others can.
    pub fn own_stage(&self) -> Result<&DemoNotice, Denied> {
        Ok(Some(self.stage()?).filter(|demo| !demo.public).ok_or(Refusal::NotFound)?)
    }

    /// Comes in as the first who has this role, without a password; answers where that leads.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this is no demonstration of this machine, or nobody has the role.
    pub async fn enter(&self, role: Role) -> Result<String, Denied> {
        let has = |account: &&DemoAccount| account.role == role;
        let account = self.own_stage()?.accounts.iter().find(has).ok_or(Refusal::NotFound)?;
        let (staff, _) = self.store.read_password(&account.username).await?.ok_or(Refusal::NotFound)?;
        let token = Token::from_bytes(chance());
        self.store.open_session_unasked(staff, &token, self.at.now).await?;
        set_cookie(&self.office, Cookie::Session, &token.to_string(), Some(SESSION_HOURS * 3_600));
        Ok(routes::STAFF.to_owned())
    }

    /// Opens the newest case that was answered and not judged, as its reporter; answers where that leads.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this is no demonstration of this machine, or there is no such case.
    pub async fn enter_as_reporter(&self) -> Result<String, Denied> {
        self.own_stage()?;
        let (number, pass) = self.store.newest_answered(self.at.now).await?;
        set_cookie(&self.office, Cookie::Track, pass.as_str(), Some(TRACKING_MINUTES * 60));
        Ok(routes::tracked(number.as_str()))
    }

    /// Moves the clock of the demonstration by a day.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when this is no demonstration of this machine.
    pub fn wait_a_day(&self) -> Result<(), Denied> {
        self.own_stage()?;
        self.office.clock.forward(jiff::SignedDuration::from_hours(24));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_ends_by_itself_after_half_an_hour() {
        let city = City::default();
        assert!(!city.beat() && city.minutes_left() == 0);
        city.begin();
        assert_eq!(city.minutes_left(), 30);
        assert_eq!((0..1_000).filter(|_| city.beat()).count(), 180);
        city.begin();
        city.stop();
        assert!(!city.beat());
    }
}
