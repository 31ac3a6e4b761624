//! The history of the office: rows are inserted and never touched again.

use super::{Fault, Moment, Result, Store, history::time, tx::Tx};
use crate::{
    office::{OfficeEntry, OfficeEvent, OfficeKind},
    staff::Staff,
};

/// Lines on a page.
const PAGE: i64 = 50;

const INSERT: &str = "insert into office_events (office_event_id, at, staff_id, kind, subject, change) \
    values ($1, $2, $3, $4, $5, $6)";
const LIST: &str = "select e.at, s.name, e.kind, e.subject, e.change from office_events e \
    left join staff s on s.staff_id = e.staff_id order by e.at desc, e.office_event_id desc limit cast($1 as bigint) offset $2";

type Row = (i64, Option<String>, String, String, String);

impl Store {
    /// The history of the office, newest first, a page at a time; and whether there is another page.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever is no admin.
    pub async fn list_office_events(&self, who: &Staff, page: u32) -> Result<(Vec<OfficeEntry>, bool)> {
        who.may_set_up()?;
        let rows: Vec<Row> = in_view!(self, |tx| {
            sql!(tx, conn => sqlx::query_as(LIST).bind(PAGE + 1).bind(i64::from(page) * PAGE).fetch_all(conn).await)?
        });
        let mut entries = rows.into_iter().map(entry).collect::<Result<Vec<_>>>()?;
        let shown = usize::try_from(PAGE).unwrap_or_default();
        let more = entries.len() > shown;
        entries.truncate(shown);
        Ok((entries, more))
    }
}

impl Tx {
    /// Writes down what an admin changed, in the transaction that changes it; nobody where it happens on the machine itself.
    /// One event a moment: of several, each takes a part of it ([`Moment::apart`]).
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusal::Refusal::NotYours) for whoever is no admin: then nothing of it happens.
    pub(super) async fn record_office(&mut self, who: Option<&Staff>, event: &OfficeEvent, at: Moment) -> Result<()> {
        if let Some(who) = who {
            who.may_set_up()?;
        }
        let OfficeEvent { kind, subject, change } = event;
        let change = serde_json::to_string(change).map_err(|_| Fault::Corrupt("office event"))?;
        Ok(sql!(self, conn => sqlx::query(INSERT).bind(at.dice().id()).bind(at.now.as_microsecond())
            .bind(who.map(|who| who.id.0)).bind(kind.as_str()).bind(subject).bind(&change).execute(conn).await.map(drop))?)
    }
}

fn entry((at, who, kind, subject, change): Row) -> Result<OfficeEntry> {
    let kind = OfficeKind::parse(&kind).ok_or(Fault::Corrupt("office event"))?;
    let change = serde_json::from_str(&change).map_err(|_| Fault::Corrupt("office event"))?;
    Ok(OfficeEntry { at: time(at)?, who, event: OfficeEvent { kind, subject, change } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        office::{Field, FieldChange},
        refusal::Refusal,
        store::testing::{later, office, refusal, store_test},
    };

    store_test!(what_an_admin_changed_is_told_newest_first_and_to_admins_only, |store, at| {
        let office = office(&store, at).await;
        let event = OfficeEvent::new(OfficeKind::DepartmentChanged, "registry").with(vec![FieldChange::new(
            Field::Name,
            "registry",
            "register",
        )]);
        let mut tx = store.begin().await.unwrap();
        tx.record_office(Some(&office.admin), &event, at).await.unwrap();
        tx.record_office(None, &OfficeEvent::new(OfficeKind::SetUp, "R990100"), later(at, 1)).await.unwrap();
        let refused = tx.record_office(Some(&office.officer), &event, later(at, 2)).await;
        assert_eq!(refusal(refused), Some(Refusal::NotYours));
        tx.commit().await.unwrap();
        let (entries, more) = store.list_office_events(&office.admin, 0).await.unwrap();
        assert_eq!((entries.len(), more), (2, false));
        assert_eq!((entries[0].who.clone(), entries[0].event.kind), (None, OfficeKind::SetUp));
        assert_eq!((entries[1].who.as_deref(), &entries[1].event), (Some("admin"), &event));
        assert_eq!(refusal(store.list_office_events(&office.reviewer, 0).await), Some(Refusal::NotYours));
    });
}
