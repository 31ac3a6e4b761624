//! Who must answer: a tree of offices, each in one region.

use crate::{id::DepartmentId, region::RegionCode};
use serde::{Deserialize, Serialize};

/// An office that can be given a work order (承办单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its name, in the language of the installation.
    pub name: String,
    /// The region it answers for.
    pub region: RegionCode,
    /// The office above it, if any.
    pub parent: Option<DepartmentId>,
}
