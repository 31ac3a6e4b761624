//! The Nu checker over pages as they were answered.
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::walk::Page;
use super::{PACKAGE, Row};
use crate::office::Office;

/// A list is a table whose rows are cards on a telephone, and a table that is no longer laid out as one is none to some
/// screen readers: its roles are said. To the checker they say nothing new.
const KEPT: &str = "The \u{201c}role\u{201d} attribute must not be used on a \u{201c}t";

/// Checks them all; any error is told with its page.
pub fn check<'a>(office: &Office, pages: impl Iterator<Item = &'a Page>) -> Result<Row> {
    let folder = office.folder().join("html");
    fs::create_dir_all(&folder)?;
    let mut names = Vec::new();
    for page in pages {
        let file = folder.join(format!("{}.html", names.len()));
        fs::write(&file, &page.html)?;
        names.push((file, page));
    }
    let jar = format!("{PACKAGE}/node_modules/vnu-jar/build/dist/vnu.jar");
    let mut java = Command::new("java");
    java.args(["-jar", &jar, "--errors-only", "--stdout", "--exit-zero-always", "--format", "json"]);
    let done = java.args(names.iter().map(|(file, _)| file)).output().context("java does not start")?;
    let told = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "the Nu checker does not run: {told}");
    let answer: Value = serde_json::from_slice(&done.stdout).with_context(|| format!("the Nu checker said {told}"))?;
    let messages = answer["messages"].as_array().context("the Nu checker said nothing")?;
    let kept = |message: &&Value| message["message"].as_str().is_some_and(|text| text.starts_with(KEPT));
    let wrong: Vec<_> = messages.iter().filter(|message| !kept(message)).map(|message| said(message, &names)).collect();
    ensure!(wrong.is_empty(), "{} errors in the HTML:\n{}", wrong.len(), wrong.join("\n"));
    let kept = messages.iter().filter(kept).count();
    let seen = format!("{} pages, 0 errors ({kept} roles of rows left out)", names.len());
    Ok(Row { drill: "the HTML of every page (Nu)", engine: "Java".into(), seen })
}

fn said(message: &Value, names: &[(std::path::PathBuf, &Page)]) -> String {
    let url = message["url"].as_str().unwrap_or_default();
    let page = names.iter().find(|(file, _)| url.ends_with(&*file.to_string_lossy())).map(|(_, page)| &page.path);
    let text = |field: &str| message[field].as_str().unwrap_or_default().to_owned();
    format!("{}: {} at {}", page.map_or(url, String::as_str), text("message"), text("extract").replace('\n', " "))
}
