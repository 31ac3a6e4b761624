//! The words of a text by which it is found: from jieba's dictionary, for similar cases and for staff search alike.

use super::{Fault, Result};
use jieba_rs::Jieba;
use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

/// Five megabytes of words, unpacked once, when the first text is looked at.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);
/// Words that stand in every report and every answer.
static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../data/stop-words.txt").lines().collect());

/// The words of a text that tell something, each once: two characters and more, no number, no stop word.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let told = |word: &str| {
        (2..=20).contains(&word.chars().count())
            && word.chars().all(char::is_alphanumeric)
            && !word.chars().all(char::is_numeric)
            && !STOP_WORDS.contains(word)
    };
    let text = text.to_lowercase();
    let cut = JIEBA.cut_for_search(&text, true);
    cut.into_iter().map(|token| token.word).filter(|word| told(word)).map(str::to_owned).collect()
}

/// The same beside the requests that others wait for: unpacking the dictionary takes a moment.
pub(super) async fn cut(text: String) -> Result<BTreeSet<String>> {
    let words = tokio::task::spawn_blocking(move || words(&text)).await;
    Ok(words.map_err(|_| Fault::Corrupt("text to search"))?)
}
