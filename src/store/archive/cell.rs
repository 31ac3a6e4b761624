//! One value of a row, as JSON and back. Six types and no other, as the migrations promise.

use serde::{Deserialize, Serialize};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Type {
    Uuid,
    Bigint,
    Text,
    Boolean,
    Double,
    Bytes,
}

impl Type {
    /// The first word of a type in the common dialect.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "uuid" => Some(Self::Uuid),
            "bigint" => Some(Self::Bigint),
            "text" => Some(Self::Text),
            "boolean" => Some(Self::Boolean),
            "double" => Some(Self::Double),
            "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// Reads a cell of either engine's row as JSON; bytes as hexadecimal digits.
macro_rules! read_cell {
    ($row:expr, $index:expr, $type:expr) => {
        match $type {
            Type::Uuid => $row.try_get::<Option<uuid::Uuid>, _>($index).map(|value| serde_json::json!(value)),
            Type::Bigint => $row.try_get::<Option<i64>, _>($index).map(|value| serde_json::json!(value)),
            Type::Text => $row.try_get::<Option<String>, _>($index).map(|value| serde_json::json!(value)),
            Type::Boolean => $row.try_get::<Option<bool>, _>($index).map(|value| serde_json::json!(value)),
            Type::Double => $row.try_get::<Option<f64>, _>($index).map(|value| serde_json::json!(value)),
            Type::Bytes => $row
                .try_get::<Option<Vec<u8>>, _>($index)
                .map(|value| serde_json::json!(value.as_deref().map($crate::store::token::to_hex))),
        }
    };
}

/// Binds a JSON value to the next place of a query; a value of another type becomes null, which the table refuses or allows.
macro_rules! bind_cell {
    ($query:expr, $value:expr, $type:expr) => {
        match $type {
            Type::Uuid => $query.bind($value.as_str().and_then(|text| text.parse::<uuid::Uuid>().ok())),
            Type::Bigint => $query.bind($value.as_i64()),
            Type::Text => $query.bind($value.as_str().map(str::to_owned)),
            Type::Boolean => $query.bind($value.as_bool()),
            Type::Double => $query.bind($value.as_f64()),
            Type::Bytes => $query.bind($value.as_str().and_then($crate::store::token::hex)),
        }
    };
}

pub(super) use {bind_cell, read_cell};
