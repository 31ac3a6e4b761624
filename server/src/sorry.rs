//! What the door answers when the screens cannot: a page for people, a line for programs.

use crate::{assets, edge, written};
use app::{
    desk::prefs,
    sorry::{Again, Sorry},
};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use clearway::{office::OfficeFacts, store::Fault};

/// The answer to a request with these headers, known to the logs under this reference.
pub fn sorry(why: Sorry, again: Option<&Again>, asked: &HeaderMap, office: &OfficeFacts, reference: &str) -> Response {
    let mut response = if wants_page(asked) {
        let stylesheet = assets::manifest().unwrap_or_default().public_css;
        let page = why.page(prefs(asked), office, again, (reference, &stylesheet));
        (why.status(), [(header::CONTENT_SECURITY_POLICY, edge::TROUBLE)], Html(written::well(&page))).into_response()
    } else {
        (why.status(), format!("{}: {reference}\n", line(why))).into_response()
    };
    if let Some(seconds) = why.seconds() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Whether a browser asks for a page to show.
pub fn wants_page(asked: &HeaderMap) -> bool {
    let accepted = asked.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

/// A refusal: [`crate::edge::witness`] makes the answer of it, for it knows who asks and whose office this is.
pub fn bare(why: Sorry) -> Response {
    let mut response = why.status().into_response();
    response.extensions_mut().insert(why);
    response
}

/// The answer where the store failed; the log has it already.
pub fn failed(fault: &Fault) -> Response {
    bare(if fault.is_away() { Sorry::Away } else { Sorry::Fault })
}

const fn line(why: Sorry) -> &'static str {
    match why {
        Sorry::Fault => "something broke; quote this reference",
        Sorry::Away => "what keeps the data is away; look again as Retry-After says, and quote this reference",
        Sorry::Busy => "too many at once; wait as Retry-After says; reference",
        Sorry::Late => "this took too long; try again, or quote this reference",
        Sorry::Large => "more was sent than can be taken; reference",
        Sorry::Elsewhere => "a page of another site sent this; reference",
        Sorry::Missing => "no such file; reference",
        Sorry::Often(_) => "too often; wait as Retry-After says; reference",
        Sorry::Unread => "this did not arrive whole; reference",
        Sorry::Closed => "not open yet; reference",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    const ALL: [Sorry; 9] = [
        Sorry::Fault,
        Sorry::Away,
        Sorry::Busy,
        Sorry::Late,
        Sorry::Large,
        Sorry::Elsewhere,
        Sorry::Missing,
        Sorry::Often(7),
        Sorry::Unread,
    ];

    async fn page(why: Sorry, language: &'static str, cookie: &'static str) -> String {
        let asked = [(header::ACCEPT, "text/html"), (header::ACCEPT_LANGUAGE, language), (header::COOKIE, cookie)];
        let asked = asked.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        let office = OfficeFacts { hotline: "0951-123".into(), ..OfficeFacts::default() };
        let answer = sorry(why, None, &asked, &office, "0123456789abcdef");
        String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn each_page_speaks_the_language_of_whoever_asks_and_has_a_telephone_and_no_code() {
        for why in ALL {
            for (language, tag, home) in
                [("zh-CN", "lang=\"zh-CN\"", "回到首页"), ("en-GB", "lang=\"en\"", "Go to the home page")]
            {
                let page = page(why, language, "").await;
                assert!(
                    page.starts_with("<!DOCTYPE html>") && page.contains(tag) && page.contains(home),
                    "{why:?}:\n{page}"
                );
                assert!(page.contains("tel:0951123") && page.contains("0123456789abcdef"), "{why:?}:\n{page}");
                assert!(
                    !page.contains('{') && !page.contains(&format!(">{}", why.status().as_str())),
                    "{why:?}:\n{page}"
                );
            }
        }
    }

    #[tokio::test]
    async fn what_somebody_chose_holds_here_too() {
        for cookie in ["clearway_prefs=en.elder.3.dark", "__Host-clearway_prefs=en.elder.3.dark"] {
            let page = page(Sorry::Often(1), "zh-CN", cookie).await;
            for attribute in ["lang=\"en\"", "data-mode=\"elder\"", "data-size=\"3\"", "data-theme=\"dark\""] {
                assert!(page.contains(attribute), "{attribute}:\n{page}");
            }
            assert!(page.contains("in 1 minute."), "{page}");
        }
    }

    #[test]
    fn whoever_has_to_wait_is_told_how_long() {
        let answer = sorry(Sorry::Often(7), None, &HeaderMap::new(), &OfficeFacts::default(), "");
        assert_eq!((answer.status().as_u16(), answer.headers()[header::RETRY_AFTER].to_str().unwrap()), (429, "420"));
    }
}
