//! The key ring: what seals personal fields, finds them again, and makes query codes.
//!
//! Each key is 32 random bytes with a number; the highest seals, the others open. From each come, by HMAC-SHA256 over a
//! label, one sub-key for fields, one for look-ups, one for query codes, one for tracking passes.

use super::{
    Fault, Result, Settings,
    failure::Error,
    token::{hex, to_hex},
};
use crate::{
    account::RecoveryCode,
    id::{ReportId, StaffId},
    identifiers::query_code::QueryCode,
};
use aes_gcm::{
    Aes256Gcm, KeyInit as _,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{collections::BTreeMap, fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A key's 32 bytes, wiped when they go.
type Secret = Zeroizing<[u8; 32]>;

/// The ring: keys by number.
#[derive(Default)]
pub(super) struct Keys(BTreeMap<u16, Secret>);

/// Which field a sealed text belongs to: sealed for one place, it opens in no other.
#[derive(Clone, Copy)]
pub(super) struct Place(pub &'static str, pub Uuid);

impl Place {
    fn associated(self) -> Vec<u8> {
        format!("{}\0{}", self.0, self.1).into_bytes()
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes a key of any length: the error cannot happen, and an all-zero result would open nothing
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl Keys {
    /// Reads the ring from the environment's text or from the folder; an empty ring where there is none.
    pub fn read(settings: &Settings) -> Result<Self> {
        if let Some(ring) = &settings.key_ring {
            return Self::parse(ring);
        }
        let mut keys = BTreeMap::new();
        let Ok(folder) = fs::read_dir(&settings.keys) else { return Ok(Self(keys)) };
        for entry in folder {
            let path = entry?.path();
            if path.extension().is_none_or(|ending| ending != "key") {
                continue;
            }
            let number = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
            let secret = hex(fs::read_to_string(&path)?.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
            let (Some(number), Some(secret)) = (number, secret) else {
                return Err(Error::advice(format!(
                    "{} is not a key file: put back the one from your safe copy.",
                    path.display()
                )));
            };
            keys.insert(number, Zeroizing::new(secret));
        }
        Ok(Self(keys))
    }

    /// Reads `1:hex,2:hex`.
    pub fn parse(ring: &str) -> Result<Self> {
        let key = |part: &str| {
            let (number, secret) = part.trim().split_once(':')?;
            Some((number.parse().ok()?, Zeroizing::new(<[u8; 32]>::try_from(hex(secret)?).ok()?)))
        };
        let keys = ring.split(',').map(key).collect::<Option<BTreeMap<_, _>>>();
        keys.map(Self)
            .ok_or_else(|| Error::advice("The key ring must read 1:<64 hexadecimal digits>, more keys after commas."))
    }

    /// The ring as text, to be locked away.
    pub fn to_text(&self) -> Zeroizing<String> {
        let keys: Vec<_> = self.0.iter().map(|(number, secret)| format!("{number}:{}", to_hex(&secret[..]))).collect();
        Zeroizing::new(keys.join(","))
    }

    /// Adds a key and writes it to the folder, for this user's eyes only.
    pub fn add(&self, folder: &Path, secret: [u8; 32]) -> Result<Self> {
        let number = self.current().map_or(1, |number| number + 1);
        let mut keys = self.0.clone();
        keys.insert(number, Zeroizing::new(secret));
        let ring = Self(keys);
        ring.write(folder)?;
        Ok(ring)
    }

    /// Writes each key that has no file yet.
    pub fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder).map_err(|error| Fault::folder(folder, &error))?;
        for (number, secret) in &self.0 {
            let path = folder.join(format!("{number:04}.key"));
            let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            match file {
                Ok(mut file) => {
                    writeln!(file, "{}", to_hex(&secret[..]))?;
                    file.sync_all()?;
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Fault::folder(folder, &error).into()),
            }
        }
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key that seals.
    pub fn current(&self) -> Option<u16> {
        self.0.last_key_value().map(|(number, _)| *number)
    }

    /// What proves, without telling it, that a ring holds the same keys: number and fingerprint of each.
    pub fn fingerprints(&self) -> BTreeMap<u16, String> {
        self.0.iter().map(|(number, secret)| (*number, to_hex(&mac(&secret[..], &[b"fingerprint"])[..8]))).collect()
    }

    fn sub(&self, number: u16, label: &[u8]) -> Result<Secret> {
        let secret = self.0.get(&number).ok_or(Fault::Corrupt("key number"))?;
        Ok(Zeroizing::new(mac(&secret[..], &[label])))
    }

    fn newest(&self) -> Result<u16> {
        self.current().ok_or_else(|| Error::advice("There is no key: put the key files back into the key folder."))
    }

    /// Seals a personal text: key number, nonce, AES-256-GCM.
    pub fn seal(&self, place: Place, nonce: [u8; 12], text: &[u8]) -> Result<Vec<u8>> {
        let number = self.newest()?;
        let cipher = Aes256Gcm::new(&(*self.sub(number, b"field")?).into());
        let payload = Payload { msg: text, aad: &place.associated() };
        let sealed = cipher.encrypt(&nonce.into(), payload).map_err(|_| Fault::Corrupt("text to seal"))?;
        Ok([&number.to_be_bytes()[..], &nonce, &sealed].concat())
    }

    /// Opens it again.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let (number, rest) = sealed.split_first_chunk::<2>().ok_or(Fault::Corrupt("sealed text"))?;
        let (nonce, sealed) = rest.split_first_chunk::<12>().ok_or(Fault::Corrupt("sealed text"))?;
        let cipher = Aes256Gcm::new(&(*self.sub(u16::from_be_bytes(*number), b"field")?).into());
        let payload = Payload { msg: sealed, aad: &place.associated() };
        let text = cipher.decrypt(&(*nonce).into(), payload).map_err(|_| Fault::Corrupt("sealed text"))?;
        Ok(Zeroizing::new(text))
    }

    /// Opens a sealed text that must be UTF-8.
    pub fn open_text(&self, place: Place, sealed: &[u8]) -> Result<String> {
        Ok(String::from_utf8(self.open(place, sealed)?.to_vec()).map_err(|_| Fault::Corrupt("sealed text"))?)
    }

    /// What a normalised value is found by.
    pub fn lookup(&self, field: &'static str, value: &str) -> Result<Vec<u8>> {
        Ok(mac(&self.sub(self.newest()?, b"lookup")?[..], &[field.as_bytes(), value.as_bytes()]).to_vec())
    }

    /// The query code of a report: truncated HMAC, so that it can be shown again without being kept.
    pub fn code(&self, key: u16, report: ReportId, version: i64) -> Result<QueryCode> {
        let digest = mac(&self.sub(key, b"code")?[..], &[report.0.as_bytes(), &version.to_be_bytes()]);
        let (bits, _) = digest.split_first_chunk::<8>().ok_or(Fault::Corrupt("digest"))?;
        Ok(QueryCode::from_bits(u64::from_be_bytes(*bits) >> 14))
    }

    /// What a recovery code is found by, under the key with which it was made.
    pub fn recovery(&self, key: i64, staff: StaffId, code: &RecoveryCode) -> Result<Vec<u8>> {
        let key = u16::try_from(key).map_err(|_| Fault::Corrupt("key number"))?;
        Ok(mac(&self.sub(key, b"recovery")?[..], &[staff.0.as_bytes(), code.as_str().as_bytes()]).to_vec())
    }

    /// What a tracking pass is signed with.
    pub fn sign_pass(&self, text: &str) -> Result<String> {
        Ok(to_hex(&mac(&self.sub(self.newest()?, b"pass")?[..], &[text.as_bytes()])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Keys {
        Keys(BTreeMap::from([(1, Zeroizing::new([7; 32]))]))
    }

    #[test]
    fn a_sealed_text_opens_in_its_own_place_only() {
        let place = Place("reports.phone", Uuid::from_u128(1));
        let sealed = ring().seal(place, [1; 12], b"13800138000").unwrap();
        assert_eq!(ring().open_text(place, &sealed).unwrap(), "13800138000");
        assert!(ring().open(Place("reports.name", Uuid::from_u128(1)), &sealed).is_err());
        assert!(ring().open(Place("reports.phone", Uuid::from_u128(2)), &sealed).is_err());
        assert!(!sealed.windows(3).any(|part| part == b"138"));
    }

    #[test]
    fn what_an_old_key_sealed_opens_after_a_new_one_came() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place("reports.phone", Uuid::from_u128(1));
        let sealed = ring().seal(place, [1; 12], b"x").unwrap();
        let both = ring().add(folder.path(), [8; 32]).unwrap();
        assert_eq!(both.current(), Some(2));
        assert_eq!(both.open_text(place, &sealed).unwrap(), "x");
        let settings = Settings {
            database_url: String::new(),
            data: "".into(),
            keys: folder.path().into(),
            key_ring: None,
            bucket: None,
        };
        assert_eq!(Keys::read(&settings).unwrap().fingerprints(), both.fingerprints());
    }

    #[test]
    fn a_torn_or_short_text_is_an_error_and_no_panic() {
        for length in 0..40 {
            assert!(ring().open(Place("x", Uuid::nil()), &vec![0; length]).is_err());
        }
    }

    #[test]
    fn the_ring_survives_its_text() {
        assert_eq!(Keys::parse(&ring().to_text()).unwrap().fingerprints(), ring().fingerprints());
        assert!(Keys::parse("1:12").is_err());
    }
}
