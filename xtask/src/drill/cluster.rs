//! A PostgreSQL of the drill's own, which may be stopped, killed and started again. It syncs, as it does where people work.
use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::office::signal;

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

pub struct Cluster {
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// A new one, which answers.
    pub fn new() -> Result<Self> {
        ensure!(Path::new(PROGRAMS).exists(), "PostgreSQL 15 is missing: bin/setup installs it");
        // its own user has to get there
        let folder = env::temp_dir().join(format!("clearway-drill-{}", process::id()));
        fs::create_dir_all(&folder)?;
        if is_root()? {
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let cluster = Self { folder, port };
        run(cluster.program("initdb")?.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]))?;
        cluster.start()?;
        Ok(cluster)
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts it; after a kill its last children have to go first.
    pub fn start(&self) -> Result<()> {
        let options = format!("-p {} -h 127.0.0.1 -k ''", self.port);
        let log = self.folder.join("log");
        let mut last = Ok(());
        for _ in 0..20 {
            last = run(self.program("pg_ctl")?.args(["start", "-s", "-w", "-o", &options, "-l"]).arg(&log));
            if last.is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(500));
        }
        last
    }

    /// Stops it at once and in order: whoever is connected is thrown out.
    pub fn stop(&self) -> Result<()> {
        run(self.program("pg_ctl")?.args(["stop", "-s", "-w", "-m", "fast"]))
    }

    /// kill −9 of the process that looks after all others.
    pub fn kill(&self) -> Result<()> {
        let file = fs::read_to_string(self.folder.join("data/postmaster.pid"))?;
        signal("-9", file.lines().next().context("no process in postmaster.pid")?.parse()?)
    }

    /// One of its programs on its folder. PostgreSQL refuses to run as root.
    fn program(&self, name: &str) -> Result<Command> {
        let path = format!("{PROGRAMS}/{name}");
        let mut command = if is_root()? {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", &path]);
            command
        } else {
            Command::new(path)
        };
        command.arg("-D").arg(self.folder.join("data")).current_dir(&self.folder);
        Ok(command)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // it may be stopped already, which is what is wanted
        if let Ok(mut stop) = self.program("pg_ctl") {
            let _stopped = stop.args(["stop", "-s", "-m", "immediate"]).output();
        }
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

/// Whether we are root, who may mount and has to become somebody else for PostgreSQL.
pub fn is_root() -> Result<bool> {
    Ok(Command::new("id").arg("-u").output()?.stdout == b"0\n")
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<()> {
    // not `output`: whatever it leaves running would hold the pipes open
    let log = env::temp_dir().join(format!("clearway-drill-{}.log", process::id()));
    let out = fs::File::create(&log)?;
    let status = command.stdout(out.try_clone()?).stderr(out).status();
    let said = fs::read_to_string(&log).unwrap_or_default();
    fs::remove_file(&log)?;
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("{command:?} ended with {status}: {said}"),
        Err(error) => Err(error).with_context(|| format!("{command:?} does not start")),
    }
}
