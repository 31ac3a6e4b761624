//! The demo: a place that does not exist, its people, and cases at every stage, filed through the same verbs as real ones.

mod story;

use crate::chance;
use anyhow::Context as _;
use app::desk::{Clock, DemoAccount, DemoNotice};
use clearway::{
    id::DepartmentId,
    region::{Region, RegionCode},
    service,
    staff::Role,
    store::{NewDepartment, NewStaff, Store},
};
use serde::Deserialize;
use std::collections::HashMap;

const REGIONS: &str = include_str!("../../data/demo/regions.csv");
const SERVICES: &str = include_str!("../../data/demo/services.csv");
const PEOPLE: &str = include_str!("../../data/demo/people.toml");
/// The city that the demo serves.
const CITY: &str = "990100";
/// Everybody's password, where nobody else can reach the demo.
const KNOWN: &str = "demo";

/// Who may reach the demo, and so what its passwords are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// This machine only: the password is known.
    Here,
    /// Others too: passwords are random and told once, on the terminal.
    Others,
}

#[derive(Deserialize)]
struct People {
    departments: Vec<Office>,
    staff: Vec<Member>,
}

#[derive(Deserialize)]
struct Office {
    key: String,
    name: String,
    #[serde(default = "yes")]
    leader_signs: bool,
}

/// As everywhere else.
const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct Member {
    username: String,
    name: String,
    role: Role,
    department: String,
}

fn people() -> anyhow::Result<People> {
    toml::from_str(PEOPLE).context("data/demo/people.toml cannot be read")
}

/// The departments by the key they have in the files.
pub type Departments = HashMap<String, DepartmentId>;

/// Fills an empty installation: places, people, cases. Returns whether it did.
///
/// # Errors
/// When a file of the demo cannot be read or a rule refuses one of its cases.
pub async fn seed(store: &Store, clock: &Clock) -> anyhow::Result<bool> {
    if !store.is_empty().await? {
        return Ok(false);
    }
    let departments = seed_people(store, clock).await?;
    story::tell(store, clock, &departments).await?;
    while store.sequence().await? > 0 {}
    Ok(true)
}

/// Places, services and people without any case; nobody can sign in before the passwords are set.
///
/// # Errors
/// As [`seed`].
pub async fn seed_people(store: &Store, clock: &Clock) -> anyhow::Result<Departments> {
    for line in REGIONS.lines().skip(1) {
        store.add_region(&Region::parse_line(line).context("data/demo/regions.csv")?).await?;
    }
    let city = RegionCode::parse(CITY)?;
    store.serve_region(&city).await?;
    let services = service::parse_list(SERVICES)
        .map_err(|problems| anyhow::anyhow!("data/demo/services.csv cannot be read: {problems:?}"))?;
    store.load_services(&services).await?;
    let People { departments, staff } = people()?;
    let mut known = Departments::new();
    for Office { key, name, leader_signs } in departments {
        let department = NewDepartment { name, region: city.clone(), parent: None, leader_signs };
        let id = store.add_department(&department, chance::moment(clock)).await?;
        known.insert(key, id);
    }
    for Member { username, name, role, department } in staff {
        let department_id =
            *known.get(&department).with_context(|| format!("no department {department} in people.toml"))?;
        let member = NewStaff { username, name, roles: vec![role], department_id, password_hash: String::new() };
        store.add_staff(&member, chance::moment(clock)).await?;
    }
    Ok(known)
}

/// Gives everybody a password that suits the audience, and says which: the known one is set only where it is not yet.
///
/// # Errors
/// When the store fails.
pub async fn set_passwords(store: &Store, audience: Audience) -> anyhow::Result<Vec<(String, Role, String)>> {
    // hashing takes long on purpose: the password that everybody has is hashed once
    let (mut given, mut hashes) = (Vec::new(), HashMap::new());
    for Member { username, role, .. } in people()?.staff {
        let password = match audience {
            Audience::Here => KNOWN.to_owned(),
            Audience::Others => chance::password(),
        };
        if audience == Audience::Others || !opens(store, &username, &password).await? {
            if !hashes.contains_key(&password) {
                hashes.insert(password.clone(), app::password::hash(password.clone()).await);
            }
            store.set_password(&username, &hashes[&password]).await?;
        }
        given.push((username, role, password));
    }
    Ok(given)
}

/// Whether some account of the demo opens with the password that everybody knows.
///
/// # Errors
/// When the store fails.
pub async fn is_open(store: &Store) -> anyhow::Result<bool> {
    for Member { username, .. } in people()?.staff {
        if opens(store, &username, KNOWN).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn opens(store: &Store, username: &str, password: &str) -> anyhow::Result<bool> {
    match store.read_password(username).await? {
        Some((_, known)) if !known.is_empty() => Ok(app::password::verify(password.to_owned(), Some(known)).await),
        _ => Ok(false),
    }
}

/// What the sign-in page says about the demo: the passwords only where nobody else can read them.
pub fn notice(given: &[(String, Role, String)], audience: Audience) -> DemoNotice {
    let account = |(username, role, password): &(String, Role, String)| DemoAccount {
        username: username.clone(),
        password: (audience == Audience::Here).then(|| password.clone()),
        role: *role,
    };
    DemoNotice { accounts: given.iter().map(account).collect(), public: audience == Audience::Others }
}
