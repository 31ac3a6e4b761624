//! Builds the server again when `cargo xtask build` has written new assets, whose names change with their content.

fn main() {
    println!("cargo:rerun-if-changed=../target/site/manifest.json");
}
