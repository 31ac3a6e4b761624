//! Lists that are applied whole or not at all.

use super::*;
use crate::store::{
    Token,
    testing::{Office, code, county, filed, later, office, refusal, store_test},
};

const DEPARTMENTS: &str =
    "name,region,parent,leader_signs\nhotline,990101,,no\nregistry,990101,,no\nLand,,registry,yes\n";
const STAFF: &str = "username,name,department,roles\nlina,Li Na,Land,officer\nwang,Wang,Land,\"leader, reviewer\"\n";
const SERVICES: &str = "code,name,category\na-1,Deeds,Land\na-2,Surveys,Land\n";
const RULES: &str = "service,category,department,basis\na-1,,Land,law\n,Land,registry,custom\n";

fn words() -> Vocabulary {
    Vocabulary::default()
}

/// An office whose admin runs the whole installation.
async fn served(store: &Store, at: Moment) -> Office {
    let office = office(store, at).await;
    store.serve_region(&code("990101")).await.unwrap();
    office
}

async fn applies(store: &Store, who: &Staff, list: List, body: &str, at: Moment) -> Preview {
    store.send_list(who, list, body, at).await.unwrap();
    let sent = store.read_list(who, list, &words(), at.now).await.unwrap().sent.unwrap();
    assert_eq!(sent.problems, [], "{body}");
    store.apply_list(who, list, &sent.seen, &words(), at).await.unwrap();
    assert_eq!(store.read_list(who, list, &words(), at.now).await.unwrap().sent, None, "it was applied");
    sent.preview
}

async fn all(store: &Store, who: &Staff, at: Moment) {
    for (minute, (list, body)) in
        [(List::Departments, DEPARTMENTS), (List::Staff, STAFF), (List::Services, SERVICES), (List::DutyRules, RULES)]
            .into_iter()
            .enumerate()
    {
        applies(store, who, list, body, later(at, 10_000 + i64::try_from(minute).unwrap())).await;
    }
}

store_test!(four_lists_make_an_office_and_what_is_written_is_read_back_as_the_same, |store, at| {
    let Office { admin, .. } = served(&store, at).await;
    all(&store, &admin, at).await;
    let checklist = store.read_checklist(&admin).await.unwrap();
    assert_eq!((checklist.departments, checklist.services, checklist.duty_rules), (3, 2, 2));
    assert_eq!((checklist.dispatchers, checklist.officers, checklist.without_password), (1, 3, 2));
    let lines = store.list_lines(&admin, List::Staff).await.unwrap();
    assert!(lines.contains(&vec!["wang".into(), "Wang".into(), "Land".into(), "leader reviewer".into()]), "{lines:?}");
    for list in List::ALL {
        let lines = store.list_lines(&admin, list).await.unwrap();
        let head = list.columns().iter().map(|column| column.as_str()).collect();
        let rows = lines.iter().map(|line| line.iter().map(String::as_str).collect());
        let text = crate::office::csv::write(std::iter::once(head).chain(rows));
        store.send_list(&admin, list, &text, later(at, 20_000)).await.unwrap();
        let sent = store.read_list(&admin, list, &words(), at.now).await.unwrap().sent.unwrap();
        assert!(sent.problems.is_empty() && sent.preview.is_nothing(), "{sent:?}");
    }
    let (events, _) = store.list_office_events(&admin, 0).await.unwrap();
    assert_eq!(events.len(), 4);
    assert_eq!(events[0].event.subject, "duty-rules");
});

store_test!(new_people_get_a_link_each_that_opens_once, |store, at| {
    let Office { admin, .. } = served(&store, at).await;
    applies(&store, &admin, List::Departments, DEPARTMENTS, later(at, 1)).await;
    applies(&store, &admin, List::Staff, STAFF, later(at, 2)).await;
    let links = store.read_new_links(&admin, at.now).await.unwrap();
    assert_eq!(links.iter().map(|link| link.username.as_str()).collect::<Vec<_>>(), ["lina", "wang"]);
    let token: Token = links[0].token.parse().unwrap();
    assert_eq!(store.read_password_link(&token, at.now).await.unwrap(), "lina");
    store.use_password_link(&token, "hash", at.now).await.unwrap();
    assert!(store.read_new_links(&admin, later(at, 60).now).await.unwrap().is_empty(), "half an hour and no more");
    store.forget_new_links(&admin).await.unwrap();
    assert!(store.read_new_links(&admin, at.now).await.unwrap().is_empty());
    let again = applies(&store, &admin, List::Staff, STAFF, later(at, 3)).await;
    assert!(again.is_nothing());
    assert!(store.read_new_links(&admin, at.now).await.unwrap().is_empty(), "nobody is new");
});

store_test!(a_list_with_a_problem_or_another_one_than_was_seen_changes_nothing, |store, at| {
    let Office { admin, .. } = served(&store, at).await;
    store.send_list(&admin, List::Services, SERVICES, at).await.unwrap();
    let seen = store.read_list(&admin, List::Services, &words(), at.now).await.unwrap().sent.unwrap().seen;
    let other = format!("{SERVICES}a-3,Other,Land\n");
    store.send_list(&admin, List::Services, &other, later(at, 1)).await.unwrap();
    let applied = store.apply_list(&admin, List::Services, &seen, &words(), later(at, 2)).await;
    assert_eq!(refusal(applied), Some(Refusal::Changed), "another was sent meanwhile");
    store.send_list(&admin, List::Services, "code,name,category\na-1,Deeds,Land\n?,x,y\n", later(at, 3)).await.unwrap();
    let sent = store.read_list(&admin, List::Services, &words(), at.now).await.unwrap().sent.unwrap();
    assert_eq!((sent.problems.len(), sent.seen.as_str()), (1, ""));
    for seen in ["", &seen] {
        let applied = store.apply_list(&admin, List::Services, seen, &words(), later(at, 4)).await;
        assert_eq!(refusal(applied), Some(Refusal::Changed));
    }
    assert!(!store.has_services().await.unwrap());
    store.drop_list(&admin, List::Services).await.unwrap();
    assert_eq!(store.read_list(&admin, List::Services, &words(), at.now).await.unwrap().sent, None);
});

store_test!(a_service_that_is_left_out_ends_and_a_rule_that_reads_otherwise_is_made_anew, |store, at| {
    let Office { admin, .. } = served(&store, at).await;
    all(&store, &admin, at).await;
    let fewer = "service,category,department,basis\n,Land,registry,a new law\n";
    let preview = applies(&store, &admin, List::DutyRules, fewer, later(at, 30_000)).await;
    assert_eq!((preview.changed.len(), preview.ended.len(), preview.added.len()), (1, 1, 0));
    let rules = store.duty_rules().await.unwrap();
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0].basis, "a new law");
    let one = "code,name,category\na-1,Deeds and more,Land\n";
    let preview = applies(&store, &admin, List::Services, one, later(at, 30_001)).await;
    assert_eq!(preview.ended, ["a-2"]);
    assert!(store.service("a-2").await.unwrap().is_none());
});

store_test!(nobody_but_who_runs_the_installation_keeps_lists, |store, at| {
    let Office { admin, officer, .. } = office(&store, at).await;
    county(&store).await;
    for who in [&admin, &officer] {
        assert_eq!(refusal(store.send_list(who, List::Staff, STAFF, at).await), Some(Refusal::NotYours));
        assert_eq!(refusal(store.list_lines(who, List::Staff).await), Some(Refusal::NotYours));
        assert_eq!(refusal(store.read_checklist(who).await), Some(Refusal::NotYours));
    }
});

store_test!(an_office_above_open_work_stays_where_it_is, |store, at| {
    let Office { admin, dispatcher, .. } = served(&store, at).await;
    applies(&store, &admin, List::Departments, DEPARTMENTS, at).await;
    let land = store.list_sheets(&admin, crate::office::Thing::Department, "Land").await.unwrap().sheets;
    let land = DepartmentId(land[0].key.parse().unwrap());
    let case = filed(&store, Token::from_bytes([1; 32]), at).await;
    store.dispatch(&dispatcher, case, 1, land, later(at, 1)).await.unwrap();
    let moved = DEPARTMENTS.replace("registry,990101,,no", "registry,990101,hotline,no");
    store.send_list(&admin, List::Departments, &moved, later(at, 2)).await.unwrap();
    let sent = store.read_list(&admin, List::Departments, &words(), at.now).await.unwrap().sent.unwrap();
    let told: Vec<_> = sent.problems.iter().map(|problem| problem.wrong).collect();
    assert_eq!(told, [crate::office::lists::Wrong::Work], "its rows stand under the office as well");
});
