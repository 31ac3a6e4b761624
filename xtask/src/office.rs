//! An installation for drills and measurements: the real binary on a folder and a database of its own, with its demo.
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// SQLite always; PostgreSQL where `CLEARWAY_TEST_POSTGRES` names a server (`bin/with-postgres` starts one).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The engines that can be had here.
    pub fn all() -> Vec<Self> {
        let postgres = env::var("CLEARWAY_TEST_POSTGRES").is_ok().then_some(Self::Postgres);
        [Some(Self::Sqlite), postgres].into_iter().flatten().collect()
    }
}

/// A folder with data and keys, and the database that belongs to it.
pub struct Office {
    folder: PathBuf,
    database: Option<String>,
    binary: PathBuf,
    log: &'static str,
    kept: bool,
    /// What else stands in the server's environment.
    around: Vec<(&'static str, String)>,
}

/// The program as it is delivered, where speed is measured; the gate's own is quick to build and slow to run.
pub fn released() -> Result<PathBuf> {
    build_release(&["--bin", "clearway"], "clearway")
}

/// What `cargo build --release` makes of this; where `CLEARWAY_RELEASED` names a folder, it stands there already.
pub fn build_release(what: &[&str], file: &str) -> Result<PathBuf> {
    if let Ok(folder) = env::var("CLEARWAY_RELEASED") {
        return Ok(Path::new(&folder).join(file));
    }
    let done = Command::new("cargo").args(["build", "--locked", "--release", "-p", "server"]).args(what).status()?;
    ensure!(done.success(), "the release does not build");
    Ok(env::current_dir()?.join(target()).join("release").join(file))
}

fn target() -> String {
    env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into())
}

impl Office {
    /// An office on a database of its own.
    pub fn new(name: &str, engine: Engine) -> Result<Self> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(fresh_database(&format!("drill_{name}"))?),
        };
        Self::on(name, engine, database)
    }

    /// An office on this database.
    pub fn on(name: &str, engine: Engine, database: Option<String>) -> Result<Self> {
        let folder = folder_of(name, engine)?;
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let binary = env::var("CLEARWAY_BINARY").unwrap_or_else(|_| format!("{}/ci/clearway", target()));
        Ok(Self { folder, database, binary: binary.into(), log: "error", kept: false, around: Vec::new() })
    }

    /// With so many cases: those that were loaded before and kept, or as many new ones.
    pub fn loaded(name: &str, engine: Engine, cases: usize, binary: PathBuf) -> Result<Self> {
        let mark = folder_of(name, engine)?.join("loaded");
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(database_url(&format!("drill_{name}"))?),
        };
        // a database server of another day knows nothing of it
        let holds = format!("{cases} {}", database.as_deref().unwrap_or_default());
        let log = "info";
        if fs::read_to_string(&mark).is_ok_and(|kept| kept == holds) {
            return Ok(Self {
                folder: folder_of(name, engine)?,
                database,
                binary,
                log,
                kept: true,
                around: Vec::new(),
            });
        }
        let office = Self { binary, log, ..Self::new(name, engine)? };
        office.runs(&["seed", "--cases", &cases.to_string()])?;
        if let Some(database) = &office.database {
            psql(database, "vacuum (analyze)")?;
        }
        fs::write(mark, holds)?;
        Ok(office)
    }

    /// Whether its cases were there already.
    pub const fn was_kept(&self) -> bool {
        self.kept
    }

    /// Gives the disk back.
    pub fn forget(&self) -> Result<()> {
        if let Some((_, name)) = self.database.as_deref().and_then(|url| url.rsplit_once('/')) {
            psql(&env::var("CLEARWAY_TEST_POSTGRES")?, &format!("drop database if exists {name} with (force)"))?;
        }
        Ok(fs::remove_dir_all(&self.folder)?)
    }

    /// The database, where that is a server.
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// The same with another program.
    pub fn with(self, binary: PathBuf) -> Self {
        Self { binary, ..self }
    }

    /// Sets something in the environment of its servers, and of nothing else.
    pub fn sets(&mut self, name: &'static str, value: &str) {
        self.around.push((name, value.to_owned()));
    }

    /// What its data takes, in bytes.
    pub fn size(&self) -> Result<u64> {
        fs::read_dir(self.folder.join("data"))?.map(|entry| Ok(entry?.metadata()?.len())).sum()
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes over another office's keys, as somebody does who kept a safe copy.
    pub fn take_keys(&self, from: &Self) -> Result<()> {
        fs::create_dir_all(self.folder.join("keys"))?;
        for key in fs::read_dir(from.folder.join("keys"))? {
            let key = key?.path();
            fs::copy(&key, self.folder.join("keys").join(key.file_name().context("a key file has a name")?))?;
        }
        Ok(())
    }

    /// The program on this office's folder.
    pub fn clearway(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env("CLEARWAY_DATA", self.folder.join("data"))
            .env("CLEARWAY_KEYS", self.folder.join("keys"));
        command
            .env("CLEARWAY_DEMO", "1")
            .env("CLEARWAY_DEMO_WORLD", "small")
            .env("CLEARWAY_ADDR", "127.0.0.1:0")
            // each browser may have an address of its own
            .env("CLEARWAY_PROXIES", "127.0.0.1")
            .env("CLEARWAY_LOG", self.log);
        if let Some(database) = &self.database {
            command.env("CLEARWAY_DATABASE_URL", database);
        }
        command
    }

    /// Runs a subcommand to its end; what it printed.
    pub fn runs(&self, arguments: &[&str]) -> Result<String> {
        let done = self.clearway(arguments).output().context("the binary is missing: bin/test builds it")?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        ensure!(done.status.success(), "clearway {arguments:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
        Ok(said)
    }

    /// Serves until it is dropped or killed.
    pub fn serve(&self) -> Result<Server> {
        let log = fs::File::options().create(true).append(true).open(self.folder.join("server.log"))?;
        let around = self.around.iter().map(|(name, value)| (name, value));
        let mut child = self.clearway(&["serve"]).envs(around).stdout(Stdio::piped()).stderr(log).spawn()?;
        let mut first = String::new();
        let mut says = BufReader::new(child.stdout.take().context("no standard output")?);
        says.read_line(&mut first)?;
        let Some(start) = first.find("http://") else { bail!("the server did not say where it is: {first:?}") };
        Ok(Server { child, _says: says, address: first[start..].trim().trim_end_matches('/').to_owned() })
    }
}

/// A running server.
pub struct Server {
    child: Child,
    /// Held open: one that has more to say than its address would die of it.
    _says: BufReader<ChildStdout>,
    /// `http://127.0.0.1:…`
    pub address: String,
}

impl Server {
    /// Tells it to stop and waits until it has.
    pub fn ends(mut self) -> Result<()> {
        signal("-TERM", self.child.id())?;
        let ended = self.child.wait()?;
        ensure!(ended.success(), "told to stop, it ended with {ended}");
        Ok(())
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// kill −9: no goodbye.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it may be dead already, which is what is wanted
        let _dead = self.kill();
    }
}

/// KB of a process that are in memory and that no file stands behind.
pub fn anonymous_kb(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).context("no RssAnon")?;
    Ok(line.trim_end_matches("kB").trim().parse()?)
}

/// Sends a signal to a process.
pub fn signal(name: &str, process: u32) -> Result<()> {
    let done = Command::new("kill").args([name, &process.to_string()]).status()?;
    ensure!(done.success(), "kill {name} {process} does not reach it");
    Ok(())
}

fn folder_of(name: &str, engine: Engine) -> Result<PathBuf> {
    Ok(env::current_dir()?.join(target()).join("drill").join(format!("{name}-{}", engine.name())))
}

fn database_url(name: &str) -> Result<String> {
    let server = env::var("CLEARWAY_TEST_POSTGRES")?;
    let (base, _) = server.rsplit_once('/').context("CLEARWAY_TEST_POSTGRES ends with a database's name")?;
    Ok(format!("{base}/{name}"))
}

fn fresh_database(name: &str) -> Result<String> {
    let server = env::var("CLEARWAY_TEST_POSTGRES")?;
    psql(&server, &format!("drop database if exists {name} with (force)"))?;
    psql(&server, &format!("create database {name}"))?;
    database_url(name)
}

/// Runs a statement; what it answered.
pub fn psql(database: &str, text: &str) -> Result<String> {
    let done = Command::new("psql").args([database, "-qAtc", text]).output()?;
    ensure!(done.status.success(), "psql: {}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
}
