//! Where the contents of files lie: a folder, or a bucket that speaks S3. The key is the file's id; what it is and whose, the
//! database knows.

use super::{Bucket, Fault, Result, Settings};
use crate::id::FileId;
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, aws::AmazonS3Builder, local::LocalFileSystem, path::Path};
use std::{collections::BTreeSet, io::ErrorKind, path::PathBuf, sync::Arc};

/// The contents of all files.
#[derive(Clone)]
pub(super) struct Contents {
    store: Arc<dyn ObjectStore>,
    /// Where they lie on this machine; none in a bucket.
    folder: Option<PathBuf>,
}

impl Contents {
    pub fn open(settings: &Settings) -> Result<Self> {
        if let Some(bucket) = &settings.bucket {
            return Self::in_bucket(bucket);
        }
        let folder = settings.data.join("files");
        std::fs::create_dir_all(&folder).map_err(|error| Fault::folder(&folder, &error))?;
        // a file that was accepted must not vanish with the power
        let local = LocalFileSystem::new_with_prefix(&folder).map_err(Fault::Contents)?.with_fsync(true);
        Ok(Self { store: Arc::new(local), folder: Some(folder) })
    }

    fn in_bucket(bucket: &Bucket) -> Result<Self> {
        let Bucket { endpoint, name, region, key_id, secret } = bucket;
        // an error says that the process has one already
        let _same = rustls::crypto::ring::default_provider().install_default();
        let store = AmazonS3Builder::new()
            .with_endpoint(endpoint)
            .with_allow_http(endpoint.starts_with("http://"))
            .with_bucket_name(name)
            .with_region(region)
            .with_access_key_id(key_id)
            .with_secret_access_key(secret);
        Ok(Self { store: Arc::new(store.build().map_err(Fault::Contents)?), folder: None })
    }

    pub async fn write(&self, id: FileId, content: Bytes) -> Result<()> {
        Ok(self.store.put(&path(id), content.into()).await.map(drop).map_err(Fault::Contents)?)
    }

    /// The content; nothing where there is none.
    pub async fn read(&self, id: FileId) -> Result<Option<Bytes>> {
        match self.store.get(&path(id)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(Fault::Contents)?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::Contents(error).into()),
        }
    }

    /// Deletes it, with what a writer that died left of it; gone already is good.
    pub async fn delete(&self, id: FileId) -> Result<()> {
        if let Some(folder) = &self.folder {
            // so is a file called that is not whole yet
            match std::fs::remove_file(folder.join(format!("{id}#1"))) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        match self.store.delete(&path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Fault::Contents(error).into()),
        }
    }

    /// The names of everything that lies there.
    pub async fn names(&self) -> Result<BTreeSet<String>> {
        let names = self.store.list(None).map_ok(|object| object.location.to_string());
        Ok(names.try_collect().await.map_err(Fault::Contents)?)
    }
}

fn path(id: FileId) -> Path {
    Path::from(id.to_string())
}
