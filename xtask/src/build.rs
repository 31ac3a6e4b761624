//! `cargo xtask build`: everything the browser loads, in `target/site`, where the server's build takes it from.
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::browser::{self, PARTS, wasm_name};
use crate::site::{Asset, Site, digest};
use crate::stylesheets;

const PLACE: &str = "target/site";
const INPUTS: &str = "target/site.inputs";
/// What a telephone on a slow line may be asked to load, in bytes as brotli sends them.
const WASM_LIMIT: usize = 500_000;
/// The same for somebody at work, who loads it once a day (`docs/decisions/0008`).
const WORK_WASM_LIMIT: usize = 560_000;
const PUBLIC_CSS_LIMIT: usize = 12_000;
const STAFF_CSS_LIMIT: usize = 6_000;
/// The kinds of public file that get smaller by packing; pictures and fonts are packed already.
const PACKABLE: [&str; 7] = ["css", "html", "ico", "json", "svg", "txt", "webmanifest"];

struct Assets {
    parts: [Part; 3],
    public_css: Asset,
    staff_css: Asset,
}

struct Part {
    script: Asset,
    wasm: Asset,
}

pub fn run() -> Result<()> {
    let parts = browser::compile()?;
    // Two builds at once would take turns in the same folder.
    let lock = File::create("target/site.lock")?;
    lock.lock()?;
    let inputs = digest_inputs(&parts)?;
    if Path::new(PLACE).join("manifest.json").exists() && fs::read_to_string(INPUTS).is_ok_and(|was| was == inputs) {
        eprintln!("target/site is as its inputs say: nothing to do");
        return Ok(());
    }
    let site = Site::begin(Path::new("target/site.new"))?;
    let assets = add_assets(&site, &parts)?;
    add_public(&site)?;
    site.add("manifest.json", manifest(&assets).as_bytes())?;
    check_sizes(&assets)?;
    site.replace(Path::new(PLACE))?;
    fs::write(INPUTS, inputs)?;
    Ok(())
}

/// Everything that can change the site: its sources, and the packer itself.
fn digest_inputs(parts: &[PathBuf]) -> Result<String> {
    let mut paths = vec![env::current_exe()?];
    paths.extend(parts.iter().cloned());
    paths.extend(files("style")?);
    paths.extend(files("public")?);
    let mut digested = Vec::new();
    for path in paths {
        digested.push(path.to_string_lossy().into_owned().into_bytes());
        digested.push(digest([fs::read(&path)?]).into_bytes());
    }
    Ok(digest(digested))
}

fn add_assets(site: &Site, wasm: &[PathBuf; 3]) -> Result<Assets> {
    let styles = stylesheets::bundle(Path::new("style"))?;
    let [public, staff, office] = PARTS;
    Ok(Assets {
        parts: [add_part(site, public, &wasm[0])?, add_part(site, staff, &wasm[1])?, add_part(site, office, &wasm[2])?],
        public_css: site.add_asset("public", "css", styles.public.as_bytes())?,
        staff_css: site.add_asset("staff", "css", styles.staff.as_bytes())?,
    })
}

fn add_part(site: &Site, name: &str, wasm: &Path) -> Result<Part> {
    let bindings = browser::bind(name, wasm, Path::new("target/site.bindings"))?;
    let wasm = site.add_asset(name, "wasm", &bindings.wasm)?;
    let called = wasm_name(name);
    ensure!(bindings.script.contains(&called), "the script no longer names its wasm {called}");
    let script = bindings.script.replace(&called, wasm.address.trim_start_matches("/pkg/"));
    Ok(Part { script: site.add_asset(name, "js", script.as_bytes())?, wasm })
}

fn add_public(site: &Site) -> Result<()> {
    for path in files("public")? {
        let content = fs::read(&path)?;
        let name = path.strip_prefix("public")?.to_string_lossy().into_owned();
        let packable = path.extension().is_some_and(|extension| PACKABLE.iter().any(|kind| extension == *kind));
        if packable {
            site.add_packed(&name, &content)?;
        } else {
            site.add(&name, &content)?;
        }
    }
    Ok(())
}

/// Where the pages find each asset; every name in it is ours and needs no escaping.
fn manifest(assets: &Assets) -> String {
    let Assets { parts: [public, staff, office], public_css, staff_css } = assets;
    let part = |part: &Part| format!("{{ \"js\": \"{}\", \"wasm\": \"{}\" }}", part.script.address, part.wasm.address);
    format!(
        "{{\n  \"public\": {},\n  \"staff\": {},\n  \"office\": {},\n  \"public_css\": \"{}\",\n  \"staff_css\": \"{}\"\n}}\n",
        part(public),
        part(staff),
        part(office),
        public_css.address,
        staff_css.address
    )
}

/// Tells the sizes, and refuses a site that is too heavy for those it is made for.
fn check_sizes(assets: &Assets) -> Result<()> {
    let Assets { parts: [public, staff, office], public_css, staff_css } = assets;
    println!("{:<36}{:>10}{:>10}", "target/site", "bytes", "brotli");
    for part in [public, staff, office] {
        for asset in [&part.script, &part.wasm] {
            println!("{:<36}{:>10}{:>10}", asset.address, asset.plain, asset.brotli);
        }
    }
    for asset in [public_css, staff_css] {
        println!("{:<36}{:>10}{:>10}", asset.address, asset.plain, asset.brotli);
    }
    let limits = [
        (&public.wasm, WASM_LIMIT),
        (&staff.wasm, WORK_WASM_LIMIT),
        (&office.wasm, WORK_WASM_LIMIT),
        (public_css, PUBLIC_CSS_LIMIT),
        (staff_css, STAFF_CSS_LIMIT),
    ];
    for (asset, limit) in limits {
        ensure!(asset.brotli <= limit, "{}: {} bytes packed, at most {limit} are allowed", asset.address, asset.brotli);
    }
    Ok(())
}

/// All files below `folder`, in the order of their paths.
fn files(folder: &str) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::from(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let list = if entry.file_type()?.is_dir() { &mut folders } else { &mut found };
            list.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
