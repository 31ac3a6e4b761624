//! What people and offices may be called.

/// Most characters of the name of a person.
pub const NAME_MAX: usize = 60;
/// Most characters of a name that citizens read: a department's, a service's.
pub const PUBLIC_NAME_MAX: usize = 100;
/// Most characters of a category.
pub const CATEGORY_MAX: usize = 40;
/// Most characters of a legal basis.
pub const BASIS_MAX: usize = 300;
/// Most characters of a user name.
pub(super) const USERNAME_MAX: usize = 32;

/// Whether somebody can sign in with it: letters, digits, `.`, `-` and `_`, so that it can be typed on every keyboard.
pub fn is_username(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (2..=USERNAME_MAX).contains(&text.len()) && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_name_can_be_typed_on_every_keyboard() {
        assert!(is_username("li.na-2"));
        for wrong in ["", "x", "li na", "=cmd", "\u{674E}\u{5A1C}", &"x".repeat(33)] {
            assert!(!is_username(wrong), "{wrong}");
        }
    }
}
