//! Forms keep what was typed, say what is wrong with each field, and take no more than a form can hold.

use crate::support::{Citizen, TestDesk, code_on, read};

journeys!(
    a_wrong_form_keeps_every_word_and_names_every_problem,
    a_corrected_form_is_filed,
    more_than_64_kb_get_a_clear_page,
    a_wrong_code_opens_nothing
);

async fn a_wrong_form_keeps_every_word_and_names_every_problem(desk: &TestDesk) {
    let mut browser = desk.browser();
    let page = browser.get("/report").await;
    let name = "a name far longer than anybody is ever called";
    let form = page
        .form(&["what", "phone"])
        .fill("what", "too short")
        .fill("region", "")
        .fill("name", name)
        .fill("phone", "12 34");
    let wrong = browser.submit(&page, &form).await;
    assert!(
        wrong.path.starts_with("/report?") && !wrong.path.contains("short"),
        "no word of theirs in the address: {}",
        wrong.path
    );
    let kept = wrong.form(&["what", "phone"]);
    assert_eq!((kept.value("what"), kept.value("name"), kept.value("phone")), ("too short", name, "12 34"));
    wrong
        .says("Description must be 10 characters or more")
        .says("Select your area")
        .says("Name must be 30 characters or less");
    wrong.says("Enter an 11-digit mobile number, or a landline with area code").says("There are 4 problems");
}

async fn a_corrected_form_is_filed(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.browser.get("/report").await;
    let form = Citizen::tells(&page, "short");
    let wrong = citizen.browser.submit(&page, &form).await;
    let form = wrong.form(&["what"]);
    assert_eq!((form.value("region"), form.value("phone")), ("990101", "13800138000"));
    let done = citizen.browser.submit(&wrong, &form.fill("what", "long enough this time, and clear")).await;
    citizen.keeps(&done);
}

async fn more_than_64_kb_get_a_clear_page(desk: &TestDesk) {
    let mut browser = desk.browser();
    let page = browser.get("/report").await;
    let form = Citizen::tells(&page, &"long ".repeat(14_000));
    let answer = browser.post(&form.action, &form.encode(), "/report").await;
    read("/report".into(), answer).await.is(413).says("That was too much text");
}

async fn a_wrong_code_opens_nothing(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let done = citizen.files("The machine does not read my passport number.").await;
    let number = citizen.number.clone();
    let mut stranger = desk.citizen();
    let refused = stranger.tries(&number, "AAAA-AAAA-AA").await;
    assert!(refused.path.starts_with("/track?"), "{}", refused.path);
    refused.does_not_say("passport");
    assert_eq!(refused.form(&["number"]).value("number").replace(' ', ""), number, "the number is kept");
    stranger.browser.get(&format!("/track/{number}")).await.does_not_say("passport");
    let elsewhere = stranger.browser.get(&done.path).await;
    assert_eq!(code_on(&elsewhere), None, "another browser cannot see the code");
}
