//! Before anybody works here: every page says so and leads to the set-up, which alone is open.

use crate::{
    router::Doors,
    sorry::{bare, wants_page},
};
use app::{routes, sorry::Sorry};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

/// What the set-up needs, beside what is no page.
const OPEN: [&str; 2] = ["/api/setup/", "/api/prefs"];

/// Lets nobody further while nobody works here.
pub async fn keep(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    match doors.office.is_open().await {
        Ok(true) => next.run(request).await,
        Ok(false) if passes(&request) => next.run(request).await,
        Ok(false) => bare(Sorry::Closed),
        Err(error) => {
            tracing::error!(%error, "nobody knows whether the installation is open");
            next.run(request).await
        }
    }
}

/// Stylesheets and signs of life are no page; a page is what a browser asks for as one.
fn passes(request: &Request) -> bool {
    let path = request.uri().path();
    let door = path.starts_with("/api/") || !request.method().is_safe();
    path == routes::SETUP || OPEN.iter().any(|open| path.starts_with(open)) || !(door || wants_page(request.headers()))
}
