//! Taking cases, one and many, on both engines: nobody gets the same, and each row answers on its own.

use super::Bulk;
use crate::{
    id::CaseId,
    policy::HELD_MAX,
    queue::{Bucket, BulkAct, Filter, Picked, SkipReason, View},
    refusal::Refusal,
    staff::{Role, Staff},
    store::{
        Moment, Store, Token,
        testing::{Office, filed, later, office, person, refusal, spoil, store_test},
    },
};
use std::collections::BTreeSet;

const VIEW: View = View::Bucket(Bucket::ToDispatch);

async fn cases(store: &Store, count: u8, at: Moment) -> Vec<CaseId> {
    let mut ids = Vec::new();
    for n in 0..count {
        ids.push(filed(store, Token::from_bytes([n; 32]), later(at, i64::from(n))).await);
    }
    ids
}

async fn dispatchers(store: &Store, office: &Office, count: i64, at: Moment) -> Vec<Staff> {
    let mut people = Vec::new();
    for n in 0..count {
        let (name, department) = (format!("d{n}"), office.dispatcher.department.id);
        people.push(person(store, &name, department, &[Role::Dispatcher], later(at, 5_000 + n)).await);
    }
    people
}

store_test!(eight_at_once_get_different_cases_until_nothing_waits, |store, at| {
    let office = office(&store, at).await;
    cases(&store, 20, at).await;
    let people = dispatchers(&store, &office, 8, at).await;
    let takes = people.into_iter().enumerate().map(|(place, who)| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            for turn in 0..3 {
                let minute = 100 + i64::try_from(place).unwrap() * 10 + turn;
                match store.claim_next(&who, VIEW, &Filter::default(), later(at, minute)).await {
                    Ok(number) => taken.push(number.as_str().to_owned()),
                    Err(error) => assert_eq!(refusal::<()>(Err(error)), Some(Refusal::NothingWaits)),
                }
            }
            taken
        })
    });
    let mut taken = Vec::new();
    for one in takes.collect::<Vec<_>>() {
        taken.extend(one.await.unwrap());
    }
    let different: BTreeSet<_> = taken.iter().collect();
    assert_eq!((taken.len(), different.len()), (20, 20));
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(the_soonest_deadline_comes_first_and_what_is_urged_before_what_is_not, |store, at| {
    let Office { dispatcher, .. } = office(&store, at).await;
    let all = cases(&store, 4, at).await;
    spoil(&store, "update queue_rows set due_at = 5").await;
    spoil(&store, "update queue_rows set urged = true where filed_at = (select max(filed_at) from queue_rows)").await;
    let first = store.claim_next(&dispatcher, View::Open, &Filter::default(), later(at, 60)).await.unwrap();
    let file = store.read_case(&dispatcher, &first).await.unwrap();
    assert_eq!(file.head.id, all[3]);
    assert_eq!(file.head.holder.map(|holder| holder.id), Some(dispatcher.id));
});

store_test!(whoever_holds_enough_gets_no_more_until_they_work, |store, at| {
    let Office { dispatcher, officer, .. } = office(&store, at).await;
    cases(&store, 12, at).await;
    let next = async |minute| store.claim_next(&dispatcher, VIEW, &Filter::default(), later(at, minute)).await;
    let mut last = None;
    for minute in 0..HELD_MAX {
        last = Some(next(60 + minute).await.unwrap());
    }
    assert_eq!(refusal(next(90).await), Some(Refusal::EnoughInHand));
    let file = store.read_case(&dispatcher, &last.unwrap()).await.unwrap();
    store.dispatch(&dispatcher, file.head.id, 2, officer.department.id, later(at, 91)).await.unwrap();
    next(92).await.unwrap();
});

store_test!(what_was_let_pass_is_offered_to_others_and_to_the_same_person_tomorrow, |store, at| {
    let office = office(&store, at).await;
    let all = cases(&store, 1, at).await;
    let other = dispatchers(&store, &office, 1, at).await.remove(0);
    let next = async |who: &Staff, minute| store.claim_next(who, VIEW, &Filter::default(), later(at, minute)).await;
    let skip = async |who: &Staff, minute| store.skip(who, all[0], SkipReason::Knowledge, later(at, minute)).await;
    next(&office.dispatcher, 1).await.unwrap();
    assert_eq!(refusal(skip(&other, 2).await), Some(Refusal::NotHeld));
    skip(&office.dispatcher, 3).await.unwrap();
    assert_eq!(refusal(next(&office.dispatcher, 4).await), Some(Refusal::NothingWaits));
    next(&other, 5).await.unwrap();
    skip(&other, 6).await.unwrap();
    next(&office.dispatcher, 60 * 24).await.unwrap();
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(nobody_is_given_an_answer_of_their_own_to_let_out, |store, at| {
    let office = office(&store, at).await;
    let roles = [Role::Officer, Role::Reviewer];
    let both = person(&store, "both", office.officer.department.id, &roles, later(at, 3_000)).await;
    let case = cases(&store, 1, at).await[0];
    store.dispatch(&office.dispatcher, case, 1, both.department.id, later(at, 1)).await.unwrap();
    store.accept(&both, case, 2, later(at, 2)).await.unwrap();
    let words = crate::reply::ReplyText::parse(&"The registry will take the copy it has. ".repeat(2)).unwrap();
    store.reply(&both, case, 3, &words, later(at, 3)).await.unwrap();
    let view = View::Bucket(Bucket::ToRelease);
    let own = store.claim_next(&both, view, &Filter::default(), later(at, 4)).await;
    assert_eq!(refusal(own), Some(Refusal::NothingWaits));
    store.claim_next(&office.reviewer, view, &Filter::default(), later(at, 5)).await.unwrap();
});

store_test!(each_row_of_many_is_done_or_told_why_not_and_can_be_undone, |store, at| {
    let office = office(&store, at).await;
    let Office { dispatcher, officer, .. } = &office;
    let other = dispatchers(&store, &office, 1, at).await.remove(0);
    let all = cases(&store, 4, at).await;
    let pick = |case: usize, seen| Picked { case: all[case], seen };
    let claim = Bulk { act: BulkAct::Claim, department: None };
    store.do_bulk(&other, claim, &[pick(0, 1)], later(at, 60)).await.unwrap();
    let rows = [pick(0, 2), pick(1, 9), pick(2, 1), pick(3, 1)];
    let preview = store.preview_bulk(dispatcher, claim, &rows, at.now).await.unwrap();
    let done = store.do_bulk(dispatcher, claim, &rows, later(at, 61)).await.unwrap();
    let told: Vec<_> = done.iter().map(|line| line.refused).collect();
    assert_eq!(told, [Some(Refusal::Held), Some(Refusal::Changed), None, None]);
    assert_eq!(told, preview.iter().map(|line| line.refused).collect::<Vec<_>>());
    let back: Vec<_> = done
        .iter()
        .filter(|line| line.refused.is_none())
        .map(|line| Picked { case: line.case, seen: line.version })
        .collect();
    let undone = store.undo_bulk(dispatcher, BulkAct::Claim, &back, later(at, 62)).await.unwrap();
    assert!(undone.iter().all(|line| line.refused.is_none() && line.version == 3));
    let dispatch = Bulk { act: BulkAct::Dispatch, department: Some(officer.department.id) };
    let sent = store.do_bulk(dispatcher, dispatch, &[pick(0, 2), pick(2, 3), pick(3, 3)], later(at, 63)).await.unwrap();
    assert_eq!(sent.iter().map(|line| line.refused).collect::<Vec<_>>(), [Some(Refusal::Held), None, None]);
    let waiting = store.list_queue(officer, Bucket::ToAccept, None, at.now).await.unwrap();
    assert_eq!(waiting.rows.len(), 2);
    let nowhere = Bulk { act: BulkAct::Dispatch, department: None };
    assert_eq!(refusal(store.do_bulk(dispatcher, nowhere, &rows, at).await), Some(Refusal::OtherRegion));
    let many = vec![pick(0, 1); 101];
    assert_eq!(refusal(store.preview_bulk(dispatcher, claim, &many, at.now).await), Some(Refusal::TooMany(100)));
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(what_was_given_to_the_wrong_department_is_taken_back_row_by_row, |store, at| {
    let office = office(&store, at).await;
    let Office { dispatcher, officer, stranger, .. } = &office;
    let other = dispatchers(&store, &office, 1, at).await.remove(0);
    let all = cases(&store, 3, at).await;
    let pick = |case: usize, seen| Picked { case: all[case], seen };
    let rows = [pick(0, 1), pick(1, 1), pick(2, 1)];
    let dispatch = Bulk { act: BulkAct::Dispatch, department: Some(officer.department.id) };
    store.do_bulk(dispatcher, dispatch, &rows, later(at, 60)).await.unwrap();
    while store.sequence().await.unwrap() > 0 {}
    let before = store.last_notice().await.unwrap();
    store.claim(officer, all[1], 2, false, later(at, 61)).await.unwrap();
    let undo = async |who: &Staff, rows: &[Picked], minute| {
        let lines = store.undo_bulk(who, BulkAct::Dispatch, rows, later(at, minute)).await.unwrap();
        lines.into_iter().map(|line| line.refused).collect::<Vec<_>>()
    };
    let sent = [pick(0, 2), pick(1, 2)];
    assert_eq!(undo(&other, &sent, 62).await, [Some(Refusal::NotYours), Some(Refusal::Changed)]);
    assert_eq!(undo(stranger, &sent, 62).await, [Some(Refusal::NotFound); 2], "who sees nothing learns nothing");
    assert_eq!(undo(dispatcher, &sent, 63).await, [None, Some(Refusal::Changed)], "one was taken on meanwhile");
    assert_eq!(undo(dispatcher, &[pick(2, 2)], 71).await, [Some(Refusal::TooLate)]);
    let waiting = store.list_queue(officer, Bucket::ToAccept, None, at.now).await.unwrap();
    assert_eq!(waiting.rows.len(), 2, "the department has it no more");
    while store.sequence().await.unwrap() > 0 {}
    let told = store.notices_since(before, 10).await.unwrap();
    let told = told.iter().find(|notice| notice.kind == "taken_back").unwrap();
    assert!(told.scopes.iter().any(|scope| scope.starts_with("department:")), "and its screens are told");
    let back = store.list_queue(dispatcher, Bucket::ToDispatch, None, at.now).await.unwrap().rows.remove(0);
    assert_eq!((back.id, back.version, back.department_name, back.holder), (all[0], 3, None, None));
    store.dispatch(dispatcher, all[0], 3, stranger.department.id, later(at, 72)).await.unwrap();
    let history = store.read_case(dispatcher, &back.number).await.unwrap().entries;
    let told: Vec<_> = history.into_iter().filter_map(|entry| entry.department).collect();
    let (first, last) = (&officer.department.name, &stranger.department.name);
    assert_eq!([&told[2], &told[1], &told[0]], [first, first, last], "each line names the department of its time");
    assert!(store.check().await.unwrap().problems.is_empty());
});
