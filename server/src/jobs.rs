//! What happens without anybody asking: publishing and sealing events, sweeping what has expired, telling the screens.
//!
//! Of all processes on one database a single one, holder of the lease, publishes and sweeps; each tells its own screens.

use crate::{chance, live::Hub, pulse::Pulse};
use app::desk::Clock;
use clearway::store::{Result, Store};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, timeout},
};

const LEASE: &str = "jobs";
const LEASE_SECONDS: i64 = 10;
/// The lease is renewed well before it ends.
const RENEW: Duration = Duration::from_secs(3);
/// How long a written event waits at most before it is published.
const EVERY: Duration = Duration::from_millis(100);
/// What is written within this time after something was published is published together: where much happens, a commit for
/// many events and not one for each.
const PACE: Duration = Duration::from_millis(50);
const SWEEP: Duration = Duration::from_secs(60);

/// The jobs of this process, while they run.
pub struct Jobs {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Jobs {
    /// Starts them.
    ///
    /// # Errors
    /// When the store cannot say where the notices stand.
    pub async fn start(store: &Store, clock: &Clock, hub: &Arc<Hub>) -> Result<Self> {
        hub.begin(store).await?;
        let stop = watch::Sender::new(false);
        let teller = {
            let (hub, store, stop) = (Arc::clone(hub), store.clone(), stop.subscribe());
            tokio::spawn(async move { hub.follow(&store, stop).await })
        };
        let leader = Leader {
            store: store.clone(),
            clock: clock.clone(),
            holder: chance::reference(),
            leads: false,
            renew_at: Instant::now(),
            sweep_at: Instant::now(),
            pulse: Pulse::new(chance::machine_time(), Instant::now()),
        };
        let leader = tokio::spawn(leader.lead(stop.subscribe()));
        Ok(Self { stop, tasks: vec![teller, leader] })
    }

    /// Stops them between two steps: nothing is cut in the middle.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if task.await.is_err() {
                tracing::error!("a job ended by a panic");
            }
        }
    }
}

/// Logs the first of several faults in a row: a database that is away is said once, not ten times a second.
pub(crate) fn log_once(known: bool, fault: &clearway::store::Error) {
    if !known {
        tracing::error!(%fault, "a job failed and tries again");
    }
}

struct Leader {
    store: Store,
    clock: Clock,
    holder: String,
    leads: bool,
    renew_at: Instant,
    sweep_at: Instant,
    pulse: Pulse,
}

impl Leader {
    async fn lead(mut self, mut stop: watch::Receiver<bool>) {
        let mut broken = false;
        while !*stop.borrow() {
            let step = self.step().await.inspect_err(|fault| log_once(broken, fault));
            broken = step.is_err();
            if matches!(step, Ok(published) if published > 0) {
                // whoever closes the process waits so long at most
                tokio::time::sleep(PACE).await;
            } else {
                self.wait(&mut stop).await;
            }
        }
    }

    /// Until something was written here, or for a moment: other processes write, too.
    async fn wait(&self, stop: &mut watch::Receiver<bool>) {
        tokio::select! {
            () = self.store.written() => {}
            _ = timeout(EVERY, stop.changed()) => {}
        }
    }

    async fn step(&mut self) -> Result<usize> {
        if self.renew_at <= Instant::now() {
            // The machine's own time: a demo clock that was moved must not hold the lease for days.
            self.leads = self.store.take_lease(LEASE, &self.holder, chance::machine_time(), LEASE_SECONDS).await?;
            self.renew_at = Instant::now() + RENEW;
        }
        let trusted = self.pulse.trusts(chance::machine_time(), Instant::now());
        if self.sweep_at <= Instant::now() {
            // Each process: a year may have been loaded beside it.
            self.store.refresh_calendar().await?;
            if self.leads && trusted {
                self.store.sweep(self.clock.now()).await?;
                self.store.close_unjudged(chance::moment(&self.clock)).await?;
                self.store.let_go_idle(chance::moment(&self.clock)).await?;
            }
            self.sweep_at = Instant::now() + SWEEP;
        }
        if !self.leads {
            return Ok(0);
        }
        let published = self.store.sequence().await?;
        if published > 0 {
            metrics::counter!("clearway_events_published_total")
                .increment(u64::try_from(published).unwrap_or_default());
        }
        Ok(published)
    }
}
