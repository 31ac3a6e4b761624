//! What store tests stand on: a fresh store of either engine, a fixed moment, an office with named people.
//!
//! Every store test runs on SQLite always, and on PostgreSQL where `CLEARWAY_TEST_POSTGRES` names a server (bin/test does).

use super::{Error, Moment, NewDepartment, NewStaff, Receipt, Result, Settings, Store, Token};
use crate::{
    evidence::{FileHead, Media, NewFile},
    id::{CaseId, DepartmentId, DraftId, StaffId},
    publication::PublicText,
    refusal::Refusal,
    region::{Level, Region, RegionCode},
    reply::ReplyText,
    report::{Identity, Known, NewReport, ReportForm, Who, form::UNSURE, form::YES},
    staff::{Role, Staff},
};
use jiff::SignedDuration;
use std::{future::Future, path::Path};
use uuid::Uuid;

/// A test that must hold on both engines.
macro_rules! store_test {
    ($name:ident, |$store:ident, $at:ident| $body:block) => {
        mod $name {
            use super::*;

            async fn holds($store: crate::store::Store, $at: crate::store::Moment) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                crate::store::testing::on_sqlite(holds).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                crate::store::testing::on_postgres(holds).await;
            }
        }
    };
}
pub(crate) use store_test;

pub fn settings(folder: &Path, database_url: Option<String>) -> Settings {
    let data = folder.join("data");
    let database_url = database_url.unwrap_or_else(|| format!("sqlite:{}", data.join("clearway.db").display()));
    Settings { database_url, data, keys: folder.join("keys"), key_ring: None, bucket: None }
}

pub async fn on_sqlite<F: Future<Output = ()>>(test: impl Fn(Store, Moment) -> F) {
    let folder = tempfile::tempdir().unwrap();
    run(&settings(folder.path(), None), test).await;
}

pub async fn on_postgres<F: Future<Output = ()>>(test: impl Fn(Store, Moment) -> F) {
    let Some(database) = database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    run(&settings(folder.path(), Some(database.clone())), test).await;
    drop_database(&database).await;
}

async fn run<F: Future<Output = ()>>(settings: &Settings, test: impl Fn(Store, Moment) -> F) {
    let at = moment_at("2026-11-23T02:00:00Z");
    let store = Store::open(settings, at).await.unwrap();
    test(store, at).await;
}

/// A new database of its own; none where no server was named.
pub async fn database() -> Option<String> {
    let Ok(server) = std::env::var("CLEARWAY_TEST_POSTGRES") else {
        assert!(std::env::var("CLEARWAY_REQUIRE_POSTGRES").is_err(), "CLEARWAY_TEST_POSTGRES must name a server");
        eprintln!("skipped: CLEARWAY_TEST_POSTGRES names no server");
        return None;
    };
    let name = format!(
        "clearway_{}",
        tempfile::NamedTempFile::new().unwrap().path().file_name()?.to_str()?.replace('.', "").to_lowercase()
    );
    execute(&server, format!("create database {name}")).await;
    let (base, _) = server.rsplit_once('/')?;
    Some(format!("{base}/{name}"))
}

pub async fn drop_database(url: &str) {
    let Ok(server) = std::env::var("CLEARWAY_TEST_POSTGRES") else { return };
    let name = url.rsplit_once('/').unwrap().1;
    execute(&server, format!("drop database {name} with (force)")).await;
}

async fn execute(server: &str, text: String) {
    let pool = sqlx::PgPool::connect(server).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(text)).execute(&pool).await.unwrap();
    pool.close().await;
}

pub fn moment_at(time: &str) -> Moment {
    Moment { now: time.parse().unwrap(), seed: [9; 32] }
}

/// So many minutes later, with other randomness.
pub fn later(at: Moment, minutes: i64) -> Moment {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&minutes.to_be_bytes());
    seed[8] = at.seed[0].wrapping_add(1);
    Moment { now: at.now + SignedDuration::from_mins(minutes), seed }
}

pub fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

pub fn draft(n: u128) -> DraftId {
    DraftId(Uuid::from_u128(n))
}

pub fn form() -> ReportForm {
    ReportForm {
        what: "\u{7A97}\u{53E3}\u{4E09}\u{6B21}\u{8981}\u{6C42}\u{540C}\u{4E00}\u{4EFD}\u{8BC1}\u{660E}".into(),
        county: "990101".into(),
        township: UNSURE.into(),
        service: UNSURE.into(),
        kind: "help".into(),
        obstacle: "papers".into(),
        tried_at: "window".into(),
        site: "Hall 3".into(),
        wish: "One list for all counters".into(),
        year: "2026".into(),
        month: "11".into(),
        day: "20".into(),
        reference: "B-12".into(),
        address: "12 Long Street".into(),
        latitude: "31.5".into(),
        longitude: "120.25".into(),
        who: "organisation".into(),
        organisation: "Example Trading".into(),
        credit_code: "91350100M000100Y43".into(),
        name: "\u{738B}".into(),
        phone: "13800138000".into(),
        visibility: "public".into(),
        identity: "named".into(),
        declared: YES.into(),
        ..ReportForm::default()
    }
}

/// A report that says everything that can be said.
pub fn report() -> NewReport {
    let county = region("990101", None, Level::County);
    let today = jiff::civil::date(2026, 11, 23);
    let known =
        Known { counties: vec![county], townships: vec![], services: false, service: None, similar: vec![], today };
    form().parse(&known).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A report of somebody who does not say who they are.
pub fn anonymous() -> NewReport {
    NewReport { who: Who::Anonymous, contact: None, identity: Identity::Anonymous, ..report() }
}

/// Begins a draft and files it.
pub async fn file(store: &Store, browser: &Token, draft: DraftId, report: &NewReport, at: Moment) -> Receipt {
    store.begin_draft(browser, draft, at).await.unwrap();
    store.file(browser, draft, report, at).await.unwrap()
}

/// A draft of this browser's own, one a minute.
pub fn own_draft(browser: &Token, at: Moment) -> DraftId {
    let minute = u128::from(at.now.as_second().unsigned_abs());
    DraftId(Uuid::from_u128(minute << 64 | u128::from(browser.digest()[0]) << 8 | u128::from(browser.digest()[1])))
}

fn region(own: &str, parent: Option<&str>, level: Level) -> Region {
    Region { code: code(own), parent: parent.map(code), level, name: format!("R{own}"), initials: "r".into() }
}

/// A made-up province, city, county and township.
pub async fn county(store: &Store) {
    for (own, parent, level) in [
        ("990000", None, Level::Province),
        ("990100", Some("990000"), Level::City),
        ("990101", Some("990100"), Level::County),
        ("990101001", Some("990101"), Level::Township),
    ] {
        store.add_region(&region(own, parent, level)).await.unwrap();
    }
    store.serve_region(&code("990100")).await.unwrap();
}

/// The people of a small office.
pub struct Office {
    pub dispatcher: Staff,
    pub officer: Staff,
    /// An officer of another department.
    pub stranger: Staff,
    pub reviewer: Staff,
    pub admin: Staff,
}

pub async fn office(store: &Store, at: Moment) -> Office {
    county(store).await;
    let mut minute = 1_000;
    let mut departments = Vec::new();
    for name in ["hotline", "registry", "tax"] {
        minute += 1;
        let department = NewDepartment { name: name.into(), region: code("990101"), parent: None, leader_signs: false };
        departments.push(store.add_department(&department, later(at, minute)).await.unwrap());
    }
    let mut people = Vec::new();
    for (name, department, role) in [
        ("dispatcher", 0, Role::Dispatcher),
        ("officer", 1, Role::Officer),
        ("stranger", 2, Role::Officer),
        ("reviewer", 0, Role::Reviewer),
        ("admin", 0, Role::Admin),
    ] {
        minute += 1;
        people.push(person(store, name, departments[department], &[role], later(at, minute)).await);
    }
    let [dispatcher, officer, stranger, reviewer, admin] = people.try_into().unwrap();
    Office { dispatcher, officer, stranger, reviewer, admin }
}

pub async fn person(store: &Store, name: &str, department_id: DepartmentId, roles: &[Role], at: Moment) -> Staff {
    let new = NewStaff {
        username: name.into(),
        name: name.into(),
        roles: roles.into(),
        department_id,
        password_hash: "x".into(),
    };
    let id: StaffId = store.add_staff(&new, at).await.unwrap();
    let mut tx = store.view().await.unwrap();
    tx.staff(id).await.unwrap().unwrap()
}

pub async fn filed(store: &Store, browser: Token, at: Moment) -> CaseId {
    let receipt = file(store, &browser, own_draft(&browser, at), &report(), at).await;
    case_of(store, &receipt).await
}

pub async fn case_of(store: &Store, receipt: &Receipt) -> CaseId {
    let mut tx = store.view().await.unwrap();
    tx.case_by_number(&receipt.number).await.unwrap()
}

pub fn page() -> NewFile {
    NewFile { name: "a.pdf".into(), media: Media::Pdf, content: b"a page".into() }
}

/// "The counter asked three times for the same certificate."
pub const TITLE: &str = "\u{7A97}\u{53E3}\u{4E09}\u{6B21}\u{8981}\u{6C42}\u{540C}\u{4E00}\u{4EFD}\u{8BC1}\u{660E}";
/// "Bring identity card and marriage certificate; the counter asks for no other proof."
const ANSWER: &str = "\u{53EA}\u{9700}\u{8981}\u{5E26}\u{8EAB}\u{4EFD}\u{8BC1}\u{548C}\u{7ED3}\u{5A5A}\u{8BC1}\u{FF0C}\u{7A97}\u{53E3}\u{4E0D}\u{518D}\u{8981}\u{6C42}\u{5176}\u{4ED6}\u{8BC1}\u{660E}\u{3002}";

pub fn public_text() -> PublicText {
    PublicText { title: TITLE.into(), answer: ANSWER.into() }
}

/// A case that was answered, not published yet.
pub async fn answered(store: &Store, office: &Office, report: &NewReport, at: Moment) -> Receipt {
    let Office { dispatcher, officer, reviewer, .. } = office;
    let browser = Token::from_bytes([77; 32]);
    let receipt = file(store, &browser, own_draft(&browser, at), report, at).await;
    let case = case_of(store, &receipt).await;
    let reply = ReplyText::parse(&"The registry takes the copy it has. ".repeat(2)).unwrap();
    store.dispatch(dispatcher, case, 1, officer.department.id, later(at, 1)).await.unwrap();
    store.accept(officer, case, 2, later(at, 2)).await.unwrap();
    store.reply(officer, case, 3, &reply, later(at, 3)).await.unwrap();
    store.release(reviewer, case, 4, later(at, 4)).await.unwrap();
    receipt
}

pub async fn published(store: &Store, office: &Office, at: Moment) -> Receipt {
    let receipt = answered(store, office, &report(), at).await;
    let case = case_of(store, &receipt).await;
    store.publish(&office.reviewer, case, 5, &public_text(), later(at, 5)).await.unwrap();
    receipt
}

pub async fn spoil(store: &Store, text: &'static str) {
    let mut tx = store.begin().await.unwrap();
    sql!(tx, conn => sqlx::query(text).execute(conn).await.map(drop)).unwrap();
    tx.commit().await.unwrap();
}

pub fn refusal<T>(result: Result<T>) -> Option<Refusal> {
    match result {
        Err(Error::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}

impl Store {
    pub(in crate::store) async fn draft_files_of(&self, browser: &Token, draft: DraftId, at: Moment) -> Vec<FileHead> {
        self.read_draft(browser, draft, at.now).await.unwrap().unwrap().files
    }

    pub(in crate::store) async fn content_count(&self) -> usize {
        self.contents.names().await.unwrap().len()
    }
}
