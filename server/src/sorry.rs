//! The few answers that come before or after the screens: complete pages of their own, in both languages at once. Each says
//! what has become of the answers, and that 12345 can be called.

use crate::assets;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Why the screens could not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorry {
    /// Something broke.
    Fault,
    /// It took too long, or too many came at once.
    Late,
    /// More was sent than can be taken.
    Large,
    /// A page of somewhere else sent it.
    Elsewhere,
    /// No such file, or not for whoever asks.
    Missing,
    /// Too much from the same address; so many minutes have to pass.
    Often(u32),
    /// It broke off, or is not what a form sends.
    Unread,
}

impl Sorry {
    const fn status(self) -> StatusCode {
        match self {
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Late => StatusCode::SERVICE_UNAVAILABLE,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Often(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unread => StatusCode::BAD_REQUEST,
        }
    }

    const fn page(self) -> &'static str {
        match self {
            Self::Fault => include_str!("sorry/fault.html"),
            Self::Late => include_str!("sorry/late.html"),
            Self::Large => include_str!("sorry/large.html"),
            Self::Elsewhere => include_str!("sorry/elsewhere.html"),
            Self::Missing => include_str!("sorry/missing.html"),
            Self::Often(_) => include_str!("sorry/often.html"),
            Self::Unread => include_str!("sorry/unread.html"),
        }
    }

    const fn line(self) -> &'static str {
        match self {
            Self::Fault => "something broke; quote this reference",
            Self::Late => "this took too long; try again, or quote this reference",
            Self::Large => "more was sent than can be taken; reference",
            Self::Elsewhere => "a page of another site sent this; reference",
            Self::Missing => "no such file; reference",
            Self::Often(_) => "too often; wait as Retry-After says; reference",
            Self::Unread => "this did not arrive whole; reference",
        }
    }

    const fn minutes(self) -> Option<u32> {
        match self {
            Self::Often(minutes) => Some(minutes),
            Self::Late => Some(1),
            _ => None,
        }
    }
}

/// The answer: a page for people, a line for programs.
pub fn sorry(why: Sorry, asked: &HeaderMap, reference: &str) -> Response {
    let html = asked
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accepted| accepted.contains("text/html"));
    let mut response = if html {
        page(why, reference)
    } else {
        (why.status(), format!("{}: {reference}\n", why.line())).into_response()
    };
    if let Some(minutes) = why.minutes() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(minutes * 60));
    }
    response
}

/// The answer to a form that a page of another site sent.
pub fn elsewhere() -> Response {
    page(Sorry::Elsewhere, "")
}

fn page(why: Sorry, reference: &str) -> Response {
    let stylesheet = assets::manifest().unwrap_or_default().public_css;
    let html = include_str!("sorry/frame.html")
        .replace("{title}", title(why))
        .replace("{page}", why.page())
        .replace("{reference}", reference)
        .replace("{minutes}", &why.minutes().unwrap_or_default().to_string())
        .replace("{stylesheet}", &stylesheet);
    (why.status(), Html(html)).into_response()
}

/// Its heading.
fn title(why: Sorry) -> &'static str {
    let rest = why.page().split_once("<h1>").map_or("", |(_, rest)| rest);
    rest.split_once("</h1>").map_or("", |(title, _)| title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    const ALL: [Sorry; 7] =
        [Sorry::Fault, Sorry::Late, Sorry::Large, Sorry::Elsewhere, Sorry::Missing, Sorry::Often(7), Sorry::Unread];

    #[tokio::test]
    async fn each_page_has_a_title_both_languages_a_telephone_and_no_code() {
        let asked = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static("text/html"))]);
        for why in ALL {
            let answer = sorry(why, &asked, "0123456789abcdef");
            let page = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            let page = String::from_utf8(page.to_vec()).unwrap();
            assert!(!title(why).is_empty() && page.contains(&format!("<title>{}</title>", title(why))), "{why:?}");
            assert!(page.contains("<section lang=\"en\">\n<h2>") && page.contains("tel:12345"), "{why:?}");
            assert!(!page.contains('{') && !title(why).contains(why.status().as_str()), "{why:?}:\n{page}");
        }
    }

    #[test]
    fn whoever_has_to_wait_is_told_how_long() {
        let answer = sorry(Sorry::Often(7), &HeaderMap::new(), "");
        assert_eq!((answer.status().as_u16(), answer.headers()[header::RETRY_AFTER].to_str().unwrap()), (429, "420"));
    }
}
