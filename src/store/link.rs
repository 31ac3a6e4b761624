//! The link that opens a draft on another device: a secret of 128 random bits, of which the database keeps the digest only.

use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// Digits and small letters without those that are mistaken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// What stands at the end of the link. Whoever has it may go on with the draft.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftLink(u128);

/// The text is no such link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a link to a draft")]
pub struct NotALink;

impl DraftLink {
    /// From fresh random bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    pub(super) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0.to_be_bytes()).to_vec()
    }
}

impl fmt::Display for DraftLink {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |place: usize| char::from(ALPHABET[(self.0 >> (place * 5)) as usize % ALPHABET.len()]);
        (0..LENGTH).rev().try_for_each(|place| write!(out, "{}", letter(place)))
    }
}

impl FromStr for DraftLink {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        let text = text.to_ascii_lowercase().replace('o', "0").replace(['i', 'l'], "1");
        let digit = |letter: u8| ALPHABET.iter().position(|own| *own == letter).map(|digit| digit as u128);
        // 26 letters hold 130 bits: the first is below 8
        let first = text.bytes().next().and_then(digit).is_some_and(|digit| digit < 8);
        if text.len() != LENGTH || !first {
            return Err(NotALink);
        }
        text.bytes().try_fold(0_u128, |bits, letter| Some(bits << 5 | digit(letter)?)).map(Self).ok_or(NotALink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_survives_its_way_through_an_address_and_a_telephone() {
        for bytes in [[0; 16], [0xFF; 16], *b"sixteen bytes ok"] {
            let link = DraftLink::from_bytes(bytes);
            assert_eq!(link.to_string().len(), LENGTH);
            assert!(link.to_string().parse() == Ok(link.clone()));
            assert!(link.to_string().to_uppercase().replace('0', "O").replace('1', "l").parse() == Ok(link));
        }
    }

    #[test]
    fn what_is_no_link_is_refused() {
        let (long, beyond) = ("0".repeat(27), format!("z{}", "0".repeat(25)));
        for text in ["", "0", &long, &beyond, "0000000000000000000000000u", "é000000000000000000000000"] {
            assert!(text.parse::<DraftLink>() == Err(NotALink), "{text}");
        }
    }
}
