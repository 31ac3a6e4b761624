//! What the office says of itself, and whether somebody works here at all: what every page stands on.

use super::{Fault, Moment, Result, Store, tx::Tx};
use crate::{
    office::{Fact, OfficeEvent, OfficeFacts, OfficeKind},
    refusal::Refusal,
    staff::{Role, Staff},
};

const READ: &str = "select name, value from office_facts";
const WRITE: &str =
    "insert into office_facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
pub(super) const SOME_STAFF: &str = "select count(*) from (select 1 from staff limit 1) as somebody";

impl Store {
    /// What the office says of itself; nothing while nobody works here: then the installation is not open.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_standing(&self) -> Result<Option<OfficeFacts>> {
        Ok(in_view!(self, |tx| {
            let open = tx.somebody_works_here().await?;
            let facts = tx.office_facts().await?;
            open.then_some(facts)
        }))
    }

    /// Says something else of the office from now on.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for whoever does not run the whole installation; [`Refusal::WrongSettings`] when the facts are
    /// not right.
    pub async fn keep_office_facts(&self, who: Option<&Staff>, facts: &OfficeFacts, at: Moment) -> Result<()> {
        if !facts.problems().is_empty() {
            return Err(Refusal::WrongSettings.into());
        }
        in_tx!(self, |tx| {
            if let Some(who) = who {
                tx.runs_the_installation(who).await?;
            }
            let change = tx.office_facts().await?.changed_to(facts);
            tx.write_office_facts(facts).await?;
            tx.record_office(who, &OfficeEvent::new(OfficeKind::FactsChanged, &facts.name).with(change), at).await?;
        })
    }
}

impl Tx {
    pub(super) async fn somebody_works_here(&mut self) -> Result<bool> {
        let some: i64 = sql!(self, conn => sqlx::query_scalar(SOME_STAFF).fetch_one(conn).await)?;
        Ok(some > 0)
    }

    pub(super) async fn office_facts(&mut self) -> Result<OfficeFacts> {
        let rows: Vec<(String, String)> = sql!(self, conn => sqlx::query_as(READ).fetch_all(conn).await)?;
        let mut facts = OfficeFacts::default();
        for (name, value) in rows {
            facts.put(Fact::parse(&name).ok_or(Fault::Corrupt("fact of the office"))?, value);
        }
        Ok(facts)
    }

    pub(super) async fn write_office_facts(&mut self, facts: &OfficeFacts) -> Result<()> {
        for fact in Fact::ALL {
            sql!(self, conn => sqlx::query(WRITE).bind(fact.as_str()).bind(facts.of(fact)).execute(conn).await.map(drop))?;
        }
        Ok(())
    }

    /// Refuses whoever does not run the whole installation: an admin of the region that it serves does.
    pub(super) async fn runs_the_installation(&mut self, who: &Staff) -> Result<()> {
        let served = self.read_fact("region").await?;
        match who.is(Role::Admin) && served.as_deref() == Some(who.department.region.as_str()) {
            true => Ok(()),
            false => Err(Refusal::NotYours.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Office, code, later, office, person, refusal, store_test};

    fn facts() -> OfficeFacts {
        OfficeFacts { name: "Hall".into(), hotline: "0951-12345".into(), ..OfficeFacts::default() }
    }

    store_test!(only_who_runs_the_whole_installation_says_what_the_office_is, |store, at| {
        assert_eq!(store.read_standing().await.unwrap(), None, "nobody works here");
        let Office { admin, dispatcher, .. } = office(&store, at).await;
        assert_eq!(store.read_standing().await.unwrap(), Some(OfficeFacts::default()));
        // this office serves a city, and its admin sits in a county
        for who in [&admin, &dispatcher] {
            let kept = store.keep_office_facts(Some(who), &facts(), at).await;
            assert_eq!(refusal(kept), Some(Refusal::NotYours));
        }
        store.serve_region(&code("990101")).await.unwrap();
        store.keep_office_facts(Some(&admin), &facts(), at).await.unwrap();
        assert_eq!(store.read_standing().await.unwrap(), Some(facts()));
        let other = person(&store, "other", admin.department.id, &[Role::Officer], later(at, 5)).await;
        assert!(store.keep_office_facts(Some(&other), &facts(), at).await.is_err());
        let wrong = OfficeFacts { hotline: "us".into(), ..facts() };
        assert_eq!(refusal(store.keep_office_facts(None, &wrong, at).await), Some(Refusal::WrongSettings));
    });
}
