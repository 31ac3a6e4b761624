//! The map of all routes, and the layers that every answer passes.

use crate::{assets, clock, edge, live::Hub, sorry::elsewhere, stream};
use app::{desk::Office, manifest::Assets};
use axum::{
    Router,
    extract::{FromRef, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use leptos::prelude::*;
use leptos_axum::{ErrorHandler, LeptosRoutes as _, ResponseOptions, generate_route_list};
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
    options: LeptosOptions,
}

impl FromRef<Doors> for LeptosOptions {
    fn from_ref(doors: &Doors) -> Self {
        doors.options.clone()
    }
}

/// Every route of the server.
pub fn router(office: Arc<Office>, assets: Assets, hub: Arc<Hub>) -> Router {
    let options = LeptosOptions::builder().output_name("clearway").build();
    let doors = Doors { office, hub, options };
    let secure = doors.office.secure;
    let assets = Arc::new(assets);
    let shell = move || app::shell(Arc::clone(&assets));
    let lost = {
        let shell = shell.clone();
        ErrorHandler::new_with_context(context(&doors), move |_: LeptosOptions| shell(), doors.options.clone())
    };
    let router = Router::new()
        .leptos_routes_with_context(&doors, generate_route_list(app::App), context(&doors), shell)
        .route("/health", get(async || "ok"))
        .route("/ready", get(ready))
        .route("/live", get(stream::open))
        .merge(demo_routes(&doors.office))
        .merge(assets::routes())
        .fallback_service(lost);
    // The last one is the first to see a request.
    router
        .layer(compression())
        .layer(from_fn(edge::measure))
        .layer(CsrfLayer::new().with_rejection_response(|_: ProtectionError| -> Response { elsewhere() }))
        .layer(from_fn_with_state(secure, edge::protect))
        .layer(from_fn(edge::witness))
        .with_state(doors)
}

/// What a page or a server function finds around it.
fn context(doors: &Doors) -> impl Fn() + Clone + Send + Sync + 'static {
    let office = Arc::clone(&doors.office);
    move || {
        provide_context(Arc::clone(&office));
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

/// What only a demo on this machine has: in a public one anybody could send the clock years ahead.
fn demo_routes(office: &Office) -> Router<Doors> {
    match &office.demo {
        Some(demo) if !demo.public => Router::new().route("/dev/clock", post(clock::forward)),
        _ => Router::new(),
    }
}

/// Pages are compressed quickly; streams, pictures and fonts are left as they are.
fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    let what = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(what)
}
