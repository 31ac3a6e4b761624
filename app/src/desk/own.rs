//! Signing in, and what somebody does with the own account: a password is compared so often and no more.

use super::{
    Address, Counter, Office, chance,
    cookie::{Cookie, session, set_cookie},
    moment, office,
};
use crate::{denied::Denied, password};
use clearway::{
    account::Proof,
    policy,
    refusal::Refusal,
    staff::Staff,
    store::{Error, Moment, Store, Token},
};
use http::request::Parts;
use leptos::prelude::*;
use std::sync::Arc;
use tokio::sync::Mutex;

/// What became of a user name and a password.
pub enum SignedIn {
    /// They belong together; a second proof may be needed.
    Right(Option<Proof>),
    /// They do not; which of the two is wrong is never said.
    Wrong,
    /// So many were wrong that so many minutes have to pass.
    Wait(u32),
}

/// Somebody at their own account: a session that may still have to show its second proof.
pub struct OwnDesk {
    /// Who.
    pub staff: Staff,
    /// What is still to be shown.
    pub proof: Option<Proof>,
    /// Their session.
    pub token: Token,
    /// Everything that is kept.
    pub store: Store,
    /// Now, with fresh randomness.
    pub at: Moment,
    /// Where they work.
    pub office: Arc<Office>,
}

/// Where the request comes from, as wrong tries are counted.
fn from() -> String {
    let address = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Address>().copied());
    address.unwrap_or_default().to_string()
}

/// The account of whoever gave the right password.
///
/// # Errors
/// [`Refusal::SignedOut`] when nobody did.
pub async fn own_desk() -> Result<OwnDesk, Denied> {
    let office = office()?;
    let (store, at) = (office.store.clone(), moment(&office));
    let token = session(&office).ok_or(Refusal::SignedOut)?;
    let (staff, proof) = store.read_proof(&token, at.now).await?;
    Ok(OwnDesk { staff, proof, token, store, at, office })
}

impl Counter {
    /// Signs somebody in, with a new token at each sign-in.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sign_in(&self, username: &str, typed: String) -> Result<SignedIn, Denied> {
        let (from, now) = (from(), self.at.now);
        let waits = || async {
            match self.store.may_sign_in(username, &from, now).await {
                Ok(()) => Ok(None),
                Err(Error::Refused(Refusal::Wait(minutes))) => Ok(Some(SignedIn::Wait(minutes))),
                Err(error) => Err(Denied::from(error)),
            }
        };
        if let Some(wait) = waits().await? {
            tracing::warn!("a sign-in has to wait: too many were wrong");
            return Ok(wait);
        }
        let (staff, phc) = self.store.read_password(username).await?.unzip();
        let right = password::verify(typed, phc.clone()).await;
        let Some((staff, phc)) = staff.zip(phc).filter(|_| right) else {
            self.store.sign_in_failed(username, &from, self.at).await?;
            tracing::info!("a sign-in with a wrong name or password");
            return Ok(SignedIn::Wrong);
        };
        if let Some(wait) = waits().await? {
            return Ok(wait);
        }
        let token = Token::from_bytes(chance());
        let proof = match self.store.sign_in(staff, &phc, &token, now).await {
            Err(Error::Refused(Refusal::WrongPassword)) => return Ok(SignedIn::Wrong),
            proof => proof?,
        };
        if proof == Some(Proof::SetUp) {
            self.store.begin_factor(staff, self.at).await?;
        }
        if let Some(before) = session(&self.office) {
            self.store.end_session(&before).await?;
        }
        tracing::info!(%staff, second_proof = proof.is_some(), "a right password");
        set_cookie(&self.office, Cookie::Session, &token.to_string(), Some(policy::SESSION_HOURS * 3_600));
        Ok(SignedIn::Right(proof))
    }
}

impl Office {
    /// What authenticator apps show above the digits.
    pub fn issuer(&self) -> String {
        let url = &self.public_url;
        let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host);
        format!("Clearway {}", host.replace(':', " "))
    }
}

impl OwnDesk {
    /// Refuses whoever has still to show a second proof.
    ///
    /// # Errors
    /// [`Refusal::SecondFactor`].
    pub fn proven(self) -> Result<Self, Denied> {
        if self.proof.is_some() { Err(Refusal::SecondFactor.into()) } else { Ok(self) }
    }

    /// Compares the password once more before something that a stranger at an open screen must not do.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], or [`Refusal::Wait`] after too many.
    pub async fn asks_password(&self, typed: String) -> Result<(), Denied> {
        let (name, from) = (self.staff.id.to_string(), from());
        self.store.may_sign_in(&name, &from, self.at.now).await?;
        let phc = self.store.own_password(self.staff.id).await?;
        if !password::verify(typed, Some(phc)).await {
            self.store.sign_in_failed(&name, &from, self.at).await?;
            return Err(Refusal::WrongPassword.into());
        }
        Ok(self.store.may_sign_in(&name, &from, self.at.now).await?)
    }

    /// Tries a second proof; what was wrong counts as a wrong password does. One after another: of a thousand sent at once, the
    /// first wrong ones stop the others.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`], or [`Refusal::Wait`] after too many.
    pub async fn tries<Given>(&self, proof: impl Future<Output = Result<Given, Error>>) -> Result<Given, Denied> {
        static IN_TURN: Mutex<()> = Mutex::const_new(());
        let (name, from) = (self.staff.id.to_string(), from());
        let _turn = IN_TURN.lock().await;
        self.store.may_sign_in(&name, &from, self.at.now).await?;
        match proof.await {
            Err(Error::Refused(Refusal::WrongCode)) => {
                self.store.sign_in_failed(&name, &from, self.at).await?;
                tracing::info!(staff = name, "a wrong second proof");
                Err(Refusal::WrongCode.into())
            }
            given => {
                let given = given?;
                tracing::info!(staff = name, "a right second proof");
                Ok(given)
            }
        }
    }

    /// Signs out here.
    pub fn forgets(&self) {
        set_cookie(&self.office, Cookie::Session, "", Some(0));
    }
}
