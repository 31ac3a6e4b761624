//! Every path of the screens, in one table; how to write those with a name in them stands in `paths`.

mod paths;

pub use paths::*;

use crate::{
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
        people::People,
        queue::Queue,
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
/// Who runs the installation keeps it here.
pub const ADMIN: &str = "/admin";
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
/// One's own account.
pub const ACCOUNT: &str = "/s/account";
/// How somebody wants their desk.
pub const DESK_SETTINGS: &str = "/s/account/desk";
/// The accounts of the colleagues, for an admin.
pub const PEOPLE: &str = "/s/people";

/// A call or a visit is written down here.
pub const INTAKE: &str = "/s/new";

/// The table, both sides: what the server answers.
#[component]
pub fn Pages() -> impl IntoView {
    view! { <Routes fallback=Unknown><PublicSide/><StaffSide/><PlainSide/></Routes> }
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

/// The staff's side alone.
#[component]
pub fn StaffPages() -> impl IntoView {
    view! { <Routes fallback=StaffUnknown><StaffSide/></Routes> }
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
fn StaffSide() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/s") view=Outlet ssr=SsrMode::Async>
            <Route path=path!("/sign-in") view=SignIn/>
            <Route path=path!("/second-factor") view=SecondFactor/>
            <Route path=path!("/password/:link") view=ChoosePasswordPage/>
            <ParentRoute path=path!("") view=Desk>
                <Route path=path!("") view=Start/>
                <Route path=path!("/q/:view") view=Queue/>
                <Route path=path!("/c/:number") view=Case/>
                <Route path=path!("/inbox") view=Inbox/>
                <Route path=path!("/new") view=Intake/>
                <Route path=path!("/new/done/:number") view=TakenPage/>
                <Route path=path!("/account") view=AccountPage/>
                <Route path=path!("/account/desk") view=DeskSettingsPage/>
                <Route path=path!("/people") view=People/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}

/// Pages that need no script and load none.
#[component(transparent)]
fn PlainSide() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet ssr=SsrMode::Async>
            <Route path=path!("/setup") view=SetupPage/>
            <Route path=path!("/admin") view=Overview/>
            <Route path=path!("/admin/office") view=OfficePage/>
            <Route path=path!("/admin/links") view=Links/>
            <Route path=path!("/admin/lists/:list") view=ListPage/>
        </ParentRoute>
    }
    .into_inner()
}

/// Whether a page needs no script and loads none.
pub fn is_plain(path: &str) -> bool {
    [SETUP, ADMIN]
        .into_iter()
        .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether a path belongs to the staff's side, which has its own stylesheet and loads the app at once.
pub fn is_staff(path: &str) -> bool {
    path == STAFF || path.starts_with("/s/")
}

/// Whether a page can show, or lead to, what somebody reported from this device.
pub fn is_personal(path: &str) -> bool {
    let under = |start: &str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path != CLEARED && (under(REPORT) || under(TRACK))
}
