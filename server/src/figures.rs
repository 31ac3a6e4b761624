//! Figures for Prometheus, on an address of their own: the public one never shows them.

use axum::{Router, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use std::{net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

/// From a quick page to the longest one.
const SECONDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 20.0];
const UPKEEP: Duration = Duration::from_secs(5);

/// Begins to count, and tells the figures on `GET /metrics`.
///
/// # Errors
/// When the address cannot be had.
pub async fn start(addr: SocketAddr) -> anyhow::Result<()> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("seconds".into()), &SECONDS)?
        .install_recorder()?;
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    let router = Router::new().route("/metrics", get(move || async move { handle.render() }));
    let listener = TcpListener::bind(addr)
        .await
        .map_err(|error| anyhow::anyhow!("The address {addr} of CLEARWAY_METRICS_ADDR cannot be had ({error})."))?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(())
}
