//! Strange input for each parser of what strangers send. What has to hold of a parser stands beside it, in `src/probe` and
//! `server/src/probe`, where the tests of each crate replay `corpus/` without a fuzzer.

/// Gives input to the parser of this name.
///
/// # Panics
/// When something does not hold, or no parser has this name.
pub fn run(name: &str, data: &[u8]) {
    let mut targets = clearway::probe::TARGETS.iter().chain(&server::probe::TARGETS);
    match targets.find(|(known, _)| *known == name) {
        Some((_, target)) => target(data),
        None => panic!("no parser is called {name}"),
    }
}
