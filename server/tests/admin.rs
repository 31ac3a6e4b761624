//! Setting the office up: each save is shown, kept and written down; who ends is out at once; nobody else finds any of it.

use crate::support::{Staffer, TestDesk, encode, read};
use axum::http::Method;
use clearway::office::{Field, FieldChange, Warning, Weighed};

journeys!(
    an_admin_adds_somebody_who_then_signs_in_and_is_signed_out_when_they_end,
    a_department_is_renamed_and_the_history_tells_before_and_after,
    what_the_office_says_stands_on_the_public_page_without_any_markup,
    a_year_is_shown_before_it_is_loaded,
    whoever_is_no_admin_finds_nothing,
);

impl Staffer {
    /// What the server says to a form of an admin, as the app reads it.
    async fn says(&mut self, door: &str, form: &str) -> Weighed {
        let request = self.browser.request(Method::POST, &format!("/api/{door}"));
        let mut request = request.body(form.to_owned().into()).unwrap();
        request.headers_mut().insert("accept", "application/json".parse().unwrap());
        request.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        let answer = self.browser.send(request).await;
        let page = read(format!("/api/{door}"), answer).await;
        page.is(200);
        serde_json::from_str(&page.html).unwrap()
    }

    /// Shown first, then confirmed; what it changed.
    async fn confirms(&mut self, door: &str, form: &str) -> Weighed {
        let first = self.says(door, form).await;
        assert!(!first.kept && !first.changes.is_empty(), "{first:?}");
        let shown = encode(&serde_json::to_string(&first.changes).unwrap());
        let done = self.says(door, &format!("{form}&shown={shown}")).await;
        assert!(done.kept, "{done:?}");
        done
    }
}

/// Fields of a sheet as a browser writes them.
fn sheet(thing: &str, key: &str, fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|(name, value)| format!("&sheet%5B{name}%5D={}", encode(value)));
    format!("thing={thing}&key={key}{}", fields.collect::<String>())
}

async fn an_admin_adds_somebody_who_then_signs_in_and_is_signed_out_when_they_end(desk: &TestDesk) {
    let mut admin = desk.admin().await;
    admin.browser.get("/s").await.says("Administration");
    let page = admin.browser.get("/admin/staff/new").await;
    page.is(200).says("User name").says("Roles");
    let department = desk.department("property").to_string();
    let new = sheet("staff", "", &[("username", "zhao"), ("name", "Zhao"), ("department", &department)]);
    let nobody = admin.says("admin/set", &new).await;
    assert_eq!(nobody.wrong, Some(Field::Roles), "somebody without a role can do nothing");
    let added = admin.confirms("admin/set", &format!("{new}&roles%5B%5D=officer&roles%5B%5D=leader")).await;
    let found = admin.browser.get("/admin/staff?q=zhao").await;
    assert_eq!(found.says("Zhao").html.matches("\"admin-table__name\"").count(), 1, "and nobody else");
    admin.browser.get(&format!("/admin/staff/{}", added.key)).await.says("Zhao").says("reset link");
    assert_eq!(admin.browser.calls("people/make-link", &format!("whom={}&password=demo", added.key)).await, 200);

    let mut officer = desk.officer().await;
    let (id, _) = desk.office.store.read_password("officer").await.unwrap().unwrap();
    let end = format!("thing=staff&key={id}&end=yes");
    assert_eq!(admin.says("admin/set", &end).await.warnings, [Warning::SignsOut]);
    officer.looks_at("to-accept").await.is(200);
    admin.confirms("admin/set", &end).await;
    assert!(officer.looks_at("to-accept").await.path.starts_with("/s/sign-in"), "out at once");
    let mut again = desk.browser();
    let page = again.get("/s/sign-in").await;
    let form = page.form(&["username", "password"]).fill("username", "officer").fill("password", "demo");
    again.submit(&page, &form).await.says("do not match");
    let page = admin.browser.get("/admin/history").await;
    page.says("Staff ended").says("Staff added").says("Password link made").says("Zhao");
}

async fn a_department_is_renamed_and_the_history_tells_before_and_after(desk: &TestDesk) {
    let mut one = desk.admin().await;
    let mut other = Staffer { browser: one.browser.clone() };
    let id = desk.department("property").to_string();
    let rename = |name: &str| sheet("departments", &id, &[("name", name), ("leader_signs", "yes")]);
    let seen = other.says("admin/set", &rename("Deeds")).await.changes;
    one.confirms("admin/set", &rename("Register")).await;
    let shown = encode(&serde_json::to_string(&seen).unwrap());
    let late = other.says("admin/set", &format!("{}&shown={shown}", rename("Deeds"))).await;
    assert!(!late.kept, "what was shown is not what would happen now");
    assert_eq!(late.changes, [FieldChange::new(Field::Name, "Register", "Deeds")]);
    one.browser.get("/admin/departments").await.says("Register");
    one.browser.get("/admin/history").await.says("Department changed").says("After: Register");
    assert_eq!(one.browser.calls("admin/set", &format!("thing=departments&key={id}&end=yes")).await, 409);
}

async fn what_the_office_says_stands_on_the_public_page_without_any_markup(desk: &TestDesk) {
    let mut admin = desk.admin().await;
    admin.browser.get("/admin/page-texts/help.en").await.is(200).says("Help");
    let words = "Come to hall 3.\n# Hours\n- Monday\n<script>alert(1)</script>";
    admin.confirms("admin/set", &sheet("page-texts", "help.en", &[("body", words)])).await;
    let page = desk.browser().get("/help").await;
    page.is(200).says("Come to hall 3.").says("Hours").says("<script>alert(1)</script>");
    assert!(!page.html.contains("<script>alert(1)"), "it is text");
    admin.confirms("admin/set", "thing=page-texts&key=help.en&end=yes").await;
    desk.browser().get("/help").await.does_not_say("hall 3");
}

async fn a_year_is_shown_before_it_is_loaded(desk: &TestDesk) {
    let mut admin = desk.admin().await;
    admin.browser.get("/admin/calendar").await.is(200);
    let form = format!("body={}", encode("date,kind,name\n2031-01-01,holiday,New Year\n"));
    let told = admin.confirms("admin/load-calendar", &form).await;
    assert!(told.changes.iter().any(|change| change.after.contains("2031-01-01 holiday")), "{told:?}");
    admin.browser.get("/admin/history").await.says("Calendar loaded").says("2031");
    assert_eq!(admin.says("admin/load-calendar", "body=nonsense").await.wrong, Some(Field::Days));
}

async fn whoever_is_no_admin_finds_nothing(desk: &TestDesk) {
    let mut dispatcher = desk.dispatcher().await;
    for path in ["/admin", "/admin/staff", "/admin/staff/new", "/admin/history", "/admin/calendar"] {
        dispatcher.browser.get(path).await.is(403).does_not_say("User name");
        assert!(desk.browser().get(path).await.path.starts_with("/s/sign-in"), "{path}");
    }
    let form =
        sheet("departments", &desk.department("property").to_string(), &[("name", "Mine"), ("leader_signs", "no")]);
    assert_eq!(dispatcher.browser.calls("admin/set", &form).await, 403);
    let mut admin = desk.admin().await;
    admin.browser.get("/admin/nothing").await.is(404);
    admin.browser.get("/admin/staff/018f0000-0000-7000-8000-000000000000").await.is(404);
}
