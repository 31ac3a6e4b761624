//! The binary: everything stands in the library, so that the tests can reach it.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
