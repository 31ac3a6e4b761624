//! `GET /live`: one screen's stream of notices, as server-sent events.

use crate::{
    chance,
    live::{self, Hub, Seat, Told},
    router::Doors,
};
use app::desk::Office;
use axum::{
    body::{Body, Bytes},
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use clearway::{
    staff::Staff,
    store::{Error, Token},
};
use serde::Deserialize;
use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::{
        broadcast::{
            self,
            error::{RecvError, TryRecvError},
        },
        watch,
    },
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

/// How often a quiet stream says that it is there: proxies keep it open, and the screen knows that it hears.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How often it is asked whether the session still stands.
const RECHECK: Duration = Duration::from_secs(60);
/// A stream ends by itself after a while, so that screens spread over new processes.
const LIFE: (Duration, Duration) = (Duration::from_secs(30 * 60), Duration::from_secs(60 * 60));

/// Where the screen stopped reading.
#[derive(Deserialize)]
pub struct Since {
    since: Option<i64>,
}

/// Opens a stream for whoever is signed in.
pub async fn open(State(doors): State<Doors>, Query(since): Query<Since>, headers: HeaderMap) -> Response {
    let Doors { office, hub, .. } = doors;
    let Some(token) = app::desk::session_token(&headers, office.secure) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let staff = match office.store.read_session(&token, office.clock.now()).await {
        Ok(staff) => staff,
        Err(Error::Refused(_)) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(Error::Fault(fault)) => {
            tracing::error!(%fault, "the session could not be read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let Some(seat) = hub.seat(staff.id) else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")]).into_response();
    };
    let resumed = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let mut screen = Screen::new(office, &hub, token, &staff, seat);
    screen.catch_up(resumed.or(since.since)).await;
    let stream =
        futures::stream::unfold(screen, async |mut screen| Some((Ok::<_, Infallible>(screen.next().await?), screen)));
    let headers = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
    (headers, [("x-accel-buffering", "no")], Body::from_stream(stream)).into_response()
}

/// What a waiting stream is woken by.
enum Woken {
    Told(Heard),
    Check,
    Quiet,
    End,
}

type Heard = Result<Arc<Told>, RecvError>;

/// One stream.
struct Screen {
    office: Arc<Office>,
    hub: Arc<Hub>,
    token: Token,
    scopes: Vec<String>,
    told: broadcast::Receiver<Arc<Told>>,
    closing: watch::Receiver<bool>,
    waiting: VecDeque<Bytes>,
    last: i64,
    keep_alive: Interval,
    recheck: Interval,
    ends: Instant,
    over: bool,
    _seat: Seat,
}

fn scopes(staff: &Staff) -> Vec<String> {
    staff.queues().into_iter().map(|(_, scope)| scope.id()).collect()
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

impl Screen {
    fn new(office: Arc<Office>, hub: &Arc<Hub>, token: Token, staff: &Staff, seat: Seat) -> Self {
        let (told, closing) = hub.listen();
        Self {
            office,
            hub: Arc::clone(hub),
            token,
            scopes: scopes(staff),
            told,
            closing,
            waiting: VecDeque::from([live::hello()]),
            last: hub.last(),
            keep_alive: every(KEEP_ALIVE),
            recheck: every(RECHECK),
            ends: Instant::now() + chance::between(LIFE.0, LIFE.1),
            over: false,
            _seat: seat,
        }
    }

    /// Sends what was published while the screen was away; too much, or an unknown place, means reading again.
    async fn catch_up(&mut self, since: Option<i64>) {
        let Some(since) = since else { return };
        let store = &self.office.store;
        match (store.notices_since(since, live::BATCH).await, store.last_notice().await) {
            (Ok(missed), Ok(last))
                if since <= last && i64::try_from(missed.len()).is_ok_and(|count| count < live::BATCH) =>
            {
                self.last = since;
                missed.into_iter().map(Told::new).for_each(|told| self.tell(&told));
            }
            _ => self.waiting.push_back(live::resync(self.last)),
        }
    }

    /// The next bytes to send, all that is known by then at once; nothing when the stream is over.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if !self.waiting.is_empty() {
                return Some(self.together());
            }
            if self.over {
                return None;
            }
            match self.woken().await {
                Woken::Told(told) => self.hear(told),
                Woken::Check => self.check().await,
                Woken::Quiet => self.waiting.push_back(live::beat()),
                Woken::End => self.end(),
            }
        }
    }

    async fn woken(&mut self) -> Woken {
        tokio::select! {
            biased;
            _ = self.closing.wait_for(|closing| *closing) => Woken::End,
            () = tokio::time::sleep_until(self.ends) => Woken::End,
            told = self.told.recv() => Woken::Told(told),
            _ = self.recheck.tick() => Woken::Check,
            _ = self.keep_alive.tick() => Woken::Quiet,
        }
    }

    /// A write a batch, not a write a notice.
    fn together(&mut self) -> Bytes {
        loop {
            match self.told.try_recv() {
                Ok(told) => self.tell(&told),
                Err(TryRecvError::Lagged(missed)) => self.hear(Err(RecvError::Lagged(missed))),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        match (self.waiting.pop_front(), self.waiting.is_empty()) {
            (first, true) => first.unwrap_or_default(),
            (first, false) => first.into_iter().chain(self.waiting.drain(..)).flatten().collect(),
        }
    }

    fn hear(&mut self, told: Heard) {
        match told {
            Ok(told) => self.tell(&told),
            Err(RecvError::Lagged(_)) => {
                self.last = self.hub.last();
                self.waiting.push_back(live::resync(self.last));
            }
            Err(RecvError::Closed) => self.over = true,
        }
    }

    fn tell(&mut self, told: &Told) {
        if told.number > self.last {
            self.last = told.number;
            if told.is_for(&self.scopes) {
                self.waiting.push_back(told.event.clone());
            }
        }
    }

    /// Roles may have changed and sessions may have ended; a fault is no reason to send anybody away.
    async fn check(&mut self) {
        match self.office.store.read_session(&self.token, self.office.clock.now()).await {
            Ok(staff) => self.scopes = scopes(&staff),
            Err(Error::Refused(_)) => self.over = true,
            Err(Error::Fault(fault)) => tracing::warn!(%fault, "a session could not be read again"),
        }
    }

    fn end(&mut self) {
        self.waiting.push_back(live::bye());
        self.over = true;
    }
}
