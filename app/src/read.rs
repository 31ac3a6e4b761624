//! What a page reads from the server: written into the page by the server, asked for again by the app.

use crate::denied::Denied;
use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// JSON, read from bytes as the answers of server functions are: one deserializer a type in the wasm, not two.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl<Value: Serialize> Encoder<Value> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &Value) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<Value: DeserializeOwned> Decoder<Value> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Value, serde_json::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// What was read, and will be again.
pub type Read<Value> = Resource<Result<Value, Denied>, Json>;

/// Reads whenever what it depends on changes.
pub fn read<Source, Value, Reading>(
    source: impl Fn() -> Source + Send + Sync + 'static,
    fetch: impl Fn(Source) -> Reading + Send + Sync + 'static,
) -> Read<Value>
where
    Source: PartialEq + Clone + Send + Sync + 'static,
    Value: Serialize + DeserializeOwned + Send + Sync + 'static,
    Reading: Future<Output = Result<Value, Denied>> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}
