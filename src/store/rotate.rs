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
    /// Reports and drafts sealed anew.
    pub sealed: usize,
}

const REPORTS: &str = "select report_id, name_sealed, phone_sealed, code_version, code_key from reports where report_id > $1 \
    order by report_id limit 500";
const RESEAL_REPORT: &str =
    "update reports set name_sealed = $2, phone_sealed = $3, phone_lookup = $4, code_digest = $5 where report_id = $1";
const DRAFTS: &str = "select browser_digest, draft_id, form_sealed from drafts";
const RESEAL_DRAFT: &str = "update drafts set form_sealed = $3 where browser_digest = $1 and draft_id = $2";

#[derive(sqlx::FromRow)]
struct Sealed {
    report_id: Uuid,
    name_sealed: Option<Vec<u8>>,
    phone_sealed: Vec<u8>,
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
        self.put_keys(keys);
        if known.as_ref() != Some(&fingerprints) {
            in_tx!(self, |tx| { tx.write_fact("keys", &fingerprints).await? })?;
        }
        Ok(())
    }

    fn put_keys(&self, keys: Keys) {
        if let Ok(mut current) = self.keys.write() {
            *current = Arc::new(keys);
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
            let sealed = tx.reseal_reports(&mut dice).await? + tx.reseal_drafts(&mut dice).await?;
            tx.write_fact("keys", &new.fingerprint_text()).await?;
            sealed
        })?;
        let key = new.current().unwrap_or_default();
        if let Ok(mut current) = self.keys.write() {
            *current = new;
        }
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
        let (name, phone) = (Place("reports.name", row.report_id), Place("reports.phone", row.report_id));
        let reseal = |place, sealed: &[u8], dice: &mut Dice| keys.seal(place, dice.bytes(), &keys.open(place, sealed)?);
        let name = row.name_sealed.as_ref().map(|sealed| reseal(name, sealed, dice)).transpose()?;
        let lookup = keys.lookup("phone", &keys.open_text(phone, &row.phone_sealed)?)?;
        let phone = reseal(phone, &row.phone_sealed, dice)?;
        let key = u16::try_from(row.code_key).map_err(|_| Fault::Corrupt("key number"))?;
        let code = keys.code(key, ReportId(row.report_id), row.code_version)?;
        let digest = keys.lookup("code", code.as_str())?;
        Ok(
            sql!(self, conn => sqlx::query(RESEAL_REPORT).bind(row.report_id).bind(&name).bind(&phone).bind(&lookup).bind(&digest)
            .execute(conn).await.map(drop))?,
        )
    }

    async fn reseal_drafts(&mut self, dice: &mut Dice) -> Result<usize> {
        let rows: Vec<(Vec<u8>, Uuid, Vec<u8>)> = sql!(self, conn => sqlx::query_as(DRAFTS).fetch_all(conn).await)?;
        for (browser, draft, sealed) in &rows {
            let place = Place("drafts.form", *draft);
            let sealed = self.keys.seal(place, dice.bytes(), &self.keys.open(place, sealed)?)?;
            sql!(self, conn => sqlx::query(RESEAL_DRAFT).bind(browser).bind(draft).bind(&sealed).execute(conn).await.map(drop))?;
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
mod tests {
    use super::*;
    use crate::store::{
        Token,
        testing::{county, draft, later, report, store_test},
    };

    store_test!(after_a_rotation_codes_and_phones_open_as_before, |store, at| {
        county(&store).await;
        let mine = Token::from_bytes([1; 32]);
        let receipt = store.file(&mine, draft(1), &report(), at).await.unwrap();
        store.keep_draft(&mine, draft(2), &crate::store::testing::form(), at).await.unwrap();
        let done = store.rotate_keys(later(at, 1)).await.unwrap();
        assert_eq!((done.key, done.sealed), (2, 2));
        let pass = store.open_tracking(&receipt.number, &receipt.code, at.now).await.ok().unwrap();
        let case = store.read_public(&pass, &receipt.number, at.now).await.unwrap();
        assert_eq!(case.phone, report().phone.masked());
        assert!(store.read_draft(&mine, draft(2), at.now).await.unwrap().is_some());
        assert!(store.read_receipt(&mine, &receipt.number, at.now).await.unwrap() == Some(receipt));
    });

    store_test!(a_store_does_not_open_without_its_key, |store, at| {
        let settings = (*store.settings).clone();
        store.close().await;
        drop(store);
        std::fs::remove_dir_all(&settings.keys).unwrap();
        let error = Store::open(&settings, later(at, 1)).await.err().unwrap().to_string();
        assert!(error.contains("CLEARWAY_KEYS"), "{error}");
    });
}
