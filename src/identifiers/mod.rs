//! Numbers people and offices are known by. Each is read once, at the door, from what a person typed
//! and is from then on a type: `Phone`, `ResidentId`, `CreditCode` for who writes,
//! `CaseNumber` and `QueryCode` for finding the matter again.
//!
//! Reading is kind to typing habits (full-width characters of a Chinese keyboard, spaces, dashes)
//! and strict about content. Errors name what is wrong and never repeat what was typed.

/// What a case is called in public.
pub mod case_number;
/// What an organisation is registered under.
pub mod credit_code;
/// Where a person can be called back.
pub mod phone;
/// The secret that opens the own report.
pub mod query_code;
/// Who a person is.
pub mod resident_id;

/// What was typed, with full-width characters made plain, capitals throughout, every kind of dash
/// made a hyphen, and white space and invisible marks left out.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

/// [`fold`] without the hyphens, for numbers in which they only group.
fn compact(text: &str) -> String {
    fold(text).replace('-', "")
}

fn plain(typed: char) -> Option<char> {
    match typed {
        _ if typed.is_whitespace() => None,
        // Zero-width marks, direction marks and the byte order mark come along when a number is copied.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        // Hyphens, dashes and the minus sign; U+FF0D is the full-width hyphen.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => Some('-'),
        // The full-width copies of ASCII stand in ASCII's order, 0xFEE0 further on.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(typed) - 0xfee0).map(|plain| plain.to_ascii_uppercase()),
        _ => Some(typed.to_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_become_plain_capitals() {
        assert_eq!(fold("１２３ａｂＸ＋（）"), "123ABX+()");
    }

    #[test]
    fn spaces_of_every_kind_and_invisible_marks_go() {
        assert_eq!(fold(" 1\u{3000}2\u{a0}3\t4\u{200b}5\u{202c}6\u{feff}\n"), "123456");
    }

    #[test]
    fn every_dash_is_one_hyphen_and_grouping_can_be_dropped() {
        assert_eq!(fold("1-2–3—4－5−6"), "1-2-3-4-5-6");
        assert_eq!(compact("1-2–3—4－5−6"), "123456");
    }
}
