//! Documents: only whole ones, and as they came; what may be inside is why they are never shown in a page.

use clearway::evidence::FileFault;

const END: &[u8] = b"%%EOF";
/// Where the end mark stands, as readers look for it.
const TAIL: usize = 1024;

/// Whether the document is whole; that it begins as one is known.
///
/// # Errors
/// [`FileFault::Broken`] when its end is not there.
pub fn check(content: &[u8]) -> Result<(), FileFault> {
    let tail = &content[content.len().saturating_sub(TAIL)..];
    let whole = tail.windows(END.len()).any(|part| part == END);
    if whole { Ok(()) } else { Err(FileFault::Broken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_an_end() {
        assert_eq!(check(b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\r\n"), Ok(()));
        assert_eq!(check(b"%PDF-1.4\n1 0 obj\nendo"), Err(FileFault::Broken));
        assert_eq!(check(b"%PDF-"), Err(FileFault::Broken));
        let more_behind = [b"%PDF-1.4 %%EOF".as_slice(), &[b' '; 2000], b"<script>"].concat();
        assert_eq!(check(&more_behind), Err(FileFault::Broken));
    }
}
