//! The key ring sealed with a passphrase: argon2id (RFC 9106, second recommended setting) makes the key, AES-256-GCM seals.

use crate::store::{
    Fault, Result,
    failure::Error,
    keys::Keys,
    moment::Dice,
    token::{hex, to_hex},
};
use aes_gcm::{Aes256Gcm, KeyInit as _, aead::Aead};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

const SALT: usize = 16;
const NONCE: usize = 12;

fn cipher(passphrase: &str, salt: &[u8]) -> Result<Aes256Gcm> {
    let params = Params::new(64 * 1024, 3, 4, Some(32)).map_err(|_| Fault::Corrupt("argon2 setting"))?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key[..])
        .map_err(|_| Fault::Corrupt("passphrase"))?;
    Ok(Aes256Gcm::new(&(*key).into()))
}

/// Seals the ring.
pub(super) fn seal(keys: &Keys, passphrase: &str, dice: &mut Dice) -> Result<String> {
    let (salt, nonce): ([u8; SALT], [u8; NONCE]) = (dice.bytes(), dice.bytes());
    let sealed = cipher(passphrase, &salt)?
        .encrypt(&nonce.into(), keys.to_text().as_bytes())
        .map_err(|_| Fault::Corrupt("key ring"))?;
    Ok(to_hex(&[&salt[..], &nonce, &sealed].concat()))
}

/// Opens it again.
pub(super) fn open(sealed: &str, passphrase: &str) -> Result<Keys> {
    let bytes = hex(sealed).ok_or(Fault::Corrupt("sealed keys"))?;
    let (salt, rest) = bytes.split_at_checked(SALT).ok_or(Fault::Corrupt("sealed keys"))?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(Fault::Corrupt("sealed keys"))?;
    let text = cipher(passphrase, salt)?
        .decrypt(&(*nonce).into(), sealed)
        .map(Zeroizing::new)
        .map_err(|_| Error::advice("The passphrase does not open the keys of this archive. Nothing was changed."))?;
    Keys::parse(std::str::from_utf8(&text).map_err(|_| Fault::Corrupt("sealed keys"))?)
}
