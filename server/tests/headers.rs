//! The headers that protect stand on every answer, whatever it is: a page, a file, a refusal, a breakdown.

use crate::support::{Browser, Page, TestDesk, Upload, read, screenshot};
use app::desk::Address;
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use server::{room::Bounds, router::Around};
use std::time::Duration;

journeys!(
    every_answer_carries_what_protects,
    over_https_every_answer_also_keeps_browsers_there,
    no_page_holds_a_script_or_a_style_that_the_policy_does_not_know,
    no_link_is_made_of_what_a_stranger_calls_us,
);

const WHAT: &str = "The window asked for the same certificate three times.";
const ALWAYS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
];
const PAGE: &str = "default-src 'self'; script-src 'self' 'nonce-*' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
                    img-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TROUBLE: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const NOTHING: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FILE: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// An answer: what it was, its status, its policy.
struct Line {
    what: &'static str,
    status: u16,
    policy: &'static str,
    page: Page,
}

/// Without the part that differs each time.
fn policy(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    match policy.split_once("'nonce-") {
        Some((before, rest)) => format!("{before}'nonce-*'{}", rest.split_once('\'').unwrap().1),
        None => policy.to_owned(),
    }
}

async fn asks(browser: &mut Browser, request: Request<Body>) -> Page {
    let path = request.uri().path().to_owned();
    let answer = browser.send(request).await;
    let (parts, body) = answer.into_parts();
    // a stream has no end, and a picture is no text
    let kind = parts.headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap()).unwrap_or_default();
    let text = ["text/html", "text/plain", "application/json"].iter().any(|text| kind.starts_with(text));
    let body = if text { body } else { Body::empty() };
    read(path, axum::http::Response::from_parts(parts, body)).await
}

async fn gets(browser: &mut Browser, path: &str) -> Page {
    let request = browser.request(Method::GET, path).body(Body::empty()).unwrap();
    asks(browser, request).await
}

async fn posts(browser: &mut Browser, path: &str, kind: &str, body: Vec<u8>) -> Page {
    let request = browser.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
    asks(browser, request.body(Body::from(body)).unwrap()).await
}

const FORM: &str = "application/x-www-form-urlencoded";

/// What strangers, citizens and staff are answered when all goes well, or wrong by their own doing.
async fn usual(desk: &TestDesk, router: impl Fn(Browser) -> Browser) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut is = |what, status, policy, page| lines.push(Line { what, status, policy, page });
    let mut citizen = desk.citizen();
    let files = citizen.reaches("files", &[("what", WHAT)]).await;
    let folder = files.path.split('?').next().unwrap().to_owned();
    let files = citizen.browser.upload(&folder, Upload::default().file("a.png", &screenshot())).await;
    let file = files.links().into_iter().find(|link| link.contains("/files/")).unwrap();
    let check = citizen.goes_on(files, "check", &[("what", WHAT)]).await;
    let path = check.path.clone();
    let mut stranger = router(desk.browser());
    is("a public page", 200, PAGE, gets(&mut stranger, "/").await);
    let mut citizen = router(citizen.browser);
    is("a step of a report", 200, PAGE, gets(&mut citizen, &path).await);
    is("a file", 200, FILE, gets(&mut citizen, &file).await);
    is("a file of others", 404, TROUBLE, gets(&mut stranger, &file).await);
    is("a redirect", 303, NOTHING, posts(&mut stranger, "/api/report/begin", FORM, Vec::new()).await);
    is(
        "an upload by nobody",
        303,
        NOTHING,
        posts(&mut stranger, &folder, "multipart/form-data; boundary=b", b"--b--".to_vec()).await,
    );
    is("no page", 404, PAGE, gets(&mut stranger, "/no/such/page").await);
    is("no asset", 404, NOTHING, gets(&mut stranger, "/pkg/none.js").await);
    is("a wrong method", 405, NOTHING, posts(&mut stranger, "/track", FORM, Vec::new()).await);
    is("too much", 413, TROUBLE, posts(&mut stranger, "/api/report/begin", FORM, vec![b'x'; 70_000]).await);
    is("health", 200, NOTHING, gets(&mut stranger, "/health").await);
    is("no stream for strangers", 401, NOTHING, gets(&mut stranger, "/live").await);
    let mut elsewhere = stranger.request(Method::POST, "/api/report/begin").body(Body::empty()).unwrap();
    elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    is("a form of another site", 403, TROUBLE, asks(&mut stranger, elsewhere).await);
    let mut staff = router(desk.dispatcher().await.browser);
    is("a staff page", 200, PAGE, gets(&mut staff, "/s/q/to-dispatch").await);
    is("a stream", 200, NOTHING, gets(&mut staff, "/live").await);
    is("a missing case", 404, PAGE, gets(&mut staff, "/s/c/990101261122000123H").await);
    lines
}

/// Answers of trouble, each from a server that has it.
async fn trouble(desk: &TestDesk, secure: bool) -> Vec<Line> {
    let none = Bounds { work: 0, waiting: 0, patience: Duration::ZERO };
    let mut full =
        Browser::new(desk.router_of(|office| office.secure = secure, Around { bounds: none, ..Around::default() }));
    let mut program = full.request(Method::GET, "/").body(Body::empty()).unwrap();
    program.headers_mut().insert(header::ACCEPT, "application/json".parse().unwrap());
    let often = desk.router_with(|office| {
        let (hall, now) = (Address::of("192.0.2.1".parse().unwrap()), office.clock.now());
        while office.limits.begin(hall, now).is_ok() {}
        office.secure = secure;
    });
    let mut often = Browser::new(often).at("192.0.2.1");
    let begin = "/api/report/begin";
    vec![
        Line {
            what: "too often",
            status: 429,
            policy: TROUBLE,
            page: posts(&mut often, begin, FORM, Vec::new()).await,
        },
        Line { what: "too many", status: 503, policy: TROUBLE, page: gets(&mut full, "/").await },
        Line { what: "too many, to a program", status: 503, policy: NOTHING, page: asks(&mut full, program).await },
    ]
}

#[track_caller]
fn carries(Line { what, status, policy: expected, page }: &Line, secure: bool) {
    assert_eq!(page.status, *status, "{what}: {}", page.text());
    for (name, value) in ALWAYS {
        assert_eq!(page.header(name), value, "{what}: {name}");
    }
    assert_eq!(policy(page), *expected, "{what}");
    assert_eq!(page.header("x-request-id").len(), 16, "{what} has a reference");
    assert!(!page.header("cache-control").is_empty(), "{what} says how long it is kept");
    assert!(
        page.header("server").is_empty() && page.header("x-powered-by").is_empty(),
        "{what} says what we are made of"
    );
    let hsts = if secure { "max-age=31536000" } else { "" };
    assert_eq!(page.header("strict-transport-security"), hsts, "{what}");
}

async fn every_answer_carries_what_protects(desk: &TestDesk) {
    let lines = usual(desk, |browser| browser).await;
    lines.iter().chain(&trouble(desk, false).await).for_each(|line| carries(line, false));
}

async fn over_https_every_answer_also_keeps_browsers_there(desk: &TestDesk) {
    let router: Router = desk.router_with(|office| office.secure = true);
    let lines = usual(desk, |browser| browser.over_https(router.clone())).await;
    for line in lines.iter().chain(&trouble(desk, true).await) {
        carries(line, true);
        for cookie in line.page.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(
                cookie.starts_with("__Host-clearway_") && cookie.contains("; Path=/; HttpOnly; SameSite=Lax; Secure"),
                "{cookie}"
            );
        }
    }
    let set = lines.iter().filter(|line| line.page.headers.contains_key(header::SET_COOKIE)).count();
    assert!(set > 0, "no answer sets a cookie");
}

async fn no_page_holds_a_script_or_a_style_that_the_policy_does_not_know(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let done = citizen.files(WHAT).await;
    let mut pages = vec![done, citizen.tracks().await];
    for path in
        ["/", "/report", "/help", "/contact", "/privacy", "/accessibility", "/demo", "/s/sign-in", "/no/such/page"]
    {
        pages.push(desk.browser().get(path).await);
    }
    let (mut dispatcher, mut admin) = (desk.dispatcher().await, desk.admin().await);
    pages.push(dispatcher.opens(&citizen.number).await);
    for path in ["/s", "/s/q/to-dispatch", "/s/account", "/s/search?q=x", "/s/inbox"] {
        pages.push(dispatcher.browser.get(path).await);
    }
    for path in ["/admin", "/admin/lists", "/admin/office", "/admin/calendar", "/admin/history"] {
        pages.push(admin.browser.get(path).await);
    }
    for page in pages {
        let policy = page.header("content-security-policy");
        let nonce = policy.split_once("'nonce-").unwrap().1.split('\'').next().unwrap();
        let markup = page.html.to_lowercase();
        for script in markup.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{}\"", nonce.to_lowercase())), "{}: <script{tag}>", page.path);
        }
        for (at, _) in markup.match_indices('<') {
            let tag = markup[at..].split('>').next().unwrap();
            let inline = tag.starts_with("<style")
                || [" style=", " on", "javascript:"]
                    .iter()
                    .any(|sign| tag.match_indices(sign).any(|(at, _)| *sign != " on" || is_handler(&tag[at + 1..])));
            assert!(!inline, "{}: {tag}>", page.path);
        }
    }
}

/// `onclick=` and the like.
fn is_handler(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_lowercase).count();
    letters > 2 && text.as_bytes().get(letters) == Some(&b'=')
}

/// Asks under a name that is not ours, in every header in which one can stand.
async fn hostile(browser: &mut Browser, method: Method, path: &str, body: &'static str) -> Page {
    let mut request = browser.request(method, path).body(Body::from(body)).unwrap();
    for (name, value) in [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "ftp"),
        ("forwarded", "host=evil.example"),
        ("x-original-url", "//evil.example/"),
        ("content-type", FORM),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    asks(browser, request).await
}

async fn no_link_is_made_of_what_a_stranger_calls_us(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let done = citizen.files(WHAT).await;
    let mut admin = desk.admin().await;
    let number = citizen.number.clone();
    let paths = [
        "/".to_owned(),
        "/report".into(),
        "/track".into(),
        done.path.clone(),
        format!("/track/{number}"),
        "/s/sign-in".into(),
        "/nowhere".into(),
    ];
    for path in &paths {
        let page = hostile(&mut citizen.browser, Method::GET, path, "").await;
        assert!(!page.html.contains("evil.example"), "{path}");
        assert!(!page.header("location").contains("evil.example"), "{path} leads to {}", page.header("location"));
    }
    for path in ["/s", "/admin", "/admin/links"] {
        assert!(!hostile(&mut admin.browser, Method::GET, path, "").await.html.contains("evil.example"), "{path}");
    }
    let begun = hostile(&mut citizen.browser, Method::POST, "/api/report/begin", "").await;
    assert!(begun.header("location").starts_with("/report/d/"), "{}", begun.header("location"));
    let reset =
        hostile(&mut admin.browser, Method::GET, &format!("/t/{number}/{}", citizen.code.replace('-', "")), "").await;
    assert_eq!(reset.header("location"), format!("/track/{number}"));
}
