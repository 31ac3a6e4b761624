//! Turns `locales/{zh,en}/*.toml` into one function a message: a missing key, a placeholder that only one language has, or a
//! message nobody uses stops the build.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::Path,
};
use toml::{Table, Value};

/// A message in one language: one text, or one for 1 and one for other numbers.
enum Message {
    Plain(String),
    Counted { one: String, other: String },
}

impl Message {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::Counted { one, other } => vec![one, other],
        }
    }

    fn placeholders(&self) -> BTreeSet<String> {
        let texts = self.texts();
        let parts = texts.iter().flat_map(|text| text.split('{').skip(1));
        parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    }
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src");
    let (zh, en) = (read("locales/zh")?, read("locales/en")?);
    let problems = [compare(&zh, &en), unused(&zh)?].concat();
    for problem in problems {
        println!("cargo::error={problem}");
    }
    let functions: String = zh.iter().filter_map(|(key, zh)| Some(function(key, zh, en.get(key)?))).collect();
    let folder = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&folder).join("messages.rs"), functions)
}

/// All messages of a language: a file an area, so that two hands seldom meet in one.
fn read(folder: &str) -> io::Result<BTreeMap<String, Message>> {
    let mut messages = BTreeMap::new();
    for file in fs::read_dir(folder)? {
        for (key, message) in read_file(&file?.path())? {
            if messages.insert(key.clone(), message).is_some() {
                return Err(io::Error::other(format!("{folder}: {key} stands in two files")));
            }
        }
    }
    Ok(messages)
}

fn read_file(path: &Path) -> io::Result<Vec<(String, Message)>> {
    let wrong = |problem: String| io::Error::other(format!("{}: {problem}", path.display()));
    let table: Table = fs::read_to_string(path)?.parse().map_err(|error| wrong(format!("{error}")))?;
    let message = |(key, value): (String, Value)| {
        let counted = |word| Some(value.get(word)?.as_str()?.to_owned());
        let plain = value.as_str().map(|text| Message::Plain(text.to_owned()));
        let message = plain.or_else(|| Some(Message::Counted { one: counted("one")?, other: counted("other")? }));
        let message = message.ok_or_else(|| wrong(format!("{key} is no text and has no `one` and `other`")))?;
        Ok((key, message))
    };
    table.into_iter().map(message).collect()
}

fn compare(zh: &BTreeMap<String, Message>, en: &BTreeMap<String, Message>) -> Vec<String> {
    let keys: BTreeSet<_> = zh.keys().chain(en.keys()).collect();
    let problem = |key: &String| match (zh.get(key), en.get(key)) {
        (Some(zh), Some(en)) if counts(zh, en) && !zh.placeholders().contains("n") => {
            Some(format!("{key}: what is counted is called n"))
        }
        (Some(zh), Some(en)) if zh.placeholders() == en.placeholders() => None,
        (Some(_), Some(_)) => Some(format!("{key}: zh and en have different placeholders")),
        (Some(_), None) => Some(format!("{key} is missing in locales/en")),
        (None, _) => Some(format!("{key} is missing in locales/zh")),
    };
    keys.into_iter().filter_map(problem).collect()
}

/// Messages that no source file names.
fn unused(messages: &BTreeMap<String, Message>) -> io::Result<Vec<String>> {
    let mut used = BTreeSet::new();
    collect(Path::new("src"), &mut used)?;
    Ok(messages.keys().filter(|key| !used.contains(*key)).map(|key| format!("{key} is used nowhere")).collect())
}

fn collect(folder: &Path, used: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, used)?;
        } else {
            let source = fs::read_to_string(&path)?;
            let name = |part: &str| {
                part.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
            };
            used.extend(source.split("t::").skip(1).map(name));
        }
    }
    Ok(())
}

fn counts(zh: &Message, en: &Message) -> bool {
    matches!(zh, Message::Counted { .. }) || matches!(en, Message::Counted { .. })
}

fn function(key: &str, zh: &Message, en: &Message) -> String {
    let names = zh.placeholders();
    let kind = |name: &String| if name == "n" && counts(zh, en) { "usize" } else { "impl Display" };
    let arguments: String = names.iter().map(|name| format!(", {name}: {}", kind(name))).collect();
    let (answer, plain) = if names.is_empty() { ("&'static str", true) } else { ("String", false) };
    let text = |text: &str| if plain { format!("{text:?}") } else { format!("format!({text:?})") };
    let arm = |message: &Message| match message {
        Message::Plain(one) => text(one),
        Message::Counted { one, other } if one == other => text(one),
        Message::Counted { one, other } => format!("if n == 1 {{ {} }} else {{ {} }}", text(one), text(other)),
    };
    let constant = if plain { "const " } else { "" };
    format!(
        "/// {}\npub {constant}fn {key}(lang: Lang{arguments}) -> {answer} {{ match lang {{ Lang::Zh => {{ {} }}, Lang::En => {{ {} }} }} }}\n",
        en.texts().last().copied().unwrap_or_default().replace('[', "(").replace(']', ")"),
        arm(zh),
        arm(en),
    )
}
