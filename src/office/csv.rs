//! A table as spreadsheets write and read it: commas between fields, quotes around what holds a comma, a quote or a line end.

/// A line of a table, and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first line of it, counted from 1.
    pub line: usize,
    /// Its fields, without the spaces around them.
    pub fields: Vec<String>,
}

/// Signs with which a spreadsheet takes a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Reads a table; lines in which nothing stands are left out. What a tab separates (cells pasted from a spreadsheet) is read as well.
pub fn read(text: &str) -> Vec<Row> {
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or_default();
    let between = if first.contains('\t') && !first.contains(',') { '\t' } else { ',' };
    let mut reader = Reader { between, line: 1, rows: Vec::new(), row: Row { line: 1, fields: vec![String::new()] } };
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => reader.put(letters.next()),
            '"' if quoted => quoted = false,
            '"' if reader.begins() => quoted = true,
            '\r' if letters.peek() == Some(&'\n') => {}
            letter => reader.take(letter, quoted),
        }
    }
    reader.end();
    reader.rows
}

struct Reader {
    between: char,
    line: usize,
    rows: Vec<Row>,
    row: Row,
}

impl Reader {
    fn begins(&self) -> bool {
        self.row.fields.last().is_none_or(|field| field.trim().is_empty())
    }

    fn put(&mut self, letter: Option<char>) {
        if let Some(field) = self.row.fields.last_mut() {
            field.extend(letter);
        }
    }

    fn take(&mut self, letter: char, quoted: bool) {
        let ends_line = matches!(letter, '\n' | '\r');
        self.line += usize::from(ends_line);
        match quoted {
            true => self.put(Some(letter)),
            false if ends_line => self.end(),
            false if letter == self.between => self.row.fields.push(String::new()),
            false => self.put(Some(letter)),
        }
    }

    fn end(&mut self) {
        let row = std::mem::replace(&mut self.row, Row { line: self.line, fields: vec![String::new()] });
        let fields: Vec<String> = row.fields.iter().map(|field| plain(field)).collect();
        if fields.iter().any(|field| !field.is_empty()) {
            self.rows.push(Row { fields, ..row });
        }
    }
}

/// A field without what nobody sees; the sign that keeps a formula from running is ours and goes again.
fn plain(field: &str) -> String {
    let tidy = crate::report::tidy(field).replace(['\n', '\t'], " ");
    match tidy.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest.to_owned(),
        _ => tidy,
    }
}

/// Writes a table for a spreadsheet: the mark of UTF-8 first, and no field that it would run as a formula.
pub fn write<'field>(rows: impl IntoIterator<Item = Vec<&'field str>>) -> String {
    let mut text = String::from('\u{FEFF}');
    for row in rows {
        let fields: Vec<String> = row.into_iter().map(written).collect();
        text += &fields.join(",");
        text += "\r\n";
    }
    text
}

fn written(field: &str) -> String {
    // an apostrophe of one's own before such a sign would be taken for ours when it is read again
    let runs = field.trim_start_matches('\'').starts_with(FORMULA);
    let safe = if runs { format!("'{field}") } else { field.to_owned() };
    match safe.contains([',', '"', '\n', '\r', '\'']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(usize, Vec<String>)> {
        read(text).into_iter().map(|row| (row.line, row.fields)).collect()
    }

    #[test]
    fn quotes_keep_commas_and_line_ends_and_lines_keep_their_numbers() {
        let text = "\u{FEFF}a, b\r\n\r\n\"x, \"\"y\"\"\nz\",2\nlast,";
        let told = fields(text);
        assert_eq!(told[0], (1, vec!["a".into(), "b".into()]));
        assert_eq!(told[1], (3, vec!["x, \"y\" z".into(), "2".into()]));
        assert_eq!(told[2], (5, vec!["last".into(), String::new()]));
    }

    #[test]
    fn cells_pasted_from_a_spreadsheet_are_read_too() {
        assert_eq!(fields("a\tb\n1, 2\t3"), [(1, vec!["a".into(), "b".into()]), (2, vec!["1, 2".into(), "3".into()])]);
    }

    #[test]
    fn nothing_that_is_written_runs_as_a_formula_and_all_is_read_back() {
        for evil in ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)"] {
            let text = write([vec![evil, "b"]]);
            assert!(text.trim_start_matches(['\u{FEFF}', '"']).starts_with('\''), "{text}");
            assert_eq!(read(&text)[0].fields, [evil, "b"]);
        }
        for own in ["'=1", "''-1", "'a"] {
            assert_eq!(read(&write([vec![own, "b"]]))[0].fields, [own, "b"]);
        }
        let text = write([vec!["a,b", "say \"so\"", ""]]);
        assert_eq!(read(&text)[0].fields, ["a,b", "say \"so\"", ""]);
    }

    #[test]
    fn a_quote_that_never_ends_loses_nothing() {
        assert_eq!(fields("a,\"b\nc"), [(1, vec!["a".into(), "b c".into()])]);
    }
}
