//! Cases by the hundred thousand, for drills and benchmarks: each a whole life, from the report to the verdict.
//!
//! What happens is decided by the same rules as ever; only the rows are kept many at a time. Every case is closed: open work
//! comes by the ordinary way.

mod life;
mod rows;

use super::{
    Error, Fault, Moment, Result, Store,
    db::Db,
    history::{FIRST, LAST},
    keys::Keys,
    tx::Tx,
    words::words,
};
use crate::{
    calendar::Calendar,
    case::Stage,
    department::Department,
    id::StaffId,
    queue::Scope,
    region::RegionCode,
    service::ServiceCode,
    staff::{Role, Staff},
};
use life::{Life, World};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::mpsc;

/// Cases kept in one transaction.
const BATCH: usize = 20_000;

const REGIONS: &str = "select region_code from regions where level = 'county' order by region_code";
const SERVICES: &str = "select service_code from services where offered order by place, service_code";
const STAFF: &str = "select staff_id from staff where ended_at is null order by username";
const SIGNS: &str = "select leader_signs from departments where department_id = $1";
const LAST_SERIAL: &str = "select region_code, day_on, last from number_series";

/// Keys that look like chance go into their indexes anywhere: these stay in memory while so many are written.
const ROOM: &str = "pragma cache_size = -524288";

/// Words of reports and their answers, taken in turn.
pub type Stories = Vec<(String, String)>;

impl Store {
    /// Loads so many closed cases of the last eleven months; how many it was.
    ///
    /// # Errors
    /// When there is no dispatcher, officer or reviewer, no county or no service, or the database fails.
    pub async fn load_cases(&self, count: usize, stories: Stories, at: Moment) -> Result<usize> {
        while self.sequence().await? > 0 {}
        let world = in_view!(self, |tx| { tx.bulk_world(stories).await? });
        let (keys, calendar) = (self.keys(), self.calendar());
        if let Db::Sqlite { write, .. } = &self.db {
            sqlx::query(ROOM).execute(write).await?;
        }
        let (send, mut receive) = mpsc::channel(1);
        let making = tokio::task::spawn_blocking(move || make(world, count, at, &keys, &calendar, &send));
        let mut kept = 0;
        while let Some(lives) = receive.recv().await {
            let lives: Vec<Life> = lives;
            in_tx!(self, |tx| {
                let last: Option<(i64, Vec<u8>)> = sql!(tx, conn => sqlx::query_as(LAST).fetch_optional(conn).await)?;
                tx.keep_lives(&lives, last.unwrap_or((0, FIRST.to_vec()))).await?;
            })?;
            kept += lives.len();
        }
        making.await.map_err(|_| Fault::Corrupt("cases to load"))??;
        Ok(kept)
    }
}

/// Makes them, a batch at a time; ends early when nobody takes them any more.
fn make(
    mut world: World,
    count: usize,
    at: Moment,
    keys: &Arc<Keys>,
    calendar: &Arc<Calendar>,
    send: &mpsc::Sender<Vec<Life>>,
) -> Result<()> {
    let mut lives = Vec::with_capacity(BATCH);
    for index in 0..count {
        lives.push(world.live(index, count, at, keys, calendar)?);
        if lives.len() == BATCH || index + 1 == count {
            let batch = std::mem::replace(&mut lives, Vec::with_capacity(BATCH));
            if send.blocking_send(batch).is_err() {
                break;
            }
        }
    }
    Ok(())
}

impl Tx {
    async fn bulk_world(&mut self, stories: Stories) -> Result<World> {
        let codes: Vec<String> = sql!(self, conn => sqlx::query_scalar(REGIONS).fetch_all(conn).await)?;
        let services: Vec<String> = sql!(self, conn => sqlx::query_scalar(SERVICES).fetch_all(conn).await)?;
        let services = services.iter().map(|code| code.parse().map_err(|_| Fault::Corrupt("service")));
        let services: Vec<ServiceCode> = services.collect::<std::result::Result<_, _>>()?;
        let people = self.everybody().await?;
        let with = |role: Role| people.iter().filter(move |person| person.is(role)).cloned();
        let mut teams = Vec::new();
        for officer in with(Role::Officer) {
            let signs: bool =
                sql!(self, conn => sqlx::query_scalar(SIGNS).bind(officer.department.id.0).fetch_one(conn).await)?;
            let leader = with(Role::Leader).find(|leader| leader.department.id == officer.department.id);
            if signs && leader.is_none() {
                continue;
            }
            let scopes = self.departments_upward(officer.department.id).await?;
            teams.push(life::Team { leader: leader.filter(|_| signs), officer, scopes });
        }
        let mut counties = Vec::new();
        for code in codes {
            counties.extend(self.bulk_county(&code, &people, &teams).await?);
        }
        if services.is_empty() || counties.is_empty() || stories.is_empty() {
            return Err(Error::advice(
                "There is no service, or no county with a dispatcher, an officer and a reviewer: set up the installation first.",
            ));
        }
        let serials: Vec<(String, String, i64)> =
            sql!(self, conn => sqlx::query_as(LAST_SERIAL).fetch_all(conn).await)?;
        let serials = serials.into_iter().map(|(county, day, last)| ((county, day), last)).collect();
        let told = stories.into_iter().map(|(what, reply)| {
            let words: BTreeSet<String> = words(&what);
            life::Story { what, reply, words }
        });
        Ok(World { counties, services, teams, stories: told.collect(), serials })
    }

    async fn everybody(&mut self) -> Result<Vec<Staff>> {
        let ids: Vec<uuid::Uuid> = sql!(self, conn => sqlx::query_scalar(STAFF).fetch_all(conn).await)?;
        let mut people = Vec::new();
        for id in ids {
            people.extend(self.staff(StaffId(id)).await?);
        }
        Ok(people)
    }

    /// A county in which somebody dispatches, answers and reviews.
    async fn bulk_county(
        &mut self,
        code: &str,
        people: &[Staff],
        teams: &[life::Team],
    ) -> Result<Option<life::County>> {
        let code: RegionCode = super::region::code_of(code)?;
        let scopes: Vec<Scope> = self.upward(&code).await?.into_iter().map(Scope::Region).collect();
        let covers = |department: &Department| scopes.contains(&Scope::Region(department.region.clone()));
        let serves = |role: Role| people.iter().find(|person| person.is(role) && covers(&person.department)).cloned();
        let teams: Vec<_> = (0..teams.len()).filter(|index| covers(&teams[*index].officer.department)).collect();
        Ok(match (serves(Role::Dispatcher), serves(Role::Reviewer)) {
            (Some(dispatcher), Some(reviewer)) if !teams.is_empty() => {
                Some(life::County { code, scopes, dispatcher, reviewer, teams })
            }
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        service::ServiceItem,
        store::testing::{Office, later, office, person, store_test},
    };

    store_test!(loaded_cases_hold_what_check_asks_of_every_case, |store, at| {
        let Office { officer, .. } = office(&store, at).await;
        person(&store, "leader", officer.department.id, &[Role::Leader], later(at, 3_000)).await;
        let item = ServiceItem { code: "a-1".parse().unwrap(), name: "Registry".into(), category: "Property".into() };
        store.load_services(&[item]).await.unwrap();
        let stories =
            vec![("The registry asks for the same paper twice.".into(), "The registry takes the copy it has.".into())];
        assert_eq!(store.load_cases(250, stories.clone(), at).await.unwrap(), 250);
        assert_eq!(store.load_cases(10, stories, later(at, 1)).await.unwrap(), 10, "numbers go on where they ended");
        let report = store.check().await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems.first());
        assert!(report.lines.iter().any(|line| line.starts_with("260 cases")), "{:?}", report.lines);
    });

    store_test!(without_a_leader_where_one_signs_nothing_is_loaded, |store, at| {
        let Office { officer, .. } = office(&store, at).await;
        store.set_leader_signs(officer.department.id, true, later(at, 1)).await.unwrap();
        let refused = store.load_cases(1, vec![("What".into(), "Reply".into())], at).await;
        assert!(refused.is_err(), "there is no service either");
    });
}
