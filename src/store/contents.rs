//! Where the contents of files lie: a folder, or a bucket that speaks S3. The key is the file's id; what it is and whose, the
//! database knows.

use super::{Bucket, Fault, Result, Settings};
use crate::id::FileId;
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, aws::AmazonS3Builder, local::LocalFileSystem, path::Path};
use std::{collections::BTreeSet, sync::Arc};

/// The contents of all files.
#[derive(Clone)]
pub(super) struct Contents(Arc<dyn ObjectStore>);

impl Contents {
    pub fn open(settings: &Settings) -> Result<Self> {
        if let Some(bucket) = &settings.bucket {
            return Self::in_bucket(bucket);
        }
        let folder = settings.data.join("files");
        std::fs::create_dir_all(&folder).map_err(|error| Fault::folder(&folder, &error))?;
        // a file that was accepted must not vanish with the power
        let local = LocalFileSystem::new_with_prefix(&folder).map_err(Fault::Contents)?.with_fsync(true);
        Ok(Self(Arc::new(local)))
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
        Ok(Self(Arc::new(store.build().map_err(Fault::Contents)?)))
    }

    pub async fn write(&self, id: FileId, content: Bytes) -> Result<()> {
        Ok(self.0.put(&path(id), content.into()).await.map(drop).map_err(Fault::Contents)?)
    }

    /// The content; nothing where there is none.
    pub async fn read(&self, id: FileId) -> Result<Option<Bytes>> {
        match self.0.get(&path(id)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(Fault::Contents)?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::Contents(error).into()),
        }
    }

    /// Deletes it; gone already is good.
    pub async fn delete(&self, id: FileId) -> Result<()> {
        match self.0.delete(&path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Fault::Contents(error).into()),
        }
    }

    /// The names of everything that lies there.
    pub async fn names(&self) -> Result<BTreeSet<String>> {
        let names = self.0.list(None).map_ok(|object| object.location.to_string());
        Ok(names.try_collect().await.map_err(Fault::Contents)?)
    }
}

fn path(id: FileId) -> Path {
    Path::from(id.to_string())
}
