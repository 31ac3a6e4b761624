//! Who is asking, which store, what time: the only reader of request context.

mod answer;
mod city;
mod cookie;
pub mod drafting;
mod guess;
mod known;
mod limits;
mod own;
mod presence;
mod setup;
mod standing;
mod taking;

pub use answer::{answer_with, asked_by_the_app, forget_here, go, if_it_fails, in_query, page_before, path, reference};
pub use city::City;
pub use cookie::{browser_cookie, browser_token, cookie_names, prefs, session_token, track_cookie, track_pass};
pub use guess::Tried;
pub use limits::{Address, Limits, Wait};
pub use own::{OwnDesk, SignedIn, own_desk};
pub use presence::Presence;
pub use setup::{SetupDesk, enter_setup, setup_desk};
pub use standing::{Standing, link_to, look_again, office_facts};

use crate::{
    denied::Denied,
    gallery::Look,
    lang::{Frame, Prefs},
    routes,
};
use clearway::{
    id::DraftId,
    refusal::Refusal,
    staff::{Role, Staff},
    store::{FoundSession, Moment, Store, Token, TrackPass},
};
use cookie::{Cookie, cookie, session, set_cookie};
use http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use rand::distr::{Distribution, StandardUniform};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use tokio::sync::OnceCell;

/// Fresh randomness.
#[expect(clippy::disallowed_methods, reason = "a request is where chance comes from")]
pub fn chance<Value>() -> Value
where
    StandardUniform: Distribution<Value>,
{
    rand::random()
}

/// What the server gives every request.
pub struct Office {
    /// Everything that is kept.
    pub store: Store,
    /// What time it is here.
    pub clock: Clock,
    /// Whether people come by https: cookies are Secure then.
    pub secure: bool,
    /// Whether what people send can be read on its way: staff are told.
    pub unencrypted: bool,
    /// The address people type.
    pub public_url: String,
    /// What a demonstration says about itself.
    pub demo: Option<DemoNotice>,
    /// How often the same address may try.
    pub limits: Arc<Limits>,
    /// Who is on which case.
    pub presence: Arc<Presence>,
    /// Whether it is open, and what the office says of itself.
    pub standing: Standing,
}

/// The time, which tests and demonstrations can move: microseconds ahead of the machine.
#[derive(Clone, Default)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    /// The time here.
    #[expect(clippy::disallowed_methods, reason = "the clock of a request is where time comes from")]
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_micros(self.0.load(Ordering::Relaxed));
        Timestamp::now().saturating_add(ahead).unwrap_or(Timestamp::MAX)
    }

    /// Moves the time.
    pub fn forward(&self, by: SignedDuration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).unwrap_or_default(), Ordering::Relaxed);
    }
}

/// Who can sign in to a demonstration.
#[derive(Clone)]
pub struct DemoNotice {
    /// The accounts.
    pub accounts: Vec<DemoAccount>,
    /// Whether others than this machine can reach it.
    pub public: bool,
    /// The city that can be let live.
    pub city: Arc<City>,
    /// Whether it can begin again as it was when it was filled.
    pub begins_again: bool,
}

/// An account of a demonstration.
#[derive(Clone)]
pub struct DemoAccount {
    /// What to type first.
    pub username: String,
    /// What to type then; shown on loopback only.
    pub password: Option<String>,
    /// What the account is for.
    pub role: Role,
}

/// The public side: nobody has to say who they are.
pub struct Counter {
    /// Everything that is kept.
    pub store: Store,
    /// Now, with fresh randomness.
    pub at: Moment,
    browser: Option<Token>,
    pass: Option<String>,
    link: Option<String>,
    office: Arc<Office>,
}

/// The staff side: somebody is signed in.
pub struct Desk {
    /// Who.
    pub staff: Staff,
    /// Everything that is kept.
    pub store: Store,
    /// Now, with fresh randomness.
    pub at: Moment,
}

/// The counter of this request.
///
/// # Errors
/// A fault when the server forgot to provide the office.
pub fn counter() -> Result<Counter, Denied> {
    let office = office()?;
    let browser = cookie(Cookie::Browser, &office).and_then(|value| value.parse().ok());
    let (pass, link) = (cookie(Cookie::Track, &office), cookie(Cookie::Link, &office));
    Ok(Counter { store: office.store.clone(), at: moment(&office), browser, pass, link, office })
}

impl Office {
    /// A path as people can take it along.
    pub fn link_to(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The counter for a browser that comes by a door that is no page.
    pub fn counter_of(self: &Arc<Self>, browser: Token) -> Counter {
        let (store, at, office) = (self.store.clone(), moment(self), Arc::clone(self));
        Counter { store, at, browser: Some(browser), pass: None, link: None, office }
    }
}

/// Who asks, found once for all parts of a page that want to know.
#[derive(Clone, Default)]
pub struct Asking(Arc<OnceCell<FoundSession>>);

/// The desk of this request: somebody does something.
///
/// # Errors
/// [`Refusal::SignedOut`] when nobody is signed in, [`Refusal::SecondFactor`] when a second proof is still to be shown.
pub async fn desk() -> Result<Desk, Denied> {
    let (store, at, token) = who_asks()?;
    let found = find(&store, &token, at.now).await?;
    store.keep_awake(&token, &found, at.now).await?;
    Ok(Desk { staff: found.staff()?, store, at })
}

/// The desk of a page that reads itself again: that keeps no session awake.
///
/// # Errors
/// As [`desk`].
pub async fn desk_unasked() -> Result<Desk, Denied> {
    let (store, at, token) = who_asks()?;
    Ok(Desk { staff: find(&store, &token, at.now).await?.staff()?, store, at })
}

fn who_asks() -> Result<(Store, Moment, Token), Denied> {
    let office = office()?;
    Ok((office.store.clone(), moment(&office), session(&office).ok_or(Refusal::SignedOut)?))
}

async fn find(store: &Store, token: &Token, now: Timestamp) -> Result<FoundSession, Denied> {
    let Asking(found) = use_context().unwrap_or_default();
    Ok(found.get_or_try_init(|| store.find_session(token, now)).await?.clone())
}

impl Counter {
    /// The browser that asks; one that is new here gets its cookie.
    pub fn browser(&self) -> Token {
        self.browser.clone().unwrap_or_else(|| {
            let token = Token::from_bytes(chance());
            set_cookie(&self.office, Cookie::Browser, &token.to_string(), None);
            token
        })
    }

    /// The id of a report that begins now.
    fn new_draft(&self) -> DraftId {
        let milliseconds = u64::try_from(self.at.now.as_millisecond()).unwrap_or_default();
        DraftId(uuid::Builder::from_unix_timestamp_millis(milliseconds, &chance()).into_uuid())
    }

    /// A path as people can take it along.
    pub fn link_to(&self, path: &str) -> String {
        self.office.link_to(path)
    }

    /// The link of this draft that was made on this device.
    pub fn link_of(&self, draft: DraftId) -> Option<String> {
        let (id, link) = self.link.as_ref()?.split_once('.')?;
        (id == draft.to_string()).then(|| self.link_to(&routes::resume(link)))
    }

    /// Finishes on a device that others use: it holds no draft, no receipt and no open case any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn leave(&self) -> Result<(), Denied> {
        if let Some(browser) = &self.browser {
            self.store.leave_device(browser).await?;
        }
        for cookie in [Cookie::Browser, Cookie::Track, Cookie::Link] {
            set_cookie(&self.office, cookie, "", Some(0));
        }
        Ok(())
    }

    /// What was shown when the case was opened with its code.
    pub fn pass(&self) -> Option<TrackPass> {
        self.pass.clone().map(TrackPass::from_cookie)
    }

    /// Signs out whoever is signed in.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_session(&self) -> Result<(), Denied> {
        if let Some(token) = session(&self.office) {
            self.store.end_session(&token).await?;
        }
        set_cookie(&self.office, Cookie::Session, "", Some(0));
        Ok(())
    }

    /// Remembers how the person wants the pages, for a year.
    pub fn keep_prefs(&self, prefs: Prefs) {
        set_cookie(&self.office, Cookie::Prefs, &prefs.to_cookie(), Some(365 * 86_400));
    }

    /// What a demonstration says about itself.
    pub fn demo(&self) -> Option<&DemoNotice> {
        self.office.demo.as_ref()
    }
}

/// The frame that this request asks for; the default one where no request is, as when the routes are listed.
pub fn frame() -> Frame {
    let prefs = use_context::<Parts>().map(|parts| prefs(&parts.headers)).unwrap_or_default();
    let prefs = Look::of(&path()).map_or(prefs, |look| look.prefs(prefs));
    let office = use_context::<Arc<Office>>();
    let is = |what: fn(&Office) -> bool| office.as_deref().is_some_and(what);
    Frame { prefs, demo: is(|office| office.demo.is_some()), unencrypted: is(|office| office.unencrypted) }
}

/// Who is on which case.
///
/// # Errors
/// A fault when the server forgot to provide the office.
pub fn presence() -> Result<Arc<Presence>, Denied> {
    Ok(Arc::clone(&office()?.presence))
}

fn office() -> Result<Arc<Office>, Denied> {
    use_context().ok_or_else(|| Denied::fault("no office in the request's context"))
}

fn moment(office: &Office) -> Moment {
    Moment { now: office.clock.now(), seed: chance() }
}
