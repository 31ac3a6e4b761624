//! The binary: everything stands in the library, so that the tests can reach it.

use std::process::ExitCode;
use tokio::runtime::Builder;

/// A page is thousands of small pieces of memory, of many threads; the system's own takes a tenth of the time of a page for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a thread that draws pages may pile up, in bytes: a page of many parts nests deeply where nothing is optimised.
const STACK: usize = 8 * 1_024 * 1_024;

fn main() -> ExitCode {
    match Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build() {
        Ok(runtime) => runtime.block_on(server::cli::run()),
        Err(error) => {
            eprintln!("The threads of the server cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}
