//! Words to the citizen through the door: two who send at once, and what must not go out unseen.

use crate::support::{Browser, Citizen, TestDesk, registry};
use clearway::staff::Role;

journeys!(
    of_two_who_reply_at_once_one_wins_and_the_other_reads_both_texts,
    a_number_of_a_person_is_named_before_it_goes_out
);

const WHAT: &str = "Three counters asked me for the same marriage certificate, and none of them took it.";
const ONE: &str = "You need your identity card and nothing else; we check the register ourselves.";
const OTHER: &str = "Please bring the certificate once more; the copy that we had cannot be read by us.";

/// A case that waits for an answer and that nobody holds, with its form but for the words.
async fn open(desk: &TestDesk) -> (Citizen, Browser, String) {
    let mut citizen = desk.citizen();
    citizen.files(WHAT).await;
    desk.dispatcher().await.dispatches(&citizen.number, &registry()).await.is(200);
    let mut officer = desk.officer().await;
    officer.accepts(&citizen.number).await.is(200);
    let form = officer.opens(&citizen.number).await.form_to("let-go").unwrap();
    let (case, seen) = (form.value("case"), form.value("seen"));
    let number = &citizen.number;
    let fields = format!("number={number}&case={case}&seen=");
    let seen: i64 = seen.parse().unwrap();
    assert_eq!(officer.browser.calls("case/let-go", &format!("{fields}{seen}")).await, 200);
    let fields = format!("{fields}{}&text=", seen + 1);
    (citizen, officer.browser, fields)
}

fn encoded(text: &str) -> String {
    text.replace(' ', "+").replace(';', "%3B")
}

async fn of_two_who_reply_at_once_one_wins_and_the_other_reads_both_texts(desk: &TestDesk) {
    let (mut citizen, first, fields) = open(desk).await;
    let second = desk.joins("second", desk.department("property"), &[Role::Officer]).await;
    let second = desk.browser().with_session(&desk.session(second).await);
    let mut people = [(first, ONE), (second, OTHER)];
    let forms = people.each_ref().map(|(_, text)| fields.clone() + &encoded(text));
    let [(one, _), (other, _)] = &mut people;
    let said = tokio::join!(one.calls("case/reply", &forms[0]), other.calls("case/reply", &forms[1]));
    let lost = match said {
        (200, 409) => 1,
        (409, 200) => 0,
        other => panic!("{other:?}: one of them wins"),
    };
    let [loser, winner] = [people[lost].1, people[1 - lost].1];
    let page = format!("/s/c/{}", citizen.number);
    people[lost].0.get(&page).await.is(200).says(winner).says(loser);
    people[1 - lost].0.get(&page).await.is(200).says(winner).does_not_say(loser);
    desk.leader().await.signs(&citizen.number).await.is(200);
    desk.reviewer().await.releases(&citizen.number).await.is(200);
    citizen.reads_the_answer().await.says(winner).does_not_say(loser);
}

async fn a_number_of_a_person_is_named_before_it_goes_out(desk: &TestDesk) {
    let (citizen, mut officer, fields) = open(desk).await;
    let telling = "We called you on 13900000001 and nobody answered us, so please call 12345.";
    let form = fields.clone() + &encoded(telling);
    assert_eq!(officer.calls("case/reply", &form).await, 422);
    officer.get(&format!("/s/c/{}", citizen.number)).await.says(telling);
    assert_eq!(officer.calls("case/reply", &format!("{form}&checked=yes")).await, 200);
    let (_, mut officer, fields) = open(desk).await;
    let plain = "Please call our counter at 010-66555678 or the hotline 12345 before you come to us.";
    assert_eq!(officer.calls("case/reply", &(fields + &encoded(plain))).await, 200);
}
