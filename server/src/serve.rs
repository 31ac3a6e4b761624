//! `clearway serve`: opens the installation, answers until it is told to stop, and then cuts nothing.

use crate::{
    assets, chance,
    config::Config,
    demo::{self, Audience},
    figures,
    jobs::Jobs,
    listen::{Terms, answer},
    live::Hub,
    room::Bounds,
    router::{Around, router},
    setup,
    tls::{self, Tls},
};
use anyhow::{Context as _, bail};
use app::{
    desk::{Clock, DemoNotice, Office, Standing},
    routes,
};
use axum_server::Handle;
use clearway::{identifiers::query_code::QueryCode, region::RegionCode, store::Store};
use std::{
    io::Write as _,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// How long a request that has begun may still take once the process was told to stop.
const DRAIN: Duration = Duration::from_secs(30);
/// The same when a demo begins again: nobody waits for long.
const BRIEF: Duration = Duration::from_secs(2);

const NOT_BUILT: &str =
    "The browser's half is not in this program: run `cargo xtask build`, then build the server again.";

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// When something that it needs is missing; the sentence says what to do.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    if assets::manifest().is_none() {
        bail!(NOT_BUILT);
    }
    let listener = TcpListener::bind(config.addr).with_context(|| {
        format!("The address {} cannot be had; set CLEARWAY_ADDR to another, or stop who has it.", config.addr)
    })?;
    let tls = Tls::open(&config, listener.local_addr()?).await?;
    if let Some(tls) = tls.clone() {
        tokio::spawn(tls.follow(tls::EVERY));
    }
    if let Some(addr) = config.metrics_addr {
        figures::start(addr).await?;
    }
    let door = Door(Arc::new(Mutex::new(Some(listener))));
    let mut first = true;
    while let Some(listener) = door.listener()? {
        if serve_once(&config, &door, listener, tls.clone(), first).await? == After::Again {
            demo::seeded::put_back(&config.settings)?;
        }
        first = false;
    }
    Ok(())
}

/// Where people come in. While a demo begins again they wait here; when the process ends nobody is let in any more.
#[derive(Clone)]
struct Door(Arc<Mutex<Option<TcpListener>>>);

impl Door {
    fn listener(&self) -> std::io::Result<Option<TcpListener>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(TcpListener::try_clone).transpose()
    }

    fn shut(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// What follows when the process was told to stop answering.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// Nothing.
    End,
    /// The demo, as it was in the beginning.
    Again,
}

async fn serve_once(
    config: &Config,
    door: &Door,
    listener: TcpListener,
    tls: Option<Tls>,
    first: bool,
) -> anyhow::Result<After> {
    let Some(assets) = assets::manifest() else { bail!(NOT_BUILT) };
    let listens = listener.local_addr()?;
    let opened = open(config, listens).await?;
    let office = Arc::new(opened.office);
    let hub = Arc::new(Hub::default());
    let jobs = Jobs::start(&office.store, &office.clock, &hub).await?;
    let around = Around { proxies: config.proxies.clone(), scanner: config.scanner.clone(), bounds: Bounds::default() };
    let terms = Terms::new(config.proxies.clone());
    if first {
        let scheme = if tls.is_some() { "https" } else { "http" };
        tell(&format!("{scheme}://{listens}"), &opened.passwords)?;
    }
    if let Some(code) = &opened.setup_code {
        setup::tell(code, &office.link_to(routes::SETUP))?;
    }
    tracing::info!(address = %listens, version = env!("CARGO_PKG_VERSION"), "open");
    let handle = Handle::new();
    let (still, stands_still) = watch::channel(false);
    let city = tokio::spawn(demo::live(Arc::clone(&office), stands_still));
    let told = tokio::spawn(stop_when_told(handle.clone(), door.clone(), Arc::clone(&hub), Arc::clone(&office))?);
    answer(listener, tls, router(Arc::clone(&office), assets, hub, around), handle, terms).await?;
    still.send_replace(true);
    city.await?;
    jobs.stop().await;
    office.store.close().await;
    tracing::info!("closed");
    Ok(told.await?)
}

/// An open installation, and the passwords that are told this once.
struct Opened {
    office: Office,
    passwords: Vec<(String, String)>,
    /// What opens the set-up of an empty installation.
    setup_code: Option<QueryCode>,
}

async fn open(config: &Config, listens: SocketAddr) -> anyhow::Result<Opened> {
    let clock = Clock::default();
    let mut store = Store::open(&config.settings, chance::moment(&clock)).await?;
    if config.demo && config.demo_world.seed(&store, &clock, 0).await? {
        store.close().await;
        demo::seeded::keep(&config.settings)?;
        drop(store);
        store = Store::open(&config.settings, chance::moment(&clock)).await?;
    }
    let (notice, passwords) = if config.demo { open_demo(config, &store).await? } else { (None, Vec::new()) };
    if !config.demo {
        if demo::is_open(&store).await? {
            bail!(
                "This data holds the demo, whose passwords everybody knows. Set CLEARWAY_DATA to an empty folder, or CLEARWAY_DEMO=1."
            );
        }
        serve_region(config, &store).await?;
    }
    let setup_code = if config.demo { None } else { setup::offer(&store).await? };
    let office = Office {
        store,
        clock,
        secure: config.secure(),
        unencrypted: config.unencrypted(),
        public_url: config.public_url(listens),
        demo: notice,
        limits: Arc::default(),
        presence: Arc::default(),
        standing: Standing::default(),
    };
    Ok(Opened { office, passwords, setup_code })
}

/// The region that the settings name; none where it is chosen in the browser.
async fn serve_region(config: &Config, store: &Store) -> anyhow::Result<()> {
    let Some(code) = &config.region else { return Ok(()) };
    let served = store.serve_region(&RegionCode::parse(code)?).await;
    served.context("CLEARWAY_REGION names no region; `clearway admin find-region NAME` finds it")
}

async fn open_demo(config: &Config, store: &Store) -> anyhow::Result<(Option<DemoNotice>, Vec<(String, String)>)> {
    let audience = if config.demo_public { Audience::Others } else { Audience::Here };
    let given = demo::set_passwords(store, audience).await?;
    let mut notice = demo::notice(&given, audience);
    notice.begins_again = demo::seeded::is_kept(&config.settings);
    let told = match audience {
        Audience::Here => Vec::new(),
        Audience::Others => given.into_iter().map(|given| (given.username, given.password)).collect(),
    };
    Ok((Some(notice), told))
}

/// The address stands on the first line, for people and for scripts.
fn tell(address: &str, passwords: &[(String, String)]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{address}")?;
    for (username, password) in passwords {
        writeln!(out, "{username} signs in with {password}")?;
    }
    out.flush()
}

/// Waits for the signal; then streams say goodbye, no connection is taken, and what has begun is finished.
fn stop_when_told(
    handle: Handle<SocketAddr>,
    door: Door,
    hub: Arc<Hub>,
    office: Arc<Office>,
) -> std::io::Result<impl Future<Output = After>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        let again = async {
            match &office.demo {
                Some(demo) => demo.city.again.notified().await,
                None => std::future::pending().await,
            }
        };
        let after = tokio::select! {
            _ = terminate.recv() => After::End,
            _ = interrupt.recv() => After::End,
            () = again => After::Again,
        };
        tracing::info!("told to stop");
        if after == After::End {
            door.shut();
        }
        hub.close();
        handle.graceful_shutdown(Some(if after == After::Again { BRIEF } else { DRAIN }));
        after
    })
}
