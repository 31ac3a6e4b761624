//! How somebody who works here proves who they are, and what they see of it.

use crate::{
    identifiers::query_code::QueryCode,
    refusal::Refusal,
    staff::{Role, Staff},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The shortest password, in characters (NIST SP 800-63B asks for eight at least; length is what counts).
pub const PASSWORD_MIN: usize = 12;
/// The longest.
pub const PASSWORD_MAX: usize = 200;

/// A password as somebody chose it; never kept as it is.
pub struct NewPassword(String);

impl NewPassword {
    /// Takes what was typed; spaces and every sign count.
    ///
    /// # Errors
    /// [`Refusal::WeakPassword`] when it is too short or too long, the user name stands in it, or it is one sign again and
    /// again.
    pub fn parse(typed: &str, username: &str) -> Result<Self, Refusal> {
        let length = typed.chars().count();
        let dull = typed.chars().collect::<std::collections::BTreeSet<_>>().len() < 4;
        // a short name stands in many words
        let told = username.chars().count() > 3 && typed.to_lowercase().contains(&username.to_lowercase());
        match (PASSWORD_MIN..=PASSWORD_MAX).contains(&length) && !dull && !told {
            true => Ok(Self(typed.to_owned())),
            false => Err(Refusal::WeakPassword),
        }
    }

    /// What is hashed.
    pub fn into_inner(self) -> String {
        self.0
    }
}

/// What opens once, in place of the six digits, when the telephone is lost: ten characters, 50 random bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode(QueryCode);

impl RecoveryCode {
    /// The code of the 50 lowest bits.
    pub fn from_bits(bits: u64) -> Self {
        Self(QueryCode::from_bits(bits))
    }

    /// Reads what was typed, as kindly as a query code is read.
    pub fn parse(typed: &str) -> Option<Self> {
        QueryCode::parse(typed).ok().map(Self)
    }

    /// For hashing.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// As it is shown: `K7QM-2F9D-X4`.
    pub fn grouped(&self) -> String {
        self.0.grouped()
    }
}

/// What is still to be shown before a session opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The six digits of the telephone, or a recovery code.
    Code,
    /// Nothing that could be shown yet: a second factor has to be set up first, since the role needs one.
    SetUp,
}

impl Staff {
    /// Whether their roles must not be used with a password alone.
    pub fn needs_second_factor(&self) -> bool {
        self.is(Role::Admin)
    }
}

/// A session of one's own, without what opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSession {
    /// What names it: a digest, which opens nothing.
    pub key: String,
    /// Since when.
    pub opened_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// One's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name colleagues see.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Where they sit.
    pub department_name: String,
    /// Whether six digits are asked for.
    pub second_factor: bool,
    /// Whether it may not be switched off.
    pub needs_second_factor: bool,
    /// Recovery codes that have not been used.
    pub recovery_codes: i64,
    /// Their sessions, newest first.
    pub sessions: Vec<OpenSession>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_the_name() {
        let right = |typed: &str| NewPassword::parse(typed, "lina").is_ok();
        assert!(right("correct horse battery"));
        assert!(NewPassword::parse("a light in the hall", "li").is_ok());
        assert!(right(
            "\u{6B63}\u{786E}\u{7684}\u{9A6C}\u{7535}\u{6C60}\u{8BA2}\u{4E66}\u{9488}\u{4E00}\u{4E8C}\u{4E09}"
        ));
        for wrong in ["short", "aaaaaaaaaaaaaaaa", "password of Lina herself", ""] {
            assert!(!right(wrong), "{wrong}");
        }
        assert!(!right(&"ab cd".repeat(41)));
    }

    #[test]
    fn a_recovery_code_is_read_kindly() {
        let code = RecoveryCode::from_bits(1 << 49);
        assert_eq!(RecoveryCode::parse(&code.grouped().to_lowercase().replace('0', "o")), Some(code));
        assert_eq!(RecoveryCode::parse("123456"), None);
    }
}
