//! The outer shape of a JPEG: whether it came whole, and not in more passes than a camera makes. Decoders are lenient here.

use clearway::evidence::FileFault;

/// A progressive picture has about ten passes; each costs as much time as the picture has pixels, however few bytes it has.
const SCANS: usize = 32;
const SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// Walks from marker to marker up to the end.
///
/// # Errors
/// [`FileFault::Broken`] when the end is not there, or stands behind too many passes.
pub fn check(content: &[u8]) -> Result<(), FileFault> {
    let mut rest = content.get(2..).unwrap_or_default();
    let mut scans = 0;
    while let Some((marker, behind)) = next_marker(rest) {
        match marker {
            END if scans > 0 => return Ok(()),
            SCAN if scans == SCANS => break,
            SCAN => scans += 1,
            _ => {}
        }
        rest = behind_segment(marker, behind).unwrap_or_default();
    }
    Err(FileFault::Broken)
}

/// The next marker, and what stands behind it. In the data of a scan, `ff 00` is a byte and `ff d0`…`ff d7` are pauses.
fn next_marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let at = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7))?;
    Some((rest[at + 1], &rest[at + 2..]))
}

fn behind_segment(marker: u8, behind: &[u8]) -> Option<&[u8]> {
    if matches!(marker, 0x01 | 0xd8 | END) {
        return Some(behind);
    }
    let length = u16::from_be_bytes([*behind.first()?, *behind.get(1)?]);
    behind.get(usize::from(length)..)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &[u8] = b"\xff\xd8\xff\xe0\x00\x04\xff\xd9";
    const PASS: &[u8] = b"\xff\xda\x00\x03\x01\x12\xff\x00\x34\xff\xd0\x56";

    #[test]
    fn the_end_counts_that_stands_behind_the_picture() {
        assert_eq!(check(&[START, PASS, b"\xff\xd9"].concat()), Ok(()));
        assert_eq!(check(&[START, PASS, b"\xff\xd9", b"a film behind it"].concat()), Ok(()));
        assert_eq!(check(&[START, PASS].concat()), Err(FileFault::Broken), "the end inside a segment is none");
        assert_eq!(check(&[START, b"\xff\xd9"].concat()), Err(FileFault::Broken), "no picture");
        assert_eq!(check(&[START, b"\xff\xda\xff"].concat()), Err(FileFault::Broken));
        assert_eq!(check(b"\xff"), Err(FileFault::Broken));
    }

    #[test]
    fn a_picture_of_a_thousand_passes_is_a_trap() {
        let passes = |count| [START, &PASS.repeat(count), b"\xff\xd9"].concat();
        assert_eq!(check(&passes(SCANS)), Ok(()));
        assert_eq!(check(&passes(SCANS + 1)), Err(FileFault::Broken));
    }
}
