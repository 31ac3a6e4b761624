//! The rules of the house that a compiler does not know: short files that say what they are for, one language, plain names.
mod tree;

use anyhow::Result;
use tree::{Source, assert_none, read_all};

const MOST_LINES: usize = 300;
/// Names that tell nothing, so that everything ends up behind them.
/// A service is a word of this house: what people come to an office for.
const EMPTY_NAMES: [&str; 11] =
    ["common", "helper", "helpers", "manager", "misc", "services", "shared", "stuff", "types", "util", "utils"];
const PROMISES: [&str; 3] = ["TODO", "FIXME", "XXX"];
/// This file names what it forbids.
const THIS_FILE: &str = "xtask/tests/house.rs";

#[test]
fn each_rust_file_begins_by_saying_what_it_is_for() -> Result<()> {
    let silent = |source: &Source| !source.text.starts_with("//! ");
    assert_none(read_all(&[".rs"])?.into_iter().filter(silent).map(|source| source.path));
    Ok(())
}

#[test]
fn each_file_fits_two_screens() -> Result<()> {
    assert_none(read_all(&[".rs", ".css", ".ts"])?.into_iter().filter_map(|Source { path, text }| {
        let lines = text.lines().count();
        (lines > MOST_LINES).then(|| format!("{path}: {lines} lines, at most {MOST_LINES}"))
    }));
    Ok(())
}

#[test]
fn each_file_has_a_name_that_tells_something() -> Result<()> {
    let empty = |path: &str| path.split(['/', '.']).any(|part| EMPTY_NAMES.contains(&part));
    assert_none(read_all(&[".rs", ".css", ".ts"])?.into_iter().map(|source| source.path).filter(|path| empty(path)));
    Ok(())
}

#[test]
fn nothing_is_promised_for_later() -> Result<()> {
    let sources = read_all(&[".rs", ".css", ".ts", ".toml", ".sql"])?;
    assert_none(sources.iter().filter(|source| source.path != THIS_FILE).flat_map(|source| {
        offending_lines(source, &source.text, |line| PROMISES.iter().any(|promise| names(line, promise)))
    }));
    Ok(())
}

#[test]
fn a_limit_that_is_bound_is_cast() -> Result<()> {
    // SQLite looks into a bare one, and plans the text anew at every call
    let sources = read_all(&[".rs"])?;
    assert_none(
        sources
            .iter()
            .filter(|source| source.path != THIS_FILE)
            .flat_map(|source| offending_lines(source, &source.text, |line| line.contains("limit $"))),
    );
    Ok(())
}

#[test]
fn words_for_people_stand_in_the_message_files() -> Result<()> {
    let sources = read_all(&[".rs"])?;
    assert_none(sources.iter().filter(|source| !is_test(&source.path)).flat_map(|source| {
        let (code, _tests) = source.text.split_once("#[cfg(test)]").unwrap_or((&source.text, ""));
        offending_lines(source, code, |line| {
            let line = line.trim_start();
            !line.starts_with("//!") && !line.starts_with("///") && line.contains(is_han)
        })
    }));
    Ok(())
}

fn offending_lines(source: &Source, text: &str, offends: impl Fn(&str) -> bool) -> Vec<String> {
    let offending = text.lines().enumerate().filter(|(_, line)| offends(line));
    offending.map(|(number, line)| format!("{}:{}: {}", source.path, number + 1, line.trim())).collect()
}

/// Whether `word` stands in `line` by itself, not inside a longer word.
fn names(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word)
}

fn is_test(path: &str) -> bool {
    path.contains("tests/") || path.ends_with("tests.rs")
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
