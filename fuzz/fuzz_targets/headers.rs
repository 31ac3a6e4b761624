//! Strange input for the parser of this name; `src/lib.rs` finds it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clearway_fuzz::run("headers", data));
