//! Words that tell of danger: whoever writes them is led to the emergency numbers first.

/// One word or phrase a line; lines that begin with `#` say where they come from.
const WORDS: &str = include_str!("../data/danger-words.txt");

/// Whether a text tells of danger to life. Errs on the side of asking: whoever is safe presses "continue".
pub fn is_told_in(text: &str) -> bool {
    let text = text.to_lowercase();
    words().any(|word| text.contains(word))
}

fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fire_gas_and_injury_are_danger_and_paper_is_not() {
        for text in ["楼下起火了，没人管", "闻到煤气味三天", "施工围挡倒了，有人受伤", "There is a gas leak"]
        {
            assert!(is_told_in(text), "{text}");
        }
        for text in ["窗口三次要求提交同一份证明", "火化证明开不出来", "消防验收一直没结果", "燃气过户办不了"]
        {
            assert!(!is_told_in(text), "{text}");
        }
    }

    #[test]
    fn the_list_holds_no_word_twice_and_none_in_capitals() {
        let mut seen = std::collections::BTreeSet::new();
        assert!(words().all(|word| seen.insert(word) && word == word.to_lowercase()));
    }
}
