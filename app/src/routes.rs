//! Every path of the screens, in one table; how to write those with a name in them stands in `paths`.

mod paths;

pub use paths::*;

use crate::{
    admin::{calendar::CalendarPage, history::History, home::Admin, list::ThingList, sheet::ThingPage},
    gallery::{GALLERY, Gallery},
    public::{
        article::ArticlePage,
        demo::{Demo, Outbox},
        done::Done,
        home::Home,
        lookup::Lookup,
        own_act::OwnActPage,
        report::{
            later::{Cleared, Later, Lost},
            start::Start as ReportStart,
            wizard::Wizard,
        },
        tracked::Tracked,
    },
    setup::{links::Links, lists::ListPage, office::OfficePage, overview::Overview, page::SetupPage},
    staff::{
        account::AccountPage,
        case::Case,
        choose_password::ChoosePasswordPage,
        desk::Desk,
        desk_settings::DeskSettingsPage,
        header::StaffFrame,
        inbox::Inbox,
        intake::{Intake, done::TakenPage},
        queue::Queue,
        search::SearchPage,
        second_factor::SecondFactor,
        sign_in::SignIn,
        start::Start,
    },
    ui::{
        not_found::{NotFound, Nowhere},
        page::PublicFrame,
    },
};
use leptos::prelude::*;
use leptos_router::{
    MatchNestedRoutes, SsrMode,
    components::{Outlet, ParentRoute, Route, Routes},
    hooks::use_location,
    path,
};

/// The front page.
pub const HOME: &str = "/";
/// Where a report begins.
pub const REPORT: &str = "/report";
/// A draft that is no more.
pub const LOST: &str = "/report/lost";
/// After a device was cleared.
pub const CLEARED: &str = "/report/cleared";
/// Number and code.
pub const TRACK: &str = "/track";
/// What one can do here and how.
pub const HELP: &str = "/help";
/// Whom to ask.
pub const CONTACT: &str = "/contact";
/// What is kept, and for how long.
pub const PRIVACY: &str = "/privacy";
/// For whom the pages work, and where they do not yet.
pub const ACCESSIBILITY: &str = "/accessibility";
/// The first queue of whoever is signed in.
pub const STAFF: &str = "/s";
/// The demonstration's own page.
pub const DEMO: &str = "/demo";
/// What the demonstration would have sent.
pub const DEMO_OUTBOX: &str = "/demo/outbox";
/// An empty installation is set up here.
pub const SETUP: &str = "/setup";
/// Where an admin sets the office up.
pub const ADMIN: &str = "/admin";
/// What the installation has and lacks, and its lists as files.
pub const ADMIN_LISTS: &str = "/admin/lists";
/// What the office says of itself.
pub const ADMIN_OFFICE: &str = "/admin/office";
/// The links of new people.
pub const ADMIN_LINKS: &str = "/admin/links";
/// The same as a file.
pub const ADMIN_LINKS_FILE: &str = "/admin/links.csv";
/// Staff sign in here.
pub const SIGN_IN: &str = "/s/sign-in";
/// Staff show their second proof, or set one up.
pub const SECOND_FACTOR: &str = "/s/second-factor";
/// The secret of a second factor as a picture, until it is in use.
pub const FACTOR_QR: &str = "/s/second-factor/qr.png";
/// What happened to one's own cases.
pub const INBOX: &str = "/s/inbox";
/// Looking for a case.
pub const SEARCH: &str = "/s/search";
/// One's own account.
pub const ACCOUNT: &str = "/s/account";
/// The calendar of working days.
pub const ADMIN_CALENDAR: &str = "/admin/calendar";
/// Who changed what of the office.
pub const ADMIN_HISTORY: &str = "/admin/history";
/// How somebody wants their desk.
pub const DESK_SETTINGS: &str = "/s/account/desk";

/// A call or a visit is written down here.
pub const INTAKE: &str = "/s/new";

/// The table, both sides: what the server answers.
#[component]
pub fn Pages() -> impl IntoView {
    view! { <Routes fallback=Unknown><PublicSide/><PlainSide/><DeskSide/><OfficeSide/></Routes> }
}

/// An address that leads nowhere, in the frame of its side.
#[component]
fn Unknown() -> impl IntoView {
    match is_staff(&use_location().pathname.read_untracked()) {
        true => view! { <StaffUnknown/> }.into_any(),
        false => view! { <NotFound/> }.into_any(),
    }
}

#[component]
fn StaffUnknown() -> impl IntoView {
    view! { <StaffFrame><Nowhere/></StaffFrame> }
}

/// The public side alone: all that the browser of a citizen has to know.
#[component]
pub fn PublicPages() -> impl IntoView {
    view! { <Routes fallback=NotFound><PublicSide/></Routes> }
}

/// The desk alone.
#[component]
pub fn StaffPages() -> impl IntoView {
    view! { <Routes fallback=Elsewhere><DeskSide/></Routes> }
}

/// Accounts, intake and administration alone.
#[component]
pub fn OfficePages() -> impl IntoView {
    view! { <Routes fallback=Elsewhere><OfficeSide/></Routes> }
}

/// An address of another part is the server's to answer; one that it did not know stays unknown.
#[component]
fn Elsewhere() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let known = use_context::<FirstPath>().is_some_and(|first| first.0 != path);
    Effect::new(move |_| {
        if known {
            // when the page cannot be read again, what is on it stays
            drop(window().location().reload());
        }
    });
    (!known).then(|| view! { <StaffUnknown/> })
}

/// The address that the server answered, before anybody went on.
#[derive(Clone)]
pub struct FirstPath(String);

impl FirstPath {
    /// Where the browser is.
    pub fn here() -> Self {
        Self(window().location().pathname().unwrap_or_default())
    }
}

#[component(transparent)]
fn PublicSide() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=PublicFrame ssr=SsrMode::Async>
            <Route path=path!("/") view=Home/>
            <Route path=path!("/report") view=ReportStart/>
            <Route path=path!("/report/lost") view=Lost/>
            <Route path=path!("/report/cleared") view=Cleared/>
            <Route path=path!("/report/d/:draft/later") view=Later/>
            // a route of its own: files are posted to it
            <Route path=path!("/report/d/:draft/files") view=Wizard/>
            <Route path=path!("/report/d/:draft/:step") view=Wizard/>
            <Route path=path!("/report/done/:number") view=Done/>
            <Route path=path!("/track") view=Lookup/>
            <Route path=path!("/track/:number") view=Tracked/>
            // a path of its own, so that files can be handed in at the same one
            <Route path=path!("/track/:number/supplement") view=OwnActPage/>
            <Route path=path!("/track/:number/:act") view=OwnActPage/>
            <Route path=path!("/demo") view=Demo/>
            <Route path=path!("/demo/outbox") view=Outbox/>
            <Route path=path!("/help") view=ArticlePage/>
            <Route path=path!("/contact") view=ArticlePage/>
            <Route path=path!("/privacy") view=ArticlePage/>
            <Route path=path!("/accessibility") view=ArticlePage/>
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn DeskSide() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/s") view=Desk ssr=SsrMode::Async>
            <Route path=path!("") view=Start/>
            <Route path=path!("/q/:view") view=Queue/>
            <Route path=path!("/c/:number") view=Case/>
            <Route path=path!("/inbox") view=Inbox/>
            <Route path=path!("/search") view=SearchPage/>
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn OfficeSide() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/s") view=Outlet ssr=SsrMode::Async>
            <Route path=path!("/sign-in") view=SignIn/>
            <Route path=path!("/second-factor") view=SecondFactor/>
            <Route path=path!("/password/:link") view=ChoosePasswordPage/>
            <ParentRoute path=path!("") view=Desk>
                <Route path=path!("/new") view=Intake/>
                <Route path=path!("/new/done/:number") view=TakenPage/>
                <Route path=path!("/account") view=AccountPage/>
                <Route path=path!("/account/desk") view=DeskSettingsPage/>
            </ParentRoute>
        </ParentRoute>
        <ParentRoute path=path!("/admin") view=Desk ssr=SsrMode::Async>
            <Route path=path!("") view=Admin/>
            <Route path=path!("/calendar") view=CalendarPage/>
            <Route path=path!("/history") view=History/>
            <Route path=path!("/:thing") view=ThingList/>
            <Route path=path!("/:thing/:key") view=ThingPage/>
        </ParentRoute>
    }
    .into_inner()
}

/// Which part of the app a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PagePart {
    /// What citizens see.
    Public,
    /// Lists and cases.
    Staff,
    /// Accounts, intake and administration.
    Office,
}

/// The part of a page.
pub fn part_of(path: &str) -> PagePart {
    let under = |start: &str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let office = [ADMIN, SIGN_IN, SECOND_FACTOR, ACCOUNT, INTAKE, "/s/password"].into_iter().any(under);
    match (office, is_staff(path)) {
        (true, _) => PagePart::Office,
        (false, true) => PagePart::Staff,
        (false, false) => PagePart::Public,
    }
}

/// Pages that need no script and load none.
#[component(transparent)]
fn PlainSide() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet ssr=SsrMode::Async>
            <Route path=path!("/setup") view=SetupPage/>
            <Route path=path!("/dev/ui") view=Gallery/>
            <Route path=path!("/dev/ui/:look") view=Gallery/>
            <Route path=path!("/admin/lists") view=Overview/>
            <Route path=path!("/admin/office") view=OfficePage/>
            <Route path=path!("/admin/links") view=Links/>
            <Route path=path!("/admin/lists/:list") view=ListPage/>
        </ParentRoute>
    }
    .into_inner()
}

/// Whether a page needs no script and loads none.
pub fn is_plain(path: &str) -> bool {
    [SETUP, GALLERY, "/admin/office", "/admin/links", "/admin/lists"]
        .into_iter()
        .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether a path belongs to the staff's side, which has its own stylesheet and loads the app at once.
pub fn is_staff(path: &str) -> bool {
    [STAFF, ADMIN]
        .iter()
        .any(|side| path.strip_prefix(side).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether a page can show, or lead to, what somebody reported from this device.
pub fn is_personal(path: &str) -> bool {
    let under = |start: &str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path != CLEARED && (under(REPORT) || under(TRACK))
}
