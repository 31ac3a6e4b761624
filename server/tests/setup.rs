//! From an empty folder to the first answered report, with a browser and nothing else.

use crate::support::{Browser, Citizen, Page, Staffer, TestDesk, Upload, digits};
use axum::{body::Body, http::Method};
use clearway::identifiers::query_code::QueryCode;

journeys!(
    from nothing: an_empty_folder_becomes_an_office_that_answers,
    before_anybody_works_here_every_page_leads_to_the_set_up,
    the_set_up_opens_for_whoever_knows_the_code_and_closes_for_ever,
);

const CODE: u64 = 7;
const PASSWORD: &str = "a door with a green frame";
const WHAT: &str = "Three counters asked me for the same marriage certificate, and none of them took it.";
const ANSWER: &str = "You need your identity card and nothing else; we check the register ourselves.";

async fn offers(desk: &TestDesk) -> String {
    let code = QueryCode::from_bits(CODE);
    assert!(desk.office.store.offer_setup(&code).await.unwrap());
    code.grouped()
}

async fn gives_code(browser: &mut Browser, code: &str) -> Page {
    let page = browser.get("/setup").await;
    browser.submit(&page, &page.form(&["code"]).fill("code", code)).await
}

async fn before_anybody_works_here_every_page_leads_to_the_set_up(desk: &TestDesk) {
    let mut visitor = desk.browser();
    for path in ["/", "/report", "/s/sign-in", "/admin", "/no/such/page"] {
        visitor.get(path).await.is(503).says("not open yet").leads_to("/setup");
    }
    assert_eq!(visitor.calls("report/begin", "").await, 503);
    assert_eq!(visitor.calls("staff/sign-in", "username=x&password=y").await, 503);
    visitor.get("/setup").await.is(200).says("Setup code").does_not_say("<script type=\"module\"");
    let health = visitor.request(Method::GET, "/health").header("accept", "*/*");
    let mut health = health.body(Body::empty()).unwrap();
    health.headers_mut().insert("accept", "*/*".parse().unwrap());
    assert_eq!(visitor.send(health).await.status(), 200);
}

/// From the code to the last page but one.
async fn prepares(desk: &TestDesk) -> (Browser, Page) {
    let code = offers(desk).await;
    let mut browser = desk.browser();
    let page = gives_code(&mut browser, &code).await;
    page.is(200).says("Which region do you serve?");
    let page = browser.get("/setup?step=region&q=640104").await;
    let page = browser.submit(&page, &page.form_to("setup/region").unwrap()).await;
    page.is(200).says("Name of the office");
    let form = page.form_to("setup/facts").unwrap().fill("facts[name]", "The Hall").fill("facts[hotline]", "call us");
    let page = browser.submit(&page, &form).await;
    page.says("A telephone number has digits");
    let form = page.form_to("setup/facts").unwrap();
    assert!(form.holds("The Hall") && form.holds("call us"), "nothing typed is lost");
    let form = form.fill("facts[hotline]", "0951-12345").fill("facts[icp_record]", "ICP 1");
    let page = browser.submit(&page, &form).await;
    page.is(200).says("The first administrator");
    (browser, page)
}

fn admin_form(page: &Page, username: &str, password: &str) -> crate::support::Form {
    let form = page.form_to("setup/admin").unwrap_or_else(|| panic!("{}:\n{}", page.path, page.text()));
    form.fill("username", username).fill("name", "Wei").fill("password", password)
}

async fn the_set_up_opens_for_whoever_knows_the_code_and_closes_for_ever(desk: &TestDesk) {
    let code = offers(desk).await;
    let mut thief = desk.browser().at("192.0.2.1");
    for _ in 0..5 {
        gives_code(&mut thief, "AAAA-AAAA-AA").await.says("not the setup code");
    }
    gives_code(&mut thief, &code).await.says("Try again in 15 minutes");
    assert_eq!(thief.calls("setup/region", "region=640104").await, 401);
    let (mut one, page) = prepares(desk).await;
    // a second browser with the code takes over, and the first has to give it again
    let mut two = desk.browser();
    gives_code(&mut two, &code).await.is(200).says("The first administrator");
    one.get("/setup").await.says("Setup code");
    gives_code(&mut one, &code).await.is(200);
    let weak = one.submit(&page, &admin_form(&page, "wei", "short")).await;
    assert_eq!(weak.form_to("setup/admin").unwrap().value("username"), "wei");
    let elsewhere = one
        .request(Method::POST, "/api/setup/admin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "https://evil.example");
    let mut elsewhere = elsewhere.body(Body::from(admin_form(&page, "evil", PASSWORD).encode())).unwrap();
    elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(one.send(elsewhere).await.status(), 403);
    let (mut again, form) = (one.clone(), admin_form(&page, "wei", PASSWORD));
    let (first, second) = tokio::join!(one.submit(&page, &form), again.submit(&page, &form));
    assert!([&first, &second].iter().any(|page| page.path.starts_with("/s/sign-in")), "{}", first.path);
    for browser in [&mut one, &mut two, &mut again] {
        browser.get("/setup").await.is(404).says("is set up");
        assert_eq!(browser.calls("setup/read", "").await, 404);
    }
    assert!(!desk.office.store.offer_setup(&QueryCode::from_bits(8)).await.unwrap());
    desk.browser().get("/").await.is(200).says("The Hall").says("0951-12345").says("ICP 1");
    desk.browser().get("/contact").await.is(200).says("0951-12345");
    for path in ["/contact", "/help", "/privacy", "/accessibility", "/track", "/report/lost", "/no/such/page"] {
        desk.browser().get(path).await.says("0951-12345").does_not_say(" 12345");
    }
}

async fn signs_in(desk: &TestDesk, username: &str) -> Staffer {
    let mut browser = desk.browser();
    let page = browser.get("/s/sign-in").await;
    let form = page.form(&["username", "password"]).fill("username", username).fill("password", PASSWORD);
    browser.submit(&page, &form).await;
    Staffer { browser }
}

async fn proves(desk: &TestDesk, admin: &mut Staffer) {
    let page = admin.browser.get("/s/second-factor").await;
    let after = page.html.split("factor__secret\">").nth(1).unwrap_or_else(|| panic!("no secret:\n{}", page.text()));
    let digits = digits(after.split('<').next().unwrap(), desk.office.clock.now());
    assert_eq!(admin.browser.calls("proof/confirm", &format!("digits={digits}")).await, 200);
}

impl Staffer {
    pub async fn sends_list(&mut self, list: &str, text: &str) -> Page {
        let upload = Upload::default().file_for("file", "list.csv", text.as_bytes()).field("text", "");
        self.browser.upload(&format!("/admin/lists/{list}/send"), upload).await
    }

    pub async fn applies_list(&mut self, list: &str, text: &str) -> Page {
        let page = self.sends_list(list, text).await;
        let form = page.form_to("lists/apply").unwrap_or_else(|| panic!("not to be applied:\n{}", page.text()));
        self.browser.submit(&page, &form).await
    }
}

async fn an_empty_folder_becomes_an_office_that_answers(desk: &TestDesk) {
    let (mut browser, page) = prepares(desk).await;
    browser.submit(&page, &admin_form(&page, "wei", PASSWORD)).await.is(200).says("The installation is open");
    let mut admin = signs_in(desk, "wei").await;
    proves(desk, &mut admin).await;
    admin.browser.get("/admin/lists").await.says("Nobody can dispatch yet").says("No department answers yet");
    let departments = "Department,Region,Office above,Leader signs\nThe registry,640104,,No\n";
    admin.applies_list("departments", departments).await.is(200).says("Applied");
    let staff = "User name,Name,Department,Roles\ndina,Dina,Dispatch desk,Dispatcher\noleg,Oleg,The registry,officer\n\
                 rita,Rita,Dispatch desk,Reviewer\n";
    let links = admin.applies_list("staff", staff).await;
    links.is(200).says("Links to choose a password").says("dina");
    let (kind, file) = admin.browser.takes("/admin/links.csv").await;
    assert_eq!(kind["content-type"], "text/csv; charset=utf-8");
    let file = String::from_utf8(file).unwrap();
    for line in file.lines().skip(1) {
        let link = line.trim().rsplit(',').next().unwrap();
        let path = link.strip_prefix("http://clearway.test").unwrap_or_else(|| panic!("{file}"));
        let mut own = desk.browser();
        let page = own.get(path).await;
        own.submit(&page, &page.form(&["password"]).fill("password", PASSWORD)).await.says("new password is set");
    }
    let page = admin.browser.submit(&links, &links.form_to("lists/handed-out").unwrap()).await;
    page.says("No duty rule holds yet").does_not_say("Nobody can dispatch yet").does_not_say("not chosen a password");
    admin.browser.get("/admin/links").await.says("no links");
    admin.applies_list("services", "Service code,Service,Category\na-1,Deeds,Land\n").await.says("Applied");
    let rules = "Service code,Category,Department,Legal basis\na-1,,The registry,law\n";
    admin.applies_list("duty-rules", rules).await.says("Applied");
    admin.browser.get("/admin/lists").await.says("Everything is there");
    is_answered(desk).await;
}

async fn is_answered(desk: &TestDesk) {
    let mut citizen: Citizen = desk.citizen();
    citizen.tells(&[("what", WHAT), ("county", "640104")]).await;
    signs_in(desk, "dina").await.dispatches(&citizen.number, "The registry").await.is(200);
    let mut oleg = signs_in(desk, "oleg").await;
    oleg.accepts(&citizen.number).await.is(200);
    oleg.replies(&citizen.number, ANSWER).await.is(200);
    signs_in(desk, "rita").await.releases(&citizen.number).await.is(200);
    citizen.reads_the_answer().await.says(ANSWER);
}
