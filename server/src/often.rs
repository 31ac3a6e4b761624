//! Who begins too many reports in an hour gets a page that says how long to wait.

use crate::{router::Doors, sorry::bare};
use app::{
    desk::{Address, Wait},
    sorry::Sorry,
};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};

/// The server function that begins a report.
const BEGIN: &str = "report/begin";

/// Counts what begins a report before it is begun.
pub async fn count(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let begins = request.extensions().get::<MatchedPath>().is_some_and(|route| route.as_str().ends_with(BEGIN));
    if begins && let Err(wait) = doors.office.limits.begin(address(&request), doors.office.clock.now()) {
        return too_often(wait);
    }
    next.run(request).await
}

/// Whose request it is.
pub fn address(request: &Request) -> Address {
    request.extensions().get().copied().unwrap_or_default()
}

/// The page that says how long to wait.
pub fn too_often(Wait(minutes): Wait) -> Response {
    bare(Sorry::Often(minutes))
}
