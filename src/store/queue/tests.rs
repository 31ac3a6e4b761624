//! Lists, on both engines: complete under every order and filter, and for nobody else's eyes.

use super::Bulk;
use crate::{
    id::CaseId,
    queue::{Bucket, BulkAct, DeskSettings, Filter, Picked, Sort, View, ViewName},
    refusal::Refusal,
    report::{Kind, NewReport},
    staff::{Role, Staff},
    store::{
        Moment, Store, Token,
        testing::{
            Office, case_of, code, file, filed, later, office, own_draft, person, refusal, report, spoil, store_test,
        },
    },
};
use std::collections::BTreeSet;

const TO_DISPATCH: View = View::Bucket(Bucket::ToDispatch);

/// A case of its own kind and place: three kinds, two places.
async fn case(store: &Store, n: u8, at: Moment) -> CaseId {
    let kind = [Kind::Help, Kind::Complaint, Kind::Question][usize::from(n % 3)];
    let region = code(if n.is_multiple_of(2) { "990101" } else { "990101001" });
    let (browser, at) = (Token::from_bytes([n; 32]), later(at, i64::from(n)));
    let new = NewReport { kind, region, danger: n.is_multiple_of(5), ..report() };
    let receipt = file(store, &browser, own_draft(&browser, at), &new, at).await;
    case_of(store, &receipt).await
}

async fn cases(store: &Store, count: u8, at: Moment) -> Vec<CaseId> {
    let mut ids = Vec::new();
    for n in 0..count {
        ids.push(case(store, n, at).await);
    }
    ids
}

fn picked(cases: &[CaseId], seen: i64) -> Vec<Picked> {
    cases.iter().map(|case| Picked { case: *case, seen }).collect()
}

async fn listed(store: &Store, who: &Staff, view: View, query: &str, at: Moment) -> Vec<CaseId> {
    let filter = Filter::parse_query(query);
    let (page, _) = store.read_view(who, view, &filter, None, at.now).await.unwrap();
    assert_eq!(page.count.open, i64::try_from(page.rows.len()).unwrap(), "{query}");
    page.rows.into_iter().map(|row| row.id).collect()
}

store_test!(pages_are_complete_and_free_of_doubles_while_rows_come_and_go, |store, at| {
    let Office { dispatcher, officer, .. } = office(&store, at).await;
    let all = cases(&store, 150, at).await;
    spoil(&store, "update queue_rows set urged = true where kind = 'complaint'").await;
    let (mut gone, mut come) = (BTreeSet::new(), 150);
    for sort in Sort::ALL {
        for query in ["", "kind=question", "mark=urged", "region=990101001", "holder=none&channel=web"] {
            let filter = Filter { sort, ..Filter::parse_query(query) };
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let (page, _) =
                    store.read_view(&dispatcher, TO_DISPATCH, &filter, after, later(at, 200).now).await.unwrap();
                seen.extend(page.rows.iter().map(|row| row.id));
                // one that was read goes, and another comes
                if let Some(row) = page.rows.first().filter(|_| gone.len() < 12) {
                    let minute = 300 + i64::try_from(gone.len()).unwrap();
                    store.dispatch(&dispatcher, row.id, 1, officer.department.id, later(at, minute)).await.unwrap();
                    gone.insert(row.id);
                    come += 1;
                    case(&store, come, at).await;
                }
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let once: BTreeSet<_> = seen.iter().copied().collect();
            assert_eq!(once.len(), seen.len(), "{sort:?} {query}: doubles");
            let stay = listed_whole(&store, &dispatcher, &filter, at).await;
            let missing: Vec<_> = all.iter().filter(|id| stay.contains(id) && !once.contains(id)).collect();
            assert!(missing.is_empty(), "{sort:?} {query}: {missing:?}");
        }
    }
});

/// Everything that a filter lets through, in the order of deadlines, while nothing changes.
async fn listed_whole(store: &Store, who: &Staff, filter: &Filter, at: Moment) -> BTreeSet<CaseId> {
    let filter = Filter { sort: Sort::Due, ..filter.clone() };
    let (mut seen, mut after) = (BTreeSet::new(), None);
    loop {
        let (page, _) = store.read_view(who, TO_DISPATCH, &filter, after, later(at, 200).now).await.unwrap();
        seen.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            return seen;
        }
    }
}

store_test!(a_filter_lets_through_what_it_says_and_choices_name_what_occurs, |store, at| {
    let Office { dispatcher, officer, reviewer, .. } = office(&store, at).await;
    let all = cases(&store, 12, at).await;
    let at = later(at, 60);
    let of = |query: &'static str| listed(&store, &dispatcher, TO_DISPATCH, query, at);
    assert_eq!(of("kind=complaint").await.len(), 4);
    assert_eq!(of("region=990101001").await.len(), 6);
    assert_eq!(of("region=990101").await.len(), 12, "a county with its townships");
    assert_eq!(of("mark=danger&kind=help").await, [all[0]], "0, 5 and 10 are dangerous, 0 and 9 ask for help");
    assert_eq!(of("sort=filed").await, all);
    store.do_bulk(&dispatcher, claim(), &picked(&all[..2], 1), at).await.unwrap();
    assert_eq!(of("holder=me").await.len(), 2);
    assert_eq!(of("holder=none").await.len(), 10);
    assert_eq!(listed(&store, &dispatcher, View::Mine, "", at).await.len(), 2);
    store.dispatch(&dispatcher, all[2], 1, officer.department.id, at).await.unwrap();
    let department = format!("department={}", officer.department.id);
    assert_eq!(listed(&store, &reviewer, View::Open, &department, at).await, [all[2]]);
    assert_eq!(listed(&store, &reviewer, View::Open, "", at).await.len(), 12);
    let late = later(at, 60 * 24 * 30);
    assert_eq!(listed(&store, &dispatcher, View::Open, "due=overdue", late).await.len(), 12);
    assert!(listed(&store, &dispatcher, View::Open, "due=later", late).await.is_empty());
    let choices = store.filter_choices(&dispatcher, at.now).await.unwrap();
    assert_eq!(
        choices.regions.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(),
        ["R990101", "R990101 R990101001"]
    );
    assert_eq!(choices.departments.iter().map(|choice| choice.id).collect::<Vec<_>>(), [officer.department.id]);
    assert_eq!(choices.holders.iter().map(|choice| choice.id).collect::<Vec<_>>(), [dispatcher.id]);
    assert!(store.check().await.unwrap().problems.is_empty());
});

fn claim() -> Bulk {
    Bulk { act: BulkAct::Claim, department: None }
}

store_test!(of_two_scopes_each_case_is_listed_and_counted_once, |store, at| {
    let office = office(&store, at).await;
    let both = [Role::Dispatcher, Role::Officer];
    let both = person(&store, "both", office.officer.department.id, &both, later(at, 3_000)).await;
    let all = cases(&store, 4, at).await;
    store.dispatch(&both, all[0], 1, both.department.id, later(at, 60)).await.unwrap();
    store.accept(&both, all[0], 2, later(at, 61)).await.unwrap();
    assert_eq!(listed(&store, &both, View::Open, "", later(at, 62)).await.len(), 4);
    assert_eq!(listed(&store, &both, View::Mine, "", later(at, 62)).await, [all[0]]);
});

store_test!(another_department_finds_nothing_by_any_door, |store, at| {
    let Office { dispatcher, officer, stranger, .. } = office(&store, at).await;
    let id = filed(&store, Token::from_bytes([1; 32]), at).await;
    store.dispatch(&dispatcher, id, 1, officer.department.id, at).await.unwrap();
    assert!(store.list_queue(&officer, Bucket::ToDispatch, None, at.now).await.is_err());
    assert_eq!(store.list_queue(&officer, Bucket::ToAccept, None, at.now).await.unwrap().rows.len(), 1);
    let department = format!("department={}", officer.department.id);
    for query in ["", "region=990101", department.as_str(), "holder=none", "kind=help"] {
        for view in [View::Open, View::Mine, View::Bucket(Bucket::ToAccept)] {
            assert!(listed(&store, &stranger, view, query, at).await.is_empty(), "{view:?} {query}");
        }
    }
    let choices = store.filter_choices(&stranger, at.now).await.unwrap();
    assert_eq!(choices, crate::queue::FilterChoices::default());
    let rows = store.read_rows(&stranger, (View::Open, &Filter::default()), &[id], Some(at.now), at.now).await.unwrap();
    assert_eq!((rows.rows, rows.fresh), (vec![(id, None)], 0));
    assert!(rows.counts.iter().all(|count| count.open == 0));
    for lines in [
        store.do_bulk(&stranger, claim(), &picked(&[id], 2), at).await.unwrap(),
        store.undo_bulk(&stranger, BulkAct::Dispatch, &picked(&[id], 2), at).await.unwrap(),
    ] {
        assert_eq!(lines[0].number, None);
        assert!(lines[0].refused.is_some());
    }
    let next = store.claim_next(&stranger, View::Open, &Filter::default(), at).await;
    assert_eq!(refusal(next), Some(Refusal::NothingWaits));
    let skipped = store.skip(&stranger, id, crate::queue::SkipReason::Other, at).await;
    assert_eq!(refusal(skipped), Some(Refusal::NotFound));
    assert_eq!(store.at_desk(&dispatcher, at.now).await.unwrap().counts[0].open, 0);
});

store_test!(a_tick_tells_of_rows_that_stay_go_and_come, |store, at| {
    let Office { dispatcher, officer, .. } = office(&store, at).await;
    let all = cases(&store, 3, at).await;
    let read = later(at, 10);
    store.dispatch(&dispatcher, all[0], 1, officer.department.id, later(at, 20)).await.unwrap();
    case(&store, 30, at).await;
    let list = (TO_DISPATCH, &Filter::default());
    let tick = store.read_rows(&dispatcher, list, &all[..2], Some(read.now), later(at, 40).now).await.unwrap();
    let stands: Vec<_> = tick.rows.iter().map(|(_, row)| row.as_ref().map(|row| row.stands)).collect();
    assert_eq!(stands, [Some(false), Some(true)]);
    assert_eq!((tick.fresh, tick.counts[0].open), (1, 3));
    let quiet = store.read_rows(&dispatcher, list, &[], None, at.now).await.unwrap();
    assert_eq!((quiet.rows.len(), quiet.fresh), (0, 0));
});

store_test!(a_saved_view_is_its_owners_and_the_departments_where_it_is_shared, |store, at| {
    let Office { dispatcher, officer, reviewer, stranger, admin } = office(&store, at).await;
    let filter = Filter::parse_query("due=overdue");
    let open = (View::Open, &filter);
    let own = store.save_view(&officer, "  mine  only ", open, false, at).await.unwrap();
    let shared = store.save_view(&dispatcher, "late", open, true, later(at, 1)).await.unwrap();
    let names = async |who: &Staff| {
        let views = store.at_desk(who, at.now).await.unwrap().views;
        let own = |view: &crate::queue::SavedView| match &view.name {
            ViewName::Own(name) => Some((name.clone(), view.owner.is_none())),
            ViewName::Usual(_) => None,
        };
        views.iter().filter_map(own).collect::<Vec<_>>()
    };
    assert_eq!(names(&officer).await, [("mine only".to_owned(), true)]);
    assert_eq!(names(&reviewer).await, [("late".to_owned(), false)]);
    assert!(names(&stranger).await.is_empty() && names(&admin).await.is_empty());
    assert_eq!(refusal(store.rename_view(&reviewer, shared, "x").await), Some(Refusal::NotFound));
    assert_eq!(refusal(store.remove_view(&stranger, own).await), Some(Refusal::NotFound));
    assert_eq!(refusal(store.save_view(&admin, "x", open, false, at).await), Some(Refusal::NotYours));
    store.rename_view(&dispatcher, shared, "later").await.unwrap();
    assert_eq!(names(&reviewer).await, [("later".to_owned(), false)]);
    store.remove_view(&dispatcher, shared).await.unwrap();
    assert!(names(&reviewer).await.is_empty());
});

store_test!(settings_are_kept_for_the_person, |store, at| {
    let Office { dispatcher, officer, .. } = office(&store, at).await;
    let settings = DeskSettings { shortcuts: true, columns: vec![], ..DeskSettings::default() };
    store.keep_desk_settings(&dispatcher, &settings).await.unwrap();
    store.keep_desk_settings(&dispatcher, &settings).await.unwrap();
    assert_eq!(store.desk_settings(&dispatcher).await.unwrap(), settings);
    assert_eq!(store.desk_settings(&officer).await.unwrap(), DeskSettings::default());
});
