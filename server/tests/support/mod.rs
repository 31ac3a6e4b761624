//! TestDesk: an installation of its own for each journey, with named people.

mod browser;
mod form;
mod page;
mod people;
mod postgres;
mod upload;

pub use browser::{Browser, read};
pub use form::{Form, encode};
pub use page::Page;
pub use people::{Citizen, Staffer, answered, code_on, registry};
pub use upload::{Upload, document, photograph, screenshot};

use app::{
    desk::{Clock, Office, Standing},
    manifest::{Assets, Part},
};
use axum::Router;
use clearway::{
    id::{DepartmentId, StaffId},
    staff::Role,
    store::{NewDepartment, NewStaff, Settings, Store, Token},
};
use postgres::Database;
use server::{
    chance,
    demo::{self, Audience, Departments, World},
    jobs::Jobs,
    live::Hub,
    router::{self, Around},
};
use std::sync::Arc;
use tempfile::TempDir;

/// Runs each journey on both engines; the name of the test says on which. `from nothing` begins with an empty folder.
macro_rules! journeys {
    (from nothing: $($journey:ident),+ $(,)?) => {
        journeys!(@ empty_on_sqlite, empty_on_postgres, $($journey),+);
    };
    (@ $sqlite:ident, $postgres:ident, $($journey:ident),+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $journey() {
                super::$journey(&$crate::support::TestDesk::$sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $journey() {
                if let Some(desk) = $crate::support::TestDesk::$postgres(stringify!($journey)).await {
                    super::$journey(&desk).await;
                }
            })+
        }
    };
    ($($journey:ident),+ $(,)?) => {
        journeys!(@ on_sqlite, on_postgres, $($journey),+);
    };
}

/// A small installation: the demo's places and people, no cases, a clock that can be moved.
pub struct TestDesk {
    pub office: Arc<Office>,
    pub hub: Arc<Hub>,
    router: Router,
    departments: Departments,
    // Dropped last, in this order: the folder holds the keys.
    _folder: TempDir,
    _database: Option<Database>,
}

impl TestDesk {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("data/clearway.db").display());
        Self::open(folder, url, None, true).await
    }

    /// An installation that nobody works at.
    pub async fn empty_on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("data/clearway.db").display());
        Self::open(folder, url, None, false).await
    }

    pub async fn empty_on_postgres(journey: &str) -> Option<Self> {
        let database = Database::create(journey)?;
        let (folder, url) = (tempfile::tempdir().unwrap(), database.url());
        Some(Self::open(folder, url, Some(database), false).await)
    }

    /// Nothing where no server is named: said aloud, and a failure where `CLEARWAY_REQUIRE_POSTGRES` asks for one.
    pub async fn on_postgres(journey: &str) -> Option<Self> {
        let database = Database::create(journey)?;
        let (folder, url) = (tempfile::tempdir().unwrap(), database.url());
        Some(Self::open(folder, url, Some(database), true).await)
    }

    async fn open(folder: TempDir, database_url: String, database: Option<Database>, seeded: bool) -> Self {
        let settings = Settings {
            database_url,
            data: folder.path().join("data"),
            keys: folder.path().join("keys"),
            key_ring: None,
            bucket: None,
        };
        let clock = Clock::default();
        let store = Store::open(&settings, chance::moment(&clock)).await.unwrap();
        let (mut departments, mut notice) = (Departments::new(), None);
        if seeded {
            departments = World::Small.seed_people(&store, &clock).await.unwrap();
            let given = demo::set_passwords(&store, Audience::Here).await.unwrap();
            notice = Some(demo::notice(&given, Audience::Here));
        }
        let public_url = format!("http://{}", browser::HOST);
        let office = Arc::new(Office {
            store,
            clock,
            secure: false,
            unencrypted: false,
            public_url,
            demo: notice,
            limits: Arc::default(),
            presence: Arc::default(),
            standing: Standing::default(),
        });
        let hub = Arc::new(Hub::default());
        let router = router::router(Arc::clone(&office), assets(), Arc::clone(&hub), Around::default());
        Self { office, hub, router, departments, _folder: folder, _database: database }
    }

    /// Everybody goes home; what is left is the folder with data and keys.
    pub async fn leaves(self) -> TempDir {
        let Self { office, _folder: folder, .. } = self;
        office.store.close().await;
        folder
    }

    /// A browser that was never here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    pub fn citizen(&self) -> Citizen {
        Citizen::new(self.browser())
    }

    pub async fn dispatcher(&self) -> Staffer {
        Staffer::signed_in(self.browser(), "dispatcher").await
    }

    /// Works at the registry.
    pub async fn officer(&self) -> Staffer {
        Staffer::signed_in(self.browser(), "officer").await
    }

    /// Heads the registry.
    pub async fn leader(&self) -> Staffer {
        Staffer::signed_in(self.browser(), "leader").await
    }

    /// Works at another department.
    pub async fn officer_elsewhere(&self) -> Staffer {
        Staffer::signed_in(self.browser(), "officer2").await
    }

    /// One person of the registry who may both reply and release.
    pub async fn jack_of_all_trades(&self) -> Staffer {
        self.joins("jack", self.department("property"), &[Role::Officer, Role::Reviewer]).await;
        Staffer::signed_in(self.browser(), "jack").await
    }

    pub async fn reviewer(&self) -> Staffer {
        Staffer::signed_in(self.browser(), "reviewer").await
    }

    /// Runs the installation; signed in for the first time, with a telephone that shows six digits.
    pub async fn admin(&self) -> Staffer {
        let (admin, _) = self.office.store.read_password("admin").await.unwrap().unwrap();
        let token = self.session(admin).await;
        Staffer { browser: self.browser().with_session(&token) }
    }

    /// The first session of somebody, with a second factor that was set up and shown.
    pub async fn session(&self, staff: StaffId) -> Token {
        let (store, at, token) = (&self.office.store, chance::moment(&self.office.clock), chance::token());
        store.open_session(staff, &token, at.now).await.unwrap();
        store.begin_factor(staff, at).await.unwrap();
        let secret = store.read_factor_secret(staff, "x", "y").await.unwrap();
        store.confirm_factor(staff, &token, &digits(&secret.typed, at.now), at).await.unwrap();
        token
    }

    /// A department of the demo.
    pub fn department(&self, key: &str) -> DepartmentId {
        self.departments[key]
    }

    /// Somebody new, with the password that everybody has.
    pub async fn joins(&self, username: &str, department_id: DepartmentId, roles: &[Role]) -> StaffId {
        let (_, password_hash) = self.office.store.read_password("officer").await.unwrap().unwrap();
        let new = NewStaff {
            username: username.into(),
            name: username.into(),
            roles: roles.into(),
            department_id,
            password_hash,
        };
        self.office.store.add_staff(&new, chance::moment(&self.office.clock)).await.unwrap()
    }

    /// A department of its own, somewhere in the demo.
    pub async fn new_department(&self, name: &str, region: &str, parent: Option<DepartmentId>) -> DepartmentId {
        let region = region.parse().unwrap();
        let new = NewDepartment { name: name.into(), region, parent, leader_signs: true };
        self.office.store.add_department(&new, chance::moment(&self.office.clock)).await.unwrap()
    }

    /// The jobs that a serving process runs beside the doors.
    pub async fn jobs(&self) -> Jobs {
        Jobs::start(&self.office.store, &self.office.clock, &self.hub).await.unwrap()
    }

    /// The same installation with other things around it.
    pub fn router_around(&self, around: Around) -> Router {
        router::router(Arc::clone(&self.office), assets(), Arc::clone(&self.hub), around)
    }

    /// The same installation behind other settings.
    pub fn router_with(&self, change: impl FnOnce(&mut Office)) -> Router {
        self.router_of(change, Around::default())
    }

    /// The same installation behind other settings, with other things around it.
    pub fn router_of(&self, change: impl FnOnce(&mut Office), around: Around) -> Router {
        let Office { store, clock, secure, unencrypted, public_url, demo, limits: _, presence: _, standing: _ } =
            &*self.office;
        let mut office = Office {
            store: store.clone(),
            clock: clock.clone(),
            secure: *secure,
            unencrypted: *unencrypted,
            public_url: public_url.clone(),
            demo: demo.clone(),
            limits: Arc::default(),
            presence: Arc::default(),
            standing: Standing::default(),
        };
        change(&mut office);
        router::router(Arc::new(office), assets(), Arc::clone(&self.hub), around)
    }
}

/// Pages are the same without the browser's half: the journeys need no wasm.
fn assets() -> Assets {
    let path = |name: &str| format!("/pkg/{name}");
    let part = |side: &str| Part { js: path(&format!("{side}.js")), wasm: path(&format!("{side}.wasm")) };
    Assets {
        public: part("public"),
        staff: part("staff"),
        office: part("office"),
        public_css: path("public.css"),
        staff_css: path("staff.css"),
    }
}

/// What a telephone shows for a secret at a moment (RFC 6238).
pub fn digits(typed: &str, now: jiff::Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(typed.replace(' ', "")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}
