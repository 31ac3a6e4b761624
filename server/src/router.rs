//! The map of all routes, and the layers that every answer passes.

use crate::{
    assets,
    client::{self, Proxies},
    clock,
    edge::{self, Facts},
    files::{
        clamd::Scanner,
        doors::{self, Uploads},
    },
    gate, links, lists,
    live::Hub,
    often,
    room::{self, Bounds, Room},
    sorry::bare,
    stream, written,
};
use app::{
    desk::{Asking, Office},
    manifest::Assets,
    sorry::Sorry,
};
use axum::{
    Router,
    extract::{FromRef, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{from_fn, from_fn_with_state, map_response},
    response::Response,
    routing::{get, post},
};
use leptos::prelude::*;
use leptos_axum::{
    ErrorHandler, LeptosRoutes as _, ResponseOptions, generate_route_list_with_exclusions_and_ssg_and_context,
};
use std::sync::Arc;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer, Predicate as _,
        predicate::{DefaultPredicate, NotForContentType},
    },
    csrf::{CsrfLayer, ProtectionError},
};

/// What every door shares.
#[derive(Clone)]
pub struct Doors {
    /// Store, clock and what the screens must know.
    pub office: Arc<Office>,
    /// The streams of this process.
    pub hub: Arc<Hub>,
    /// What everybody who sends files shares.
    pub uploads: Arc<Uploads>,
    options: LeptosOptions,
}

/// What stands around this server.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The proxies that say for whom they ask.
    pub proxies: Proxies,
    /// The virus scanner.
    pub scanner: Option<Scanner>,
    /// How much is done at once.
    pub bounds: Bounds,
}

impl FromRef<Doors> for LeptosOptions {
    fn from_ref(doors: &Doors) -> Self {
        doors.options.clone()
    }
}

/// Every route of the server.
pub fn router(office: Arc<Office>, assets: Assets, hub: Arc<Hub>, around: Around) -> Router {
    let options = LeptosOptions::builder().output_name("clearway").build();
    let uploads = Arc::new(Uploads::new(around.scanner));
    let doors = Doors { office, hub, uploads, options };
    let secure = doors.office.secure;
    let assets = Arc::new(assets);
    let shell = move || app::shell(Arc::clone(&assets));
    let lost = {
        let shell = shell.clone();
        ErrorHandler::new_with_context(context(&doors), move |_: LeptosOptions| shell(), doors.options.clone())
    };
    // The listing renders every page once: it needs the same context as a request.
    let (routes, _) = generate_route_list_with_exclusions_and_ssg_and_context(app::BothSides, None, context(&doors));
    let router = Router::new()
        .leptos_routes_with_context(&doors, routes, context(&doors), shell)
        .route("/live", get(stream::open))
        .merge(doors::all())
        .merge(links::all())
        .merge(lists::all())
        .merge(demo_routes(&doors.office))
        .fallback_service(lost)
        .layer(from_fn_with_state(doors.clone(), often::count))
        .layer(from_fn_with_state(doors.clone(), gate::keep))
        .layer(from_fn_with_state(Arc::new(Room::new(around.bounds)), room::enter))
        // what costs nothing is answered however full it is
        .merge(assets::routes())
        .route("/health", get(async || "ok"))
        .route("/ready", get(ready));
    let facts = {
        let office = Arc::clone(&doors.office);
        Arc::new(move || office.facts())
    };
    guarded(router, secure, facts, around.proxies).with_state(doors)
}

/// The layers that every answer passes. The last one is the first to see a request.
fn guarded<S: Clone + Send + Sync + 'static>(
    router: Router<S>,
    secure: bool,
    facts: Facts,
    proxies: Proxies,
) -> Router<S> {
    router
        .layer(map_response(written::page))
        .layer(compression())
        .layer(from_fn(edge::measure))
        .layer(CsrfLayer::new().with_rejection_response(|_: ProtectionError| -> Response { bare(Sorry::Elsewhere) }))
        .layer(from_fn_with_state(facts, edge::witness))
        .layer(from_fn_with_state(Arc::new(proxies), client::know))
        .layer(from_fn_with_state(secure, edge::protect))
}

/// What a page or a server function finds around it.
fn context(doors: &Doors) -> impl Fn() + Clone + Send + Sync + 'static {
    let office = Arc::clone(&doors.office);
    move || {
        provide_context(Arc::clone(&office));
        provide_context(Asking::default());
        // Only pages have a nonce; a server function answers with data.
        if let (Some(nonce), Some(options)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) = HeaderValue::from_str(&edge::page_policy(&nonce))
        {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// Whether the database answers: ok or not, nothing else.
async fn ready(State(doors): State<Doors>) -> (StatusCode, &'static str) {
    if doors.office.store.ready().await {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready")
    }
}

/// What only a demo has, and of it what only one on this machine has: in a public one anybody could send the clock years ahead.
fn demo_routes(office: &Office) -> Router<Doors> {
    let Some(demo) = &office.demo else { return Router::new() };
    let looks = Router::new().route("/dev/style/{look}", get(assets::style));
    if demo.public { looks } else { looks.route("/dev/clock", post(clock::forward)) }
}

/// Pages are compressed quickly; streams, pictures and fonts are left as they are.
fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    let what = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        body::{Body, to_bytes},
        http::{HeaderName, Request},
    };
    use tower::ServiceExt as _;

    async fn asked(router: Router, accept: &str) -> (Response<()>, String) {
        let request = Request::builder().uri("/").header(header::ACCEPT, accept).body(Body::empty()).unwrap();
        let (parts, body) = guarded(router, true, Arc::new(Arc::default), Proxies::default())
            .oneshot(request)
            .await
            .unwrap()
            .into_parts();
        let text = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        (Response::from_parts(parts, ()), String::from_utf8(text).unwrap())
    }

    fn broken() -> Router {
        Router::new().route("/", get(async || -> &'static str { panic!("as it must be in this test") }))
    }

    #[tokio::test]
    async fn a_panic_becomes_a_page_with_the_reference_of_its_log_line() {
        let (answer, page) = asked(broken(), "text/html").await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let reference = answer.headers()[edge::REFERENCE].to_str().unwrap();
        assert!(page.contains(reference) && !page.contains("as it must be"), "{page}");
        for protects in [
            header::STRICT_TRANSPORT_SECURITY,
            header::X_CONTENT_TYPE_OPTIONS,
            header::REFERRER_POLICY,
            header::CACHE_CONTROL,
            HeaderName::from_static("permissions-policy"),
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderName::from_static("cross-origin-resource-policy"),
        ] {
            assert!(answer.headers().contains_key(&protects), "{protects}");
        }
        assert_eq!(answer.headers()[header::CONTENT_SECURITY_POLICY], edge::TROUBLE);
    }

    #[tokio::test]
    async fn a_page_is_written_well_before_it_is_packed() {
        let page =
            get(async || ([(header::CONTENT_TYPE, "text/html")], format!("<p>1<!>2{}</p>", " and more".repeat(40))));
        let request = Request::builder().uri("/").header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
        let router = guarded(Router::new().route("/", page), true, Arc::new(Arc::default), Proxies::default());
        let packed = router.oneshot(request).await.unwrap();
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
        let packed = to_bytes(packed.into_body(), usize::MAX).await.unwrap();
        let mut page = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut page).unwrap();
        assert!(page.starts_with("<p>1<!---->2 and"), "{page}");
    }

    #[tokio::test]
    async fn a_program_gets_a_line_instead_of_a_page() {
        let (answer, line) = asked(broken(), "application/json").await;
        assert_eq!(
            line,
            format!("something broke; quote this reference: {}\n", answer.headers()[edge::REFERENCE].to_str().unwrap())
        );
    }

    #[tokio::test]
    async fn what_breaks_while_a_page_is_written_is_still_an_answer() {
        let parts = futures::stream::iter([Ok("<p>so far</p>"), Err(std::io::Error::other("and no further"))]);
        let body = Arc::new(std::sync::Mutex::new(Some(Body::from_stream(parts))));
        let page =
            get(async move || ([(header::CONTENT_TYPE, "text/html")], body.lock().unwrap().take().unwrap_or_default()));
        let (answer, _) = asked(Router::new().route("/", page), "text/html").await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
