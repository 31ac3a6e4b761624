//! The two worlds of the demo: a province at work, and a small place that does not exist, where tests live.

use super::{generated::Generator, stage, story, templates};
use crate::chance;
use anyhow::Context as _;
use app::desk::Clock;
use clearway::{
    duty::About,
    id::DepartmentId,
    office::OfficeFacts,
    region::{Region, RegionCode},
    service,
    staff::Role,
    store::{NewDepartment, NewStaff, Store},
};
use serde::Deserialize;
use std::collections::HashMap;

/// Where the demo takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum World {
    /// A province with its cities and counties, in `data/demo/ningxia`: its places are real, its people and cases invented.
    #[default]
    Ningxia,
    /// A city that does not exist (codes 99…), in `data/demo`: small, and always the same for tests.
    Small,
}

/// The departments by the key they have in the files.
pub type Departments = HashMap<String, DepartmentId>;

/// A department as its world describes it.
pub(super) struct Place {
    pub(super) key: String,
    pub(super) name: String,
    region: RegionCode,
    parent: Option<String>,
    leader_signs: bool,
    about: Vec<About>,
    basis: String,
}

/// Somebody who works there.
#[derive(Clone, Deserialize)]
pub(super) struct Member {
    pub(super) username: String,
    name: String,
    pub(super) role: Role,
    pub(super) department: String,
    /// Whether the sign-in page names them.
    #[serde(default)]
    pub(super) shown: bool,
}

#[derive(Deserialize)]
struct Offices {
    offices: Vec<Office>,
}

/// A kind of office, in many places.
#[derive(Deserialize)]
struct Office {
    key: String,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    basis: String,
    places: Vec<Site>,
}

#[derive(Deserialize)]
struct Site {
    code: RegionCode,
    name: String,
    officer: Option<String>,
    leader: Option<String>,
}

#[derive(Deserialize)]
struct People {
    #[serde(default)]
    departments: Vec<SmallOffice>,
    staff: Vec<Member>,
}

#[derive(Deserialize)]
struct SmallOffice {
    key: String,
    name: String,
    #[serde(default = "yes")]
    leader_signs: bool,
}

/// As everywhere else.
const fn yes() -> bool {
    true
}

impl World {
    /// The world that a store was filled with.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(store: &Store) -> anyhow::Result<Self> {
        let large = store.read_password("approval-640000").await?.is_some();
        Ok(if large { Self::Ningxia } else { Self::Small })
    }

    /// Fills an empty installation: places, people, the cases that somebody wrote, and so many made from patterns. Returns
    /// whether it did.
    ///
    /// # Errors
    /// When a file of the demo cannot be read or a rule refuses one of its cases.
    pub async fn seed(self, store: &Store, clock: &Clock, generated: usize) -> anyhow::Result<bool> {
        if !store.is_empty().await? {
            return Ok(false);
        }
        let departments = self.seed_people(store, clock).await?;
        if let Some(facts) = self.facts()? {
            store.keep_office_facts(None, &facts, chance::moment(clock)).await?;
        }
        let (mut stories, mut generator) = (story::written(self)?, Generator::of(store).await?);
        for _ in 0..generated {
            stories.push(generator.past()?);
        }
        stage::tell(store, clock, self, &departments, &stories).await?;
        while store.sequence().await? > 0 {}
        Ok(true)
    }

    /// Places, services, duty rules and people without any case; nobody can sign in before the passwords are set.
    ///
    /// # Errors
    /// As [`World::seed`].
    pub async fn seed_people(self, store: &Store, clock: &Clock) -> anyhow::Result<Departments> {
        for line in self.regions().lines().skip(1) {
            store.add_region(&Region::parse_line(line).context("data/demo/regions.csv")?).await?;
        }
        store.serve_region(&RegionCode::parse(self.region())?).await?;
        let services = service::parse_list(self.services())
            .map_err(|problems| anyhow::anyhow!("the services of the demo cannot be read: {problems:?}"))?;
        store.load_services(&services).await?;
        let mut known = Departments::new();
        for place in self.places()? {
            let id = add(store, clock, &place, &known).await?;
            known.insert(place.key, id);
        }
        templates::seed(store, clock, &RegionCode::parse(self.region())?).await?;
        for Member { username, name, role, department, shown: _ } in self.staff()? {
            let department_id = *known
                .get(&department)
                .with_context(|| format!("{username} works at {department}, which is nowhere"))?;
            let member = NewStaff { username, name, roles: vec![role], department_id, password_hash: String::new() };
            store.add_staff(&member, chance::moment(clock)).await?;
        }
        Ok(known)
    }

    /// What its office says of itself; nothing where tests read what everybody says.
    fn facts(self) -> anyhow::Result<Option<OfficeFacts>> {
        match self {
            Self::Small => Ok(None),
            Self::Ningxia => {
                let facts: OfficeFacts = toml::from_str(include_str!("../../../data/demo/ningxia/office.toml"))?;
                Ok(Some(facts.tidied()))
            }
        }
    }

    /// What it serves.
    pub(super) const fn region(self) -> &'static str {
        match self {
            Self::Ningxia => "640000",
            Self::Small => "990100",
        }
    }

    /// The regions that the reference list does not have.
    const fn regions(self) -> &'static str {
        match self {
            Self::Ningxia => "",
            Self::Small => include_str!("../../../data/demo/regions.csv"),
        }
    }

    const fn services(self) -> &'static str {
        match self {
            Self::Ningxia => include_str!("../../../data/demo/ningxia/services.csv"),
            Self::Small => include_str!("../../../data/demo/services.csv"),
        }
    }

    /// Everybody, those first who are known best.
    pub(super) fn staff(self) -> anyhow::Result<Vec<Member>> {
        let mut staff = self.people()?.staff;
        for office in self.offices()? {
            for Site { code, officer, leader, .. } in office.places {
                let department = format!("{}-{code}", office.key);
                let member = |(name, role, username)| {
                    let department = department.clone();
                    Member { username, name, role, department, shown: false }
                };
                let officer = officer.map(|name| (name, Role::Officer, department.clone()));
                let leader = leader.map(|name| (name, Role::Leader, format!("{department}-leader")));
                staff.extend(officer.into_iter().chain(leader).map(member));
            }
        }
        Ok(staff)
    }

    fn people(self) -> anyhow::Result<People> {
        let (text, shown) = match self {
            Self::Ningxia => (include_str!("../../../data/demo/ningxia/people.toml"), false),
            Self::Small => (include_str!("../../../data/demo/people.toml"), true),
        };
        let People { departments, mut staff } = toml::from_str(text).context("people.toml cannot be read")?;
        staff.iter_mut().for_each(|member| member.shown |= shown);
        Ok(People { departments, staff })
    }

    fn offices(self) -> anyhow::Result<Vec<Office>> {
        match self {
            Self::Small => Ok(Vec::new()),
            Self::Ningxia => {
                let Offices { offices } = toml::from_str(include_str!("../../../data/demo/ningxia/offices.toml"))
                    .context("offices.toml cannot be read")?;
                Ok(offices)
            }
        }
    }

    /// Every department, the one above before the one below.
    pub(super) fn places(self) -> anyhow::Result<Vec<Place>> {
        let region = RegionCode::parse(self.region())?;
        let small = |SmallOffice { key, name, leader_signs }| {
            let (region, parent) = (region.clone(), None);
            Place { key, name, region, parent, leader_signs, about: Vec::new(), basis: String::new() }
        };
        let mut places: Vec<_> = self.people()?.departments.into_iter().map(small).collect();
        for office in self.offices()? {
            places.extend(sites(office)?);
        }
        Ok(places)
    }
}

/// The places of one kind of office; one of a county stands under the one of its city.
fn sites(office: Office) -> anyhow::Result<Vec<Place>> {
    let Office { key, categories, services, basis, places } = office;
    let codes = services.iter().map(|code| Ok(About::Service(code.parse()?)));
    let about = categories.into_iter().map(|name| Ok(About::Category(name))).chain(codes);
    let about: Vec<_> = about.collect::<anyhow::Result<_>>()?;
    let at: Vec<_> = places.iter().map(|site| site.code.to_string()).collect();
    let above = |code: &RegionCode| {
        let city = format!("{}00", &code.six()[..4]);
        (city != code.as_str() && at.contains(&city)).then(|| format!("{key}-{city}"))
    };
    Ok(places
        .into_iter()
        .map(|Site { code, name, leader, .. }| Place {
            key: format!("{key}-{code}"),
            name,
            parent: above(&code),
            region: code,
            leader_signs: leader.is_some(),
            about: about.clone(),
            basis: basis.clone(),
        })
        .collect())
}

/// A department, and what it answers for.
async fn add(store: &Store, clock: &Clock, place: &Place, known: &Departments) -> anyhow::Result<DepartmentId> {
    let Place { key: _, name, region, parent, leader_signs, about, basis } = place;
    let parent = parent.as_ref().and_then(|key| known.get(key)).copied();
    let department = NewDepartment { name: name.clone(), region: region.clone(), parent, leader_signs: *leader_signs };
    let id = store.add_department(&department, chance::moment(clock)).await?;
    for about in about {
        store.add_duty_rule(about, id, basis, chance::moment(clock)).await?;
    }
    Ok(id)
}
