//! Words are words on every page that shows them, whatever they look like.

use crate::support::{Page, TestDesk};

journeys!(typed_markup_is_shown_and_never_run);

const WHAT: &str = "</textarea><script>alert(1)</script></title>\"><img src=x onerror=alert(1)> it says, and so do I";
const NAME: &str = "<b>Wang</b>\" onfocus=\"a()";

fn is_inert(page: &Page) {
    assert!(page.html.contains("alert(1)"), "{} shows the words", page.path);
    for part in ["<script>alert", "<img src=x", "<b>Wang", "\" onfocus=\"", "</title>\"><img"] {
        assert!(!page.html.contains(part), "{} holds {part}", page.path);
    }
}

async fn typed_markup_is_shown_and_never_run(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.browser.get("/report").await;
    let form = page
        .form(&["what"])
        .fill("what", WHAT)
        .fill("region", "990101")
        .fill("name", NAME)
        .fill("phone", "<script>alert(1)");
    let wrong = citizen.browser.submit(&page, &form).await;
    is_inert(&wrong);
    let form = wrong.form(&["what"]);
    assert_eq!((form.value("what"), form.value("name")), (WHAT, NAME));
    let done = citizen.browser.submit(&wrong, &form.fill("phone", "13800138000")).await;
    citizen.keeps(&done);
    is_inert(&citizen.tracks().await);
    let mut dispatcher = desk.dispatcher().await;
    is_inert(&dispatcher.looks_at("to-dispatch").await);
    is_inert(&dispatcher.opens(&citizen.number).await);
    let echo = citizen.browser.get("/track?number=%3Cscript%3Ealert(1)%3C/script%3E&e=1").await;
    assert!(!echo.html.contains("<script>alert"));
}
