//! What staff do: dispatch, take back, accept, sign, release. A rule decides, the store keeps, one transaction.

use super::{Fault, Moment, Result, Store, history::time, moment::Dice, region::code_of};
use crate::{
    case::Case,
    department::Department,
    event::{Actor, Event},
    id::{CaseId, DepartmentId, StaffId, WorkOrderId},
    refusal::Refusal,
    staff::Staff,
};
use uuid::Uuid;

const DEPARTMENT: &str = "select name, region_code, parent_id from departments where department_id = $1";
const INSERT_ORDER: &str = "insert into work_orders (work_order_id, case_id, department_id, main, dispatched_at) \
    values ($1, $2, $3, true, $4)";
const DELETE_ORDER: &str = "delete from work_orders where case_id = $1 and main";
const NEWEST: &str = "select at, staff_id, body from events where case_id = $1 and version = $2";
const ACCEPT: &str = "update work_orders set accepted_at = $2, accepted_by = $3 where case_id = $1 and main";
const SIGN: &str = "update replies set signed_at = $2, signed_by = $3 where reply_id = $1";
const RELEASE: &str = "update replies set released_at = $2, released_by = $3 where reply_id = $1";

impl Store {
    /// Gives a case to a department.
    ///
    /// # Errors
    /// As [`Case::dispatch`](crate::case::Case::dispatch); `seen` is the version the person looked at.
    pub async fn dispatch(&self, who: &Staff, case: CaseId, seen: i64, to: DepartmentId, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let mut dice = at.dice();
            let case = tx.case(case).await?;
            let to = tx.department(to).await?;
            let order = WorkOrderId(dice.id());
            // the rule that proposed this department, if one did, is the reason on record
            let proposed = tx.proposal(&case).await?.rules.into_iter().find(|rule| rule.department.id == to.id);
            let event = case.dispatch(who, seen, &to, order, proposed.map(|rule| rule.id), at.now)?;
            tx.send_to(case, &to, order, &event, &mut dice).await?;
        })
    }

    /// Takes back a dispatch that was a slip. The department's screens are told once more: that it has the case no longer.
    ///
    /// # Errors
    /// As [`Case::take_back`](crate::case::Case::take_back).
    pub async fn take_back(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.take_back(who, seen, &tx.newest_event(&case).await?, at.now)?;
            let told = case.scopes.clone();
            sql!(tx, conn => sqlx::query(DELETE_ORDER).bind(case.id.0).execute(conn).await.map(drop))?;
            tx.record_to(&case.after(&event, &tx.calendar), &told, &event, None, &mut at.dice()).await?;
        })
    }

    /// Takes a case on for the department.
    ///
    /// # Errors
    /// As [`Case::accept`](crate::case::Case::accept).
    pub async fn accept(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.accept(who, seen, at.now)?;
            sql!(tx, conn => sqlx::query(ACCEPT).bind(case.id.0).bind(at.now.as_microsecond()).bind(who.id.0)
                .execute(conn).await.map(drop))?;
            tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
        })
    }

    /// Signs the words for the department.
    ///
    /// # Errors
    /// As [`Case::sign`](crate::case::Case::sign).
    pub async fn sign(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.sign(who, seen, at.now)?;
            sql!(tx, conn => sqlx::query(SIGN).bind(case.reply.map(|reply| reply.id.0)).bind(at.now.as_microsecond())
                .bind(who.id.0).execute(conn).await.map(drop))?;
            tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
        })
    }

    /// Lets the words go out.
    ///
    /// # Errors
    /// As [`Case::release`](crate::case::Case::release).
    pub async fn release(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let case = tx.case(case).await?;
            let event = case.release(who, seen, at.now)?;
            let reply = case.reply.map(|reply| reply.id.0);
            let now = at.now.as_microsecond();
            sql!(tx, conn => sqlx::query(RELEASE).bind(reply).bind(now).bind(who.id.0).execute(conn).await.map(drop))?;
            tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
        })
    }
}

impl super::tx::Tx {
    /// Gives the case to a department: its task, the scopes of the department, the event.
    pub async fn send_to(
        &mut self,
        case: Case,
        to: &Department,
        order: WorkOrderId,
        event: &Event,
        dice: &mut Dice,
    ) -> Result<()> {
        let now = event.at.as_microsecond();
        sql!(self, conn => sqlx::query(INSERT_ORDER).bind(order.0).bind(case.id.0).bind(to.id.0).bind(now)
            .execute(conn).await.map(drop))?;
        let mut case = case.after(event, &self.calendar);
        case.scopes.extend(self.departments_upward(to.id).await?);
        self.record(&case, event, None, dice).await
    }

    /// What happened to a case last.
    pub async fn newest_event(&mut self, case: &Case) -> Result<Event> {
        type Row = (i64, Option<Uuid>, String);
        let row: Row =
            sql!(self, conn => sqlx::query_as(NEWEST).bind(case.id.0).bind(case.version).fetch_one(conn).await)?;
        let (at, staff, body) = row;
        let by = staff.map_or(Actor::System, |id| Actor::Staff(StaffId(id)));
        let happened = serde_json::from_str(&body).map_err(|_| Fault::Corrupt("event"))?;
        Ok(Event { case_id: case.id, version: case.version, at: time(at)?, by, happened })
    }

    /// A department by its id.
    pub async fn department(&mut self, id: DepartmentId) -> Result<Department> {
        type Row = (String, String, Option<Uuid>);
        let row: Option<Row> = sql!(self, conn => sqlx::query_as(DEPARTMENT).bind(id.0).fetch_optional(conn).await)?;
        let (name, region, parent) = row.ok_or(Refusal::NotFound)?;
        Ok(Department { id, name, region: code_of(&region)?, parent: parent.map(DepartmentId) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        queue::Bucket,
        reply::ReplyText,
        staff::Role,
        store::{
            Store, Token,
            testing::{Office, filed, later, office, person, refusal, store_test},
        },
    };

    fn reply() -> ReplyText {
        ReplyText::parse(&"The registry will take the copy it has. ".repeat(2)).unwrap()
    }

    async fn to_review(store: &Store, office: &Office, case: CaseId, at: Moment) {
        store.dispatch(&office.dispatcher, case, 1, office.officer.department.id, later(at, 1)).await.unwrap();
        store.accept(&office.officer, case, 2, later(at, 2)).await.unwrap();
        store.reply(&office.officer, case, 3, &reply(), later(at, 3)).await.unwrap();
    }

    store_test!(a_case_goes_from_dispatch_to_answer_and_leaves_every_queue, |store, at| {
        let office = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        to_review(&store, &office, case, at).await;
        let waiting = store.list_queue(&office.reviewer, Bucket::ToRelease, None, at.now).await.unwrap();
        assert_eq!(waiting.rows.len(), 1);
        store.release(&office.reviewer, case, 4, later(at, 4)).await.unwrap();
        let left = store.list_queue(&office.reviewer, Bucket::ToRelease, None, at.now).await.unwrap();
        assert_eq!((left.rows.len(), left.count.open), (0, 0));
        let report = store.check().await.unwrap();
        assert!(report.problems.is_empty(), "{report:?}");
        assert_eq!(store.sequence().await.unwrap(), 5);
        assert_eq!(store.sequence().await.unwrap(), 0);
        let notices = store.notices_since(0, 10).await.unwrap();
        assert_eq!(notices.iter().map(|notice| notice.version).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert!(store.check().await.unwrap().problems.is_empty());
    });

    store_test!(whoever_replied_does_not_release_and_the_wrong_hand_is_refused, |store, at| {
        let office = office(&store, at).await;
        let both = [Role::Officer, Role::Reviewer];
        let both = person(&store, "both", office.officer.department.id, &both, later(at, 3_000)).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        assert_eq!(refusal(store.accept(&office.officer, case, 1, at).await), Some(Refusal::NotFound));
        assert_eq!(refusal(store.accept(&office.dispatcher, case, 1, at).await), Some(Refusal::NotYours));
        assert_eq!(refusal(store.release(&office.admin, case, 1, at).await), Some(Refusal::NotFound));
        store.dispatch(&office.dispatcher, case, 1, both.department.id, later(at, 1)).await.unwrap();
        assert_eq!(refusal(store.accept(&office.stranger, case, 2, at).await), Some(Refusal::NotFound));
        store.accept(&both, case, 2, later(at, 2)).await.unwrap();
        assert_eq!(refusal(store.release(&both, case, 3, at).await), Some(Refusal::WrongStage));
        store.reply(&both, case, 3, &reply(), later(at, 3)).await.unwrap();
        assert_eq!(refusal(store.release(&both, case, 4, later(at, 4)).await), Some(Refusal::SameHand));
    });

    store_test!(of_two_officers_at_once_one_wins_and_the_other_is_told, |store, at| {
        let office = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.dispatch(&office.dispatcher, case, 1, office.officer.department.id, later(at, 1)).await.unwrap();
        let tries = (10..18).map(|minute| {
            let (store, officer) = (store.clone(), office.officer.clone());
            tokio::spawn(async move { store.accept(&officer, case, 2, later(at, minute)).await })
        });
        let mut won = 0;
        for done in tries.collect::<Vec<_>>() {
            match refusal(done.await.unwrap()) {
                None => won += 1,
                Some(refusal) => assert_eq!(refusal, Refusal::Changed),
            }
        }
        assert_eq!(won, 1);
        assert!(store.check().await.unwrap().problems.is_empty());
    });

    store_test!(check_finds_history_that_was_changed_or_taken_out, |store, at| {
        let office = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        to_review(&store, &office, case, at).await;
        store.sequence().await.unwrap();
        for (spoil, tells) in [
            ("update events set body = '{}' where version = 2", "history was changed"),
            ("delete from queue_rows", "queues"),
            ("update reports set what = 'something else'", "not the one that was filed"),
            ("update cases set due_at = due_at + 1", "ledger"),
            ("delete from published where number = 2", "taken out"),
        ] {
            let mut tx = store.begin().await.unwrap();
            sql!(tx, conn => sqlx::query(spoil).execute(conn).await.map(drop)).unwrap();
            tx.commit().await.unwrap();
            let problems = store.check().await.unwrap().problems.join(" ");
            assert!(problems.contains(tells), "{spoil}: {problems}");
        }
    });
}
