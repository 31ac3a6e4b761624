//! Files are for those who may see the draft or the case.

use super::*;
