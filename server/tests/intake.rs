//! A call or a visit: written down by somebody at work, filed for the person, who follows it with the code read out.

use crate::support::{Citizen, Page, Staffer, TestDesk, code_on};
use axum::{body::Body, http::Method};
use clearway::staff::Role;
use jiff::SignedDuration;

journeys!(
    a_call_is_filed_read_out_and_tracked_by_the_caller,
    a_visit_is_written_down_by_a_clerk,
    what_is_wrong_is_told_and_everything_typed_stays,
    a_dropped_call_is_kept_for_whoever_took_it,
    a_caller_is_known_by_the_telephone,
    two_operators_at_once_file_two_cases_and_each_reads_the_own_code,
    words_of_danger_stop_the_filing_until_the_numbers_were_read_out,
    what_is_sent_beside_the_page_files_nothing,
);

const WHAT: &str = "Three counters asked for the same marriage certificate, and none of them took it.";
const WORK_STARTED: i64 = 16;

/// What a caller says when nothing else is said.
const CALL: [(&str, &str); 13] = [
    ("phone", "138 0013 8000"),
    ("name", "Ms Wang"),
    ("who", "person"),
    ("kind", "help"),
    ("what", WHAT),
    ("obstacle", "papers"),
    ("tried_at", "website"),
    ("service", "unsure"),
    ("county", "990101"),
    ("township", "unsure"),
    ("visibility", "private"),
    ("identity", "named"),
    ("declared", "yes"),
];

async fn operator(desk: &TestDesk) -> Staffer {
    Staffer::signed_in(desk.browser(), "operator").await
}

/// Fills in the page as it stands, and presses a button of it.
async fn tells(operator: &mut Staffer, page: &Page, answers: &[(&str, &str)], act: &str) -> Page {
    let form = page.form_to("intake/file").unwrap_or_else(|| panic!("no form of a call:\n{}", page.text()));
    let form = CALL.iter().chain(answers).fold(form, |form, (name, value)| match form.has(name) {
        true => form.fill(name, value),
        // townships come with the county
        false => form.press(name, value),
    });
    operator.browser.submit(page, &form.press("act", act)).await
}

async fn files(operator: &mut Staffer, answers: &[(&str, &str)]) -> Page {
    let page = operator.browser.get("/s/new").await;
    page.is(200);
    tells(operator, &page, answers, "").await
}

fn number_of(done: &Page) -> String {
    let number = done.path.strip_prefix("/s/new/done/");
    number.unwrap_or_else(|| panic!("not filed but at {}:\n{}", done.path, done.text())).to_owned()
}

fn heard(desk: &TestDesk, done: &Page) -> Citizen {
    let code = code_on(done).expect("the code is read out");
    Citizen { number: number_of(done), code, ..desk.citizen() }
}

async fn a_call_is_filed_read_out_and_tracked_by_the_caller(desk: &TestDesk) {
    let mut operator = operator(desk).await;
    let done = files(&mut operator, &[]).await;
    done.is(200)
        .says("Read this to them")
        .says(WHAT)
        .says("138****8000")
        .says("Next caller")
        .does_not_say("13800138000");
    let mut caller = heard(desk, &done);
    let case = caller.tracks().await;
    case.is(200).says(WHAT);
    case.does_not_say("operator");
    operator.opens(&caller.number).await.is(200).says(WHAT).says("Hotline");
    desk.dispatcher().await.looks_at("to-dispatch").await.says(&WHAT[..40]);
    // the picture is for whoever reads the code out, and for nobody else
    let picture = format!("/s/new/done/{}/qr.png", caller.number);
    assert_eq!(status(&mut operator, &picture).await, 200);
    assert_eq!(status(&mut desk.dispatcher().await, &picture).await, 404);
    // the next caller: the code is gone
    let next = done.form_to("intake/next").expect("the page leads on");
    let page = operator.browser.submit(&done, &next).await;
    assert_eq!(page.path, "/s/new?ch=hotline");
    let past = operator.browser.get(&done.path).await;
    past.is(200).says("no longer shown").does_not_say(&caller.code);
    assert_eq!(status(&mut operator, &picture).await, 404);
}

async fn status(who: &mut Staffer, path: &str) -> u16 {
    let request = who.browser.request(Method::GET, path).body(Body::empty()).unwrap();
    who.browser.send(request).await.status().as_u16()
}

async fn a_visit_is_written_down_by_a_clerk(desk: &TestDesk) {
    desk.joins("ying", desk.department("hotline"), &[Role::Clerk]).await;
    let mut clerk = Staffer::signed_in(desk.browser(), "ying").await;
    clerk.browser.get("/s/new").await.says("for the visitor");
    let done = files(&mut clerk, &[]).await;
    done.says("Next visitor");
    let number = number_of(&done);
    clerk.opens(&number).await.says("Window");
    let code = code_on(&done).unwrap();
    desk.office.clock.forward(SignedDuration::from_mins(WORK_STARTED));
    clerk.browser.get(&done.path).await.says("no longer shown").does_not_say(&code);
    // the way of coming is not the sender's to choose
    let page = clerk.browser.get("/s/new").await;
    let form = page.form_to("intake/file").unwrap().fill("channel", "hotline");
    assert_eq!(clerk.browser.calls("intake/file", &form.encode()).await, 403);
}

async fn what_is_wrong_is_told_and_everything_typed_stays(desk: &TestDesk) {
    let mut operator = operator(desk).await;
    let wrong = [("phone", "12"), ("what", "short"), ("declared", ""), ("kind", "praise")];
    let page = files(&mut operator, &wrong).await;
    page.is(200)
        .says("Error: ")
        .says("Enter an 11-digit mobile number")
        .says("Description must be 10 characters or more");
    page.does_not_say("Select what went wrong");
    let form = page.form_to("intake/file").unwrap();
    assert_eq!((form.value("phone"), form.value("what"), form.value("name")), ("12", "short", "Ms Wang"));
    assert!(!page.path.contains("short") && !page.path.contains("12&"), "{}", page.path);
    let done = tells(&mut operator, &page, &[], "").await;
    number_of(&done);
    operator.browser.get("/s/new").await.does_not_say("unfinished");
}

async fn a_dropped_call_is_kept_for_whoever_took_it(desk: &TestDesk) {
    let mut operator = operator(desk).await;
    let page = operator.browser.get("/s/new").await;
    let page = tells(&mut operator, &page, &[("phone", ""), ("declared", "")], "keep").await;
    page.is(200).says("Saved.").says("1 unfinished");
    desk.joins("other", desk.department("hotline"), &[Role::Operator]).await;
    let mut other = Staffer::signed_in(desk.browser(), "other").await;
    other.browser.get("/s/new").await.does_not_say("unfinished");
    let link = page.links().into_iter().find(|link| link.contains("draft=")).expect("the kept call can be opened");
    other.browser.get(&link).await.is(200).does_not_say(WHAT);
    let again = operator.browser.get(&link).await;
    assert_eq!(again.form_to("intake/file").unwrap().value("what"), WHAT);
    let done = tells(&mut operator, &again, &[], "").await;
    number_of(&done);
    // pressed twice, replayed, gone back: the same case
    let twice = tells(&mut operator, &again, &[], "").await;
    assert_eq!(number_of(&twice), number_of(&done));
    operator.browser.get("/s/new").await.does_not_say("unfinished");
}

async fn a_caller_is_known_by_the_telephone(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    let mut operator = operator(desk).await;
    let page = operator.browser.get("/s/new").await;
    let page = tells(&mut operator, &page, &[("what", ""), ("declared", "")], "").await;
    page.says("1 report from this telephone")
        .says("Tell them how it stands")
        .leads_to(&format!("/s/c/{}", citizen.number));
    let other = tells(&mut operator, &page, &[("phone", "13800138001"), ("what", "")], "").await;
    other.does_not_say("from this telephone");
    let mut stranger = desk.officer_elsewhere().await;
    assert_eq!(stranger.browser.calls("intake/caller", "phone=13800138000").await, 403);
    assert_eq!(desk.browser().calls("intake/caller", "phone=13800138000").await, 401);
}

async fn two_operators_at_once_file_two_cases_and_each_reads_the_own_code(desk: &TestDesk) {
    desk.joins("other", desk.department("hotline"), &[Role::Operator]).await;
    let (mut one, mut other) = (operator(desk).await, Staffer::signed_in(desk.browser(), "other").await);
    let (mine, theirs) = tokio::join!(files(&mut one, &[]), files(&mut other, &[("name", "Mr Li")]));
    assert_ne!(number_of(&mine), number_of(&theirs));
    one.browser.get(&theirs.path).await.says("no longer shown").does_not_say(&code_on(&theirs).unwrap());
    heard(desk, &theirs).tracks().await.is(200);
}

async fn words_of_danger_stop_the_filing_until_the_numbers_were_read_out(desk: &TestDesk) {
    let mut operator = operator(desk).await;
    let danger = ("what", "There is a gas leak in the hall, and nobody at the counter listens.");
    let page = files(&mut operator, &[danger]).await;
    page.says("Read the emergency numbers first");
    let done = tells(&mut operator, &page, &[danger, ("danger", "yes")], "").await;
    let number = number_of(&done);
    desk.dispatcher().await.opens(&number).await.says("Danger");
}

async fn what_is_sent_beside_the_page_files_nothing(desk: &TestDesk) {
    let mut operator = operator(desk).await;
    let form = operator.browser.get("/s/new").await.form_to("intake/file").unwrap();
    for (field, value, status) in
        [("channel", "web", 403), ("channel", "window", 403), ("draft", "x", 404), ("draft", "", 404)]
    {
        assert_eq!(
            operator.browser.calls("intake/file", &form.clone().fill(field, value).encode()).await,
            status,
            "{field}={value}"
        );
    }
    // a county of somewhere else, a choice that is none, a case that was never published
    let page = operator.browser.get("/s/new").await;
    let wild =
        [("county", "110101"), ("kind", "disclosure"), ("follow", "990101261122000123H"), ("visibility", "<script>")];
    let page = tells(&mut operator, &page, &wild, "").await;
    page.is(200).says("Error: ").says("Select your area").does_not_say("<script>alert");
    assert_eq!(desk.browser().calls("intake/file", "draft=x").await, 401);
    let mut dispatcher = desk.dispatcher().await;
    dispatcher.browser.get("/s/new").await.is(403);
    dispatcher.looks_at("to-dispatch").await.says("Nothing waits");
}
