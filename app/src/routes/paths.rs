//! How the addresses with a name, a number or a choice in them are written.

use super::*;
use clearway::{
    case::OwnAct,
    id::DraftId,
    office::{SetupStep, lists::List},
    queue::{Bucket, View},
    report::{Channel, Step},
};
use leptos_router::location::Url;

/// A list of the office.
pub fn office_list(list: List) -> String {
    format!("{ADMIN}/lists/{}", list.as_str())
}

/// Where a list is sent.
pub fn office_list_send(list: List) -> String {
    format!("{ADMIN}/lists/{}/send", list.as_str())
}

/// A list as a file.
pub fn office_list_file(list: List) -> String {
    format!("{ADMIN}/lists/{}/list.csv", list.as_str())
}

/// A list as a file with nothing in it.
pub fn office_list_template(list: List) -> String {
    format!("{ADMIN}/lists/{}/template.csv", list.as_str())
}

/// A page of the set-up.
pub fn setup_step(step: SetupStep) -> String {
    format!("{SETUP}?step={}", step.as_str())
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

/// Things of a kind that an admin sets up.
pub fn admin_list(thing: &str) -> String {
    format!("{ADMIN}/{thing}")
}

/// One of them.
pub fn admin_sheet(thing: &str, key: &str) -> String {
    format!("{ADMIN}/{thing}/{key}")
}

/// A queue, from its first row.
pub fn queue(bucket: Bucket) -> String {
    format!("/s/q/{}", bucket.as_str())
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

/// Where somebody signs in who goes back to this page of the desk then.
pub fn sign_in_for(page: &str) -> String {
    returning(SIGN_IN, page)
}

/// Where somebody shows their second proof who goes back to this page of the desk then.
pub fn second_factor_for(page: &str) -> String {
    returning(SECOND_FACTOR, page)
}

fn returning(path: &str, page: &str) -> String {
    match desk_page(page) {
        Some(page) => format!("{path}?to={}", Url::escape(page)),
        None => path.to_owned(),
    }
}

/// The page of the desk that an address names; nothing where it leads anywhere else, or to a page before the desk.
pub fn desk_page(page: &str) -> Option<&str> {
    let page = page.trim_end_matches('?');
    let path = page.split(['?', '#']).next().unwrap_or_default();
    let before = [SIGN_IN, SECOND_FACTOR, "/s/password"].iter().any(|before| path.starts_with(before));
    let at_work = path.starts_with("/s/") || path == ADMIN || path.starts_with("/admin/");
    let plain = page.len() <= 300 && page.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (at_work && !before && plain).then_some(page)
}

/// The same page with what is wrong with what was typed there.
#[cfg(feature = "ssr")]
pub fn marked(page: &str, mark: &str) -> String {
    format!("{page}{}e={mark}", if page.contains('?') { '&' } else { '?' })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_back_to_pages_of_the_desk_and_nowhere_else() {
        for page in ["/s/c/990101261122000123H", "/s/q/to-dispatch?kind=help&sort=filed", "/admin/calendar"] {
            assert_eq!(desk_page(page), Some(page));
        }
        assert_eq!(desk_page("/s/inbox?"), Some("/s/inbox"));
        for other in [
            "",
            "/",
            "/s",
            "/report",
            "//evil.example/s/",
            "https://evil.example/s/",
            "/s/a\\b",
            "/s/\nx",
            "/s/sign-in",
            "/s/second-factor?to=x",
        ] {
            assert_eq!(desk_page(other), None, "{other:?}");
        }
        assert_eq!(sign_in_for("//evil.example"), SIGN_IN);
    }
}
