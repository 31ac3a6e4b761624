//! The installation of the crowd: a folder with work and people, and the real binary serving it.

use super::wire::Line;
use crate::support::TestDesk;
use app::desk::Clock;
use clearway::{
    queue::{Bucket, Filter, View},
    staff::Role,
    store::Token,
};
use server::chance;
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// The list that everybody looks at.
pub const PAGE: &str = "/s/q/to-dispatch";
/// Cases in it: more than a page.
const CASES: u8 = 60;
/// Screens that one person has open, in as many browsers.
const EACH: usize = 5;

/// A browser with somebody signed in.
#[derive(Clone)]
pub struct CrowdSeat {
    pub address: String,
    pub cookie: String,
    pub clock: Clock,
}

pub struct CrowdOffice {
    child: Child,
    address: String,
    clock: Clock,
    sessions: Vec<Token>,
    /// Id and number of each case on the first page.
    cases: Vec<(String, String)>,
    _folder: TempDir,
}

impl CrowdOffice {
    pub async fn open(screens: usize) -> Self {
        let desk = TestDesk::on_sqlite().await;
        for n in 0..CASES {
            let mut citizen = desk.citizen();
            citizen.browser = citizen.browser.at(&format!("127.0.1.{n}"));
            citizen.files(&format!("The window sent me on for the {n}th time, and nobody could say where to.")).await;
        }
        let hotline = desk.department("hotline");
        let mut sessions = Vec::new();
        for person in 0..=screens / EACH {
            let staff = desk.joins(&format!("crowd{person}"), hotline, &[Role::Dispatcher]).await;
            for _ in 0..EACH {
                let (store, at, token) = (&desk.office.store, chance::moment(&desk.office.clock), chance::token());
                store.open_session(staff, &token, at.now).await.unwrap();
                sessions.push(token);
            }
        }
        let now = desk.office.clock.now();
        let who = desk.office.store.read_session(&sessions[0], now).await.unwrap();
        let (page, _) = desk
            .office
            .store
            .read_view(&who, View::Bucket(Bucket::ToDispatch), &Filter::default(), None, now)
            .await
            .unwrap();
        let cases = page.rows.iter().map(|row| (row.id.to_string(), row.number.to_string())).collect();
        let clock = desk.office.clock.clone();
        let folder = desk.leaves().await;
        let (child, address) = serve(&folder);
        Self { child, address, clock, sessions, cases, _folder: folder }
    }

    fn seat(&self, index: usize) -> CrowdSeat {
        let cookie = format!("clearway_session={}", self.sessions[index]);
        CrowdSeat { address: self.address.clone(), cookie, clock: self.clock.clone() }
    }

    /// Everybody but the last person, who works.
    pub fn screens(&self) -> impl Iterator<Item = CrowdSeat> {
        (0..self.sessions.len() - EACH).map(|index| self.seat(index))
    }

    /// Somebody who opens the page besides.
    pub fn one_more(&self) -> CrowdSeat {
        self.seat(self.sessions.len() - 1)
    }

    /// Whoever changes things.
    pub async fn worker(&self) -> Worker {
        let seat = self.seat(self.sessions.len() - EACH);
        let line = Line::open(&seat.address).await;
        Worker { seat, line, cases: self.cases.iter().cloned().map(|(id, number)| (id, number, 1)).collect() }
    }

    /// What the server used so far: seconds of one core.
    pub fn cpu_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: f64 = [11, 12].iter().map(|field| fields[*field].parse::<f64>().unwrap()).sum();
        ticks / 100.0
    }
}

impl Drop for CrowdOffice {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(folder: &TempDir) -> (Child, String) {
    let binary = std::env::var("CLEARWAY_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_clearway").to_owned());
    let mut child = Command::new(binary)
        .arg("serve")
        .env("CLEARWAY_ADDR", "127.0.0.1:0")
        .env("CLEARWAY_DATA", folder.path().join("data"))
        .env("CLEARWAY_KEYS", folder.path().join("keys"))
        .env("CLEARWAY_LOG", "error")
        // the passwords of the tests' desk are everybody's
        .env("CLEARWAY_DEMO", "1")
        .env("CLEARWAY_DEMO_WORLD", "small")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let address = first.trim().strip_prefix("http://").expect("the server says where it is").to_owned();
    (child, address)
}

/// Somebody who takes cases and lets them go.
pub struct Worker {
    seat: CrowdSeat,
    line: Line,
    /// Id, number, version.
    cases: Vec<(String, String, i64)>,
}

impl Worker {
    /// Does one thing; which case is at which version since, when it is done.
    pub async fn act(&mut self, turn: usize) -> (String, i64) {
        let index = turn % self.cases.len();
        let held = (turn / self.cases.len()) % 2 == 1;
        let (id, number, version) = &mut self.cases[index];
        let door = if held { "case/let-go" } else { "case/claim" };
        self.line.call(&self.seat, door, &format!("number={number}&case={id}&seen={version}")).await;
        *version += 1;
        (id.clone(), *version)
    }
}
