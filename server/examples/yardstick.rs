//! What the web server itself costs: the bytes of one page from memory, compressed as our pages are, and nothing else.
//!
//! `yardstick FILE KIND` answers every request with this file as this content type; its address stands on the first line.
//! `cargo xtask bench` puts it beside each page.

use anyhow::Context as _;
use axum::{Router, body::Bytes, http::header::CONTENT_TYPE};
use std::{env, fs};
use tokio::net::TcpListener;
use tower_http::{CompressionLevel, compression::CompressionLayer};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = env::args().skip(1);
    let page = Bytes::from(fs::read(arguments.next().context("which file?")?)?);
    let kind = arguments.next().context("of which kind?")?;
    // as in `router`
    let packed = CompressionLayer::new().quality(CompressionLevel::Precise(4));
    let router = Router::new().fallback(async move || ([(CONTENT_TYPE, kind)], page)).layer(packed);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, router).await?)
}
