//! A call filed for somebody: once, under the name of whoever wrote it down, told to nobody else.

use super::*;
use crate::{
    event::Actor,
    queue::Bucket,
    staff::Role,
    store::{
        Token,
        testing::{Office, code, draft, file, form, later, office, person, refusal, report, store_test},
    },
};

struct Hall {
    office: Office,
    operator: Staff,
    clerk: Staff,
}

async fn hall(store: &Store, at: Moment) -> Hall {
    let office = office(store, at).await;
    let hotline = office.dispatcher.department.id;
    let operator = person(store, "operator", hotline, &[Role::Operator], later(at, 2_000)).await;
    let clerk = person(store, "clerk", hotline, &[Role::Clerk], later(at, 2_001)).await;
    Hall { office, operator, clerk }
}

fn call() -> NewReport {
    NewReport { channel: Channel::Hotline, ..report() }
}

store_test!(a_call_is_filed_once_and_read_out_to_whoever_took_it, |store, at| {
    let Hall { office, operator, clerk } = hall(&store, at).await;
    let receipt = store.take(&operator, draft(1), &call(), at).await.unwrap();
    let again = store.take(&operator, draft(1), &call(), later(at, 1)).await.unwrap();
    assert!(receipt == again);
    let taken = store.read_taken(&operator, &receipt.number, later(at, 1).now).await.unwrap().unwrap();
    assert!(taken.receipt.code == receipt.code && taken.what == call().what);
    assert_eq!((taken.channel, taken.phone.as_deref()), (Channel::Hotline, Some("138****8000")));
    // not to a colleague, not after a quarter of an hour, not once the next caller is there
    assert!(store.read_taken(&clerk, &receipt.number, at.now).await.unwrap().is_none());
    assert!(store.read_taken(&operator, &receipt.number, later(at, 16).now).await.unwrap().is_none());
    store.end_taken(&operator, &receipt.number).await.unwrap();
    assert!(store.read_taken(&operator, &receipt.number, at.now).await.unwrap().is_none());
    assert_eq!(refusal(store.take(&operator, draft(1), &call(), later(at, 2)).await), Some(Refusal::NotFound));
    assert!(store.open_tracking(&receipt.number, &receipt.code, at.now).await.is_ok());
    let queue = store.list_queue(&office.dispatcher, Bucket::ToDispatch, None, at.now).await.unwrap();
    assert_eq!((queue.rows.len(), queue.rows[0].channel), (1, Channel::Hotline));
    let file = store.read_case(&operator, &receipt.number).await.unwrap();
    assert_eq!(file.entries[0].staff.as_deref(), Some("operator"), "history says who wrote it down");
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(a_call_that_two_presses_file_at_once_is_one_case, |store, at| {
    let Hall { operator, .. } = hall(&store, at).await;
    let presses = (0..6).map(|minute| {
        let (store, operator) = (store.clone(), operator.clone());
        tokio::spawn(async move { store.take(&operator, draft(1), &call(), later(at, minute)).await.unwrap().number })
    });
    let mut numbers = Vec::new();
    for number in presses.collect::<Vec<_>>() {
        numbers.push(number.await.unwrap());
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 1);
});

store_test!(each_way_of_coming_belongs_to_its_role_and_each_region_to_its_own, |store, at| {
    let Hall { office, operator, clerk } = hall(&store, at).await;
    let visit = NewReport { channel: Channel::Window, ..report() };
    assert_eq!(refusal(store.take(&operator, draft(1), &visit, at).await), Some(Refusal::NotYours));
    assert_eq!(refusal(store.take(&clerk, draft(2), &call(), at).await), Some(Refusal::NotYours));
    assert_eq!(refusal(store.take(&office.officer, draft(3), &call(), at).await), Some(Refusal::NotYours));
    assert_eq!(refusal(store.take(&operator, draft(4), &report(), at).await), Some(Refusal::NotYours), "the web");
    let above = NewReport { region: code("990100"), ..call() };
    assert_eq!(refusal(store.take(&operator, draft(5), &above, at).await), Some(Refusal::OtherRegion));
    store.take(&clerk, draft(2), &visit, at).await.unwrap();
});

store_test!(a_dropped_call_is_kept_for_whoever_took_it_and_goes_once_it_is_filed, |store, at| {
    let Hall { office, operator, clerk } = hall(&store, at).await;
    store.keep_call(&operator, draft(1), &form(), at).await.unwrap();
    let kept = store.list_calls(&operator, at.now).await.unwrap();
    assert_eq!((kept.len(), kept[0].draft), (1, draft(1)));
    assert!(store.read_call(&operator, draft(1), at.now).await.unwrap() == Some(form()));
    assert!(store.read_call(&clerk, draft(1), at.now).await.unwrap().is_none());
    assert!(store.list_calls(&clerk, at.now).await.unwrap().is_empty());
    assert_eq!(refusal(store.keep_call(&clerk, draft(1), &form(), at).await), Some(Refusal::NotFound));
    assert_eq!(refusal(store.keep_call(&office.officer, draft(2), &form(), at).await), Some(Refusal::NotYours));
    store.leave_call(&clerk, draft(1)).await.unwrap();
    assert_eq!(store.list_calls(&operator, at.now).await.unwrap().len(), 1, "nobody forgets it for them");
    store.take(&operator, draft(1), &call(), later(at, 1)).await.unwrap();
    assert!(store.list_calls(&operator, at.now).await.unwrap().is_empty());
});

store_test!(a_telephone_finds_its_cases_for_those_who_serve_the_region, |store, at| {
    let Hall { office, operator, .. } = hall(&store, at).await;
    let phone = Phone::parse("138 0013 8000").unwrap();
    file(&store, &Token::from_bytes([1; 32]), draft(1), &report(), at).await;
    let taken = store.take(&operator, draft(2), &call(), later(at, 1)).await.unwrap();
    let found = store.earlier_cases(&operator, &phone).await.unwrap();
    assert_eq!((found.len(), &found[0].number), (2, &taken.number), "the newest first");
    assert!(found[0].can_add && found[0].answer.is_none());
    let other = Phone::parse("13800138001").unwrap();
    assert!(store.earlier_cases(&operator, &other).await.unwrap().is_empty());
    let beside = crate::store::NewDepartment {
        name: "beside".into(),
        region: code("990101001"),
        parent: None,
        leader_signs: false,
    };
    let beside = store.add_department(&beside, later(at, 3_000)).await.unwrap();
    let stranger = person(&store, "beside", beside, &[Role::Operator], later(at, 3_001)).await;
    assert!(store.earlier_cases(&stranger, &phone).await.unwrap().is_empty(), "of another region");
    assert_eq!(refusal(store.earlier_cases(&office.officer, &phone).await), Some(Refusal::NotYours));
});

store_test!(whoever_follows_by_telephone_is_written_down_by_the_operator, |store, at| {
    let Hall { office, operator, .. } = hall(&store, at).await;
    let first = crate::store::testing::published(&store, &office, at).await;
    let follow = NewReport { follow: Some(first.number.clone()), ..call() };
    let receipt = store.take(&operator, draft(9), &follow, later(at, 9)).await.unwrap();
    assert!(receipt.follows && receipt.number == first.number && receipt.code != first.code);
    let events: Vec<(String, String)> = {
        let mut tx = store.view().await.unwrap();
        sql!(tx, conn => sqlx::query_as("select actor, body from events where kind = 'followed'").fetch_all(conn).await)
            .unwrap()
    };
    assert_eq!(events[0].0, "staff");
    assert!(events[0].1.contains("hotline"), "{events:?}");
    assert_eq!(Actor::Staff(operator.id).staff(), Some(operator.id));
    assert!(store.check().await.unwrap().problems.is_empty());
});
