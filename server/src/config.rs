//! Settings by environment, each checked at the start with a sentence that says what to do.

use crate::{client::Proxies, demo::World, files::clamd::Scanner};
use clap::ValueEnum as _;
use clearway::store::{Bucket, Settings};
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// What the settings are read for: a tool needs no address, no TLS and no region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To answer requests.
    Serve,
    /// To look after the data.
    Tend,
}

/// The settings of this process.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub addr: SocketAddr,
    /// Database, data folder and keys.
    pub settings: Settings,
    /// The address people type, without a slash at the end; the listening address when nothing is said.
    pub public_url: Option<String>,
    /// Six-digit code of the installation's own region.
    pub region: Option<String>,
    /// Demo data and a clock that can be moved; never real cases.
    pub demo: bool,
    /// The demo may be reached from elsewhere, with fresh random passwords.
    pub demo_public: bool,
    /// Where the demo takes place.
    pub demo_world: World,
    /// Where the figures are told, if anywhere.
    pub metrics_addr: Option<SocketAddr>,
    /// Certificate and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Which log lines are written.
    pub log: String,
    /// The virus scanner.
    pub scanner: Option<Scanner>,
    /// The proxies that say for whom they ask.
    pub proxies: Proxies,
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// A sentence for each setting that cannot be used.
    pub fn from_environment(purpose: Purpose) -> Result<Self, Vec<String>> {
        Self::read(purpose, &|name| std::env::var(name).ok())
    }

    /// Reads the settings by asking for each name.
    ///
    /// # Errors
    /// A sentence for each setting that cannot be used.
    pub fn read(purpose: Purpose, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<String>> {
        let mut reader = Reader { lookup, problems: Vec::new() };
        let config = reader.config();
        if purpose == Purpose::Serve {
            reader.check_serving(&config);
        }
        if reader.problems.is_empty() { Ok(config) } else { Err(reader.problems) }
    }

    /// Whether people come by https: cookies are Secure then, and browsers are told to stay.
    pub fn secure(&self) -> bool {
        match &self.public_url {
            Some(url) => url.starts_with("https://"),
            None => self.tls.is_some(),
        }
    }

    /// Whether what people send can be read on its way: http, and not to this machine.
    pub fn unencrypted(&self) -> bool {
        let here = match &self.public_url {
            Some(url) => is_loopback(url),
            None => self.addr.ip().is_loopback(),
        };
        !self.secure() && !here
    }

    /// The address people type, once it is known where the process listens.
    pub fn public_url(&self, listens: SocketAddr) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{listens}"))
    }
}

/// Reads setting after setting and keeps what is wrong with them.
struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn config(&mut self) -> Config {
        let data = PathBuf::from(self.text("CLEARWAY_DATA").unwrap_or_else(|| "var/data".into()));
        let keys = self.text("CLEARWAY_KEYS").map_or_else(|| beside(&data, "keys"), PathBuf::from);
        let database_url = self.database_url(&data);
        Config {
            addr: self.addr("CLEARWAY_ADDR").unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            public_url: self.public_url(),
            region: self.region(),
            demo: self.flag("CLEARWAY_DEMO"),
            demo_public: self.flag("CLEARWAY_DEMO_PUBLIC"),
            demo_world: self.world(),
            metrics_addr: self.addr("CLEARWAY_METRICS_ADDR"),
            tls: self.tls(),
            log: self.text("CLEARWAY_LOG").unwrap_or_else(|| "info".into()),
            scanner: self.scanner(),
            proxies: self.proxies(),
            settings: Settings {
                database_url,
                data,
                keys,
                key_ring: self.text("CLEARWAY_KEY_RING"),
                bucket: self.bucket(),
            },
        }
    }

    fn check_serving(&mut self, config: &Config) {
        if config.demo && !config.demo_public && !config.addr.ip().is_loopback() {
            self.problem(
                "The demo listens on this machine only. Set CLEARWAY_ADDR to 127.0.0.1:8080, or CLEARWAY_DEMO_PUBLIC=1 to show it to others with fresh passwords.",
            );
        }
        if config.unencrypted() && !self.flag("CLEARWAY_INSECURE_HTTP") {
            self.problem(
                "People would send their reports unencrypted. Set CLEARWAY_PUBLIC_URL to the https address of your proxy, or CLEARWAY_TLS_CERT and CLEARWAY_TLS_KEY; for a closed network set CLEARWAY_INSECURE_HTTP=1.",
            );
        }
        match &config.public_url {
            Some(url) if config.tls.is_some() && !url.starts_with("https://") => self.problem(
                "CLEARWAY_PUBLIC_URL must begin with https:// where CLEARWAY_TLS_CERT is set.",
            ),
            None if config.addr.ip().is_unspecified() => self.problem(
                "Set CLEARWAY_PUBLIC_URL to the address people type: links and QR codes lead there, and nobody reaches 0.0.0.0.",
            ),
            _ => {}
        }
    }

    fn database_url(&mut self, data: &Path) -> String {
        match self.text("CLEARWAY_DATABASE_URL") {
            None => format!("sqlite://{}", data.join("clearway.db").display()),
            Some(url) if ["postgres://", "postgresql://", "sqlite:"].iter().any(|start| url.starts_with(start)) => url,
            Some(_) => {
                // The value may hold a password: it is not repeated.
                self.problem("CLEARWAY_DATABASE_URL must begin with postgres:// or sqlite://; leave it out to keep everything in the data folder.");
                String::new()
            }
        }
    }

    fn public_url(&mut self) -> Option<String> {
        let url = self.text("CLEARWAY_PUBLIC_URL")?.trim_end_matches('/').to_owned();
        let host = host_of(&url).unwrap_or_default();
        if host.is_empty() || url.matches('/').count() > 2 {
            self.problem("CLEARWAY_PUBLIC_URL must be the address people type, like https://service.example.gov.cn, without a path.");
        }
        Some(url)
    }

    fn world(&mut self) -> World {
        let Some(typed) = self.text("CLEARWAY_DEMO_WORLD") else { return World::default() };
        World::from_str(&typed, false).unwrap_or_else(|_| {
            self.problem("CLEARWAY_DEMO_WORLD must be ningxia or small.");
            World::default()
        })
    }

    fn region(&mut self) -> Option<String> {
        let code = self.text("CLEARWAY_REGION")?;
        if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            self.problem("CLEARWAY_REGION must be a six-digit code; `clearway admin find-region NAME` finds it.");
        }
        Some(code)
    }

    fn tls(&mut self) -> Option<(PathBuf, PathBuf)> {
        match (self.text("CLEARWAY_TLS_CERT"), self.text("CLEARWAY_TLS_KEY")) {
            (Some(cert), Some(key)) => Some((cert.into(), key.into())),
            (None, None) => None,
            _ => {
                self.problem("Set both CLEARWAY_TLS_CERT and CLEARWAY_TLS_KEY, or neither.");
                None
            }
        }
    }

    /// All of it or none of it: half a bucket would silently be the data folder.
    fn bucket(&mut self) -> Option<Bucket> {
        let names = ["ENDPOINT", "BUCKET", "KEY_ID", "SECRET"].map(|name| format!("CLEARWAY_S3_{name}"));
        let region = self.text("CLEARWAY_S3_REGION");
        if region.is_none() && names.iter().all(|name| self.text(name).is_none()) {
            return None;
        }
        let missing: Vec<_> = names.iter().filter(|name| self.text(name).is_none()).cloned().collect();
        if !missing.is_empty() {
            self.problem(&format!(
                "Set {} too, or none of CLEARWAY_S3_* to keep files in the data folder.",
                missing.join(", ")
            ));
        }
        let [endpoint, name, key_id, secret] = names.map(|name| self.text(&name).unwrap_or_default());
        if !endpoint.is_empty() && host_of(&endpoint).is_none_or(str::is_empty) {
            self.problem("CLEARWAY_S3_ENDPOINT must be the address of the file store, like https://s3.example.gov.cn.");
        }
        Some(Bucket { endpoint, name, region: region.unwrap_or_else(|| "us-east-1".into()), key_id, secret })
    }

    fn scanner(&mut self) -> Option<Scanner> {
        let typed = self.text("CLEARWAY_CLAMD")?;
        let scanner = Scanner::parse(&typed);
        if scanner.is_none() {
            self.problem("CLEARWAY_CLAMD must be where clamd listens, like 127.0.0.1:3310 or /run/clamav/clamd.ctl; leave it out to take files unscanned.");
        }
        scanner
    }

    fn proxies(&mut self) -> Proxies {
        let Some(typed) = self.text("CLEARWAY_PROXIES") else { return Proxies::default() };
        Proxies::parse(&typed).unwrap_or_else(|| {
            self.problem("CLEARWAY_PROXIES must be addresses or networks of your own proxies with commas between, like 10.0.0.5,10.1.0.0/16.");
            Proxies::default()
        })
    }

    fn addr(&mut self, name: &str) -> Option<SocketAddr> {
        let typed = self.text(name)?;
        let addr = typed.parse().ok();
        if addr.is_none() {
            self.problem(&format!("{name} must be an address with a port, like 127.0.0.1:8080; it is \"{typed}\"."));
        }
        addr
    }

    fn flag(&mut self, name: &str) -> bool {
        match self.text(name).as_deref() {
            None | Some("0") => false,
            Some("1") => true,
            Some(typed) => {
                let sentence = format!("{name} must be 1 or 0; it is \"{typed}\".");
                self.problem(&sentence);
                false
            }
        }
    }

    /// An empty setting is no setting.
    fn text(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn problem(&mut self, sentence: &str) {
        if !self.problems.iter().any(|known| known == sentence) {
            self.problems.push(sentence.to_owned());
        }
    }
}

fn beside(folder: &Path, name: &str) -> PathBuf {
    folder.parent().map_or_else(|| PathBuf::from(name), |parent| parent.join(name))
}

/// The host and port of an http address.
fn host_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    rest.split('/').next()
}

fn is_loopback(url: &str) -> bool {
    let host = host_of(url).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
