//! Drafts are for their holders, and for nobody else.

use super::*;
