//! Every path of the screens, in one table, and how to write each.

use crate::{
    admin::{calendar::CalendarPage, history::History, home::Admin, list::ThingList, sheet::ThingPage},
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
    setup::page::SetupPage,
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
        second_factor::SecondFactor,
        sign_in::SignIn,
        start::Start,
    },
    ui::{
        not_found::{NotFound, Nowhere},
        page::PublicFrame,
    },
};
use clearway::{
    case::OwnAct,
    id::DraftId,
    office::SetupStep,
    queue::{Bucket, View},
    report::{Channel, Step},
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
    view! { <Routes fallback=Unknown><PublicSide/><PlainSide/><StaffSide/></Routes> }
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

/// Pages that need no script and load none.
#[component(transparent)]
fn PlainSide() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/setup") view=SetupPage ssr=SsrMode::Async/> }.into_inner()
}

/// Whether a page needs no script and loads none.
pub fn is_plain(path: &str) -> bool {
    [SETUP, "/admin/office", "/admin/links", "/admin/lists"]
        .into_iter()
        .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// A page of the set-up.
pub fn setup_step(step: SetupStep) -> String {
    format!("{SETUP}?step={}", step.as_str())
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

/// A page of a report: `change` leads back to the last page, `mark` asks for what is wrong.
pub fn step(draft: DraftId, step: Step, change: bool, mark: &str) -> String {
    let marks = [change.then(|| "change=1".to_owned()), (!mark.is_empty()).then(|| format!("e={mark}"))];
    let marks: Vec<_> = marks.into_iter().flatten().collect();
    let query = if marks.is_empty() { String::new() } else { format!("?{}", marks.join("&")) };
    format!("/report/d/{draft}/{}{query}", step.as_str())
}

/// The same page when its answers could not be kept; both words as they were sent.
#[cfg(feature = "ssr")]
pub fn step_failed(draft: &str, word: &str) -> String {
    match (draft.parse(), Step::parse(word)) {
        (Ok(draft), Some(page)) => step(draft, page, false, crate::desk::drafting::FAILED),
        _ => REPORT.to_owned(),
    }
}

/// The page of a report that its path names; none for other pages.
pub fn step_of(path: &str) -> Option<Step> {
    let (draft, step) = path.strip_prefix("/report/d/")?.split_once('/')?;
    draft.parse::<DraftId>().ok().and(Step::parse(step))
}

/// The page with the link of a draft.
pub fn later(draft: DraftId) -> String {
    format!("/report/d/{draft}/later")
}

/// The link of a draft.
pub fn resume(link: &str) -> String {
    format!("/r/{link}")
}

/// Where files of a draft are sent, and with an id where one is read.
pub fn draft_files(draft: DraftId) -> String {
    format!("/report/d/{draft}/files")
}

/// The page after a report was filed.
pub fn done(number: &str) -> String {
    format!("/report/done/{number}")
}

/// Number and code as a picture, for the browser that filed.
pub fn qr(number: &str) -> String {
    format!("/report/done/{number}/qr.png")
}

/// Opens a case with its code; the address of no page.
#[cfg(feature = "ssr")]
pub fn opened(number: &str, code: &str) -> String {
    format!("/t/{number}/{code}")
}

/// The look-up with a number filled in.
pub fn look_up(number: &str) -> String {
    format!("{TRACK}?number={number}")
}

/// A case as the person who reported it reads it.
pub fn tracked(number: &str) -> String {
    format!("{TRACK}/{number}")
}

/// A queue, from its first row.
pub fn queue(bucket: Bucket) -> String {
    format!("/s/q/{}", bucket.as_str())
}

/// Things of a kind that an admin sets up.
pub fn admin_list(thing: &str) -> String {
    format!("{ADMIN}/{thing}")
}

/// One of them.
pub fn admin_sheet(thing: &str, key: &str) -> String {
    format!("{ADMIN}/{thing}/{key}")
}

/// A list, from its first row.
pub fn list(view: View) -> String {
    format!("/s/q/{}", view.as_str())
}

/// A case that was taken as the next of a list.
pub fn taken(number: &str, view: View) -> String {
    format!("{}?next={}", case(number), view.as_str())
}

/// A case as staff read it.
pub fn case(number: &str) -> String {
    format!("/s/c/{number}")
}

/// A call that was kept.
pub fn intake_draft(draft: DraftId, channel: Channel) -> String {
    format!("{INTAKE}?ch={}&draft={draft}", channel.as_str())
}

/// A call in which something is wrong.
#[cfg(feature = "ssr")]
pub fn intake_again(draft: DraftId, channel: Channel) -> String {
    format!("{}&e=1", intake_draft(draft, channel))
}

/// A new call, after one was kept.
#[cfg(feature = "ssr")]
pub fn intake_kept(channel: Channel) -> String {
    format!("{INTAKE}?ch={}&kept=1", channel.as_str())
}

/// What is read out once a call is filed.
#[cfg(feature = "ssr")]
pub fn intake_done(number: &str) -> String {
    format!("{INTAKE}/done/{number}")
}

/// Number and code as a picture, for whoever wrote the report down.
pub fn intake_qr(number: &str) -> String {
    format!("{INTAKE}/done/{number}/qr.png")
}

/// The link with which somebody chooses a new password.
#[cfg(feature = "ssr")]
pub fn choose_password(link: &str) -> String {
    format!("/s/password/{link}")
}

/// The page of something a reporter can do to the own case.
pub fn own_act(number: &str, act: OwnAct) -> String {
    format!("{TRACK}/{number}/{}", act.as_str())
}

/// Where somebody goes whose page had closed, or for whom something broke: what they typed was not sent.
#[cfg(feature = "ssr")]
pub fn not_done(number: &str) -> String {
    format!("{TRACK}/{number}?e=1")
}

/// Where the files of a reporter are read.
pub fn own_files(number: &str) -> String {
    format!("{TRACK}/{number}/files")
}

/// Where somebody goes who did something to the own case: to the case, or back to what is wrong with it.
#[cfg(feature = "ssr")]
pub fn acted(number: &str, act: OwnAct, acted: clearway::store::Acted) -> String {
    use clearway::store::Acted;
    match acted {
        Acted::Done => format!("{TRACK}/{number}?did={}", act.as_str()),
        Acted::WithoutSomeFiles => format!("{}?e=files", own_act(number, act)),
        Acted::NotYet => format!("{}?e=1", own_act(number, act)),
    }
}

/// Where the files of a case are read by staff.
pub fn case_files(number: &str) -> String {
    format!("/s/c/{number}/files")
}
