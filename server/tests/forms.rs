//! The pages of a report keep what was typed, say what is wrong with each field, and take no more than a form can hold.

use crate::support::{Citizen, Page, TestDesk, answered, code_on, read};

journeys!(
    each_page_says_what_is_wrong_and_keeps_every_word,
    an_empty_page_asks_for_its_answer,
    a_service_is_searched_without_leaving_the_page,
    an_answer_is_changed_and_leads_back_to_the_last_page,
    changing_the_language_keeps_what_is_typed,
    more_than_64_kb_get_a_clear_page,
    a_wrong_code_opens_nothing,
);

const WHAT: &str = "The window asked for the same certificate three times.";

async fn again(citizen: &mut Citizen, page: &Page, answers: &[(&str, &str)]) -> Page {
    let form = answered(page, answers);
    let wrong = citizen.browser.submit(page, &form).await;
    assert!(wrong.path.ends_with("e=1"), "{} led to {}", page.path, wrong.path);
    assert_eq!(wrong.step(), page.step());
    // the id of the draft is nobody's word, though "13" may stand in it
    let address = wrong.path.rsplit('/').next().unwrap();
    for (name, value) in answers {
        assert_eq!(wrong.form(&[name]).value(name), *value, "{name} is kept on {}", wrong.path);
        assert!(value.is_empty() || !address.contains(value), "no word of theirs in the address: {address}");
    }
    wrong
}

async fn each_page_says_what_is_wrong_and_keeps_every_word(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("tried", &[("tried_at", "window")]).await;
    let wrong = again(&mut citizen, &page, &[("tried_at", "window"), ("site", "")]).await;
    wrong.says("Select the service hall or site").says("Error: ").says("There is 1 problem");
    let page = citizen.goes_on(wrong, "what", &[("tried_at", "window"), ("site", "District centre")]).await;
    let wish = "so ".repeat(80);
    let wrong = again(&mut citizen, &page, &[("what", "too short"), ("wish", &wish)]).await;
    wrong.says("Description must be 10 characters or more").says("It is 239").says("There are 2 problems");
    let page = citizen.goes_on(wrong, "when", &[("what", WHAT), ("wish", "")]).await;
    let wrong = again(&mut citizen, &page, &[("year", "2026"), ("month", "13"), ("day", "x")]).await;
    wrong.says("Enter a real date");
    let page = citizen.goes_on(wrong, "contact", &[("year", ""), ("month", ""), ("day", "")]).await;
    let name = "a name far longer than anybody is ever called";
    let wrong = again(&mut citizen, &page, &[("name", name), ("phone", "12 34")]).await;
    wrong
        .says("Name must be 30 characters or less")
        .says("Enter an 11-digit mobile number, or a landline with area code");
    let check = citizen.goes_on(wrong, "check", &[]).await;
    let form = check.form(&["declared"]);
    let wrong = citizen.browser.submit(&check, &form).await;
    wrong.says("Confirm the details are true before you send");
    let done = citizen.sends(&wrong).await;
    citizen.keeps(&done);
}

async fn an_empty_page_asks_for_its_answer(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    for (step, words) in [
        ("county", "Select your area"),
        ("service", "Select a service"),
        ("kind", "Select what you would like to do"),
        ("obstacle", "Select what went wrong"),
        ("tried", "Select where you tried to do this"),
        ("who", "Select person or organisation"),
        ("privacy", "Select how you want to be identified"),
    ] {
        let page = citizen.reaches(step, &[("what", WHAT)]).await;
        let form = page.form_to("report/answer").unwrap();
        let wrong = citizen.browser.submit(&page, &form).await;
        wrong.says(words).says("Error: ");
        assert_eq!(wrong.step(), step);
    }
}

async fn a_service_is_searched_without_leaving_the_page(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("service", &[]).await;
    let none = page.form_to("report/answer").unwrap().fill("service_q", "no such thing").press("act", "search");
    let none = citizen.browser.submit(&page, &none).await;
    none.says("No service matches");
    let words = none.form_to("report/answer").unwrap().fill("service_q", "sfz").press("act", "search");
    let found = citizen.browser.submit(&none, &words).await;
    found.says("What we found").does_not_say("There is 1 problem");
    let service = found.html.split("value=\"demo-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = citizen.goes_on(found, "kind", &[("service", &format!("demo-{service}"))]).await;
    let back = citizen.browser.get(&page.path.replace("/kind", "/service")).await;
    assert_eq!(back.form(&["service"]).value("service"), format!("demo-{service}"));
}

async fn an_answer_is_changed_and_leads_back_to_the_last_page(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let check = citizen.reaches("check", &[("what", WHAT), ("kind", "praise")]).await;
    let change = check.links().into_iter().find(|link| link.contains("/kind?change=1")).unwrap();
    let page = citizen.browser.get(&change).await;
    let asked = citizen.browser.submit(&page, &answered(&page, &[("kind", "complaint")])).await;
    assert_eq!(asked.step(), "obstacle", "what the change leaves open is asked");
    let asked = citizen.browser.submit(&asked, &answered(&asked, &[])).await;
    let check = citizen.goes_on(asked, "check", &[]).await;
    check.says("Complaint");
    let change = check.links().into_iter().find(|link| link.contains("/what?change=1")).unwrap();
    let page = citizen.browser.get(&change).await;
    let check = citizen.browser.submit(&page, &answered(&page, &[("what", "Another text, long enough.")])).await;
    assert_eq!(check.step(), "check");
    check.says("Another text, long enough.");
}

async fn changing_the_language_keeps_what_is_typed(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("what", &[]).await;
    let mut form = answered(&page, &[("what", "half a word")]).press("lang", "zh");
    form.action = "/api/prefs".into();
    let zh = citizen.browser.submit(&page, &form).await;
    assert_eq!((zh.path.as_str(), zh.form(&["what"]).value("what")), (page.path.as_str(), "half a word"));
    assert!(zh.html.contains("lang=\"zh-CN\""));
}

async fn more_than_64_kb_get_a_clear_page(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("what", &[]).await;
    let form = answered(&page, &[("what", &"long ".repeat(14_000))]);
    let answer = citizen.browser.post(&form.action, &form.encode(), &page.path).await;
    read(page.path, answer).await.is(413).says("That was too much at once");
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
