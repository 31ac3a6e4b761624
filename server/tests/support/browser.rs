//! A browser without JavaScript: keeps cookies, follows redirects, sends the headers that browsers send.

use super::{form::Form, page::Page};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, Response, header},
};
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, net::SocketAddr};
use tower::ServiceExt as _;

pub const HOST: &str = "clearway.test";

#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    lang: &'static str,
    peer: Option<SocketAddr>,
    forwarded: Option<String>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), lang: "en", peer: None, forwarded: None }
    }

    /// The same browser, at another server of the same installation.
    pub fn elsewhere(self, other: Self) -> Self {
        Self { router: other.router, ..self }
    }

    /// The same browser, at a server that people reach by https: it knows its cookies under their other names.
    pub fn over_https(self, router: Router) -> Self {
        let cookies = self.cookies.into_iter().map(|(name, value)| (format!("__Host-{name}"), value)).collect();
        Self { router, cookies, ..self }
    }

    /// The same browser, somewhere.
    pub fn at(self, address: &str) -> Self {
        Self { peer: Some(SocketAddr::new(address.parse().unwrap(), 4711)), ..self }
    }

    /// The same browser, with what a proxy says of it.
    pub fn forwarded(self, line: &str) -> Self {
        Self { forwarded: Some(line.to_owned()), ..self }
    }

    /// The same browser, signed in.
    pub fn with_session(mut self, token: &clearway::store::Token) -> Self {
        self.cookies.insert("clearway_session".into(), token.to_string());
        self
    }

    /// Calls a server function as the app does; the status of its answer.
    pub async fn calls(&mut self, door: &str, form: &str) -> u16 {
        self.api(door, form).await.status().as_u16()
    }

    /// Calls a server function as the app does; what it answers, or the status of its refusal.
    pub async fn asks<Answer: DeserializeOwned>(&mut self, door: &str, form: &str) -> Result<Answer, u16> {
        let answer = self.api(door, form).await;
        let page = read(format!("/api/{door}"), answer).await;
        match page.status {
            200 => Ok(serde_json::from_str(&page.html).unwrap_or_else(|error| panic!("{error}: {}", page.html))),
            status => Err(status),
        }
    }

    async fn api(&mut self, door: &str, form: &str) -> Response<Body> {
        let mut request =
            self.request(Method::POST, &format!("/api/{door}")).body(Body::from(form.to_owned())).unwrap();
        for (name, value) in [
            (header::ACCEPT, "application/json"),
            (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
            (header::ORIGIN, "http://clearway.test"),
        ] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        self.send(request).await
    }

    /// Opens a page and follows where it leads.
    pub async fn get(&mut self, path: &str) -> Page {
        let answer = self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await;
        self.follow(path.to_owned(), answer).await
    }

    /// Sends a form as it stands on the page, and follows where that leads.
    pub async fn submit(&mut self, page: &Page, form: &Form) -> Page {
        let answer = self.post(&form.action, &form.encode(), &page.path).await;
        self.follow(form.action.clone(), answer).await
    }

    /// Posts an encoded form, and follows nothing.
    pub async fn post(&mut self, path: &str, body: &str, from: &str) -> Response<Body> {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::REFERER, format!("http://{HOST}{from}"));
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// A request of this browser, for tests that change something about it.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(header::ACCEPT_LANGUAGE, self.lang)
            .header("sec-fetch-site", "same-origin");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    /// One request, one answer; cookies are kept.
    pub async fn send(&mut self, mut request: Request<Body>) -> Response<Body> {
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        if let Some(line) = &self.forwarded {
            request.headers_mut().insert("x-forwarded-for", line.parse().unwrap());
        }
        let answer = self.router.clone().oneshot(request).await.unwrap();
        for line in answer.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Goes where an answer leads.
    pub async fn follow(&mut self, mut path: String, mut answer: Response<Body>) -> Page {
        for _ in 0..5 {
            if !answer.status().is_redirection() {
                break;
            }
            let to = answer.headers()[header::LOCATION].to_str().unwrap();
            path = to.strip_prefix(&format!("http://{HOST}")).unwrap_or(to).to_owned();
            answer = self.send(self.request(Method::GET, &path).body(Body::empty()).unwrap()).await;
        }
        read(path, answer).await
    }
}

/// The whole answer.
pub async fn read(path: String, answer: Response<Body>) -> Page {
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Page {
        path,
        status: parts.status.as_u16(),
        headers: parts.headers,
        html: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}
