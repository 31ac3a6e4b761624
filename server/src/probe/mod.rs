//! What holds of each parser at the doors whatever a stranger sends: one function a parser, for the fuzz targets (`fuzz/`) and
//! for the tests, which replay the corpora that fuzzing left. Compiled for these two only.
#![expect(clippy::unwrap_used, reason = "what does not hold has to be seen")]

pub(crate) mod files;
mod requests;

/// A parser and what holds of it.
pub type Target = (&'static str, fn(&[u8]));

/// Each parser, by the name of its corpus.
pub const TARGETS: [Target; 6] = [
    ("files", files::files),
    ("headers", requests::headers),
    ("list_bytes", requests::list_bytes),
    ("multipart", files::multipart),
    ("pictures", files::pictures),
    ("settings", requests::settings),
];

#[cfg(test)]
#[path = "../../../fuzz/replay.rs"]
mod replay;
