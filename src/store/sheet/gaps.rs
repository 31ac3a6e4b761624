//! What is still missing before the office can work.

use crate::{
    calendar::office_day,
    office::Gap,
    staff::{Role, Staff},
    store::{Result, Store},
};
use jiff::Timestamp;

const WITH_ROLE: &str =
    "select count(*) from staff_roles r join staff s using (staff_id) where r.role = $1 and s.ended_at is null";
const WITHOUT_RULE: &str = "select count(*) from services s where s.offered and not exists ( \
    select 1 from duty_rules r where r.ended_at is null and (r.service_code = s.service_code or r.category = s.category))";
const WITHOUT_LEADER: &str = "select count(*), coalesce(min(d.name), '') from departments d where d.ended_at is null \
    and d.leader_signs and exists (select 1 from duty_rules r where r.department_id = d.department_id and r.ended_at is null) \
    and not exists (select 1 from staff s join staff_roles r using (staff_id) \
    where s.department_id = d.department_id and s.ended_at is null and r.role = $1)";
/// From this month on the next year's calendar is known.
const KNOWN_FROM: i8 = 11;

impl Store {
    /// What is missing, the gravest first.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever is no admin.
    pub async fn list_gaps(&self, who: &Staff, now: Timestamp) -> Result<Vec<Gap>> {
        who.may_set_up()?;
        let (dispatchers, reviewers, without, unsigned): (i64, i64, i64, (i64, String)) = in_view!(self, |tx| {
            let dispatchers =
                sql!(tx, conn => sqlx::query_scalar(WITH_ROLE).bind(Role::Dispatcher.as_str()).fetch_one(conn).await)?;
            let reviewers =
                sql!(tx, conn => sqlx::query_scalar(WITH_ROLE).bind(Role::Reviewer.as_str()).fetch_one(conn).await)?;
            let without = sql!(tx, conn => sqlx::query_scalar(WITHOUT_RULE).fetch_one(conn).await)?;
            let leader = Role::Leader.as_str();
            let unsigned = sql!(tx, conn => sqlx::query_as(WITHOUT_LEADER).bind(leader).fetch_one(conn).await)?;
            (dispatchers, reviewers, without, unsigned)
        });
        let (today, calendar) = (office_day(now), self.calendar());
        let mut gaps = Vec::new();
        gaps.extend((dispatchers == 0).then_some(Gap::NoDispatcher));
        gaps.extend((reviewers == 0).then_some(Gap::NoReviewer));
        let (count, name) = unsigned;
        gaps.extend((count > 0).then(|| Gap::NoLeader(usize::try_from(count).unwrap_or_default(), name)));
        let next = (today.month() >= KNOWN_FROM).then(|| today.year() + 1);
        let years = [Some(today.year()), next].into_iter().flatten();
        gaps.extend(years.filter(|year| !calendar.is_loaded(*year)).map(Gap::NoCalendar));
        gaps.extend((without > 0).then(|| Gap::NoRule(usize::try_from(without).unwrap_or_default())));
        Ok(gaps)
    }
}
