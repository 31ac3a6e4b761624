//! Every door of the staff's side, opened as every role: each answers as `docs/permissions.csv` says.

mod lists;

use crate::support::{Browser, TestDesk, Upload, document};
use axum::{body::Body, http::Method};
use clearway::{
    id::{DepartmentId, StaffId},
    queue::View,
    staff::Role,
};
use leptos::server_fn::axum::server_fn_paths;
use std::collections::BTreeSet;

journeys!(
    no_door_is_missing_in_the_table,
    each_act_on_a_case_answers_each_role_as_the_table_says,
    each_queue_and_account_answers_each_role_as_the_table_says,
    an_admin_looks_after_the_own_region_and_not_themselves,
    a_department_above_works_for_the_one_below,
);

const TABLE: &str = include_str!("../../docs/permissions.csv");
const WHAT: &str = "The deed is ready, says the bank; it is not, says the registry.";
const ANSWER: &str = "The registry takes the copy that it has; nothing else has to be brought.";
/// What the doors of a list are asked: all that one sees, nothing selected.
const LIST: &str = "view=open&act=claim&name=mine&settings={}";
/// What whoever signs in has to call before they are somebody.
const BEFORE: [&str; 3] = ["/api/proof/read", "/api/proof/show", "/api/proof/confirm"];

/// A line of the table.
struct Line {
    door: &'static str,
    role: Role,
    in_scope: &'static str,
    outside: &'static str,
    own: &'static str,
}

fn lines() -> Vec<Line> {
    let line = |line: &'static str| {
        let [door, role, in_scope, outside, own] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        Line { door, role: Role::parse(role).unwrap(), in_scope, outside, own }
    };
    TABLE.lines().skip(1).map(line).collect()
}

fn of(door: &str) -> Vec<Line> {
    let found: Vec<_> = lines().into_iter().filter(|line| line.door == door).collect();
    assert_eq!(found.len(), Role::ALL.len(), "{door} has a line for each role");
    found
}

/// What the table calls a status.
fn word(status: u16) -> &'static str {
    match status {
        200 | 302 | 303 => "yes",
        403 => "no",
        404 => "hidden",
        409 => "too late",
        422 => "badly filled",
        _ => panic!("{status} is none of the answers"),
    }
}

/// The people of a table: for each role one who serves this place and one who serves another.
struct People<'desk> {
    desk: &'desk TestDesk,
    count: std::cell::Cell<usize>,
}

impl<'desk> People<'desk> {
    fn of(desk: &'desk TestDesk) -> Self {
        Self { desk, count: 0.into() }
    }

    async fn join(&self, department: DepartmentId, roles: &[Role]) -> (StaffId, Browser) {
        self.count.set(self.count.get() + 1);
        let id = self.desk.joins(&format!("p{}", self.count.get()), department, roles).await;
        (id, self.desk.browser().with_session(&self.desk.session(id).await))
    }

    async fn here(&self, role: Role) -> (StaffId, Browser) {
        self.join(self.desk.department("property"), &[role]).await
    }

    /// In a county where the case is not.
    async fn elsewhere(&self, role: Role) -> (StaffId, Browser) {
        let county = self.desk.new_department("elsewhere", "990121", None).await;
        self.join(county, &[role]).await
    }
}

/// A case on its way, and how far it has come.
struct Way {
    number: String,
    id: String,
    seen: i64,
}

impl Way {
    async fn begin(desk: &TestDesk) -> Self {
        let mut citizen = desk.citizen();
        let page = citizen.reaches("files", &[("what", WHAT)]).await;
        let upload = Upload::default().file("a.pdf", &document("a page"));
        let folder = page.path.split('?').next().unwrap().to_owned();
        let page = citizen.browser.upload(&folder, upload).await;
        let check = citizen.goes_on(page, "check", &[("what", WHAT)]).await;
        let done = citizen.sends(&check).await;
        citizen.keeps(&done);
        let page = desk.dispatcher().await.opens(&citizen.number).await;
        let id = page.form_to("dispatch").unwrap().value("case").to_owned();
        Self { number: citizen.number, id, seen: 1 }
    }

    fn form(&self, desk: &TestDesk) -> String {
        let department = desk.department("property");
        let Self { number, id, seen } = self;
        let words = ANSWER.replace(' ', "+").replace(';', "%3B");
        format!(
            "number={number}&case={id}&seen={seen}&department={department}&text={words}&title=What+to+bring+to+it&answer={words}\
             &way=phone&reached=yes&why=call&missing={words}&note={words}&part=note&body=&added={words}&called=yes"
        )
    }
}

async fn no_door_is_missing_in_the_table(_: &TestDesk) {
    let listed: BTreeSet<_> = lines().iter().map(|line| format!("/api/{}", line.door)).collect();
    let missing: Vec<_> = server_fn_paths()
        .map(|(path, _)| path)
        .filter(|path| !crate::eyes::PUBLIC.contains(path) && !BEFORE.contains(path) && *path != "/api/queue/read")
        .filter(|path| !listed.contains(*path))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What is done to a case, in the order in which it can be.
const WALK: [&str; 16] = [
    "case/claim",
    "case/let-go",
    "case/dispatch",
    "case/accept",
    "case/contact",
    "case/unmask",
    "case/note",
    "case/keep-draft",
    "case/add-for",
    "case/renew-code",
    "case/reply",
    "case/return",
    "case/reply",
    "case/sign",
    "case/release",
    "case/publish",
];

async fn each_act_on_a_case_answers_each_role_as_the_table_says(desk: &TestDesk) {
    let people = People::of(desk);
    let mut way = Way::begin(desk).await;
    let mut holder = None;
    for door in WALK {
        // who may is asked last: it moves the case on
        let mut lines = of(door);
        lines.sort_by_key(|line| line.in_scope == "yes");
        for line in &lines {
            let (_, mut outside) = people.elsewhere(line.role).await;
            let said = word(outside.calls(door, &way.form(desk)).await);
            assert_eq!(said, line.outside, "{door} for {:?} outside", line.role);
        }
        for line in lines {
            // before it is dispatched a case stands in the scope of no department
            let before = matches!(door, "case/claim" | "case/let-go" | "case/dispatch");
            if before && matches!(line.role, Role::Officer | Role::Leader) {
                continue;
            }
            // whoever took a case works on it
            let holds = line.in_scope == "yes" && matches!(door, "case/let-go" | "case/contact" | "case/reply");
            let mut browser = match holder.clone().filter(|_| holds) {
                Some(holder) => holder,
                None => people.here(line.role).await.1,
            };
            let said = word(browser.calls(door, &way.form(desk)).await);
            if said == "yes" && door != "case/keep-draft" {
                way.seen += 1;
                holder = matches!(door, "case/claim" | "case/accept").then_some(browser).or(holder);
            }
            // only who was allowed can be told that nobody agreed to publish it
            let said = if door == "case/publish" && said == "too late" { "yes" } else { said };
            assert_eq!(said, line.in_scope, "{door} for {:?}", line.role);
        }
        if !matches!(door, "case/claim" | "case/let-go") {
            reads(&people, &way).await;
        }
    }
}

/// The page, for each role, at this stage: no stage opens it for whoever must not see it.
async fn reads(people: &People<'_>, way: &Way) {
    let form = format!("number={}", way.number);
    for line in of("case/read") {
        let (_, mut here) = people.here(line.role).await;
        assert_eq!(word(here.calls("case/read", &form).await), line.in_scope, "case/read for {:?}", line.role);
        let (_, mut outside) = people.elsewhere(line.role).await;
        assert_eq!(
            word(outside.calls("case/read", &form).await),
            line.outside,
            "case/read for {:?} outside",
            line.role
        );
    }
}

async fn each_queue_and_account_answers_each_role_as_the_table_says(desk: &TestDesk) {
    let people = People::of(desk);
    for role in Role::ALL {
        let (_, mut browser) = people.here(role).await;
        for line in lines().into_iter().filter(|line| line.role == role) {
            let (door, form) = match line.door.split_once('/') {
                Some(("queue", view)) if View::parse(view).is_some() => ("queue/read", format!("view={view}")),
                Some(("admin", _)) => (line.door, "thing=templates&sheet[name]=x".into()),
                Some(("queue", "skip") | ("view", "rename" | "remove")) => continue,
                Some(("queue" | "view" | "settings", _)) => (line.door, LIST.into()),
                Some(("desk" | "account" | "inbox", _)) if line.door != "account/end-everywhere" => {
                    (line.door, "key=00&password=demo&new=".into())
                }
                Some(("intake", _)) => (line.door, call(role)),
                Some(("search", _)) => (line.door, "typed=deed".into()),
                Some(("presence", "read")) => (line.door, String::new()),
                _ => continue,
            };
            let status = browser.calls(door, &form).await;
            // the new password is empty, nothing waits to be taken: that is told to whoever may
            let said = if [409, 422].contains(&status) { "yes" } else { word(status) };
            assert_eq!(said, line.in_scope, "{} for {role:?}", line.door);
        }
        assert_eq!(word(browser.calls("account/end-everywhere", "").await), "yes");
        assert_eq!(browser.calls("account/read", "").await, 401, "{role:?} is signed out");
    }
}

/// A call that was not told to its end: kept for whoever takes calls.
fn call(role: Role) -> String {
    let channel = if role == Role::Clerk { "window" } else { "hotline" };
    let (draft, number) = (uuid::Uuid::from_u128(role as u128 + 1), "990101261122000123H");
    format!("draft={draft}&channel={channel}&wrong=false&number={number}&phone=13800138000&what=x")
}

async fn an_admin_looks_after_the_own_region_and_not_themselves(desk: &TestDesk) {
    let people = People::of(desk);
    let (near, _) = people.here(Role::Officer).await;
    let city = desk.new_department("the province", "990000", None).await;
    let (far, _) = people.join(city, &[Role::Officer]).await;
    for door in ["people/make-link", "people/sign-out"] {
        for line in of(door) {
            let (own, mut browser) = people.here(line.role).await;
            for (whom, told) in [(near, line.in_scope), (far, line.outside), (own, line.own)] {
                if told != "-" {
                    let said = word(browser.calls(door, &format!("whom={whom}&password=demo")).await);
                    assert_eq!(said, told, "{door} for {:?}, {whom}", line.role);
                }
            }
        }
    }
}

async fn a_department_above_works_for_the_one_below(desk: &TestDesk) {
    let (people, mut way) = (People::of(desk), Way::begin(desk).await);
    let below = desk.new_department("the registry's hall", "990100", Some(desk.department("property"))).await;
    let (_, mut above) = people.here(Role::Officer).await;
    let (_, mut beside) = people.join(desk.department("medical"), &[Role::Officer]).await;
    let form = way.form(desk).replace(&desk.department("property").to_string(), &below.to_string());
    assert_eq!(desk.dispatcher().await.browser.calls("case/dispatch", &form).await, 200);
    way.seen += 1;
    assert_eq!(word(beside.calls("case/accept", &way.form(desk)).await), "hidden");
    above.get("/s/q/to-accept").await.leads_to(&format!("/s/c/{}", way.number));
    assert_eq!(word(above.calls("case/accept", &way.form(desk)).await), "yes");
    let file = above.get(&format!("/s/c/{}", way.number)).await;
    let link = file.links().into_iter().find(|link| link.contains("/files/")).expect("the case has a file");
    for line in of("case/file") {
        let (_, mut here) = people.here(line.role).await;
        assert_eq!(word(opens(&mut here, &link).await), line.in_scope, "case/file for {:?}", line.role);
        let (_, mut outside) = people.elsewhere(line.role).await;
        assert_eq!(word(opens(&mut outside, &link).await), line.outside, "case/file for {:?} outside", line.role);
    }
}

async fn opens(browser: &mut Browser, path: &str) -> u16 {
    let request = browser.request(Method::GET, path).body(Body::empty()).unwrap();
    browser.send(request).await.status().as_u16()
}
