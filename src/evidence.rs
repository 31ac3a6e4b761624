//! What people hand in beside their words: pictures and documents.

use crate::{id::FileId, word::choices};
use serde::{Deserialize, Serialize};

/// Most files of one report, and of one addition to it.
pub const FILES_MAX: usize = 3;
/// Most bytes of one file: 10 MB.
pub const FILE_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Most pixels of a picture: 40 megapixels. A small file can unfold into a large picture.
pub const PIXELS_MAX: u64 = 40_000_000;
/// Most characters of a file's name.
pub const FILE_NAME_MAX: usize = 100;

choices! {
    /// What a file is, by its content and not by its name.
    Media {
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A picture of a screen.
        Png = "image/png",
        /// A picture of either sort.
        Webp = "image/webp",
        /// A document.
        Pdf = "application/pdf",
    }

    /// Why a file was not taken.
    FileFault {
        /// A HEIC picture, as iPhones keep them: to be sent as JPEG.
        Heic = "heic",
        /// None of the four kinds of file.
        Kind = "kind",
        /// More than [`FILE_BYTES_MAX`] bytes.
        Large = "large",
        /// More than [`PIXELS_MAX`] pixels.
        Pixels = "pixels",
        /// No byte at all.
        Empty = "empty",
        /// More than [`FILES_MAX`] files.
        Many = "many",
        /// Broken off, or broken.
        Broken = "broken",
        /// The virus scanner found something.
        Infected = "infected",
        /// It could not be looked at just now: to be sent again.
        Later = "later",
    }
}

impl Media {
    /// Whether a browser may show it in a page; a document is only handed out as a file.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }
}

/// A file that was not taken, by the name its owner knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileProblem {
    /// Its name.
    pub name: String,
    /// Why not.
    pub why: FileFault,
}

/// A file as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHead {
    /// Its id.
    pub id: FileId,
    /// The name its owner knows it by.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub byte_count: u64,
}

/// A file that passed every check and can be kept: pictures without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    /// The name its owner knows it by.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// Its content.
    pub content: Vec<u8>,
}

/// A file's name without the folders and the invisible marks it came with, and not too long.
pub fn file_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = crate::report::tidy(last).replace(['\n', '\t', '"'], " ");
    match name.trim() {
        "" => "file".to_owned(),
        name => name.chars().take(FILE_NAME_MAX).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_folders_and_what_nobody_sees() {
        assert_eq!(file_name("C:\\Users\\王\\证明.pdf"), "证明.pdf");
        assert_eq!(file_name("../../etc/\u{202E}fdp.exe\n"), "fdp.exe");
        assert_eq!((file_name("").as_str(), file_name(&"长".repeat(300)).chars().count()), ("file", FILE_NAME_MAX));
    }
}
