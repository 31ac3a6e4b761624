//! A PostgreSQL database of its own for one journey, dropped after it.

use std::process::Command;

/// One database of the server that `CLEARWAY_TEST_POSTGRES` names.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    pub fn create(journey: &str) -> Option<Self> {
        let Ok(server) = std::env::var("CLEARWAY_TEST_POSTGRES") else {
            assert!(std::env::var("CLEARWAY_REQUIRE_POSTGRES").is_err(), "CLEARWAY_TEST_POSTGRES must name a server");
            eprintln!("{journey} on PostgreSQL was skipped: CLEARWAY_TEST_POSTGRES names no server");
            return None;
        };
        let name = format!("clearway_{}", server::chance::reference());
        run(&server, &format!("create database {name}"));
        Some(Self { server, name })
    }

    /// The server's address with this database in it, options kept.
    pub fn url(&self) -> String {
        let (address, options) =
            self.server.split_once('?').map_or((self.server.as_str(), ""), |(address, options)| (address, options));
        let start = address.find("://").unwrap() + 3;
        let base = address[start..].find('/').map_or(address, |slash| &address[..start + slash]);
        if options.is_empty() { format!("{base}/{}", self.name) } else { format!("{base}/{}?{options}", self.name) }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        run(&self.server, &format!("drop database {} with (force)", self.name));
    }
}

/// psql, because SQL drivers belong to the store alone.
fn run(server: &str, statement: &str) {
    let done = Command::new("psql").args(["--quiet", "--no-psqlrc", "--command", statement, server]).output();
    let done = done.unwrap_or_else(|error| panic!("psql is needed for CLEARWAY_TEST_POSTGRES: {error}"));
    assert!(done.status.success(), "{statement}: {}", String::from_utf8_lossy(&done.stderr));
}
