//! Words of a public page as an office types them: plain lines, with headings and points, and nothing that a browser runs.

/// The pages that an office can word, by the last part of their path.
pub const PAGES: [&str; 4] = ["help", "contact", "privacy", "accessibility"];

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A line that begins with `# `.
    Title(String),
    /// Lines that begin with `- `, one after another.
    List(Vec<String>),
    /// Any other line.
    Text(String),
}

/// Reads what was typed, line by line.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            continue;
        }
        if let Some(point) = line.strip_prefix("- ") {
            match pieces.last_mut() {
                Some(Piece::List(points)) => points.push(point.trim().to_owned()),
                _ => pieces.push(Piece::List(vec![point.trim().to_owned()])),
            }
        } else if let Some(title) = line.strip_prefix("# ") {
            pieces.push(Piece::Title(title.trim().to_owned()));
        } else {
            pieces.push(Piece::Text(line.to_owned()));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_headings_points_and_paragraphs_and_marks_stay_letters() {
        let text = "Call us.\n\n# When\n- Monday\n - Friday \n<b>never</b> on #1 days\n- alone";
        let list = |points: &[&str]| Piece::List(points.iter().map(|point| (*point).to_owned()).collect());
        assert_eq!(
            pieces(text),
            [
                Piece::Text("Call us.".into()),
                Piece::Title("When".into()),
                list(&["Monday", "Friday"]),
                Piece::Text("<b>never</b> on #1 days".into()),
                list(&["alone"]),
            ]
        );
    }
}
