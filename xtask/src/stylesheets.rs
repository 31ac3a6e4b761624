//! The two stylesheets: `style/*.css` joined in the order of their names and made small.
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

/// What everybody reads, and what only the desk needs besides.
#[derive(Debug, Default, PartialEq)]
pub struct Bundles {
    pub public: String,
    pub staff: String,
}

/// Joins the files of `folder` and makes both bundles small.
pub fn bundle(folder: &Path) -> Result<Bundles> {
    let joined = join(folder)?;
    Ok(Bundles { public: minify(&joined.public)?, staff: minify(&joined.staff)? })
}

/// Checks each file by itself, so that a mistake is told with its file and line.
fn join(folder: &Path) -> Result<Bundles> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(".css"));
    names.sort();
    let mut bundles = Bundles::default();
    for name in names {
        let css = fs::read_to_string(folder.join(&name))?;
        parse(&css, &name)?;
        let bundle = if is_staff(&name) { &mut bundles.staff } else { &mut bundles.public };
        bundle.push_str(&css);
        bundle.push('\n');
    }
    Ok(bundles)
}

/// The fifties are the desk's: `50-desk.css`, `52-queue.css` …
fn is_staff(name: &str) -> bool {
    name.split_once('-').is_some_and(|(number, _)| number.len() == 2 && number.starts_with('5'))
}

fn parse<'css>(css: &'css str, name: &str) -> Result<StyleSheet<'css>> {
    StyleSheet::parse(css, ParserOptions { filename: name.into(), ..ParserOptions::default() })
        .map_err(|error| anyhow!("{error}"))
}

fn minify(css: &str) -> Result<String> {
    let mut sheet = parse(css, "bundle")?;
    sheet
        .minify(MinifyOptions { targets: oldest(), ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{error}"))?;
    let options = PrinterOptions { minify: true, targets: oldest(), ..PrinterOptions::default() };
    Ok(sheet.to_css(options).map_err(|error| anyhow!("{error}"))?.code)
}

/// The oldest browsers that get our styles as written; WeChat's own browser on old telephones is the floor.
fn oldest() -> Targets {
    Targets::from(Browsers {
        chrome: Some(96 << 16),
        safari: Some(15 << 16),
        ios_saf: Some(15 << 16),
        ..Browsers::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifties_go_to_staff_and_the_rest_to_everybody_in_order() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("clearway-style-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        for (name, css) in [
            ("90-print.css", ".c { color: red }"),
            ("00-tokens.css", ".a { color: red }"),
            ("52-queue.css", ".s { color: red }"),
            ("notes.txt", "no css"),
        ] {
            fs::write(folder.join(name), css)?;
        }
        let bundles = bundle(&folder)?;
        fs::remove_dir_all(&folder)?;
        assert_eq!(bundles, Bundles { public: ".a,.c{color:red}".into(), staff: ".s{color:red}".into() });
        Ok(())
    }

    #[test]
    fn a_mistake_is_told_with_its_file() {
        let told = parse(".a { color }", "20-shell.css").err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("20-shell.css"), "{told}");
    }
}
