//! Each thing is shown, confirmed, kept and written down; what must not happen is refused.

use super::*;
use crate::{
    office::OfficeKind,
    staff::Role,
    store::{
        NewDepartment, Token,
        testing::{Office, case_of, code, file, filed, later, office, own_draft, person, refusal, report, store_test},
    },
};

fn typed(fields: &[(Field, &str)]) -> Option<Values> {
    Some(fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect())
}

fn order(thing: Thing, key: impl ToString, to: Option<Values>) -> SheetOrder {
    SheetOrder { thing, key: key.to_string(), to, shown: Vec::new() }
}

/// Shown, then confirmed.
async fn keep(store: &Store, who: &Staff, order: SheetOrder, at: Moment) -> Result<Weighed> {
    let first = store.set_sheet(who, &order, at).await?;
    assert!(!first.kept, "it is shown first");
    let done = store.set_sheet(who, &SheetOrder { shown: first.changes, ..order }, at).await?;
    assert!(done.kept, "{done:?}");
    Ok(done)
}

fn colleague(department: impl ToString, roles: &str) -> Option<Values> {
    typed(&[
        (Field::Username, "zhao"),
        (Field::Name, "Zhao"),
        (Field::Department, &department.to_string()),
        (Field::Roles, roles),
    ])
}

store_test!(somebody_is_added_changed_and_written_down, |store, at| {
    let Office { admin, officer, reviewer, .. } = office(&store, at).await;
    let new = order(Thing::Staff, "", colleague(officer.department.id, "officer"));
    let added = keep(&store, &admin, new.clone(), at).await.unwrap();
    assert_eq!(refusal(store.set_sheet(&admin, &new, later(at, 1)).await), Some(Refusal::Taken));
    let to = colleague(officer.department.id, "leader officer");
    keep(&store, &admin, order(Thing::Staff, &added.key, to), later(at, 2)).await.unwrap();
    let found = store.list_sheets(&admin, Thing::Staff, "Zha").await.unwrap().sheets;
    assert_eq!((found.len(), text_of(&found[0].values, Field::Roles)), (1, "leader officer"));
    let (events, _) = store.list_office_events(&admin, 0).await.unwrap();
    assert_eq!(events[0].event.change, [FieldChange::new(Field::Roles, "officer", "leader officer")]);
    assert_eq!((events[1].event.kind, events[1].event.subject.as_str()), (OfficeKind::StaffAdded, "Zhao"));
    assert_eq!(refusal(store.set_sheet(&reviewer, &new, at).await), Some(Refusal::NotYours));
    assert_eq!(refusal(store.list_sheets(&reviewer, Thing::Staff, "").await), Some(Refusal::NotYours));
});

store_test!(whoever_ends_is_signed_out_and_what_they_held_goes_back, |store, at| {
    let Office { admin, dispatcher, .. } = office(&store, at).await;
    let case = filed(&store, Token::from_bytes([1; 32]), at).await;
    store.claim(&dispatcher, case, 1, false, later(at, 1)).await.unwrap();
    let token = Token::from_bytes([7; 32]);
    store.open_session(dispatcher.id, &token, at.now).await.unwrap();
    let first = store.set_sheet(&admin, &order(Thing::Staff, dispatcher.id, None), later(at, 2)).await.unwrap();
    assert_eq!(first.warnings, [Warning::GivesBack(1), Warning::SignsOut]);
    assert!(store.read_session(&token, at.now).await.is_ok(), "nothing has happened yet");
    keep(&store, &admin, order(Thing::Staff, dispatcher.id, None), later(at, 3)).await.unwrap();
    assert_eq!(refusal(store.read_session(&token, at.now).await), Some(Refusal::SignedOut));
    assert!(store.read_password("dispatcher").await.unwrap().is_none());
    let mut tx = store.view().await.unwrap();
    assert_eq!(tx.case(case).await.unwrap().holder, None);
    drop(tx);
    let again = store.set_sheet(&admin, &order(Thing::Staff, dispatcher.id, None), later(at, 4)).await;
    assert_eq!(refusal(again), Some(Refusal::NotFound));
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(the_last_admin_stays_and_nobody_gives_themselves_roles, |store, at| {
    let Office { admin, .. } = office(&store, at).await;
    let strip = |roles: &str| {
        let to = typed(&[
            (Field::Name, "admin"),
            (Field::Department, &admin.department.id.to_string()),
            (Field::Roles, roles),
        ]);
        order(Thing::Staff, admin.id, to)
    };
    assert_eq!(refusal(store.set_sheet(&admin, &strip("analyst"), at).await), Some(Refusal::NotYours));
    assert_eq!(refusal(store.set_sheet(&admin, &strip("admin officer"), at).await), Some(Refusal::NotYours));
    assert_eq!(
        refusal(store.set_sheet(&admin, &order(Thing::Staff, admin.id, None), at).await),
        Some(Refusal::LastAdmin)
    );
    person(&store, "other", admin.department.id, &[Role::Admin], later(at, 3_000)).await;
    keep(&store, &admin, order(Thing::Staff, admin.id, None), later(at, 1)).await.unwrap();
});

store_test!(of_two_admins_at_once_the_second_is_shown_both, |store, at| {
    let Office { admin, officer, .. } = office(&store, at).await;
    let rename = |name: &str| {
        let to = typed(&[(Field::Name, name), (Field::LeaderSigns, "no")]);
        order(Thing::Department, officer.department.id, to)
    };
    let second = store.set_sheet(&admin, &rename("deeds"), at).await.unwrap();
    keep(&store, &admin, rename("register"), later(at, 1)).await.unwrap();
    let late = SheetOrder { shown: second.changes, ..rename("deeds") };
    let told = store.set_sheet(&admin, &late, later(at, 2)).await.unwrap();
    assert!(!told.kept);
    assert_eq!(told.changes, [FieldChange::new(Field::Name, "register", "deeds")]);
});

store_test!(a_department_answers_on_while_something_hangs_on_it, |store, at| {
    let Office { admin, officer, .. } = office(&store, at).await;
    let end = |key: String| order(Thing::Department, key, None);
    let refused = store.set_sheet(&admin, &end(officer.department.id.to_string()), at).await;
    assert_eq!(refusal(refused), Some(Refusal::InUse));
    let to = typed(&[
        (Field::Name, "archive"),
        (Field::Region, "990101"),
        (Field::Parent, &officer.department.id.to_string()),
        (Field::LeaderSigns, "yes"),
    ]);
    let added = keep(&store, &admin, order(Thing::Department, "", to), later(at, 1)).await.unwrap();
    let list = store.list_sheets(&admin, Thing::Department, "archive").await.unwrap().sheets;
    assert_eq!((list.len(), list[0].depth), (1, 1), "it hangs below the registry");
    keep(&store, &admin, end(added.key), later(at, 2)).await.unwrap();
    assert!(store.list_sheets(&admin, Thing::Department, "archive").await.unwrap().sheets.is_empty());
});

store_test!(a_department_moves_while_no_work_is_on_its_way_and_never_below_itself, |store, at| {
    let Office { admin, dispatcher, officer, stranger, .. } = office(&store, at).await;
    let (registry, other) = (officer.department.id.to_string(), stranger.department.id.to_string());
    let below = |key: &str, parent: &str| {
        let to = typed(&[(Field::Name, "moved"), (Field::Parent, parent), (Field::LeaderSigns, "no")]);
        order(Thing::Department, key, to)
    };
    keep(&store, &admin, below(&registry, &other), later(at, 1)).await.unwrap();
    let page = store.read_sheet(&admin, Thing::Department, &other).await.unwrap();
    let above = |page: &SheetPage, key: &str| {
        let of = page.options.iter().find(|options| options.field == Field::Parent).unwrap();
        of.choices.iter().any(|(choice, _)| choice == key)
    };
    assert!(!above(&page, &other) && !above(&page, &registry), "neither itself nor what hangs below it");
    let round = store.set_sheet(&admin, &below(&other, &registry), later(at, 2)).await.unwrap();
    assert_eq!((round.wrong, round.kept), (Some(Field::Parent), false));
    let (events, _) = store.list_office_events(&admin, 0).await.unwrap();
    assert!(events[0].event.change.iter().any(|change| change.field == Field::Parent && change.before.is_empty()));

    let case = filed(&store, Token::from_bytes([1; 32]), later(at, 3)).await;
    store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 4)).await.unwrap();
    let away = |key: &str| below(key, &admin.department.id.to_string());
    for key in [&registry, &other] {
        let moved = store.set_sheet(&admin, &away(key), later(at, 5)).await;
        assert_eq!(refusal(moved), Some(Refusal::AtWork), "its work stands in the lists of every office above");
    }
    let renamed = typed(&[(Field::Name, "deeds"), (Field::Parent, &other), (Field::LeaderSigns, "no")]);
    keep(&store, &admin, order(Thing::Department, &registry, renamed), later(at, 6)).await.unwrap();
    assert!(store.check().await.unwrap().problems.is_empty());
});

store_test!(an_office_above_that_an_admin_does_not_look_after_can_stay, |store, at| {
    let Office { admin, .. } = office(&store, at).await;
    let bureau = NewDepartment { name: "bureau".into(), region: code("990000"), parent: None, leader_signs: false };
    let bureau = store.add_department(&bureau, later(at, 3_000)).await.unwrap();
    let branch =
        NewDepartment { name: "branch".into(), region: code("990101"), parent: Some(bureau), leader_signs: false };
    let branch = store.add_department(&branch, later(at, 3_001)).await.unwrap();
    let to = |parent: &str| {
        let to = typed(&[(Field::Name, "branch"), (Field::Parent, parent), (Field::LeaderSigns, "yes")]);
        order(Thing::Department, branch, to)
    };
    let kept = keep(&store, &admin, to(&bureau.to_string()), later(at, 1)).await.unwrap();
    assert_eq!(kept.changes, [FieldChange::new(Field::LeaderSigns, "no", "yes")]);
    keep(&store, &admin, to(""), later(at, 2)).await.unwrap();
    let back = store.set_sheet(&admin, &to(&bureau.to_string()), later(at, 3)).await.unwrap();
    assert_eq!(back.wrong, Some(Field::Parent), "what hangs there is for an admin of that place");
});

store_test!(a_rule_that_fits_like_another_is_told_and_one_that_ended_decides_no_more, |store, at| {
    let Office { admin, officer, stranger, .. } = office(&store, at).await;
    let service = typed(&[(Field::Code, "a-1"), (Field::Name, "Deeds"), (Field::Category, "land")]);
    keep(&store, &admin, order(Thing::Service, "", service), at).await.unwrap();
    let rule = |department: &Staff| {
        let department = department.department.id.to_string();
        let to =
            [(Field::Service, ""), (Field::Category, "land"), (Field::Department, &department), (Field::Basis, "law")];
        order(Thing::DutyRule, "", typed(&to))
    };
    let first = keep(&store, &admin, rule(&officer), later(at, 1)).await.unwrap();
    assert!(first.warnings.is_empty());
    store.set_leader_signs(officer.department.id, true, later(at, 50)).await.unwrap();
    let unsigned = crate::office::Gap::NoLeader(1, "registry".into());
    assert!(store.list_gaps(&admin, at.now).await.unwrap().contains(&unsigned), "nobody there can sign");
    let second = store.set_sheet(&admin, &rule(&stranger), later(at, 2)).await.unwrap();
    assert_eq!(second.warnings, [Warning::Ambiguous(vec!["registry".into()])]);
    keep(&store, &admin, order(Thing::DutyRule, &first.key, None), later(at, 3)).await.unwrap();
    assert!(store.duty_rules().await.unwrap().is_empty());
    let neither = order(
        Thing::DutyRule,
        "",
        typed(&[(Field::Department, &officer.department.id.to_string()), (Field::Basis, "law")]),
    );
    assert_eq!(store.set_sheet(&admin, &neither, at).await.unwrap().wrong, Some(Field::Service));
    assert!(store.list_gaps(&admin, at.now).await.unwrap().contains(&crate::office::Gap::NoRule(1)));
});

store_test!(templates_and_page_texts_are_kept_and_taken_back, |store, at| {
    let Office { admin, .. } = office(&store, at).await;
    let words = [(Field::Name, "Thanks"), (Field::Service, ""), (Field::Body, "Thank you.\nWe look into it.")];
    let added = keep(&store, &admin, order(Thing::Template, "", typed(&words)), at).await.unwrap();
    keep(&store, &admin, order(Thing::Template, &added.key, None), later(at, 1)).await.unwrap();
    assert!(store.list_sheets(&admin, Thing::Template, "").await.unwrap().sheets.is_empty());
    let to = typed(&[(Field::Body, "# Call\n12345")]);
    keep(&store, &admin, order(Thing::PageText, "help.en", to), later(at, 2)).await.unwrap();
    assert_eq!(store.page_text("help", "en").await.unwrap().as_deref(), Some("# Call\n12345"));
    keep(&store, &admin, order(Thing::PageText, "help.en", None), later(at, 3)).await.unwrap();
    assert_eq!(store.page_text("help", "en").await.unwrap(), None);
    let none = store.set_sheet(&admin, &order(Thing::PageText, "help.en", None), at).await;
    assert_eq!(refusal(none), Some(Refusal::NotFound), "there is nothing to go back from");
});

store_test!(work_on_its_way_keeps_a_department, |store, at| {
    let Office { admin, dispatcher, officer, .. } = office(&store, at).await;
    let browser = Token::from_bytes([3; 32]);
    let receipt = file(&store, &browser, own_draft(&browser, at), &report(), at).await;
    let case = case_of(&store, &receipt).await;
    store.dispatch(&dispatcher, case, 1, officer.department.id, later(at, 1)).await.unwrap();
    let end = order(Thing::Staff, officer.id, None);
    keep(&store, &admin, end, later(at, 2)).await.unwrap();
    let refused = store.set_sheet(&admin, &order(Thing::Department, officer.department.id, None), at).await;
    assert_eq!(refusal(refused), Some(Refusal::InUse));
});
