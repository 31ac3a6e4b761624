//! Every path of the screens, in one table, and how to write each.

use crate::{
    public::{done::Done, home::Home, lookup::Lookup, report::Report, tracked::Tracked},
    staff::{case::Case, desk::Desk, queue::Queue, sign_in::SignIn, start::Start},
    ui::{not_found::NotFound, page::PublicPages},
};
use clearway::queue::Bucket;
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
