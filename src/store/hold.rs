//! Who works on a case: taken, let go, and given back for somebody who does not come to it.

use super::{Moment, Result, Store, case::open_stages, history::time, tx::Tx};
use crate::{id::CaseId, policy, staff::Staff};
use jiff::Timestamp;
use uuid::Uuid;

/// Cases given back in one sweep.
const MOST: i64 = 200;

const IDLE: &str = concat!(
    "select case_id, held_at from cases where holder_id is not null and held_at < $1 \
    and stage in ",
    open_stages!(),
    " order by held_at, case_id limit cast($2 as bigint)"
);
/// When the holder last did something to it.
const TOUCHED: &str = "select coalesce(max(e.at), 0) from events e join cases c on c.case_id = e.case_id and e.staff_id = c.holder_id \
    where c.case_id = $1";

impl Store {
    /// Takes a case as one's own; from somebody else only where `over` says that it is meant.
    ///
    /// # Errors
    /// As [`Case::claim`](crate::case::Case::claim).
    pub async fn claim(&self, who: &Staff, case: CaseId, seen: i64, over: bool, at: Moment) -> Result<()> {
        in_tx!(self, |tx| { tx.claim(who, case, seen, over, at).await? })
    }

    /// Gives a case back to all who could work on it.
    ///
    /// # Errors
    /// As [`Case::let_go`](crate::case::Case::let_go).
    pub async fn let_go(&self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        in_tx!(self, |tx| { tx.let_go(who, case, seen, at).await? })
    }

    /// Gives back what somebody holds and did nothing about for [`policy::IDLE_WORKING_DAYS`]; how many it was. For the holder
    /// of the lease.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_go_idle(&self, at: Moment) -> Result<usize> {
        let mut count = 0;
        for (index, case) in self.idle(at.now).await?.into_iter().enumerate() {
            let at = at.apart(index);
            in_tx!(self, |tx| {
                let case = tx.case(case).await?;
                if let Some(event) = case.let_go_idle(at.now) {
                    let holder = case.holder;
                    tx.record(&case.after(&event, &tx.calendar), &event, None, &mut at.dice()).await?;
                    if let Some(holder) = holder {
                        tx.tell(holder, &event).await?;
                    }
                }
            })?;
            count += 1;
        }
        Ok(count)
    }

    /// Cases whose holder did nothing for too long.
    async fn idle(&self, now: Timestamp) -> Result<Vec<CaseId>> {
        let calendar = self.calendar();
        let since = calendar.before(now, policy::IDLE_WORKING_DAYS);
        Ok(in_view!(self, |tx| {
            let held: Vec<(Uuid, i64)> = sql!(tx, conn => sqlx::query_as(IDLE).bind(since.as_microsecond()).bind(MOST)
                .fetch_all(conn).await)?;
            let mut idle = Vec::new();
            for (case, held_at) in held {
                let touched: i64 = sql!(tx, conn => sqlx::query_scalar(TOUCHED).bind(case).fetch_one(conn).await)?;
                if time(touched.max(held_at))? < since {
                    idle.push(CaseId(case));
                }
            }
            idle
        }))
    }
}

impl Tx {
    /// Takes a case within a write.
    pub async fn claim(&mut self, who: &Staff, case: CaseId, seen: i64, over: bool, at: Moment) -> Result<()> {
        let case = self.case(case).await?;
        let event = case.claim(who, seen, over, at.now)?;
        let before = case.holder;
        self.record(&case.after(&event, &self.calendar), &event, None, &mut at.dice()).await?;
        match before {
            Some(before) => self.tell(before, &event).await,
            None => Ok(()),
        }
    }

    /// Gives a case back within a write.
    pub async fn let_go(&mut self, who: &Staff, case: CaseId, seen: i64, at: Moment) -> Result<()> {
        let case = self.case(case).await?;
        let event = case.let_go(who, seen, at.now)?;
        self.record(&case.after(&event, &self.calendar), &event, None, &mut at.dice()).await
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        refusal::Refusal,
        staff::Role,
        store::{
            Token,
            testing::{Office, filed, later, office, person, refusal, store_test},
        },
    };

    store_test!(of_eight_who_take_a_case_at_once_one_has_it, |store, at| {
        let office = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        let mut tries = Vec::new();
        for n in 0..8 {
            let name = format!("d{n}");
            let who =
                person(&store, &name, office.dispatcher.department.id, &[Role::Dispatcher], later(at, 4_000 + n)).await;
            let store = store.clone();
            tries.push(tokio::spawn(async move { store.claim(&who, case, 1, false, later(at, 10 + n)).await }));
        }
        let mut won = 0;
        for done in tries {
            match refusal(done.await.unwrap()) {
                None => won += 1,
                Some(refusal) => assert!(matches!(refusal, Refusal::Changed | Refusal::Held), "{refusal:?}"),
            }
        }
        assert_eq!(won, 1);
        assert!(store.check().await.unwrap().problems.is_empty());
    });

    store_test!(whoever_holds_a_case_works_on_it_until_it_is_taken_over_or_let_go, |store, at| {
        let Office { dispatcher, officer, .. } = office(&store, at).await;
        let second = person(&store, "second", dispatcher.department.id, &[Role::Dispatcher], later(at, 4_000)).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.claim(&dispatcher, case, 1, false, later(at, 1)).await.unwrap();
        let to = officer.department.id;
        assert_eq!(refusal(store.dispatch(&second, case, 2, to, later(at, 2)).await), Some(Refusal::Held));
        assert_eq!(refusal(store.claim(&second, case, 2, false, later(at, 2)).await), Some(Refusal::Held));
        assert_eq!(refusal(store.let_go(&second, case, 2, later(at, 2)).await), Some(Refusal::NotHeld));
        store.claim(&second, case, 2, true, later(at, 3)).await.unwrap();
        store.let_go(&second, case, 3, later(at, 4)).await.unwrap();
        store.dispatch(&dispatcher, case, 4, to, later(at, 5)).await.unwrap();
        assert_eq!(
            refusal(store.claim(&officer, case, 5, false, later(at, 6)).await),
            None,
            "the department's officer takes it"
        );
        assert!(store.check().await.unwrap().problems.is_empty());
    });

    store_test!(a_case_that_nobody_comes_to_goes_back_to_all, |store, at| {
        let Office { dispatcher, .. } = office(&store, at).await;
        let case = filed(&store, Token::from_bytes([1; 32]), at).await;
        store.claim(&dispatcher, case, 1, false, later(at, 1)).await.unwrap();
        let days = |days: i64| later(at, days * 24 * 60);
        assert_eq!(store.let_go_idle(later(at, 60)).await.unwrap(), 0, "an hour is not long");
        assert_eq!(store.let_go_idle(days(10)).await.unwrap(), 1);
        assert_eq!(store.let_go_idle(days(11)).await.unwrap(), 0);
        let inbox = store.list_inbox(&dispatcher, "", days(11).now).await.unwrap();
        assert_eq!(inbox.rows.first().map(|row| row.kind.clone()), Some("let_go".to_owned()), "and they are told");
        assert!(store.check().await.unwrap().problems.is_empty());
    });
}
