//! Whoever sets an empty installation up: the browser that gave the code which was told on the terminal.

use super::{
    Address, Office, Wait, chance,
    cookie::{Cookie, cookie, set_cookie},
    moment, office,
};
use crate::denied::Denied;
use clearway::{
    identifiers::query_code::QueryCode,
    refusal::Refusal,
    store::{Moment, Store, Token},
};
use http::request::Parts;
use leptos::prelude::*;
use std::sync::Arc;

/// How long the browser may go on without the code.
const HOURS: i64 = 12;

/// The set-up of this request.
pub struct SetupDesk {
    /// What this browser shows.
    pub pass: Token,
    /// Everything that is kept.
    pub store: Store,
    /// Now, with fresh randomness.
    pub at: Moment,
    /// What is set up.
    pub office: Arc<Office>,
}

/// The set-up, for a browser that gave the code; the store says whether it still may.
///
/// # Errors
/// [`Refusal::NotFound`] where nothing is set up any more, [`Refusal::SignedOut`] for a browser that gave no code.
pub async fn setup_desk() -> Result<SetupDesk, Denied> {
    let office = office()?;
    if office.is_open().await? {
        return Err(Refusal::NotFound.into());
    }
    let pass = cookie(Cookie::Setup, &office).and_then(|value| value.parse().ok()).ok_or(Refusal::SignedOut)?;
    Ok(SetupDesk { pass, store: office.store.clone(), at: moment(&office), office })
}

/// Tries the code that was typed.
///
/// # Errors
/// [`Refusal::WrongCode`], or [`Refusal::Wait`] after too many from one address.
pub async fn enter_setup(typed: &str) -> Result<(), Denied> {
    let office = office()?;
    let from = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Address>().copied());
    if let Err(Wait(minutes)) = office.limits.set_up(from.unwrap_or_default(), office.clock.now()) {
        return Err(Refusal::Wait(minutes).into());
    }
    let (code, pass) = (QueryCode::parse(typed).map_err(|_| Refusal::WrongCode)?, Token::from_bytes(chance()));
    office.store.enter_setup(&code, &pass).await?;
    set_cookie(&office, Cookie::Setup, &pass.to_string(), Some(HOURS * 3_600));
    Ok(())
}

impl SetupDesk {
    /// Ends it: the installation is open now.
    pub fn ends(&self) {
        self.office.look_again();
        set_cookie(&self.office, Cookie::Setup, "", Some(0));
    }
}
