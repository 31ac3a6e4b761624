//! Log lines: JSON for machines, plain text at a terminal; never a query string, a cookie, a body or anything of a person.

use std::{io::IsTerminal, panic};
use tracing_subscriber::EnvFilter;

/// Begins to write log lines on standard error.
///
/// # Errors
/// A sentence, when the filter cannot be read.
pub fn start(filter: &str) -> Result<(), String> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|error| format!("CLEARWAY_LOG cannot be read ({error}); try CLEARWAY_LOG=info."))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        lines.with_target(false).init();
    } else {
        lines.json().flatten_event(true).with_span_list(false).init();
    }
    // A message made at run time may quote the text it stumbled over: only one that stands in the code is written.
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        let message = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
        tracing::error!(place, message, "a panic");
    }));
    Ok(())
}
