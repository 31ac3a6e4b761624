//! The doors of the lists, as a screen calls them: read, filter, take the next, many at once, at a tick.

use crate::support::{Browser, Citizen, TestDesk, registry};
use app::staff::{desk::DeskNow, queue_doors::QueueNow};
use clearway::{
    id::CaseId,
    identifiers::case_number::CaseNumber,
    presence::{Doing, Present},
    queue::{BulkLine, DeskSettings, RowsNow},
    refusal::Refusal,
};

journeys!(
    a_dispatcher_takes_the_next_lets_it_pass_and_takes_another,
    many_are_sent_at_once_and_each_answers,
    what_was_sent_to_the_wrong_department_is_taken_back_and_the_citizen_reads_it,
    a_screen_asks_once_at_a_tick,
    a_screen_says_who_is_on_its_cases_to_whoever_sees_them,
    a_view_and_settings_are_kept,
);

const WHAT: &str = "Three counters asked me for the same marriage certificate, and none of them took it.";

async fn filed(desk: &TestDesk, count: usize) -> Vec<Citizen> {
    let mut citizens = Vec::new();
    for _ in 0..count {
        let mut citizen = desk.citizen();
        citizen.files(WHAT).await;
        citizens.push(citizen);
    }
    citizens
}

async fn rows(browser: &mut Browser, view: &str, query: &str) -> Vec<(CaseId, i64, String)> {
    let query = query.replace('&', "%26").replace('=', "%3D");
    let now: QueueNow = browser.asks("queue/read", &format!("view={view}&query={query}")).await.unwrap();
    assert_eq!(usize::try_from(now.page.count.open).unwrap(), now.page.rows.len(), "{view} {query}");
    now.page.rows.into_iter().map(|row| (row.id, row.version, row.number.as_str().to_owned())).collect()
}

async fn a_dispatcher_takes_the_next_lets_it_pass_and_takes_another(desk: &TestDesk) {
    filed(desk, 2).await;
    let mut dispatcher = desk.dispatcher().await.browser;
    let first: CaseNumber = dispatcher.asks("queue/claim-next", "view=to-dispatch").await.unwrap();
    let mine = rows(&mut dispatcher, "mine", "").await;
    assert_eq!(mine.iter().map(|(.., number)| number.as_str()).collect::<Vec<_>>(), [first.as_str()]);
    assert_eq!(rows(&mut dispatcher, "to-dispatch", "holder=me").await, mine);
    let form = format!("case={}&reason=not-now", mine[0].0);
    dispatcher.asks::<()>("queue/skip", &form).await.unwrap();
    let second: CaseNumber = dispatcher.asks("queue/claim-next", "view=open").await.unwrap();
    assert_ne!(second, first);
    assert_eq!(dispatcher.asks::<CaseNumber>("queue/claim-next", "view=open").await, Err(409));
    assert_eq!(dispatcher.asks::<CaseNumber>("queue/claim-next", "view=to-sign").await, Err(403));
}

async fn many_are_sent_at_once_and_each_answers(desk: &TestDesk) {
    filed(desk, 3).await;
    let mut dispatcher = desk.dispatcher().await.browser;
    let all = rows(&mut dispatcher, "to-dispatch", "").await;
    let mut form = format!("act=dispatch&department={}", desk.department("property"));
    for (place, (id, seen, _)) in all.iter().enumerate() {
        // the last was seen before it changed
        let seen = if place == 2 { seen + 5 } else { *seen };
        form += &format!("&cases[{place}][case]={id}&cases[{place}][seen]={seen}");
    }
    let will: Vec<BulkLine> = dispatcher.asks("queue/bulk-preview", &form).await.unwrap();
    assert_eq!(rows(&mut dispatcher, "to-dispatch", "").await, all, "a preview changes nothing");
    let did: Vec<BulkLine> = dispatcher.asks("queue/bulk", &form).await.unwrap();
    for lines in [&will, &did] {
        assert_eq!(lines.iter().map(|line| line.refused.is_none()).collect::<Vec<_>>(), [true, true, false]);
    }
    assert_eq!(rows(&mut dispatcher, "to-dispatch", "").await.len(), 1);
    let mut officer = desk.officer().await.browser;
    assert_eq!(rows(&mut officer, "to-accept", "").await.len(), 2);
    let mut elsewhere = desk.officer_elsewhere().await.browser;
    assert_eq!(rows(&mut elsewhere, "to-accept", "").await.len(), 0);
    let department = format!("department={}", desk.department("property"));
    assert_eq!(rows(&mut elsewhere, "open", &department).await.len(), 0);
}

async fn what_was_sent_to_the_wrong_department_is_taken_back_and_the_citizen_reads_it(desk: &TestDesk) {
    let mut citizens = filed(desk, 2).await;
    let mut dispatcher = desk.dispatcher().await.browser;
    let all = rows(&mut dispatcher, "to-dispatch", "").await;
    let picked = |field: &str, more: i64| {
        let one = |(place, (id, seen, _)): (usize, &(CaseId, i64, String))| {
            format!("&{field}[{place}][case]={id}&{field}[{place}][seen]={}", seen + more)
        };
        all.iter().enumerate().map(one).collect::<String>()
    };
    let form = format!("act=dispatch&department={}{}", desk.department("property"), picked("cases", 0));
    let did: Vec<BulkLine> = dispatcher.asks("queue/bulk", &form).await.unwrap();
    assert!(did.iter().all(|line| line.refused.is_none()));
    let mut officer = desk.officer().await.browser;
    let undo = format!("act=dispatch{}", picked("done", 1));
    let not_theirs: Vec<BulkLine> = officer.asks("queue/bulk-undo", &undo).await.unwrap();
    assert!(not_theirs.iter().all(|line| line.refused == Some(Refusal::NotYours)));
    // the first is on somebody's desk by now
    let claim = format!("act=claim&cases[0][case]={}&cases[0][seen]={}", all[0].0, all[0].1 + 1);
    officer.asks::<Vec<BulkLine>>("queue/bulk", &claim).await.unwrap();
    let undone: Vec<BulkLine> = dispatcher.asks("queue/bulk-undo", &undo).await.unwrap();
    assert_eq!(undone.iter().map(|line| line.refused).collect::<Vec<_>>(), [Some(Refusal::Changed), None]);
    assert_eq!(rows(&mut dispatcher, "to-dispatch", "").await.len(), 1);
    assert_eq!(rows(&mut officer, "to-accept", "").await.len(), 1);
    let citizen = citizens.iter_mut().find(|citizen| citizen.number == all[1].2).unwrap();
    citizen
        .tracks()
        .await
        .is(200)
        .says(&format!("Taken back from {}; the right department is being chosen", registry()));
}

async fn a_screen_asks_once_at_a_tick(desk: &TestDesk) {
    let citizens = filed(desk, 1).await;
    let mut dispatcher = desk.dispatcher().await;
    let now: QueueNow = dispatcher.browser.asks("queue/read", "view=to-dispatch").await.unwrap();
    let id = now.page.rows[0].id;
    desk.office.clock.forward(jiff::SignedDuration::from_secs(2));
    filed(desk, 1).await;
    dispatcher.dispatches(&citizens[0].number, &registry()).await.is(200);
    let form = format!("view=to-dispatch&cases[0]={id}&since={}", now.now);
    let tick: RowsNow = dispatcher.browser.asks("queue/rows", &form).await.unwrap();
    assert_eq!((tick.fresh, tick.counts[0].open), (1, 1));
    assert_eq!(tick.rows[0].1.as_ref().map(|row| row.stands), Some(false));
    let mut elsewhere = desk.officer_elsewhere().await.browser;
    let hidden: RowsNow = elsewhere.asks("queue/rows", &form.replace("to-dispatch", "open")).await.unwrap();
    assert_eq!(hidden.rows, [(id, None)]);
}

async fn a_screen_says_who_is_on_its_cases_to_whoever_sees_them(desk: &TestDesk) {
    filed(desk, 1).await;
    let mut dispatcher = desk.dispatcher().await.browser;
    let (id, ..) = rows(&mut dispatcher, "to-dispatch", "").await.remove(0);
    let form = format!("cases[0]={id}&cases[1]={}", uuid::Uuid::nil());
    dispatcher.asks::<Vec<Present>>("presence/beat", &format!("case={id}&replying=true")).await.unwrap();
    let own: Vec<(CaseId, Present)> = dispatcher.asks("presence/read", &form).await.unwrap();
    assert!(own.is_empty(), "nobody is told of themselves");
    let reviewer = desk.joins("beside", desk.department("hotline"), &[clearway::staff::Role::Dispatcher]).await;
    let mut beside = desk.browser().with_session(&desk.session(reviewer).await);
    let others: Vec<(CaseId, Present)> = beside.asks("presence/read", &form).await.unwrap();
    assert!(matches!(&others[..], [(on, Present { doing: Doing::Replying, .. })] if *on == id), "{others:?}");
    let mut elsewhere = desk.officer_elsewhere().await.browser;
    assert!(elsewhere.asks::<Vec<(CaseId, Present)>>("presence/read", &form).await.unwrap().is_empty());
    assert_eq!(elsewhere.asks::<Vec<Present>>("presence/beat", &format!("case={id}")).await.err(), Some(404));
}

async fn a_view_and_settings_are_kept(desk: &TestDesk) {
    let mut officer = desk.officer().await.browser;
    let form = "view=to-reply&name=late&query=due%3Doverdue";
    let id: clearway::id::SavedViewId = officer.asks("view/save", form).await.unwrap();
    let now: DeskNow = officer.asks("desk/read", "").await.unwrap();
    assert!(now.views.iter().any(|view| view.id == Some(id) && view.query == "due=overdue"));
    assert_eq!(officer.asks::<()>("view/rename", &format!("id={id}&name=+")).await, Err(422));
    officer.asks::<()>("view/remove", &format!("id={id}")).await.unwrap();
    let now: DeskNow = officer.asks("desk/read", "").await.unwrap();
    assert!(now.views.iter().all(|view| view.id.is_none()) && !now.views.is_empty());
    let settings = "settings=%7B%22shortcuts%22%3Atrue%2C%22columns%22%3A%5B%5D%7D";
    officer.asks::<()>("settings/save", settings).await.unwrap();
    let kept: DeskSettings = officer.asks("settings/read", "").await.unwrap();
    assert!(kept.shortcuts && kept.columns.is_empty());
    assert_eq!(officer.asks::<()>("settings/save", "settings=%7B%22keys%22%3A1%7D").await, Err(422));
}
