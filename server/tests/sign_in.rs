//! Signing in: wrong passwords wait, an admin shows six digits, a link opens once, and a session can be ended from elsewhere.

use crate::support::{Browser, Page, Staffer, TestDesk, digits};
use clearway::{account::PASSWORD_MIN, policy};
use jiff::SignedDuration;

journeys!(
    after_five_wrong_passwords_even_the_right_one_waits,
    an_admin_sets_up_six_digits_before_anything_opens,
    of_many_codes_at_once_the_first_wrong_ones_stop_the_rest,
    a_recovery_code_opens_once,
    a_screen_that_nobody_uses_falls_asleep,
    signing_out_everywhere_ends_the_other_screens,
    whoever_signs_in_again_leaves_no_session_behind,
    signing_out_empties_what_the_tab_kept,
    a_link_from_the_admin_opens_once,
    a_password_of_ones_own_is_changed_with_the_old_one,
    signing_in_leads_back_to_the_page_one_was_on,
);

/// Where whoever was signed out is sent from that list.
const SIGN_IN_AGAIN: &str = "/s/sign-in?to=%2Fs%2Fq%2Fto%2Daccept";
const NEW: &str = "a door with a green frame";

async fn signs_in(browser: &mut Browser, username: &str, password: &str) -> Page {
    let page = browser.get("/s/sign-in").await;
    let form = page.form(&["username", "password"]).fill("username", username).fill("password", password);
    browser.submit(&page, &form).await
}

async fn after_five_wrong_passwords_even_the_right_one_waits(desk: &TestDesk) {
    let mut thief = desk.browser().at("192.0.2.1");
    for _ in 0..policy::SIGN_IN_TRIES {
        signs_in(&mut thief, "officer", "wrong").await.says("do not match");
    }
    let page = signs_in(&mut thief, "officer", "demo").await;
    page.says("Try again in 15 minutes").does_not_say("do not match");
    // a colleague at the next table, and the same person at home
    let page = signs_in(&mut desk.browser().at("192.0.2.1"), "dispatcher", "demo").await;
    assert!(page.path == "/s", "{}", page.path);
    let page = signs_in(&mut desk.browser().at("192.0.2.2"), "officer", "demo").await;
    assert!(page.path == "/s", "{}", page.path);
    desk.office.clock.forward(SignedDuration::from_mins(policy::SIGN_IN_MINUTES));
    let page = signs_in(&mut thief, "officer", "demo").await;
    assert!(page.path == "/s", "{}", page.path);
}

async fn signing_in_leads_back_to_the_page_one_was_on(desk: &TestDesk) {
    let mut browser = desk.browser();
    let list = "/s/q/to-dispatch?kind=help";
    let page = browser.get(list).await;
    assert!(page.path.starts_with("/s/sign-in?to="), "{}", page.path);
    let form = page.form(&["username", "password"]).fill("username", "dispatcher").fill("password", "wrong");
    let page = browser.submit(&page, &form).await;
    page.says("do not match");
    let form = page.form(&["username", "password"]).fill("username", "dispatcher").fill("password", "demo");
    assert_eq!(browser.submit(&page, &form).await.path, list, "a wrong password does not lose the way");
    for elsewhere in ["https://evil.example/", "//evil.example/s/x", "/report", "/s/sign-in", "/s/\\evil"] {
        let mut browser = desk.browser();
        let page = browser.get("/s/sign-in").await;
        let form = page.form(&["username", "password"]).fill("username", "dispatcher").fill("password", "demo");
        assert_eq!(browser.submit(&page, &form.fill("to", elsewhere)).await.path, "/s", "{elsewhere}");
    }
}

/// The secret that stands on the page of the set-up.
fn secret_on(page: &Page) -> String {
    let after = page.html.split("factor__secret\">").nth(1).unwrap_or_else(|| panic!("no secret:\n{}", page.text()));
    after.split('<').next().unwrap().to_owned()
}

async fn an_admin_sets_up_six_digits_before_anything_opens(desk: &TestDesk) {
    let mut admin = desk.browser();
    let page = signs_in(&mut admin, "admin", "demo").await;
    assert_eq!(page.path, "/s/second-factor");
    for path in ["/s", "/admin/staff", "/s/account"] {
        let at = admin.get(path).await.path;
        assert_eq!(at.split('?').next(), Some("/s/second-factor"), "{path} opens nothing yet");
    }
    assert_eq!(admin.calls("admin/gaps", "").await, 401);
    let (_, png) = admin.takes("/s/second-factor/qr.png").await;
    assert!(png.starts_with(b"\x89PNG"), "the square is there");
    let secret = secret_on(&page);
    assert_eq!(admin.calls("proof/confirm", "digits=000000").await, 401);
    let right = digits(&secret, desk.office.clock.now());
    assert_eq!(admin.calls("proof/confirm", &format!("digits={right}")).await, 200);
    admin.get("/admin/staff").await.says("Without two-step sign-in").says("Administrator No");
    admin.get("/s/second-factor").await.does_not_say(&secret);
    admin.get("/s/second-factor/qr.png").await.is(404);

    let mut later = desk.browser();
    signs_in(&mut later, "admin", "demo").await.does_not_say(&secret).says("6 digits");
    let page = shows(&mut later, &right).await;
    page.says("wrong or was used");
    desk.office.clock.forward(SignedDuration::from_mins(1));
    let page = shows(&mut later, &digits(&secret, desk.office.clock.now())).await;
    assert_eq!(page.path, "/admin");
}

async fn of_many_codes_at_once_the_first_wrong_ones_stop_the_rest(desk: &TestDesk) {
    let (officer, _) = desk.office.store.read_password("officer").await.unwrap().unwrap();
    desk.session(officer).await;
    let mut browser = desk.browser();
    signs_in(&mut browser, "officer", "demo").await;
    let tries = (0..60).map(|n| {
        let mut browser = browser.clone();
        tokio::spawn(async move { shows(&mut browser, &format!("{n:06}")).await.text() })
    });
    let mut waits = 0;
    for page in tries.collect::<Vec<_>>() {
        waits += usize::from(page.await.unwrap().contains("Try again in"));
    }
    assert_eq!(waits, 60 - usize::try_from(policy::SIGN_IN_TRIES).unwrap());
}

/// Types digits or a code on the second page.
async fn shows(browser: &mut Browser, code: &str) -> Page {
    let page = browser.get("/s/second-factor").await;
    let form = page.form(&["code"]).fill("code", code);
    browser.submit(&page, &form).await
}

async fn a_recovery_code_opens_once(desk: &TestDesk) {
    let (officer, _) = desk.office.store.read_password("officer").await.unwrap().unwrap();
    let at = server::chance::moment(&desk.office.clock);
    let (store, token) = (&desk.office.store, server::chance::token());
    store.open_session(officer, &token, at.now).await.unwrap();
    store.begin_factor(officer, at).await.unwrap();
    let secret = store.read_factor_secret(officer, "x", "y").await.unwrap().typed;
    let codes = store.confirm_factor(officer, &token, &digits(&secret, at.now), at).await.unwrap();
    let code = codes[0].grouped().to_lowercase();
    let mut browser = desk.browser();
    assert_eq!(signs_in(&mut browser, "officer", "demo").await.path, "/s/second-factor");
    assert!(shows(&mut browser, &code).await.path == "/s");
    let mut again = desk.browser();
    signs_in(&mut again, "officer", "demo").await;
    for _ in 0..policy::SIGN_IN_TRIES {
        shows(&mut again, &code).await.says("wrong or was used");
    }
    shows(&mut again, &codes[1].grouped()).await.says("Try again in 15 minutes");
}

async fn a_screen_that_nobody_uses_falls_asleep(desk: &TestDesk) {
    let mut officer = desk.officer().await;
    for _ in 0..3 {
        desk.office.clock.forward(SignedDuration::from_mins(policy::IDLE_MINUTES - 1));
        officer.looks_at("to-accept").await.is(200);
    }
    // what the screen reads by itself keeps nobody signed in
    desk.office.clock.forward(SignedDuration::from_mins(policy::IDLE_MINUTES - 1));
    assert_eq!(officer.browser.calls("desk/read", "").await, 200);
    desk.office.clock.forward(SignedDuration::from_mins(1));
    assert_eq!(officer.looks_at("to-accept").await.path, SIGN_IN_AGAIN);
}

async fn signing_out_everywhere_ends_the_other_screens(desk: &TestDesk) {
    let (mut here, mut there) = (desk.officer().await, desk.officer().await);
    let page = here.browser.get("/s/account").await;
    page.says("Where you are signed in");
    let form = page.form_to("end-session").expect("the other screen can be ended");
    assert_eq!(here.browser.submit(&page, &form).await.path, "/s/account");
    assert_eq!(there.looks_at("to-accept").await.path, SIGN_IN_AGAIN);
    let mut there = desk.officer().await;
    let page = here.browser.get("/s/account").await;
    let form = page.form_to("end-everywhere").unwrap();
    assert_eq!(here.browser.submit(&page, &form).await.path, "/s/sign-in");
    assert_eq!(there.looks_at("to-accept").await.path, SIGN_IN_AGAIN);
}

async fn whoever_signs_in_again_leaves_no_session_behind(desk: &TestDesk) {
    let mut officer = desk.officer().await;
    let mut before = officer.browser.clone();
    assert_eq!(signs_in(&mut officer.browser, "officer", "demo").await.path, "/s");
    assert_eq!(officer.looks_at("to-accept").await.path, "/s/q/to-accept");
    assert!(before.get("/s/q/to-accept").await.path.starts_with("/s/sign-in"), "the session before has ended");
}

async fn signing_out_empties_what_the_tab_kept(desk: &TestDesk) {
    let mut officer = desk.officer().await;
    let page = officer.looks_at("to-accept").await;
    let form = page.form_to("sign-out").unwrap();
    let answer = officer.browser.post(&form.action, &form.encode(), &page.path).await;
    assert_eq!(answer.headers()["clear-site-data"], "\"storage\"");
}

async fn a_link_from_the_admin_opens_once(desk: &TestDesk) {
    let mut officer = desk.officer().await;
    let (id, _) = desk.office.store.read_password("officer").await.unwrap().unwrap();
    let link = desk.admin().await.makes_link(id).await;
    let path = link.strip_prefix("http://clearway.test").expect("the link has the address of this office").to_owned();
    let mut visitor = desk.browser();
    let page = visitor.get(&path).await;
    page.is(200).says("officer").says(&PASSWORD_MIN.to_string());
    let form = page.form(&["password"]);
    visitor.submit(&page, &form.clone().fill("password", "officer officer")).await;
    assert!(signs_in(&mut desk.browser(), "officer", "demo").await.path == "/s", "too easy: the old one stays");
    let page = visitor.submit(&page, &form.fill("password", NEW)).await;
    assert_eq!(page.path, "/s/sign-in?chosen=1");
    page.says("new password is set");
    assert_eq!(officer.looks_at("to-accept").await.path, SIGN_IN_AGAIN, "who was signed in is out");
    signs_in(&mut desk.browser(), "officer", "demo").await.says("do not match");
    assert!(signs_in(&mut desk.browser(), "officer", NEW).await.path == "/s");
    visitor.get(&path).await.is(410).says("was used");
}

impl Staffer {
    async fn makes_link(&mut self, whom: clearway::id::StaffId) -> String {
        let request = self.browser.request(axum::http::Method::POST, "/api/people/make-link");
        let mut request = request.body(format!("whom={whom}&password=demo").into()).unwrap();
        request.headers_mut().insert("accept", "application/json".parse().unwrap());
        request.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        let answer = self.browser.send(request).await;
        let page = crate::support::read("/api/people/make-link".into(), answer).await;
        page.is(200);
        serde_json::from_str(&page.html).unwrap()
    }
}

async fn a_password_of_ones_own_is_changed_with_the_old_one(desk: &TestDesk) {
    let mut officer = desk.officer().await;
    let page = officer.browser.get("/s/account").await;
    let form = page.form(&["password", "new"]).fill("new", NEW);
    officer.browser.submit(&page, &form.clone().fill("password", "wrong")).await;
    signs_in(&mut desk.browser(), "officer", NEW).await.says("do not match");
    officer.browser.submit(&page, &form.fill("password", "demo")).await;
    officer.looks_at("to-accept").await.is(200);
    assert!(signs_in(&mut desk.browser(), "officer", NEW).await.path == "/s");
}
