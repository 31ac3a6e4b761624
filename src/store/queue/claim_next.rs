//! The next case: the server picks, so that nobody picks the easy ones and nobody gets the same.

use super::{
    super::{Moment, Result, Store, case::open_stages, tx::Tx},
    reading::Reading,
};
use crate::{
    calendar::{OFFICE_TIME, office_day},
    case::Case,
    id::CaseId,
    identifiers::case_number::CaseNumber,
    policy::HELD_MAX,
    queue::{Bucket, Filter, HolderFilter, SkipReason, View},
    refusal::Refusal,
    staff::Staff,
};
use jiff::civil::Time;
use uuid::Uuid;

/// What somebody holds and has not worked on since they took it.
const IN_HAND: &str = concat!(
    "select count(*) from cases c where c.holder_id = $1 \
    and c.stage in ",
    open_stages!(),
    " and not exists (select 1 from events e \
        where e.case_id = c.case_id and e.staff_id = $1 and e.at > c.held_at)"
);
const SKIP: &str = "insert into skips (staff_id, at, case_id, reason) values ($1, $2, $3, $4)";
/// How often another is looked for when one has just moved on.
const TRIES: usize = 5;

impl Store {
    /// Takes the next case of a list, most urgent first, for this person: soonest deadline, then what has a mark.
    ///
    /// # Errors
    /// [`Refusal::EnoughInHand`] when they hold too many that they have not worked on, [`Refusal::NothingWaits`] when nothing
    /// is left that they could take.
    pub async fn claim_next(&self, who: &Staff, view: View, filter: &Filter, at: Moment) -> Result<CaseNumber> {
        let calendar = self.calendar();
        let filter = Filter { holder: Some(HolderFilter::None), ..filter.clone() };
        let mut readings = Vec::new();
        for view in workable(who, view)? {
            readings.extend(Reading::of(view, &filter, who, at.now, &calendar)?);
        }
        in_tx!(self, |tx| {
            let held: i64 = sql!(tx, conn => sqlx::query_scalar(IN_HAND).bind(who.id.0).fetch_one(conn).await)?;
            if held >= HELD_MAX {
                return Err(Refusal::EnoughInHand.into());
            }
            let case = tx.next_case(who, &readings, at).await?;
            tx.claim(who, case.id, case.version, false, at).await?;
            case.number
        })
    }

    /// Gives a case back that was taken; it is not offered to the same person again on that day.
    ///
    /// # Errors
    /// As [`Case::let_go`].
    pub async fn skip(&self, who: &Staff, case: CaseId, reason: SkipReason, at: Moment) -> Result<()> {
        in_tx!(self, |tx| {
            let seen = tx.case(case).await?.version;
            tx.let_go(who, case, seen, at).await?;
            let now = at.now.as_microsecond();
            sql!(tx, conn => sqlx::query(SKIP).bind(who.id.0).bind(now).bind(case.0).bind(reason.as_str()).execute(conn).await
                .map(drop))?;
        })
    }
}

/// The lists that a person can take something from: the one they look at, or all that they work on.
fn workable(who: &Staff, view: View) -> Result<Vec<View>> {
    match view {
        View::Bucket(_) => Ok(vec![view]),
        View::Mine | View::Open => {
            let buckets: Vec<_> = who.queues().into_iter().map(|(bucket, _)| View::Bucket(bucket)).collect();
            if buckets.is_empty() { Err(Refusal::NotYours.into()) } else { Ok(buckets) }
        }
    }
}

impl Tx {
    /// The most urgent that is free, locked on PostgreSQL so that nobody else gets it; SQLite has one writer.
    async fn next_case(&mut self, who: &Staff, readings: &[Reading], at: Moment) -> Result<Case> {
        let today = OFFICE_TIME.to_timestamp(office_day(at.now).to_datetime(Time::midnight())).unwrap_or(at.now);
        for _ in 0..TRIES {
            let mut found: Vec<(i64, bool, bool, Uuid)> = Vec::new();
            for reading in readings {
                found.extend(self.most_urgent(reading, who.id, today).await?);
            }
            let first = found.into_iter().min_by_key(|(due, urged, danger, id)| (*due, !urged, !danger, *id));
            let (.., id) = first.ok_or(Refusal::NothingWaits)?;
            let case = self.case(CaseId(id)).await?;
            // while it was looked for, it may have gone on to where others work on it
            let mine = Bucket::of(case.stage)
                .is_some_and(|bucket| who.scope(bucket.role()).is_some_and(|scope| case.scopes.contains(&scope)));
            if case.holder.is_none() && mine {
                return Ok(case);
            }
        }
        Err(Refusal::NothingWaits.into())
    }
}
