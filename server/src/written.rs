//! A page as it is sent: what its framework leaves to the forgiveness of browsers is written as HTML wants it.

use crate::sorry::bare;
use app::sorry::Sorry;
use axum::{
    body::{Body, to_bytes},
    http::header,
    response::Response,
};

/// What marks a place between two pieces of text, and how a comment is written.
const MARK: (&str, &str) = ("<!>", "<!---->");
/// Nothing follows it.
const END: &str = "</body></html>";

/// Writes a page well, before it is packed; a page that breaks off is none.
pub async fn page(response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("text/html") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            let page = std::str::from_utf8(&bytes).map(well);
            Response::from_parts(parts, page.map_or_else(|_| Body::from(bytes.clone()), Body::from))
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be completed");
            bare(Sorry::Fault)
        }
    }
}

/// The same page, which browsers read without guessing: the tree they make of it does not change.
pub fn well(page: &str) -> String {
    let page = page.replace(MARK.0, MARK.1);
    match page.rsplit_once(END) {
        Some((before, scripts)) if !scripts.is_empty() => [before, scripts, END].concat(),
        _ => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_comments_and_scripts_stand_inside_the_page() {
        let sent = well("<html><body><p>1<!>2</p></body></html><script>a</script><script></script>");
        assert_eq!(sent, "<html><body><p>1<!---->2</p><script>a</script><script></script></body></html>");
    }

    #[test]
    fn a_page_that_is_well_written_stays_as_it_is() {
        let page = "<html><body><p>&lt;!&gt;</p></body></html>";
        assert_eq!(well(page), page);
    }
}
