//! The app as the browser runs it: compiled to wasm, with the script that starts it.
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// A script and the wasm it loads under the name that [`wasm_name`] gives.
pub struct Bindings {
    pub script: String,
    pub wasm: Vec<u8>,
}

/// The parts of the app, one for each audience: binaries of `app`.
pub const PARTS: [&str; 3] = ["public", "staff", "office"];

/// What the script of a part calls the wasm beside it, until the wasm has the name of its content.
pub fn wasm_name(part: &str) -> String {
    format!("{part}_bg.wasm")
}

/// Compiles the parts; costs nothing when cargo finds nothing new.
pub fn compile() -> Result<[PathBuf; 3]> {
    let cargo = env::var_os("CARGO").context("start it as `cargo xtask build`")?;
    let built = Command::new(cargo)
        .args(["build", "--locked", "-p", "app", "--bins", "--no-default-features", "--features", "hydrate"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"])
        .status()?;
    ensure!(built.success(), "the browser half did not build");
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let folder = Path::new(&target).join("wasm32-unknown-unknown/wasm-release");
    Ok(PARTS.map(|part| folder.join(format!("{part}.wasm"))))
}

/// Writes the bindings for a part by way of the folder `work`, which is gone afterwards.
pub fn bind(part: &str, wasm: &Path, work: &Path) -> Result<Bindings> {
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .out_name(part)
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(work)
        .context("wasm-bindgen refused the wasm")?;
    ensure!(!work.join("snippets").exists(), "a dependency brings scripts of its own; the site has one script only");
    let bindings = Bindings {
        script: fs::read_to_string(work.join(format!("{part}.js")))?,
        wasm: fs::read(work.join(wasm_name(part)))?,
    };
    fs::remove_dir_all(work)?;
    Ok(bindings)
}
