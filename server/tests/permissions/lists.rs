//! The doors of the lists that need something: a case to let pass, a view to call something else.

use super::{People, Way, of, word};
use crate::support::TestDesk;
use clearway::{
    queue::{Filter, View},
    staff::Role,
};
use server::chance;

journeys!(who_holds_nothing_lets_nothing_pass_and_a_view_is_its_owners);

async fn who_holds_nothing_lets_nothing_pass_and_a_view_is_its_owners(desk: &TestDesk) {
    let (people, way) = (People::of(desk), Way::begin(desk).await);
    let form = format!("case={}&reason=other", way.id);
    for line in of("queue/skip") {
        let (_, mut outside) = people.elsewhere(line.role).await;
        assert_eq!(word(outside.calls("queue/skip", &form).await), line.outside, "{:?} outside", line.role);
        // before it is dispatched a case stands in the scope of no department
        if !matches!(line.role, Role::Officer | Role::Leader) {
            let (_, mut here) = people.here(line.role).await;
            let status = here.calls("queue/skip", &form).await;
            let said = if status == 409 { "yes" } else { word(status) };
            assert_eq!(said, line.in_scope, "queue/skip for {:?}", line.role);
        }
    }
    let (_, mut beside) = people.here(Role::Dispatcher).await;
    for line in of("view/rename").into_iter().filter(|line| line.own == "yes") {
        let id = desk.joins(&format!("owner-{:?}", line.role), desk.department("property"), &[line.role]).await;
        let (token, store, at) = (desk.session(id).await, &desk.office.store, chance::moment(&desk.office.clock));
        let staff = store.read_session(&token, at.now).await.unwrap();
        let mut owner = desk.browser().with_session(&token);
        let view = store.save_view(&staff, "late", (View::Open, &Filter::default()), true, at).await.unwrap();
        for door in ["view/rename", "view/remove"] {
            let form = format!("id={view}&name=other");
            assert_eq!(word(beside.calls(door, &form).await), line.outside, "{door} of another");
            assert_eq!(word(owner.calls(door, &form).await), "yes", "{door} of {:?}", line.role);
        }
    }
}
