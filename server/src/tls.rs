//! TLS in the binary, for an office without a proxy: a certificate and its key, read again when they change.

use crate::config::Config;
use anyhow::Context as _;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::fs;

/// How often it is looked whether somebody renewed the certificate.
pub const EVERY: Duration = Duration::from_secs(60);

/// What is needed to speak TLS.
#[derive(Clone)]
pub struct Tls {
    /// The address people type.
    pub public_url: String,
    files: [PathBuf; 2],
    config: RustlsConfig,
}

impl Tls {
    /// Reads the files that the settings name; nothing where they name none.
    ///
    /// # Errors
    /// When they cannot be used.
    pub async fn open(config: &Config, listens: SocketAddr) -> anyhow::Result<Option<Self>> {
        match &config.tls {
            Some((cert, key)) => Self::read(cert, key, config.public_url(listens)).await.map(Some),
            None => Ok(None),
        }
    }

    /// Reads a certificate chain and its key.
    ///
    /// # Errors
    /// When they cannot be used.
    pub async fn read(cert: &Path, key: &Path, public_url: String) -> anyhow::Result<Self> {
        // Only the first installation counts; a second one is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let read = RustlsConfig::from_pem_file(cert, key).await;
        let config =
            read.context("CLEARWAY_TLS_CERT and CLEARWAY_TLS_KEY must name a certificate chain and its key, both PEM")?;
        Ok(Self { public_url, files: [cert.to_owned(), key.to_owned()], config })
    }

    /// What shakes hands, within so long.
    pub fn acceptor(&self, patience: Duration) -> RustlsAcceptor {
        RustlsAcceptor::new(self.config.clone()).handshake_timeout(patience)
    }

    /// Reads the files again whenever they changed. What cannot be used is logged, and the certificate before stays.
    pub async fn follow(self, every: Duration) {
        let mut known = self.content().await;
        loop {
            tokio::time::sleep(every).await;
            let now = self.content().await;
            if now.is_none() || now == known {
                continue;
            }
            let [cert, key] = &self.files;
            match self.config.reload_from_pem_file(cert, key).await {
                Ok(()) => tracing::info!("the certificate was renewed"),
                Err(error) => tracing::error!(%error, "the new certificate cannot be used; the one before stays"),
            }
            known = now;
        }
    }

    async fn content(&self) -> Option<[Vec<u8>; 2]> {
        let [cert, key] = &self.files;
        Some([fs::read(cert).await.ok()?, fs::read(key).await.ok()?])
    }
}
