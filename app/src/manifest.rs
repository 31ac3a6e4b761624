//! Where the browser finds our script, wasm and stylesheets; xtask makes the list, the server embeds it.

use serde::{Deserialize, Serialize};

/// The app of one audience.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The script that starts it.
    pub js: String,
    /// The app itself.
    pub wasm: String,
}

/// Addresses under `/pkg`, each with a hash of its content in its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// The app of the public side.
    pub public: Part,
    /// The app of the desk.
    pub staff: Part,
    /// The app of accounts, intake and administration.
    pub office: Part,
    /// The stylesheet of every page.
    pub public_css: String,
    /// What staff pages need besides.
    pub staff_css: String,
}
