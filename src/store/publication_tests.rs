//! What is published is what was agreed to.

use super::*;
