//! The rules for `style/*.css`: colours and type sizes are tokens, selectors are flat classes, nothing shouts.
mod tree;

use anyhow::Result;
use tree::{Source, assert_none, read_all};

/// The one file that may say what a colour is.
const TOKENS: &str = "style/00-tokens.css";
const COLOUR_FUNCTIONS: [&str; 9] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
const COLOUR_NAMES: [&str; 14] = [
    "aqua", "black", "blue", "gray", "green", "grey", "navy", "orange", "purple", "red", "silver", "teal", "white",
    "yellow",
];

#[test]
fn stylesheets_keep_to_the_house() -> Result<()> {
    let sheets = read_all(&[".css"])?.into_iter().filter(|source| source.path.starts_with("style/"));
    assert_none(sheets.flat_map(|Source { path, text }| offences(&path, &text)));
    Ok(())
}

/// Walks the text once; `open` holds the preludes of the blocks around the current place.
fn offences(path: &str, text: &str) -> Vec<String> {
    let text = without_comments(text);
    let (mut told, mut open, mut start) = (Vec::new(), Vec::<&str>::new(), 0);
    for (place, mark) in text.match_indices(['{', ';', '}']) {
        let part = text[start..place].trim();
        start = place + 1;
        if mark == "{" {
            told.extend(block_offence(part, &open));
            open.push(part);
            continue;
        }
        told.extend(declaration_offence(path, part, &open));
        if mark == "}" {
            open.pop();
        }
    }
    told.into_iter().map(|offence| format!("{path}: {offence}")).collect()
}

fn block_offence(prelude: &str, open: &[&str]) -> Option<String> {
    let in_rule = open.iter().any(|around| !around.starts_with('@'));
    let in_keyframes = open.iter().any(|around| around.starts_with("@keyframes"));
    match prelude {
        _ if prelude.starts_with("@layer") => Some(format!("`{prelude}`: no layers")),
        _ if in_rule => Some(format!("`{prelude}` is nested")),
        _ if !prelude.starts_with('@') && !in_keyframes && prelude.contains('#') => {
            Some(format!("`{prelude}` selects by id"))
        }
        _ => None,
    }
}

fn declaration_offence(path: &str, declaration: &str, open: &[&str]) -> Option<String> {
    let (property, value) = declaration.split_once(':')?;
    let (property, value) = (property.trim(), without_quoted(&value.to_lowercase()));
    let loud_place = path.contains("print") || path.contains("base") || open.contains(&"@media print");
    if value.contains("!important") && !loud_place {
        return Some(format!("`{declaration}`: no !important outside print and reset"));
    }
    if path == TOKENS {
        return None;
    }
    if has_colour(&value) {
        return Some(format!("`{declaration}`: the colour belongs in {TOKENS}"));
    }
    let sized = matches!(property, "font" | "font-size") && value.split_whitespace().any(is_pixels);
    sized.then(|| format!("`{declaration}`: the size belongs in {TOKENS}, in rem"))
}

fn has_colour(value: &str) -> bool {
    let words = || value.split(|letter: char| !letter.is_alphanumeric() && !"-#(".contains(letter));
    value.contains('#')
        || words().any(|word| COLOUR_NAMES.contains(&word))
        || words().any(|word| COLOUR_FUNCTIONS.iter().any(|function| word.starts_with(function)))
}

fn is_pixels(word: &str) -> bool {
    word.split('/').any(|size| size.strip_suffix("px").is_some_and(|number| number.parse::<f32>().is_ok()))
}

fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Quoted text and addresses may hold anything.
fn without_quoted(value: &str) -> String {
    value.split(['"', '\'']).step_by(2).collect()
}

#[test]
fn the_rules_see_what_they_forbid_and_let_the_rest_pass() {
    let told = |css: &str| offences("style/30-button.css", css).len();
    for wrong in [
        ".a { color: #fff }",
        ".a { border: 1px solid red; }",
        ".a { color: var(--ink); background: rgb(0 0 0) }",
        ".a { font-size: 16px }",
        "#a { margin: 0 }",
        ".a { .b { margin: 0 } }",
        "@layer base { .a { margin: 0 } }",
        ".a { margin: 0 !important }",
    ] {
        assert_eq!(told(wrong), 1, "{wrong}");
    }
    for right in [
        "/* #id red */ .a { color: var(--error); font-size: 1.25rem; margin: 0 1px }",
        "@media print { .a { display: none !important } }",
        "@keyframes in { from { opacity: 0 } to { opacity: 1 } }",
        ".red-line { content: \"#1 red\"; background: color-mix(in srgb, var(--red) 10%, transparent) }",
    ] {
        assert_eq!(told(right), 0, "{right}");
    }
    assert!(offences(TOKENS, ":root { --ink: #111 }").is_empty());
}
