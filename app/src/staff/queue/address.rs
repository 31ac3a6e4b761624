//! The address of a list: which, how it is filtered and sorted, where the page begins. It can be passed on.

use crate::routes;
use clearway::queue::View;

/// The address.
pub fn of(view: View, query: &str, after: &str) -> String {
    let after = if after.is_empty() { String::new() } else { format!("after={after}") };
    let parts: Vec<_> = [query, &after].into_iter().filter(|part| !part.is_empty()).collect();
    let path = routes::list(view);
    if parts.is_empty() { path } else { format!("{path}?{}", parts.join("&")) }
}
