//! A new key, and everything sealed anew with it.
//!
//! The old keys stay on the ring: query codes given out under them must still open.

use super::{
    Error, Fault, Moment, Result, Store,
    keys::{Keys, Place},
    moment::Dice,
    tx::Tx,
};
use crate::id::ReportId;
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// What a rotation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RotateReport {
    /// The number of the new key.
    pub key: u16,
    /// Reports, drafts and second factors sealed anew.
    pub sealed: usize,
}

const REPORTS: &str = "select report_id, address_sealed, position_sealed, name_sealed, phone_sealed, organisation_sealed, \
    credit_code_sealed, code_version, code_key from reports where report_id > $1 order by report_id limit 500";
const RESEAL_REPORT: &str = "update reports set address_sealed = $2, position_sealed = $3, name_sealed = $4, phone_sealed = $5, \
    organisation_sealed = $6, credit_code_sealed = $7, phone_lookup = $8, credit_code_lookup = $9, code_digest = $10 \
    where report_id = $1";
const DRAFTS: &str = "select draft_id, form_sealed from drafts";
const RESEAL_DRAFT: &str = "update drafts set form_sealed = $2 where draft_id = $1";

#[derive(sqlx::FromRow)]
struct Sealed {
    report_id: Uuid,
    address_sealed: Option<Vec<u8>>,
    position_sealed: Option<Vec<u8>>,
    name_sealed: Option<Vec<u8>>,
    phone_sealed: Option<Vec<u8>>,
    organisation_sealed: Option<Vec<u8>>,
    credit_code_sealed: Option<Vec<u8>>,
    code_version: i64,
    code_key: i64,
}

impl Store {
    /// Makes the first key of an empty database; else proves that the ring belongs to the data.
    pub(super) async fn find_keys(&self, at: Moment) -> Result<()> {
        let mut keys = Keys::read(&self.settings)?;
        let known = self.read_fact("keys").await?;
        if let Some(known) = &known {
            keys.must_open(known)?;
        } else if keys.is_empty() {
            keys = keys.add(&self.settings.keys, at.dice().bytes())?;
        }
        let fingerprints = keys.fingerprint_text();
        self.put_keys(Arc::new(keys));
        if known.as_ref() != Some(&fingerprints) {
            in_tx!(self, |tx| { tx.write_fact("keys", &fingerprints).await? })?;
        }
        Ok(())
    }

    fn put_keys(&self, keys: Arc<Keys>) {
        if let Ok(mut current) = self.keys.write() {
            *current = keys;
        }
    }

    /// Adds a key and seals every personal field, look-up and draft anew with it, in one transaction.
    ///
    /// # Errors
    /// When a server is running, or the database or the key folder fails; then the old key goes on.
    pub async fn rotate_keys(&self, at: Moment) -> Result<RotateReport> {
        if self.settings.key_ring.is_some() {
            return Err(Error::advice("The key ring comes from the environment: add a key there and start again."));
        }
        if self.is_leased(at.now).await? {
            return Err(Error::advice(
                "A server is running and would not know the new key. Stop it, wait half a minute, rotate, start it.",
            ));
        }
        let old = self.keys();
        let new = Arc::new(old.add(&self.settings.keys, at.dice().bytes())?);
        let sealed = in_tx!(self, |tx| {
            let mut dice = at.dice();
            dice.bytes::<32>();
            tx.keys = Arc::clone(&new);
            let sealed = tx.reseal_reports(&mut dice).await?
                + tx.reseal_drafts(&mut dice).await?
                + tx.reseal_factors(&mut dice).await?;
            // what waits to be applied is sent again
            tx.forget_all_lists().await?;
            tx.write_fact("keys", &new.fingerprint_text()).await?;
            sealed
        })?;
        let key = new.current().unwrap_or_default();
        self.put_keys(new);
        Ok(RotateReport { key, sealed })
    }
}

impl Tx {
    async fn reseal_reports(&mut self, dice: &mut Dice) -> Result<usize> {
        let (mut last, mut count) = (Uuid::nil(), 0);
        loop {
            let rows: Vec<Sealed> = sql!(self, conn => sqlx::query_as(REPORTS).bind(last).fetch_all(conn).await)?;
            let Some(newest) = rows.last() else { return Ok(count) };
            last = newest.report_id;
            for row in rows {
                count += 1;
                self.reseal_report(&row, dice).await?;
            }
        }
    }

    async fn reseal_report(&mut self, row: &Sealed, dice: &mut Dice) -> Result<()> {
        let keys = Arc::clone(&self.keys);
        let mut reseal = |place, sealed: &Option<Vec<u8>>| {
            let place = Place(place, row.report_id);
            let again = |sealed: &Vec<u8>| keys.seal(place, dice.bytes(), &keys.open(place, sealed)?);
            sealed.as_ref().map(again).transpose()
        };
        let address = reseal("reports.address", &row.address_sealed)?;
        let position = reseal("reports.position", &row.position_sealed)?;
        let name = reseal("reports.name", &row.name_sealed)?;
        let phone = reseal("reports.phone", &row.phone_sealed)?;
        let organisation = reseal("reports.organisation", &row.organisation_sealed)?;
        let credit_code = reseal("reports.credit_code", &row.credit_code_sealed)?;
        let lookup = |place, field, sealed: &Option<Vec<u8>>| {
            let open = |sealed: &Vec<u8>| keys.lookup(field, &keys.open_text(Place(place, row.report_id), sealed)?);
            sealed.as_ref().map(open).transpose()
        };
        let phone_lookup = lookup("reports.phone", "phone", &row.phone_sealed)?;
        let credit_code_lookup = lookup("reports.credit_code", "credit_code", &row.credit_code_sealed)?;
        let key = u16::try_from(row.code_key).map_err(|_| Fault::Corrupt("key number"))?;
        let code = keys.code(key, ReportId(row.report_id), row.code_version)?;
        let digest = keys.lookup("code", code.as_str())?;
        Ok(sql!(self, conn => sqlx::query(RESEAL_REPORT).bind(row.report_id).bind(&address).bind(&position).bind(&name)
            .bind(&phone).bind(&organisation).bind(&credit_code).bind(&phone_lookup).bind(&credit_code_lookup)
            .bind(&digest).execute(conn).await.map(drop))?)
    }

    async fn reseal_drafts(&mut self, dice: &mut Dice) -> Result<usize> {
        let rows: Vec<(Uuid, Vec<u8>)> = sql!(self, conn => sqlx::query_as(DRAFTS).fetch_all(conn).await)?;
        for (draft, sealed) in &rows {
            let place = Place("drafts.form", *draft);
            let sealed = self.keys.seal(place, dice.bytes(), &self.keys.open(place, sealed)?)?;
            sql!(self, conn => sqlx::query(RESEAL_DRAFT).bind(draft).bind(&sealed).execute(conn).await.map(drop))?;
        }
        Ok(rows.len())
    }
}

impl Keys {
    /// The fingerprints as one text: `1:ab…,2:cd…`.
    pub fn fingerprint_text(&self) -> String {
        self.fingerprints().iter().map(|(number, print)| format!("{number}:{print}")).collect::<Vec<_>>().join(",")
    }

    /// Refuses to go on when a key that the data needs is missing or another.
    pub fn must_open(&self, known: &str) -> Result<()> {
        let needed: BTreeMap<&str, &str> = known.split(',').filter_map(|part| part.split_once(':')).collect();
        let ours = self.fingerprints();
        let missing: Vec<_> = needed
            .iter()
            .filter(|(number, print)| {
                number.parse().ok().and_then(|number: u16| ours.get(&number)).map(String::as_str) != Some(**print)
            })
            .map(|(number, _)| *number)
            .collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(Error::advice(format!(
                "Key {} that opens this data is missing: put its file from your safe copy into the key folder (CLEARWAY_KEYS).",
                missing.join(", ")
            ))),
        }
    }
}

#[cfg(test)]
#[path = "rotate_tests.rs"]
mod tests;
