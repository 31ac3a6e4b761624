//! The demo: places, invented people, and cases at every stage, filed through the same verbs as real ones.

mod city;
mod generated;
pub(crate) mod seeded;
mod stage;
mod story;
mod templates;
mod world;

pub use city::{Street, beat, live};
pub use story::words;
pub use world::{Departments, World};

use crate::chance;
use app::desk::{DemoAccount, DemoNotice};
use clearway::{staff::Role, store::Store};
use std::{collections::HashMap, sync::Arc};
use world::Member;

/// Everybody's password, where nobody else can reach the demo.
const KNOWN: &str = "demo";

/// Who may reach the demo, and so what its passwords are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// This machine only: the password is known.
    Here,
    /// Others too: passwords are random and told once, on the terminal.
    Others,
}

/// Somebody of the demo, and the password they have now.
pub struct Given {
    /// What to type first.
    pub username: String,
    /// What to type then.
    pub password: String,
    role: Role,
    shown: bool,
}

/// Gives everybody a password that suits the audience, and says which: the known one is set only where it is not yet.
///
/// # Errors
/// When the store fails.
pub async fn set_passwords(store: &Store, audience: Audience) -> anyhow::Result<Vec<Given>> {
    // hashing takes long on purpose: the password that everybody has is hashed once, and compared once
    let (mut given, mut hashes, mut doors) = (Vec::new(), HashMap::new(), Doors::default());
    for Member { username, role, shown, .. } in World::of(store).await?.staff()? {
        let password = match audience {
            Audience::Here => KNOWN.to_owned(),
            Audience::Others => chance::password(),
        };
        if audience == Audience::Others || !doors.open(store, &username).await? {
            if !hashes.contains_key(&password) {
                hashes.insert(password.clone(), app::password::hash(password.clone()).await);
            }
            store.set_password(&username, &hashes[&password]).await?;
        }
        given.push(Given { username, password, role, shown });
    }
    Ok(given)
}

/// Whether some account of the demo opens with the password that everybody knows.
///
/// # Errors
/// When the store fails.
pub async fn is_open(store: &Store) -> anyhow::Result<bool> {
    let mut doors = Doors::default();
    for Member { username, .. } in World::of(store).await?.staff()? {
        if doors.open(store, &username).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Which stored passwords are the known one.
#[derive(Default)]
struct Doors(HashMap<String, bool>);

impl Doors {
    async fn open(&mut self, store: &Store, username: &str) -> anyhow::Result<bool> {
        let Some((_, kept)) = store.read_password(username).await? else { return Ok(false) };
        if kept.is_empty() {
            return Ok(false);
        }
        if let Some(known) = self.0.get(&kept) {
            return Ok(*known);
        }
        let known = app::password::verify(KNOWN.to_owned(), Some(kept.clone())).await;
        self.0.insert(kept, known);
        Ok(known)
    }
}

/// What the sign-in page says about the demo: the passwords only where nobody else can read them.
pub fn notice(given: &[Given], audience: Audience) -> DemoNotice {
    let account = |Given { username, password, role, .. }: &Given| DemoAccount {
        username: username.clone(),
        password: (audience == Audience::Here).then(|| password.clone()),
        role: *role,
    };
    let shown = given.iter().filter(|given| given.shown);
    DemoNotice {
        accounts: shown.map(account).collect(),
        public: audience == Audience::Others,
        city: Arc::default(),
        begins_again: false,
    }
}
