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

    /// Keeps a file and, beside it, the copies that browsers can read packed; returns the size of the smallest.
    pub fn add_packed(&self, name: &str, content: &[u8]) -> Result<usize> {
        let brotli = brotli(content)?;
        self.add(name, content)?;
        self.add(&format!("{name}.br"), &brotli)?;
        self.add(&format!("{name}.gz"), &gzip(content)?)?;
        Ok(brotli.len())
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
    fn an_asset_has_the_name_of_its_content_and_copies_beside_it() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("clearway-site-{}", std::process::id()));
        let site = Site::begin(&folder.join("new"))?;
        let asset = site.add_asset("public", "css", b".a{}.a{}.a{}.a{}.a{}.a{}")?;
        site.replace(&folder.join("site"))?;
        let names: Vec<bool> = ["", ".br", ".gz"]
            .map(|copy| folder.join("site").join(format!("{}{copy}", &asset.address[1..])).exists())
            .into();
        fs::remove_dir_all(&folder)?;
        assert_eq!(asset.address, "/pkg/public.f47be9e57f70.css");
        assert_eq!(names, [true, true, true]);
        Ok(())
    }
}
