//! The corpora again, without a fuzzer: each input that fuzzing found worth keeping, and each changed in a hundred ways that are
//! the same every time. Each crate that has parsers takes this file into its tests.

use super::TARGETS;
use std::{fs, path::PathBuf};

/// How often each input is changed.
const CHANGED: u64 = 100;
/// How many of the changed ones are tried where one takes long.
const SLOW: [(&str, u64); 2] = [("archive", 2), ("pictures", 3)];

fn folder(of: &str) -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = if here.join("fuzz").exists() { here } else { here.join("..") };
    root.join("fuzz").join(of)
}

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let kept =
        fs::read_dir(folder("corpus").join(target)).unwrap_or_else(|error| panic!("corpus of {target}: {error}"));
    let mut kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
    kept.sort();
    kept.into_iter().map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect()
}

/// Dice of its own: what fails here fails everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// Broken off, a part twice, a part away, a byte other than it was: what happens on the way, and what a stranger tries first.
fn change(input: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut changed = input.to_vec();
    let (from, length) = (dice.below(input.len()), dice.below(16) + 1);
    let until = (from + length).min(input.len());
    match dice.below(5) {
        0 => changed.truncate(from),
        1 => drop(changed.splice(from..from, input[from..until].to_vec())),
        2 => drop(changed.drain(from..until)),
        3 => changed.insert(from, u8::try_from(dice.below(256)).unwrap()),
        _ if input.is_empty() => {}
        _ => changed[from] = u8::try_from(dice.below(256)).unwrap(),
    }
    changed
}

#[test]
fn what_fuzzing_found_is_taken_as_it_is_and_changed() {
    for (name, target) in TARGETS {
        let corpus = corpus(name);
        assert!(!corpus.is_empty(), "{name}");
        let times = SLOW.iter().find(|(slow, _)| *slow == name).map_or(CHANGED, |(_, times)| *times);
        for (path, input) in corpus {
            // shown where something fails
            println!("{path}");
            target(&input);
            for seed in 0..times {
                println!("{path}, changed with {seed}");
                target(&change(&input, &mut Dice(seed)));
            }
        }
    }
}

#[test]
fn each_target_has_a_fuzzer_of_its_own() {
    for (name, _) in TARGETS {
        let fuzzer = fs::read_to_string(folder("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(fuzzer.contains(&format!("\"{name}\"")), "{name}");
    }
}
