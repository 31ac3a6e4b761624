//! The few answers that come before or after the screens: complete pages of their own, in both languages at once.

use crate::assets;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Why the screens could not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorry {
    /// Something broke.
    Fault,
    /// It took too long.
    Late,
    /// More was sent than a form can hold.
    Large,
    /// A page of somewhere else sent it.
    Elsewhere,
}

impl Sorry {
    const fn status(self) -> StatusCode {
        match self {
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Late => StatusCode::SERVICE_UNAVAILABLE,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Elsewhere => StatusCode::FORBIDDEN,
        }
    }

    const fn page(self) -> &'static str {
        match self {
            Self::Fault => include_str!("sorry/fault.html"),
            Self::Late => include_str!("sorry/late.html"),
            Self::Large => include_str!("sorry/large.html"),
            Self::Elsewhere => include_str!("sorry/elsewhere.html"),
        }
    }

    const fn line(self) -> &'static str {
        match self {
            Self::Fault => "something broke; quote this reference",
            Self::Late => "this took too long; try again, or quote this reference",
            Self::Large => "more was sent than a form can hold; reference",
            Self::Elsewhere => "a page of another site sent this; reference",
        }
    }
}

/// The answer: a page for people, a line for programs.
pub fn sorry(why: Sorry, asked: &HeaderMap, reference: &str) -> Response {
    let html = asked
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accepted| accepted.contains("text/html"));
    if html { page(why, reference) } else { (why.status(), format!("{}: {reference}\n", why.line())).into_response() }
}

/// The answer to a form that a page of another site sent.
pub fn elsewhere() -> Response {
    page(Sorry::Elsewhere, "")
}

fn page(why: Sorry, reference: &str) -> Response {
    let stylesheet = assets::manifest().unwrap_or_default().public_css;
    let html = why.page().replace("{reference}", reference).replace("{stylesheet}", &stylesheet);
    (why.status(), Html(html)).into_response()
}
