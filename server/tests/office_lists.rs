//! The lists of an office that works already: who keeps them, and what they do not take.

use crate::support::{TestDesk, Upload};
use clearway::staff::Role;

journeys!(lists_are_kept_by_whoever_runs_the_installation, a_list_that_is_no_list_changes_nothing);

const TABLE: &str = include_str!("../../docs/permissions.csv");
const FORM: &str = "list=services&seen=x&facts%5Bname%5D=The+Hall";

fn word(status: u16) -> &'static str {
    match status {
        200 | 302 | 303 => "yes",
        403 => "no",
        _ => "other",
    }
}

async fn lists_are_kept_by_whoever_runs_the_installation(desk: &TestDesk) {
    let county = desk.new_department("elsewhere", "990121", None).await;
    let places = [("here", desk.department("property")), ("elsewhere", county)];
    for role in Role::ALL {
        for (place, department) in places {
            let id = desk.joins(&format!("{place}-{}", role.as_str()), department, &[role]).await;
            let mut browser = desk.browser().with_session(&desk.session(id).await);
            for line in TABLE.lines().map(|line| line.split(',').collect::<Vec<_>>()) {
                let kept = line[0].starts_with("lists/") || line[0] == "office/keep-facts";
                if kept && line[1] == role.as_str() {
                    let said = if place == "here" { line[2] } else { line[3] };
                    assert_eq!(word(browser.calls(line[0], FORM).await), said, "{} for {role:?} {place}", line[0]);
                }
            }
            let runs = role == Role::Admin && place == "here";
            let file = browser.get("/admin/lists/staff/list.csv").await;
            assert_eq!((file.status == 200, file.html.contains("dispatcher")), (runs, runs), "{role:?} {place}");
        }
    }
}

async fn a_list_that_is_no_list_changes_nothing(desk: &TestDesk) {
    let mut admin = desk.admin().await;
    let before = admin.browser.takes("/admin/lists/services/list.csv").await.1;
    let page = admin.sends_list("services", "code,name,category\na-1,Deeds\n?,x,y\n").await;
    page.is(200).says("2 problems").says("number of columns").says("64 letters");
    assert!(page.form_to("lists/apply").is_none());
    admin
        .sends_list("services", &format!("code,name,category\n{}", "x".repeat(5 << 20)))
        .await
        .says("larger than 2 MB");
    admin.sends_list("services", "PK\u{3}\u{4}\0\0").await.says("not a text table");
    admin.sends_list("services", " \n").await.says("Choose a file");
    let formula = "code,name,category\na-1,\"=HYPERLINK(\"\"x\"\")\",Land\n";
    admin.applies_list("services", formula).await.says("Applied");
    let file = String::from_utf8(admin.browser.takes("/admin/lists/services/list.csv").await.1).unwrap();
    assert!(file.contains("'=HYPERLINK") && !file.contains(",=") && !file.contains(",\"="), "{file}");
    assert_ne!(before, file.into_bytes());
    let mut stranger = desk.browser();
    let page = stranger.upload("/admin/lists/services/send", Upload::default().field("text", formula)).await;
    assert!(page.path.starts_with("/s/sign-in"), "{}", page.path);
}
