//! Every path of the screens, in one table, and how to write each.

use crate::{
    public::{
        article::ArticlePage, done::Done, home::Home, lookup::Lookup, own_act::OwnActPage, report::Report,
        tracked::Tracked,
    },
    staff::{case::Case, desk::Desk, queue::Queue, sign_in::SignIn, start::Start},
    ui::{not_found::NotFound, page::PublicPages},
};
use clearway::{case::OwnAct, queue::Bucket};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Routes},
    path,
};

/// The front page.
pub const HOME: &str = "/";
/// The form.
pub const REPORT: &str = "/report";
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
/// Staff sign in here.
pub const SIGN_IN: &str = "/s/sign-in";

/// The table.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <ParentRoute path=path!("") view=PublicPages ssr=SsrMode::Async>
                <Route path=path!("/") view=Home/>
                <Route path=path!("/report") view=Report/>
                <Route path=path!("/report/done/:number") view=Done/>
                <Route path=path!("/track") view=Lookup/>
                <Route path=path!("/track/:number") view=Tracked/>
                // a path of its own, so that files can be handed in at the same one
                <Route path=path!("/track/:number/supplement") view=OwnActPage/>
                <Route path=path!("/track/:number/:act") view=OwnActPage/>
                <Route path=path!("/help") view=ArticlePage/>
                <Route path=path!("/contact") view=ArticlePage/>
                <Route path=path!("/privacy") view=ArticlePage/>
                <Route path=path!("/accessibility") view=ArticlePage/>
            </ParentRoute>
            <Route path=path!("/s/sign-in") view=SignIn ssr=SsrMode::Async/>
            <ParentRoute path=path!("/s") view=Desk ssr=SsrMode::Async>
                <Route path=path!("") view=Start/>
                <Route path=path!("/q/:bucket") view=Queue/>
                <Route path=path!("/c/:number") view=Case/>
            </ParentRoute>
        </Routes>
    }
}

/// Whether a path belongs to the staff's side, which has its own stylesheet and loads the app at once.
pub fn is_staff(path: &str) -> bool {
    path == STAFF || path.starts_with("/s/")
}

/// The form again, with what was typed and what is wrong with it.
pub fn report_again(draft: &str, wrong: bool) -> String {
    let wrong = if wrong { "&e=1" } else { "" };
    format!("{REPORT}?d={draft}{wrong}")
}

/// The page after a report was filed.
pub fn done(number: &str) -> String {
    format!("/report/done/{number}")
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

/// A case as staff read it.
pub fn case(number: &str) -> String {
    format!("/s/c/{number}")
}

/// The page of something a reporter can do to the own case.
pub fn own_act(number: &str, act: OwnAct) -> String {
    format!("{TRACK}/{number}/{}", act.as_str())
}

/// Where somebody goes who did something to the own case: to the case, or back to what is wrong with it.
#[cfg(feature = "ssr")]
pub fn acted(number: &str, act: OwnAct, acted: clearway::store::Acted) -> String {
    use clearway::store::Acted;
    match acted {
        Acted::Done => format!("{TRACK}/{number}?did={}", act.as_str()),
        Acted::WithoutSomeFiles => format!("{}?did=1&e=1", own_act(number, act)),
        Acted::NotYet => format!("{}?e=1", own_act(number, act)),
    }
}
