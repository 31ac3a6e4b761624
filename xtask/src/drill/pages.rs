//! Lighthouse over the public pages of the release, as a telephone sees them; the Nu checker over the HTML of every page.
mod html;
mod walk;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Row;
use crate::office::{Engine, Office, Server, released};
use walk::{Page, Side};

/// The checkers are large and nothing else needs them: a package of its own, which the gate does not install.
const PACKAGE: &str = "end2end/pages";
const NO_JAVA: &str =
    "java is missing, by which HTML is checked. As root: apt-get install --no-install-recommends default-jre-headless";
const NO_BROWSER: &str = "Chromium is missing: bin/setup installs it, or CHROMIUM names one";
/// What each page must reach. Speed is the middle of the runs, the rest holds in every one.
const BARS: [(&str, f64); 4] =
    [("performance", 98.0), ("accessibility", 100.0), ("best-practices", 100.0), ("seo", 100.0)];
const RUNS: u64 = 5;

pub fn run(runs: Option<u64>) -> Result<Vec<Row>> {
    let java = Command::new("java").arg("-version").output();
    ensure!(java.is_ok_and(|java| java.status.success()), NO_JAVA);
    let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    ensure!(Path::new(&chromium).exists(), NO_BROWSER);
    install()?;
    let office = Office::new("pages", Engine::Sqlite)?.with(released()?);
    let server = office.serve()?;
    let pages = walk::of_the_office(&server.address)?;
    let mut empty = Office::new("pages-empty", Engine::Sqlite)?.with(released()?);
    empty.sets("CLEARWAY_DEMO", "0");
    let before = walk::before_anybody(&empty.serve()?.address)?;
    let mut rows = vec![html::check(&office, pages.iter().chain(&before))?];
    let (mut told, mut short) = (Vec::new(), Vec::new());
    for page in pages.iter().filter(|page| page.side == Side::Public) {
        let seen = look(&office, &server, &chromium, page, runs.unwrap_or(RUNS).max(1))?;
        short.extend(seen.short());
        told.push(seen);
    }
    ensure!(short.is_empty(), "{}\n{}", told.iter().map(Seen::words).collect::<Vec<_>>().join("\n"), short.join("\n"));
    rows.extend(told.iter().map(|seen| Row {
        drill: "Lighthouse, a telephone",
        engine: "Chromium".into(),
        seen: seen.words(),
    }));
    Ok(rows)
}

/// Once for each lock.
fn install() -> Result<()> {
    let (lock, kept) = (format!("{PACKAGE}/package-lock.json"), format!("{PACKAGE}/node_modules/installed-lock.json"));
    if fs::read(&kept).is_ok_and(|kept| fs::read(&lock).is_ok_and(|lock| lock == kept)) {
        return Ok(());
    }
    let done = Command::new("npm")
        .args(["--prefix", PACKAGE, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .env("PUPPETEER_SKIP_DOWNLOAD", "1")
        .status()
        .context("npm does not start")?;
    ensure!(done.success(), "npm could not install {PACKAGE}");
    fs::copy(&lock, &kept)?;
    Ok(())
}

/// What was seen of a page.
struct Seen {
    path: String,
    /// Whether it is somebody's own, which no search engine is to find.
    own: bool,
    /// Each bar's score.
    scores: BTreeMap<&'static str, f64>,
    /// When it was painted, when the largest of it was, how long it was busy, in milliseconds; how much of it moved.
    times: [f64; 4],
    /// Which checks were not met, and where.
    missed: Vec<String>,
}

impl Seen {
    fn words(&self) -> String {
        let Self { path, scores, times: [first, largest, busy, moved], .. } = self;
        let scores: Vec<_> = BARS.iter().map(|(bar, _)| format!("{bar} {:.0}", scores[bar])).collect();
        format!(
            "{path}: {}; FCP {first:.0} ms, LCP {largest:.0} ms, TBT {busy:.0} ms, CLS {moved:.3}",
            scores.join(", ")
        )
    }

    /// The bars it does not reach.
    fn short(&self) -> Option<String> {
        let bars = BARS.iter().filter(|(bar, _)| !(self.own && *bar == "seo"));
        let below: Vec<_> = bars.filter(|(bar, least)| self.scores[bar] < *least).map(|(bar, _)| *bar).collect();
        (!below.is_empty())
            .then(|| format!("{} is short in {}: {}", self.path, below.join(", "), self.missed.join("; ")))
    }
}

fn look(office: &Office, server: &Server, chromium: &str, page: &Page, runs: u64) -> Result<Seen> {
    let mut reports = Vec::new();
    for _ in 0..runs {
        reports.push(report(office, server, chromium, page)?);
    }
    let mut scores = BTreeMap::new();
    for (bar, _) in BARS {
        let mut all: Vec<f64> = reports.iter().map(|report| score(report, bar)).collect();
        all.sort_by(f64::total_cmp);
        scores.insert(bar, if bar == "performance" { all[all.len() / 2] } else { all[0] });
    }
    reports.sort_by(|one, other| score(one, "performance").total_cmp(&score(other, "performance")));
    let middle = &reports[reports.len() / 2];
    let measured =
        ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
    let times = measured.map(|name| middle["audits"][name]["numericValue"].as_f64().unwrap_or(f64::NAN));
    Ok(Seen { path: page.path.clone(), own: !page.cookie.is_empty(), scores, times, missed: missed(&reports[0]) })
}

fn score(report: &Value, bar: &str) -> f64 {
    report["categories"][bar]["score"].as_f64().unwrap_or_default() * 100.0
}

/// One run: its report.
fn report(office: &Office, server: &Server, chromium: &str, page: &Page) -> Result<Value> {
    let (headers, file) = (office.folder().join("headers.json"), office.folder().join("lighthouse.json"));
    fs::write(&headers, json!({ "Cookie": page.cookie }).to_string())?;
    let done = Command::new("node")
        .arg(format!("{PACKAGE}/node_modules/lighthouse/cli/index.js"))
        .arg(format!("{}{}", server.address, page.path))
        .args(["--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices,seo"])
        // a browser that looks for its maker's hosts is slow where there are none; its sandbox refuses to start for root
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync")
        .arg(format!("--output-path={}", file.display()))
        .arg(format!("--extra-headers={}", headers.display()))
        .env("CHROME_PATH", chromium)
        .output()
        .context("node does not start")?;
    ensure!(done.status.success(), "{}: {}", page.path, String::from_utf8_lossy(&done.stderr));
    let report: Value = serde_json::from_slice(&fs::read(&file)?)?;
    let wrong = &report["runtimeError"]["message"];
    ensure!(wrong.is_null(), "{}: {wrong}", page.path);
    Ok(report)
}

/// Which checks of the bars were not met, in words.
fn missed(report: &Value) -> Vec<String> {
    let rows = BARS.iter().filter_map(|(bar, _)| report["categories"][bar]["auditRefs"].as_array()).flatten();
    let weighed = rows.filter(|row| row["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    let names = weighed.filter_map(|row| row["id"].as_str());
    let short = names.filter(|name| report["audits"][name]["score"].as_f64().is_some_and(|score| score < 0.9));
    short
        .map(|name| {
            let audit = &report["audits"][name];
            let place = &audit["details"]["items"][0]["node"]["snippet"];
            format!("{name} {}", place.as_str().or_else(|| audit["displayValue"].as_str()).unwrap_or_default())
        })
        .collect()
}
