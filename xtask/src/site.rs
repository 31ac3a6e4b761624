//! The folder the server embeds: files under the names of their content, and smaller copies beside them.
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// A site being written.
pub struct Site {
    folder: PathBuf,
}

/// A file whose name changes with its content, so that browsers may keep it for ever.
pub struct Asset {
    pub address: String,
    pub plain: usize,
    pub brotli: usize,
}

impl Site {
    /// Starts an empty site in `folder`, whatever an interrupted build has left there.
    pub fn begin(folder: &Path) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder.join("pkg"))?;
        Ok(Self { folder: folder.into() })
    }

    /// Keeps `content` as `pkg/<stem>.<hash>.<extension>`, with its smaller copies.
    pub fn add_asset(&self, stem: &str, extension: &str, content: &[u8]) -> Result<Asset> {
        let name = format!("pkg/{stem}.{}.{extension}", &digest([content])[..12]);
        let brotli = self.add_packed(&name, content)?;
        Ok(Asset { address: format!("/{name}"), plain: content.len(), brotli })
    }

    /// Keeps a file under the name it has.
    pub fn add(&self, name: &str, content: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| path.display().to_string())
    }

    /// Keeps a file and, beside it, the packed copies that are smaller; returns the size of the smallest.
    pub fn add_packed(&self, name: &str, content: &[u8]) -> Result<usize> {
        self.add(name, content)?;
        let mut smallest = content.len();
        for (ending, packed) in [("gz", gzip(content)?), ("br", brotli(content)?)] {
            if packed.len() < content.len() {
                self.add(&format!("{name}.{ending}"), &packed)?;
                smallest = smallest.min(packed.len());
            }
        }
        Ok(smallest)
    }

    /// Puts the finished site in the place of the one before.
    pub fn replace(self, place: &Path) -> Result<()> {
        let before = place.with_extension("before");
        if place.exists() {
            fs::rename(place, &before)?;
        }
        fs::rename(&self.folder, place)?;
        if before.exists() {
            fs::remove_dir_all(&before)?;
        }
        Ok(())
    }
}

/// SHA-256 of all parts together, in hex.
pub fn digest<Part: AsRef<[u8]>>(parts: impl IntoIterator<Item = Part>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn brotli(mut content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut content, &mut packed, &best)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_has_the_name_of_its_content_and_smaller_copies_beside_it() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("clearway-site-{}", std::process::id()));
        let site = Site::begin(&folder.join("new"))?;
        let long = site.add_asset("public", "css", ".a{}".repeat(40).as_bytes())?;
        let short = site.add_asset("staff", "css", b"")?;
        site.replace(&folder.join("site"))?;
        let there =
            |asset: &Asset, ending: &str| folder.join("site").join(format!("{}{ending}", &asset.address[1..])).exists();
        let found = [&long, &short].map(|asset| ["", ".br", ".gz"].map(|ending| there(asset, ending)));
        fs::remove_dir_all(&folder)?;
        assert_eq!(short.address, "/pkg/staff.e3b0c44298fc.css");
        assert_eq!(found, [[true, true, true], [true, false, false]]);
        assert!(long.brotli < long.plain);
        Ok(())
    }
}
