//! Where the browser finds our script, wasm and stylesheets; xtask makes the list, the server embeds it.

use serde::{Deserialize, Serialize};

/// Addresses under `/pkg`, each with a hash of its content in its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// The script that starts the app.
    pub js: String,
    /// The app.
    pub wasm: String,
    /// The stylesheet of every page.
    pub public_css: String,
    /// What staff pages need besides.
    pub staff_css: String,
}
