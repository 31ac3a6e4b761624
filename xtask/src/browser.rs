//! The app as the browser runs it: compiled to wasm, with the script that starts it.
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// A script and the wasm it loads under the name [`WASM_NAME`].
pub struct Bindings {
    pub script: String,
    pub wasm: Vec<u8>,
}

/// What the script calls the wasm beside it, until the wasm has the name of its content.
pub const WASM_NAME: &str = "clearway_bg.wasm";

/// Compiles the app; costs nothing when cargo finds nothing new.
pub fn compile() -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").context("start it as `cargo xtask build`")?;
    let built = Command::new(cargo)
        .args(["build", "--locked", "-p", "app", "--lib", "--no-default-features", "--features", "hydrate"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"])
        .status()?;
    ensure!(built.success(), "the browser half did not build");
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(Path::new(&target).join("wasm32-unknown-unknown/wasm-release/app.wasm"))
}

/// Writes the bindings for `wasm` by way of the folder `work`, which is gone afterwards.
pub fn bind(wasm: &Path, work: &Path) -> Result<Bindings> {
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .out_name("clearway")
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(work)
        .context("wasm-bindgen refused the wasm")?;
    ensure!(!work.join("snippets").exists(), "a dependency brings scripts of its own; the site has one script only");
    let bindings =
        Bindings { script: fs::read_to_string(work.join("clearway.js"))?, wasm: fs::read(work.join(WASM_NAME))? };
    fs::remove_dir_all(work)?;
    Ok(bindings)
}
