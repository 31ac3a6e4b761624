//! Tokens: random values that stand in a cookie. The database keeps their SHA-256 only.

use crate::id::StaffId;
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// 256 random bits that prove who asks: a staff session, or the browser that holds a draft.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// What stands in the database for somebody at work who holds a draft: too short to be the digest of any token, so that no
/// cookie can claim it.
pub(super) fn desk_of(staff: StaffId) -> Vec<u8> {
    [&b"desk:"[..], staff.0.as_bytes()].concat()
}

impl Token {
    /// From fresh random bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        hex(text).and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(NotAToken)
    }
}

/// Bytes from hexadecimal digits.
pub(super) fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect())
}

/// Hexadecimal digits from bytes.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie() {
        let token = Token::from_bytes([0xA5; 32]);
        assert!(token.to_string().parse() == Ok(token));
        assert_eq!("a5".parse::<Token>().err(), Some(NotAToken));
        assert_eq!("é5".repeat(32).parse::<Token>().err(), Some(NotAToken));
    }

    #[test]
    fn no_token_stands_for_somebody_at_work() {
        let desk = desk_of(StaffId(uuid::Uuid::from_u128(7)));
        assert_ne!(desk.len(), Token::from_bytes([0; 32]).digest().len());
    }
}
