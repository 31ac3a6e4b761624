//! How many requests are in work at once. A few more wait a moment; whoever would wait long is told so at once, with everything
//! that was sent standing in the page, ready to be sent again. Streams leave their place as soon as they have begun.

use crate::{edge, sorry::bare};
use app::sorry::{Again, Sorry};
use axum::{
    extract::{Form, FromRequest as _, Request, State},
    http::{Method, header},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// What may be sent again by whoever reads that it was too busy: what citizens type. Passwords stand in no page.
const AGAIN: [&str; 2] = ["/api/report/", "/api/track/"];

/// How much is done at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Requests in work.
    pub work: usize,
    /// Requests that wait for those.
    pub waiting: usize,
    /// How long each of them waits at most.
    pub patience: Duration,
}

impl Default for Bounds {
    /// Two processors answer 64 pages in a tenth of a second; more at once makes all of them slower and none more.
    fn default() -> Self {
        Self { work: 64, waiting: 1_024, patience: Duration::from_secs(2) }
    }
}

/// The places of this process.
pub struct Room {
    work: Arc<Semaphore>,
    waiting: Semaphore,
    patience: Duration,
}

/// A place in work; the answer carries it until it is written whole.
#[derive(Clone)]
pub struct Place(
    #[expect(dead_code, reason = "it is held, and given back when it is dropped")] Arc<OwnedSemaphorePermit>,
);

impl Room {
    /// Empty, within these bounds.
    pub fn new(Bounds { work, waiting, patience }: Bounds) -> Self {
        Self { work: Arc::new(Semaphore::new(work)), waiting: Semaphore::new(waiting), patience }
    }

    /// A place, at once or after a while; none when too many wait already or it takes too long.
    async fn place(&self) -> Option<Place> {
        let work = Arc::clone(&self.work);
        let permit = match Arc::clone(&work).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => {
                let _waits = self.waiting.try_acquire().ok()?;
                timeout(self.patience, work.acquire_owned()).await.ok()?.ok()?
            }
        };
        Some(Place(Arc::new(permit)))
    }
}

/// Lets a request in when there is a place. What was sent was read before: whoever sends slowly holds none. Files are read later,
/// and have places of their own.
pub async fn enter(State(room): State<Arc<Room>>, request: Request, next: Next) -> Response {
    if edge::is_upload(request.method(), &edge::route(&request)) {
        return next.run(request).await;
    }
    match room.place().await {
        Some(place) => {
            let mut response = next.run(request).await;
            response.extensions_mut().insert(place);
            response
        }
        None => {
            metrics::counter!("clearway_turned_away_total").increment(1);
            let again = again(request).await;
            let mut response = bare(Sorry::Busy);
            if let Some(again) = again {
                response.extensions_mut().insert(Arc::new(again));
            }
            response
        }
    }
}

/// How to ask for the same again.
async fn again(request: Request) -> Option<Again> {
    let path = request.uri().path_and_query().map(|path| path.as_str().to_owned())?;
    // what begins with two strokes is another host's
    if path.starts_with("//") || path.contains('\\') {
        return None;
    }
    if request.method() == Method::GET {
        return Some(Again { path, fields: None });
    }
    let form =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/x-www-form-urlencoded");
    if !form || !AGAIN.iter().any(|begin| path.starts_with(begin)) {
        return None;
    }
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?;
    Some(Again { path, fields: Some(fields) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(work: usize, waiting: usize) -> Room {
        Room::new(Bounds { work, waiting, patience: Duration::from_millis(50) })
    }

    #[tokio::test]
    async fn whoever_finds_no_place_waits_and_no_longer_than_is_said() {
        let room = room(1, 1);
        let first = room.place().await.unwrap();
        let (second, third) = tokio::join!(room.place(), room.place());
        assert!(second.is_none() && third.is_none(), "one waited in vain, one did not wait at all");
        let (_, waited) = tokio::join!(
            async {
                tokio::time::sleep(Duration::from_millis(10)).await;
                drop(first);
            },
            room.place()
        );
        assert!(waited.is_some());
    }

    #[tokio::test]
    async fn who_gives_up_waiting_leaves_the_place_to_others() {
        let room = room(1, 1);
        let first = room.place().await;
        drop(timeout(Duration::from_millis(1), room.place()).await);
        drop(first);
        assert!(room.place().await.is_some());
        assert!(room.place().await.is_some());
    }
}
