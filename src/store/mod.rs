//! The only SQL of the project. One file a noun; each query is one text for SQLite and PostgreSQL.
//!
//! Every write has one shape: a rule decides, the store keeps, one transaction ([`in_tx!`](tx)).

#[macro_use]
mod tx;
mod account;
mod add_for;
mod alike;
mod archive;
mod bell;
mod bulk;
mod calendar;
mod case;
mod check;
mod check_files;
mod citizen;
mod contents;
mod db;
mod demo;
mod desk_draft;
mod draft;
mod duty;
mod entries;
mod eyes;
mod failure;
mod file;
mod history;
mod hold;
mod inbox;
mod intake;
mod keys;
mod lease;
mod ledger;
mod link;
mod list;
mod list_rows;
mod loose_file;
mod moment;
mod note;
mod office_event;
mod office_facts;
mod own_form;
mod password_link;
mod people;
#[cfg(test)]
mod plan_tests;
mod points;
mod publication;
mod queue;
mod receipt;
mod region;
mod renew_code;
mod reply;
mod report;
mod rotate;
mod search;
mod second_factor;
mod service;
mod session;
mod setup;
mod sheet;
mod sign_in;
mod silence;
mod similar;
mod template;
#[cfg(test)]
mod testing;
mod token;
mod told;
mod turn;
mod unmask;
mod upgrade;
mod words;
mod work;

pub use archive::BackupReport;
pub use bulk::Stories;
pub use calendar::CalendarPreview;
pub use check::CheckReport;
pub use citizen::Acted;
pub use draft::Draft;
pub use failure::{Error, Fault, Result};
pub use history::Notice;
pub use intake::Taken;
pub use link::{DraftLink, NotALink};
pub use moment::Moment;
pub use people::{NewDepartment, NewStaff};
pub use queue::{AtDesk, Bulk};
pub use receipt::{Receipt, TrackPass};
pub use rotate::RotateReport;
pub use second_factor::FactorSecret;
pub use session::FoundSession;
pub use setup::FirstAdmin;
pub use token::Token;
#[cfg(any(test, fuzzing))]
pub(crate) use words::words as words_of;

use crate::calendar::Calendar;
use bell::Bells;
use contents::Contents;
use db::{Db, Lock};
use keys::Keys;
use queue::Glances;
use region::Upward;
use std::{
    path::PathBuf,
    sync::{Arc, RwLock},
};

/// Where things are kept.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:…` or `postgres://…`.
    pub database_url: String,
    /// The data folder: the SQLite file, uploaded files.
    pub data: PathBuf,
    /// The folder of the keys, never inside the data folder.
    pub keys: PathBuf,
    /// The key ring itself (`1:hex,2:hex`), where the environment brings it and no file may hold it.
    pub key_ring: Option<String>,
    /// The bucket of the uploaded files, where they do not lie in the data folder.
    pub bucket: Option<Bucket>,
}

/// A bucket of a file store that speaks S3.
#[derive(Clone)]
pub struct Bucket {
    /// The address of the store: `https://…`.
    pub endpoint: String,
    /// The bucket's name: it holds these files and nothing else.
    pub name: String,
    /// Its region; `us-east-1` where the store knows none.
    pub region: String,
    /// Who we are there.
    pub key_id: String,
    /// What proves it.
    pub secret: String,
}

/// Without the secret: settings are shown when something is wrong.
impl std::fmt::Debug for Bucket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Bucket({} at {})", self.name, self.endpoint)
    }
}

/// The store: cheap to clone, shared by every door.
#[derive(Clone)]
pub struct Store {
    db: Db,
    keys: Arc<RwLock<Arc<Keys>>>,
    calendar: Arc<RwLock<Arc<Calendar>>>,
    settings: Arc<Settings>,
    contents: Contents,
    bells: Bells,
    glances: Arc<Glances>,
    upward: Arc<Upward>,
    /// Held as long as the store lives.
    lock: Arc<Lock>,
}

impl Store {
    /// Opens the database to serve from it: brings it to this version, finds the keys, loads the reference data into an empty
    /// one.
    ///
    /// # Errors
    /// When the folder cannot be written, another process holds it, the keys do not belong to the data, or the database does
    /// not answer. The fault's text says what to do.
    pub async fn open(settings: &Settings, at: Moment) -> Result<Self> {
        let lock = db::lock_alone(settings)?;
        Self::start(settings, lock, at).await
    }

    /// Opens the database beside a process that may be serving from it: for the command line.
    ///
    /// # Errors
    /// As [`Store::open`], but for the other process.
    pub async fn join(settings: &Settings, at: Moment) -> Result<Self> {
        let lock = db::lock(settings)?;
        Self::start(settings, lock, at).await
    }

    async fn start(settings: &Settings, lock: Lock, at: Moment) -> Result<Self> {
        let store = Self::on(Db::connect(&settings.database_url).await?, settings, lock)?;
        // beside a serving process there is nothing to bring forward: it did so when it started
        if !matches!(*store.lock, Lock::Theirs) {
            store.db.settle().await?;
            store.db.migrate().await?;
        }
        store.find_keys(at).await?;
        store.load_reference(at).await?;
        store.refresh_calendar().await?;
        if !matches!(*store.lock, Lock::Theirs) {
            store.write_missing_words().await?;
        }
        Ok(store)
    }

    fn on(db: Db, settings: &Settings, lock: Lock) -> Result<Self> {
        let (settings, contents) = (Arc::new(settings.clone()), Contents::open(settings)?);
        let (bells, lock) = (Bells::default(), Arc::new(lock));
        Ok(Self {
            db,
            keys: Arc::default(),
            calendar: Arc::default(),
            settings,
            contents,
            bells,
            glances: Arc::default(),
            upward: Arc::default(),
            lock,
        })
    }

    /// Brings the database to this version and says which that is.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn migrate(settings: &Settings) -> Result<String> {
        let _alone = db::lock_alone(settings)?;
        let db = Db::connect(&settings.database_url).await?;
        let version = db.migrate().await?;
        db.close().await;
        Ok(format!("The database is at version {version}."))
    }

    /// Ends every connection; what was begun is finished first.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> bool {
        self.read_fact("ready").await.is_ok()
    }

    fn keys(&self) -> Arc<Keys> {
        self.keys.read().map(|keys| Arc::clone(&keys)).unwrap_or_default()
    }

    fn calendar(&self) -> Arc<Calendar> {
        self.calendar.read().map(|calendar| Arc::clone(&calendar)).unwrap_or_default()
    }
}
