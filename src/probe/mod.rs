//! What holds of each parser in the core whatever a stranger sends: one function a parser, for the fuzz targets (`fuzz/`) and
//! for the tests, which replay the corpora that fuzzing left. Compiled for these two only.
#![expect(clippy::unwrap_used, reason = "what does not hold has to be seen")]

mod archive;
mod numbers;
mod office;
mod words;

/// A parser and what holds of it.
pub type Target = (&'static str, fn(&[u8]));

/// Each parser, by the name of its corpus.
pub const TARGETS: [Target; 10] = [
    ("archive", archive::archive),
    ("calendar", office::calendar),
    ("csv", office::csv),
    ("identifiers", numbers::identifiers),
    ("office_lists", office::office_lists),
    ("own_words", words::own_words),
    ("personal_data", numbers::personal_data),
    ("queue_address", office::queue_address),
    ("report_form", words::report_form),
    ("search", words::search),
];

/// What was sent as text: what is no letter is one that says so.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

#[cfg(test)]
#[path = "../../fuzz/replay.rs"]
mod replay;
