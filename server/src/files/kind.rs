//! What a file is, by its first bytes: neither its name nor what the browser says of it counts.

use clearway::evidence::{FileFault, Media};

/// Brands of the pictures that newer telephones keep, and no browser shows everywhere.
const HEIC: [&[u8]; 14] = [
    b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1", b"miaf",
    b"avif", b"avis",
];
const JPEG: &[u8] = b"\xff\xd8\xff";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PDF: &[u8] = b"%PDF-";

/// What the content begins as.
///
/// # Errors
/// The fault of a file that is none of ours.
pub fn kind_of(content: &[u8]) -> Result<Media, FileFault> {
    match content {
        [] => Err(FileFault::Empty),
        _ if content.starts_with(JPEG) => Ok(Media::Jpeg),
        _ if content.starts_with(PNG) => Ok(Media::Png),
        _ if content.starts_with(PDF) => Ok(Media::Pdf),
        _ if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") => Ok(Media::Webp),
        _ if is_heic(content) => Err(FileFault::Heic),
        _ => Err(FileFault::Kind),
    }
}

fn is_heic(content: &[u8]) -> bool {
    content.get(4..8) == Some(b"ftyp") && content.get(8..12).is_some_and(|brand| HEIC.contains(&brand))
}

/// The name with the ending that belongs to the content: what is opened later by its name is what was looked at.
pub fn honest_name(name: &str, media: Media) -> String {
    let own = endings(media);
    let ends = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    if own.iter().any(|ending| ends(ending)) {
        return name.to_owned();
    }
    // only an ending of ours is replaced: "certificate.2026" is a name
    let all = Media::ALL.into_iter().flat_map(endings).chain(&[".heic", ".avif"]);
    let stem = all.filter(|ending| ends(ending)).find_map(|ending| name.get(..name.len() - ending.len()));
    let room = clearway::evidence::FILE_NAME_MAX.saturating_sub(own[0].len());
    let stem: String = stem.filter(|stem| !stem.is_empty()).unwrap_or(name).chars().take(room).collect();
    format!("{stem}{}", own[0])
}

const fn endings(media: Media) -> &'static [&'static str] {
    match media {
        Media::Jpeg => &[".jpg", ".jpeg"],
        Media::Png => &[".png"],
        Media::Webp => &[".webp"],
        Media::Pdf => &[".pdf"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_decide() {
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0..JFIF"), Ok(Media::Jpeg));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Ok(Media::Webp));
        assert_eq!(kind_of(b"%PDF-1.7\n"), Ok(Media::Pdf));
        assert_eq!(kind_of(b""), Err(FileFault::Empty));
        for other in
            ["<html>", "GIF89a", "\n%PDF-1.7", "RIFF\0\0\0\0WAVE", "PK\u{3}\u{4}", "MZ", "\0\0\0\u{18}ftypmp42"]
        {
            assert_eq!(kind_of(other.as_bytes()), Err(FileFault::Kind), "{other}");
        }
    }

    #[test]
    fn what_an_iphone_keeps_is_told_by_its_name() {
        for brand in ["heic", "heix", "mif1", "avif"] {
            assert_eq!(kind_of(format!("\0\0\0\u{24}ftyp{brand}\0\0\0\0").as_bytes()), Err(FileFault::Heic), "{brand}");
        }
        assert_eq!(kind_of(b"\0\0\0\x24ftyphe"), Err(FileFault::Kind), "broken off before its brand");
    }

    #[test]
    fn a_name_ends_as_its_content_does() {
        assert_eq!(honest_name("证明.pdf", Media::Pdf), "证明.pdf");
        assert_eq!(honest_name("IMG_1.JPEG", Media::Jpeg), "IMG_1.JPEG");
        assert_eq!(honest_name("photo.webp", Media::Jpeg), "photo.jpg");
        assert_eq!(honest_name("invoice.exe", Media::Pdf), "invoice.exe.pdf");
        assert_eq!(honest_name(".png", Media::Jpeg), ".png.jpg");
        assert_eq!(honest_name("İ.png", Media::Jpeg), "İ.jpg");
        assert_eq!(honest_name(&"长".repeat(100), Media::Png).chars().count(), 100);
    }
}
