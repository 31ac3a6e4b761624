//! The words sent to the citizen.

use crate::{refusal::Refusal, report::tidy};

/// Fewest characters of a reply.
pub const REPLY_MIN: usize = 20;
/// Most characters of a reply.
pub const REPLY_MAX: usize = 2_000;

/// A reply that is long enough to be one (characters are Unicode scalars: a Han character is one).
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyText(String);

impl ReplyText {
    /// Takes what an officer typed.
    ///
    /// # Errors
    /// [`Refusal::TooShort`] or [`Refusal::TooLong`].
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let text = tidy(typed);
        match text.chars().count() {
            ..REPLY_MIN => Err(Refusal::TooShort),
            REPLY_MIN..=REPLY_MAX => Ok(Self(text)),
            _ => Err(Refusal::TooLong),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_characters_count_as_one_each() {
        assert!(ReplyText::parse(&"答".repeat(20)).is_ok());
        assert_eq!(ReplyText::parse(&"答".repeat(19)).err(), Some(Refusal::TooShort));
        assert_eq!(ReplyText::parse(&"答".repeat(2_001)).err(), Some(Refusal::TooLong));
    }

    #[test]
    fn white_space_is_no_reply() {
        assert_eq!(ReplyText::parse(&" \n\u{3000}".repeat(30)).err(), Some(Refusal::TooShort));
    }
}
