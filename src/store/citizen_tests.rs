//! What reporters do to their own case, on both engines; and what nobody does to the case of somebody else.

use super::*;
use crate::{
    case::{Absent, OwnAct, Stage},
    evidence::{FileFault, FileProblem, Media},
    publication::PublicText,
    queue::Bucket,
    reply::ReplyText,
    report::{NewReport, Visibility},
    store::{
        Receipt, Token,
        testing::{Office, draft, file, later, office, report, store_test},
    },
};

/// One working day in minutes.
const DAY: i64 = 24 * 60;

/// Somebody who reported, with the pass to their case.
struct Reporter {
    receipt: Receipt,
    pass: TrackPass,
    id: CaseId,
}

async fn reporter(store: &Store, n: u8, report: &NewReport, at: Moment) -> Reporter {
    let receipt = file(store, &Token::from_bytes([n; 32]), draft(u128::from(n)), report, at).await;
    let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
    let id = store.view().await.unwrap().case_by_number(&receipt.number).await.unwrap();
    Reporter { receipt, pass, id }
}

impl Reporter {
    async fn opens_again(&mut self, store: &Store, at: Moment) {
        self.pass = store.open_tracking(&self.receipt.number, &self.receipt.code, at.now).await.ok().unwrap();
    }

    async fn does(&self, store: &Store, act: OwnAct, reason: &str, text: &str, at: Moment) -> Result<Acted> {
        let form = OwnForm { act: act.as_str().into(), reason: reason.into(), text: text.into(), uploads: Vec::new() };
        store.act(&self.pass, &self.receipt.number, &form, Vec::new(), at).await
    }

    async fn reads(&self, store: &Store, at: Moment) -> crate::case::PublicCase {
        store.read_public(&self.pass, &self.receipt.number, at.now).await.unwrap()
    }
}

async fn answered(store: &Store, office: &Office, case: CaseId, seen: i64, at: Moment) {
    let text = ReplyText::parse(&format!("Version {seen}: the registry will take the copy it has.")).unwrap();
    store.reply(&office.officer, case, seen, &text, later(at, 3)).await.unwrap();
    store.release(&office.reviewer, case, seen + 1, later(at, 4)).await.unwrap();
}

async fn accepted(store: &Store, office: &Office, case: CaseId, at: Moment) {
    store.dispatch(&office.dispatcher, case, 1, office.officer.department.id, later(at, 1)).await.unwrap();
    store.accept(&office.officer, case, 2, later(at, 2)).await.unwrap();
}

async fn agrees(store: &Store) {
    store.sequence().await.unwrap();
    let problems = store.check().await.unwrap().problems;
    assert!(problems.is_empty(), "{problems:?}");
}

fn picture(name: &str) -> NewFile {
    NewFile { name: name.into(), media: Media::Png, content: name.as_bytes().to_vec() }
}

store_test!(words_and_files_are_added_and_read_by_staff_and_their_writer, |store, at| {
    let office = office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    let form = OwnForm { act: "supplement".into(), text: "They asked a fourth time".into(), ..OwnForm::default() };
    let files = vec![picture("one.png"), picture("two.png")];
    let acted = store.act(&mine.pass, &mine.receipt.number, &form, files, later(at, 5)).await.unwrap();
    assert_eq!(acted, Acted::Done);
    let seen = store.read_case(&office.dispatcher, &mine.receipt.number).await.unwrap();
    assert_eq!(seen.entries[0].words.as_deref(), Some("They asked a fourth time"));
    assert_eq!(seen.entries[0].files.len(), 2);
    let own = mine.reads(&store, later(at, 6)).await;
    assert_eq!(own.entries[0].files, own.files);
    assert_ne!(own.files[0].id, own.files[1].id);
    let content = store.read_own_file(&mine.pass, own.files[1].id, at.now).await.unwrap().1;
    assert_eq!(&content[..], b"two.png");
    let body: Vec<String> = {
        let mut tx = store.view().await.unwrap();
        sql!(tx, conn => sqlx::query_scalar("select body from events").fetch_all(conn).await).unwrap()
    };
    assert!(body.iter().all(|body| !body.contains("fourth")), "an event holds no words");
    agrees(&store).await;
});

store_test!(files_that_were_not_taken_are_told_and_the_rest_is_added, |store, at| {
    office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    let uploads = vec![FileProblem { name: "big.png".into(), why: FileFault::Large }];
    let form = OwnForm { act: "supplement".into(), text: "Here is the letter".into(), uploads, ..OwnForm::default() };
    let (pass, number) = (&mine.pass, &mine.receipt.number);
    let acted = store.act(pass, number, &form, vec![picture("small.png")], later(at, 5)).await.unwrap();
    assert_eq!(acted, Acted::WithoutSomeFiles);
    let kept = store.read_own_form(pass, number, at.now).await.unwrap().unwrap();
    assert_eq!((kept.text.as_str(), kept.uploads.len()), ("", 1));
    let many = (0..4).map(|n| picture(&n.to_string())).collect();
    let refused = store.act(pass, number, &form, many, later(at, 6)).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::TooManyFiles))));
    assert_eq!(mine.reads(&store, later(at, 7)).await.files.len(), 1);
    agrees(&store).await;
});

store_test!(what_is_wrong_or_not_possible_is_kept_and_nothing_happens, |store, at| {
    office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    for (act, reason, text) in [
        (OwnAct::Supplement, "", ""),
        (OwnAct::Supplement, "", "four"),
        (OwnAct::Supplement, "", &"x".repeat(1_000_000)),
        (OwnAct::Urge, "", "soon"),
        (OwnAct::Urge, "overdue", ""),
        (OwnAct::NotSolved, "", "It is still the same paper"),
        (OwnAct::Solved, "", ""),
        (OwnAct::StopFollowing, "", ""),
    ] {
        assert_eq!(mine.does(&store, act, reason, text, later(at, 5)).await.unwrap(), Acted::NotYet, "{act:?}");
        let kept = store.read_own_form(&mine.pass, &mine.receipt.number, at.now).await.unwrap().unwrap();
        assert_eq!((kept.act.as_str(), &kept.text[..text.len().min(20)]), (act.as_str(), &text[..text.len().min(20)]));
        assert!(kept.text.len() <= 10_000);
    }
    assert_eq!(mine.reads(&store, later(at, 6)).await.entries.len(), 1);
    mine.does(&store, OwnAct::Urge, "no_news", "", later(at, 7)).await.unwrap();
    assert!(store.read_own_form(&mine.pass, &mine.receipt.number, at.now).await.unwrap().is_none());
    mine.does(&store, OwnAct::Supplement, "", "four", later(at, 8)).await.unwrap();
    store.sweep(later(at, 38).now).await.unwrap();
    assert!(store.read_own_form(&mine.pass, &mine.receipt.number, at.now).await.unwrap().is_none());
});

store_test!(nobody_acts_on_the_case_of_somebody_else_or_with_an_old_pass, |store, at| {
    office(&store, at).await;
    let (mine, other) = (reporter(&store, 1, &report(), at).await, reporter(&store, 2, &report(), later(at, 1)).await);
    let form = OwnForm { act: "withdraw".into(), reason: "other".into(), ..OwnForm::default() };
    let not_found = |done: Result<Acted>| matches!(done, Err(Error::Refused(Refusal::NotFound)));
    let number = &mine.receipt.number;
    assert!(not_found(store.act(&other.pass, number, &form, Vec::new(), at).await), "another case's pass");
    assert!(not_found(store.act(&mine.pass, number, &form, Vec::new(), later(at, 30)).await), "an expired pass");
    let forged = TrackPass::from_cookie(mine.pass.as_str().replace('.', ".9"));
    assert!(not_found(store.act(&forged, number, &form, Vec::new(), at).await), "a forged pass");
    let unknown = OwnForm { act: "release".into(), ..OwnForm::default() };
    assert!(not_found(store.act(&mine.pass, number, &unknown, Vec::new(), at).await), "an act of staff");
    assert!(store.read_own_form(&other.pass, number, at.now).await.is_err());
    assert_eq!(mine.reads(&store, later(at, 2)).await.stage, Stage::Filed);
});

store_test!(asking_to_hurry_marks_the_row_once_each_working_day, |store, at| {
    let office = office(&store, at).await;
    let mut mine = reporter(&store, 1, &report(), at).await;
    assert_eq!(mine.does(&store, OwnAct::Urge, "more_urgent", "", later(at, 5)).await.unwrap(), Acted::Done);
    assert_eq!(mine.does(&store, OwnAct::Urge, "more_urgent", "", later(at, 6)).await.unwrap(), Acted::NotYet);
    mine.opens_again(&store, later(at, DAY)).await;
    assert_eq!(mine.does(&store, OwnAct::Urge, "no_news", "", later(at, DAY)).await.unwrap(), Acted::Done);
    let row = &store.list_queue(&office.dispatcher, Bucket::ToDispatch, None, at.now).await.unwrap().rows[0];
    assert_eq!((row.urges, row.reopened, row.version), (2, false, 3));
    agrees(&store).await;
});

store_test!(of_eight_that_ask_to_hurry_at_once_one_does_and_staff_are_not_in_the_way, |store, at| {
    let office = office(&store, at).await;
    let mine = std::sync::Arc::new(reporter(&store, 1, &report(), at).await);
    let tries = (10..18).map(|minute| {
        let (store, mine) = (store.clone(), std::sync::Arc::clone(&mine));
        tokio::spawn(async move { mine.does(&store, OwnAct::Urge, "no_news", "", later(at, minute)).await })
    });
    let tries = tries.collect::<Vec<_>>();
    // whoever dispatches meanwhile may have to look again; the reporter need not
    let _either = store.dispatch(&office.dispatcher, mine.id, 1, office.officer.department.id, later(at, 20)).await;
    let mut done = 0;
    for acted in tries {
        done += i32::from(acted.await.unwrap().unwrap() == Acted::Done);
    }
    assert_eq!(done, 1);
    agrees(&store).await;
});

store_test!(what_is_taken_back_leaves_every_queue_and_its_clock_stops, |store, at| {
    let office = office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    assert_eq!(mine.does(&store, OwnAct::Withdraw, "pressed", "by phone", later(at, 5)).await.unwrap(), Acted::Done);
    let case = mine.reads(&store, later(at, 6)).await;
    assert_eq!((case.stage, case.visibility, case.days_left), (Stage::Withdrawn, Visibility::Private, None));
    assert!(case.acts.iter().all(|(_, absent)| absent.is_some()));
    let queue = store.list_queue(&office.dispatcher, Bucket::ToDispatch, None, at.now).await.unwrap();
    assert_eq!(queue.count.open, 0);
    let stopped: i64 = {
        let mut tx = store.view().await.unwrap();
        sql!(tx, conn => sqlx::query_scalar("select count(*) from deadlines where stopped_at is not null")
            .fetch_one(conn).await)
        .unwrap()
    };
    assert_eq!(stopped, 2, "of the dispatch and of the answer");
    assert!(store.dispatch(&office.dispatcher, mine.id, 2, office.officer.department.id, later(at, 7)).await.is_err());
    agrees(&store).await;
});

store_test!(what_is_not_solved_comes_back_once_with_a_clock_of_its_own, |store, at| {
    let office = office(&store, at).await;
    let mut mine = reporter(&store, 1, &report(), at).await;
    accepted(&store, &office, mine.id, at).await;
    answered(&store, &office, mine.id, 3, at).await;
    let first = mine.reads(&store, later(at, 5)).await;
    let next = later(at, DAY);
    mine.opens_again(&store, next).await;
    let wrong = "The counter refuses the copy as before";
    assert_eq!(mine.does(&store, OwnAct::NotSolved, "", wrong, next).await.unwrap(), Acted::Done);
    let again = mine.reads(&store, next).await;
    assert_eq!((again.stage, again.reopened), (Stage::Accepted, true));
    assert!(again.due.at > first.due.at);
    assert!(again.answer.as_ref().unwrap().contains("Version 3"), "the answer stays until there is another");
    let row = &store.list_queue(&office.officer, Bucket::ToReply, None, at.now).await.unwrap().rows[0];
    assert!(row.reopened && row.due == again.due);
    agrees(&store).await;
    answered(&store, &office, mine.id, 6, next).await;
    let second = mine.reads(&store, later(next, 10)).await;
    assert!(second.answer.as_ref().unwrap().contains("Version 6"));
    let earlier = second.entries.iter().filter_map(|entry| entry.words.as_deref()).collect::<Vec<_>>();
    assert_eq!(earlier, [wrong, "Version 3: the registry will take the copy it has."]);
    let why = second.acts.iter().find(|(act, _)| *act == OwnAct::NotSolved).unwrap().1;
    assert_eq!(why, Some(Absent::ReopenedOnce));
    assert_eq!(mine.does(&store, OwnAct::NotSolved, "", wrong, later(next, 11)).await.unwrap(), Acted::NotYet);
    assert_eq!(mine.does(&store, OwnAct::Solved, "", "", later(next, 12)).await.unwrap(), Acted::Done);
    let clocks: Vec<(String, Option<i64>)> = {
        let mut tx = store.view().await.unwrap();
        let text = "select clock, met_at from deadlines where clock in ('reply', 'reply-again') order by started_at";
        sql!(tx, conn => sqlx::query_as(text).fetch_all(conn).await).unwrap()
    };
    assert_eq!(clocks.iter().map(|(clock, _)| clock.as_str()).collect::<Vec<_>>(), ["reply", "reply-again"]);
    assert!(clocks.iter().all(|(_, met)| met.is_some()) && clocks[0].1 < clocks[1].1);
    agrees(&store).await;
});

store_test!(solved_and_not_solved_at_once_end_with_the_department_at_work, |store, at| {
    let office = office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    accepted(&store, &office, mine.id, at).await;
    answered(&store, &office, mine.id, 3, at).await;
    let (one, other) = tokio::join!(
        mine.does(&store, OwnAct::Solved, "", "", later(at, 6)),
        mine.does(&store, OwnAct::NotSolved, "", "It is still the same paper", later(at, 7)),
    );
    // whichever comes first: what is not solved is taken up again, also out of a case that was just closed
    assert_eq!(other.unwrap(), Acted::Done);
    one.unwrap();
    assert_eq!(mine.reads(&store, later(at, 8)).await.stage, Stage::Accepted);
    agrees(&store).await;
});

store_test!(a_follower_adds_and_leaves_and_neither_reads_the_other, |store, at| {
    let office = office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    mine.does(&store, OwnAct::Supplement, "", "Words of the first", later(at, 1)).await.unwrap();
    store.dispatch(&office.dispatcher, mine.id, 2, office.officer.department.id, later(at, 1)).await.unwrap();
    store.accept(&office.officer, mine.id, 3, later(at, 2)).await.unwrap();
    answered(&store, &office, mine.id, 4, at).await;
    let text = PublicText::parse("Which papers it takes", "Bring the card; nothing else is asked for.").unwrap();
    store.publish(&office.reviewer, mine.id, 6, &text, later(at, 5)).await.unwrap();
    let follow = NewReport { follow: Some(mine.receipt.number.clone()), ..report() };
    let theirs = reporter(&store, 2, &follow, later(at, 6)).await;
    assert_eq!(theirs.id, mine.id);
    theirs.does(&store, OwnAct::Supplement, "", "Words of the second", later(at, 7)).await.unwrap();
    let (own, other) = (mine.reads(&store, later(at, 8)).await, theirs.reads(&store, later(at, 8)).await);
    assert!(
        !format!("{own:?}").contains("Words of the second") && !format!("{other:?}").contains("Words of the first")
    );
    assert!(format!("{other:?}").contains("Words of the second") && other.answer.is_none());
    assert_eq!(other.published.as_ref(), Some(&text));
    let staff = store.read_case(&office.dispatcher, &mine.receipt.number).await.unwrap();
    assert!(
        format!("{staff:?}").contains("Words of the first") && format!("{staff:?}").contains("Words of the second")
    );
    for act in [OwnAct::Solved, OwnAct::NotSolved, OwnAct::Withdraw, OwnAct::MakePrivate, OwnAct::Urge] {
        let acted = theirs.does(&store, act, "other", "It is still the same paper", later(at, 9)).await.unwrap();
        assert_eq!(acted, Acted::NotYet, "{act:?}");
    }
    assert_eq!(theirs.does(&store, OwnAct::StopFollowing, "", "", later(at, 10)).await.unwrap(), Acted::Done);
    let acted = theirs.does(&store, OwnAct::Supplement, "", "And once more", later(at, 11)).await.unwrap();
    assert_eq!(acted, Acted::NotYet);
    assert_eq!(mine.does(&store, OwnAct::MakePrivate, "", "", later(at, 12)).await.unwrap(), Acted::Done);
    assert!(theirs.reads(&store, later(at, 13)).await.published.is_none(), "unpublished at once");
    agrees(&store).await;
});

store_test!(check_finds_words_that_were_changed_or_taken_out, |store, at| {
    office(&store, at).await;
    let mine = reporter(&store, 1, &report(), at).await;
    mine.does(&store, OwnAct::Supplement, "", "They asked again", later(at, 5)).await.unwrap();
    for spoil in ["update citizen_words set words = 'All is well'", "delete from citizen_words"] {
        let mut tx = store.begin().await.unwrap();
        sql!(tx, conn => sqlx::query(spoil).execute(conn).await.map(drop)).unwrap();
        tx.commit().await.unwrap();
        let problems = store.check().await.unwrap().problems.join(" ");
        assert!(problems.contains("wrote afterwards"), "{spoil}: {problems}");
    }
});
